import { closed, Timestamp, type Purpose } from '@crosswatch/protocol'
import { actorOf, allRoles, officerDecisions, type App } from '@crosswatch/service-kit'
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

const purpose: Purpose = 'administration'

/** What was refused, and why: `GET /v1/quarantine`. Reasons only; the bytes stay in the database. */
export function quarantineRoutes(app: App, context: ExchangeContext): void {
  const { accessLog, connection } = context
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/quarantine',
    {
      config: { roles: allRoles },
      preValidation: may('inspect', 'quarantine.view', purpose),
      schema: {
        summary: 'Entries that were refused, latest first',
        response: { 200: closed({ entries: Type.Array(Quarantined) }) },
      },
    },
    async (request) => {
      const rows = await listQuarantine(connection.db, 500)
      const { policies } = decisionOf(request)
      await accessLog.append(connection.db, [
        {
          operation: 'quarantine.view',
          ...actorOf(request.officer),
          purpose,
          policies: [...policies],
          outcome: 'done',
          count: rows.length,
        },
      ])
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
