import {
  closed,
  demandStates,
  ErasureBoard,
  JurisdictionCode,
  oneOf,
  type Purpose,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import { actOf, type ConsentContext } from '../context.ts'
import { readBoard } from '../store/erasures.ts'

const Filter = closed({
  state: Type.Optional(oneOf(demandStates)),
  recipient: Type.Optional(JurisdictionCode),
  after: Type.Optional(Type.String({ pattern: String.raw`^\d{1,16}-[0-9a-f-]{36}-[A-Z]{2}$` })),
})

const purpose: Purpose = 'administration'

/** Who still holds what this node took back. Ids, codes and times only. */
export function erasureRoutes(app: App, context: ConsentContext): void {
  const { accessLog, connection, clock } = context
  app.get(
    '/v1/erasures',
    {
      config: { roles: allRoles },
      preValidation: officerDecisions(context).may('trace', 'erasure.list', purpose),
      schema: {
        summary: 'Receipts of erasure that recipients owe or have given',
        querystring: Filter,
        response: { 200: ErasureBoard },
      },
    },
    async ({ officer, query }) => {
      const board = await readBoard(connection.db, clock(), query)
      const read = { purpose, count: board.demands.length }
      await accessLog.append(connection.db, [actOf(officer, 'erasure.list', read)])
      return board
    },
  )
}
