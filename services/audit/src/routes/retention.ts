import { closed, HoldRequest, LiftRequest, Purpose, RetentionReport, Uuid } from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import type { RetentionMonths } from '../domain/retention-rules.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { liftHold, setHold } from '../retention/holds.ts'
import { retentionReport } from '../retention/retention-report.ts'

const config = { roles: allRoles }

/** How long records are kept, what is due, and what must not be erased. */
export function retentionRoutes(app: App, context: AuditContext, months: RetentionMonths): void {
  const { connection, clock, index, storageKey } = context

  app.get(
    '/v1/retention',
    {
      config,
      schema: {
        summary: 'What is kept for how long, what the next run erases, and the legal holds in force',
        querystring: closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) }),
        response: { 200: RetentionReport, default: problemResponse },
      },
    },
    async ({ query, officer }) => {
      const purpose = query.purpose ?? 'oversight'
      const reading: Reading = { officer, operation: 'retention.view', purpose }
      await admit(context, reading)
      await index.catchUp()
      const report = await retentionReport(connection, storageKey, months, clock())
      await recordReading(context, reading, { outcome: 'done', count: report.holds.length, alerts: [] })
      return report
    },
  )

  app.post(
    '/v1/holds',
    {
      config,
      schema: {
        summary: 'Sets a legal hold: what it names is not erased until it is lifted',
        body: HoldRequest,
        response: { 201: closed({ id: Uuid }), default: problemResponse },
      },
    },
    async ({ body: { purpose, subject, reason }, officer }, reply) => {
      const terms = { query: subject, note: reason }
      const reading: Reading = { officer, operation: 'hold.set', purpose, terms }
      await admit(context, reading)
      const id = await connection.transaction(async (tx) => {
        // The record first: a hold that is not on record does not count.
        await recordReading(context, reading, { outcome: 'done', count: 1, alerts: [] })
        return setHold(tx, storageKey, subject, { by: officer.id, at: clock(), reason })
      })
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/v1/holds/:id/lift',
    {
      config,
      schema: {
        summary: 'Lifts a legal hold, with a reason',
        params: closed({ id: Uuid }),
        body: LiftRequest,
        response: { 204: Type.Null(), default: problemResponse },
      },
    },
    async ({ params: { id }, body: { purpose, reason }, officer }, reply) => {
      const terms = { query: { hold: id }, note: reason }
      const reading: Reading = { officer, operation: 'hold.lift', purpose, terms }
      await admit(context, reading)
      await connection.transaction(async (tx) => {
        await liftHold(tx, storageKey, id, { by: officer.id, at: clock(), reason })
        await recordReading(context, reading, { outcome: 'done', count: 1, alerts: [] })
      })
      return reply.code(204).send(null)
    },
  )
}
