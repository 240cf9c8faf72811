import { closed, Overview, Purpose } from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { readOverview } from '../review/overview.ts'

/** How the supervision of the node stands, for auditors. */
export function overviewRoutes(app: App, context: AuditContext): void {
  app.get(
    '/v1/overview',
    {
      config: { roles: allRoles },
      schema: {
        summary:
          'Accounts, open reviews, overdue erasures and disputes, witnesses and holds: counts and ages',
        querystring: closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) }),
        response: { 200: Overview, default: problemResponse },
      },
    },
    async ({ query, officer }) => {
      const reading: Reading = { officer, operation: 'overview.view', purpose: query.purpose ?? 'oversight' }
      await admit(context, reading)
      await context.index.catchUp()
      const overview = await readOverview(context.connection, context.clock())
      await recordReading(context, reading, { outcome: 'done', count: 1, alerts: [] })
      return overview
    },
  )
}
