import { closed, Timestamp } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ExchangeContext } from '../context.ts'
import { listQuarantine } from '../store/boxes.ts'

const Quarantined = closed({
  id: Type.Integer(),
  issuer: Type.String(),
  seq: Type.Integer(),
  reason: Type.String(),
  detail: Type.String(),
  source: Type.String(),
  times: Type.Integer(),
  firstAt: Timestamp,
  lastAt: Timestamp,
})

/** What was refused, and why: `GET /v1/quarantine`. Reasons only; the bytes stay in the database. */
export function quarantineRoutes(app: App, context: ExchangeContext): void {
  app.get(
    '/v1/quarantine',
    {
      config: { roles: ['administrator', 'auditor'] },
      schema: {
        summary: 'Entries that were refused, latest first',
        response: { 200: closed({ entries: Type.Array(Quarantined) }) },
      },
    },
    async () => {
      const rows = await listQuarantine(context.connection.db, 500)
      return {
        entries: rows.map((row) => ({
          ...row,
          firstAt: row.firstAt.toISOString(),
          lastAt: row.lastAt.toISOString(),
        })),
      }
    },
  )
}
