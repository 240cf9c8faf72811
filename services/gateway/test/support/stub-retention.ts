import {
  closed,
  HoldRequest,
  type LegalHold,
  LiftRequest,
  newUuid,
  Overview,
  RetentionReport,
  Uuid,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

/** A log of which 1,200 records are over and 1,000 due, and the holds that were set. */
export function stubRetention(app: App): void {
  const config = { roles: ['auditor'] } as const
  const holds = new Map<string, LegalHold>()
  app.get('/v1/retention', { config, schema: { response: { 200: RetentionReport } } }, async () => ({
    classes: [{ class: 'access' as const, months: 36, over: 1200, kept: 200, due: 1000 }],
    content: [
      {
        service: 'alerts',
        class: 'hits' as const,
        months: 36,
        over: 31,
        kept: 2,
        due: 0,
        oldest: '2024-03-01T09:00:00.000Z',
        erased: 17,
        ranAt: '2026-03-02T09:00:00.000Z',
      },
    ],
    holds: [...holds.values()],
    runs: [{ id: newUuid(), at: '2026-03-01T09:00:00.000Z', records: 500 }],
  }))
  app.get('/v1/overview', { config, schema: { response: { 200: Overview } } }, async () => ({
    at: '2026-03-02T10:00:00.000Z',
    accounts: [
      { role: 'auditor' as const, authority: 'Inspectorate', accounts: 2, idle: 1 },
      { role: 'administrator' as const, authority: 'Data centre', accounts: 3, idle: 0 },
    ],
    idleDays: 90,
    reviews: [
      { kind: 'anomaly' as const, open: 4, oldest: '2026-02-20T10:00:00.000Z' },
      { kind: 'break-glass' as const, open: 0, oldest: null },
    ],
    erasures: { overdue: 1, oldest: '2026-02-27T10:00:00.000Z' },
    disputes: { overdue: 0, oldest: null },
    witnesses: {
      confirmedAt: '2026-03-02T09:59:00.000Z',
      stale: true,
      cosigners: [
        { name: 'XB', cosignedAt: '2026-03-02T09:59:00.000Z', size: 2500 },
        { name: 'neutral.example', cosignedAt: null, size: null },
      ],
      logs: [{ origin: 'crosswatch/test/XB/access-log', at: '2026-03-02T09:59:00.000Z' }],
      equivocations: 0,
    },
    holds: holds.size,
  }))
  app.post('/v1/holds', { config, schema: { body: HoldRequest } }, async ({ body, officer }, reply) => {
    const { subject, reason } = body
    const id = newUuid()
    holds.set(id, { id, subject, reason, setBy: officer.id, setAt: '2026-03-02T10:00:00.000Z' })
    return reply.code(201).send({ id })
  })
  app.post(
    '/v1/holds/:id/lift',
    { config, schema: { params: closed({ id: Uuid }), body: LiftRequest } },
    async ({ params }, reply) => {
      holds.delete(params.id)
      return reply.code(204).send()
    },
  )
}
