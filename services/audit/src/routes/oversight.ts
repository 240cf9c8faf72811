import { OversightReport } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import type { AuditContext } from '../context.ts'
import { oversightReport } from '../public/oversight-report.ts'

/** What anybody may know about the use of the node: `GET /v1/oversight`. */
export function oversightRoutes(app: App, { connection, clock }: AuditContext): void {
  app.get(
    '/v1/oversight',
    {
      config: { public: true },
      schema: {
        summary: 'Looks by purpose, authority and outcome, month by month, without small numbers',
        response: { 200: OversightReport },
      },
    },
    async () => oversightReport(connection, clock()),
  )
}
