import { Readable } from 'node:stream'
import { closed, Purpose } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { exportLines } from '../export.ts'
import { readLogState } from '../log-state.ts'
import { admit, type Reading, recordReading } from '../reading.ts'

/** The whole log for verification elsewhere: `GET /v1/log/export`, one JSON object per line. Terms stay encrypted. */
export function exportRoutes(app: App, context: AuditContext): void {
  const { db } = context.connection
  app.get(
    '/v1/log/export',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'The whole log, to be verified offline',
        querystring: closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) }),
      },
    },
    async ({ query, officer }, reply) => {
      const reading: Reading = { officer, operation: 'log.export', purpose: query.purpose ?? 'oversight' }
      await admit(context, reading)
      const { size } = await readLogState(db)
      await recordReading(context, reading, { outcome: 'done', count: Number(size), alerts: [] })
      // A failure on the way cuts the answer off before its closing checkpoint, which no verifier takes for a whole log.
      return reply
        .type('application/x-ndjson')
        .header('content-disposition', 'attachment; filename="access-log.ndjson"')
        .send(Readable.from(exportLines(db)))
    },
  )
}
