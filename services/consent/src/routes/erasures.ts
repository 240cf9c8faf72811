import { closed, demandStates, ErasureBoard, JurisdictionCode, oneOf } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ConsentContext } from '../context.ts'
import { readBoard } from '../store/erasures.ts'

const Filter = closed({
  state: Type.Optional(oneOf(demandStates)),
  recipient: Type.Optional(JurisdictionCode),
  after: Type.Optional(Type.String({ pattern: String.raw`^\d{1,16}-[0-9a-f-]{36}-[A-Z]{2}$` })),
})

/** Who still holds what this node took back. Ids, codes and times only. */
export function erasureRoutes(app: App, { connection, clock }: ConsentContext): void {
  app.get(
    '/v1/erasures',
    {
      config: { roles: ['analyst', 'supervisor', 'protection-officer', 'auditor', 'administrator'] },
      schema: {
        summary: 'Receipts of erasure that recipients owe or have given',
        querystring: Filter,
        response: { 200: ErasureBoard },
      },
    },
    async ({ query }) => readBoard(connection.db, clock(), query),
  )
}
