import {
  AlertMeasures,
  closed,
  ExtendRequest,
  ImpactEstimate,
  ImpactRequest,
  LicenceCheck,
  MeasureBoard,
  MeasureReport,
  Replay,
  ReplayRequest,
  ReviewsDue,
  ServiceError,
  Uuid,
  type AlertSummary,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

const officers = { roles: ['analyst', 'supervisor'] } as const
const params = closed({ id: Uuid })

const stubDue: AlertSummary = {
  id: '01980f00-0000-7000-8000-000000000009',
  version: 3,
  issuer: 'XA',
  origin: 'own',
  state: 'active',
  pending: null,
  category: 'wanted-broker',
  action: 'contact-issuer',
  mode: 'actual',
  flagged: false,
  contest: null,
  label: '<b>Dana</b> Ortov',
  validUntil: '2026-03-31T00:00:00.000Z',
  reviewBy: '2026-03-31T00:00:00.000Z',
  updatedAt: '2025-12-01T00:00:00.000Z',
}

/** What an alerts service says about the quality of alerts: one that ends soon, and a list; one that was acted upon. */
export function stubQuality(app: App): void {
  const licences = { config: officers, schema: { params, response: { 200: LicenceCheck } } }
  app.get('/v1/alerts/:id/licences', licences, async () => ({
    registers: [
      { register: 'xa-agencies', licences: 812, importedAt: '2026-02-01T09:00:00.000Z', importedBy: 'ana' },
    ],
    licences: [
      {
        register: 'xa-agencies',
        licence: {
          number: 'LIC-0117',
          name: '<i>Silver</i> Fern',
          place: 'Port Corva',
          state: 'suspended' as const,
        },
        score: 0.93,
      },
    ],
  }))
  app.get('/v1/reviews-due', { config: officers, schema: { response: { 200: ReviewsDue } } }, async () => ({
    alerts: [{ alert: stubDue, noticedAt: '2025-12-01T00:00:00.000Z' }],
    more: false,
    lists: [{ source: 'debarred-agencies', alerts: 1200, firstEndsAt: '2026-04-01T00:00:00.000Z' }],
  }))
  app.post(
    '/v1/alerts/:id/extend',
    { config: officers, schema: { params, body: ExtendRequest } },
    async ({ params: { id }, body }) => {
      if (body.statement.startsWith('Several workers')) {
        const problem = 'must say why the alert is to stand longer; it is that of the version before'
        throw new ServiceError('rule-not-met', { fields: [{ part: 'body', path: '/statement', problem }] })
      }
      return { id, version: 1, state: 'active' }
    },
  )
  const none = { hits: 0, confirmed: 0, notThisPerson: 0, taken: [], measures: [] }
  const reported: MeasureReport[] = []
  const { id: alert, category } = stubDue
  app.get('/v1/measures', { config: officers, schema: { response: { 200: MeasureBoard } } }, async () => ({
    alerts: [{ alert, issuer: 'XA', category, measures: 1, hits: 2, answered: ['XB'], silent: ['XC'] }],
  }))
  app.get(
    '/v1/alerts/:id/measures',
    { config: officers, schema: { params, response: { 200: AlertMeasures } } },
    async ({ params: { id } }) => ({
      alert: id,
      issuer: 'XA',
      category,
      jurisdictions: [
        {
          ...none,
          jurisdiction: 'XA',
          measures: reported.map((one) => ({
            ...one,
            id,
            authority: 'Labour <i>Inspectorate</i>',
            at: '2026-03-01T12:00:00.000Z',
          })),
        },
        { ...none, jurisdiction: 'XB', hits: 2, confirmed: 1, taken: ['interviewed' as const] },
      ],
    }),
  )
  app.post(
    '/v1/alerts/:id/measures',
    { config: officers, schema: { params, body: MeasureReport } },
    async ({ params: { id }, body }, reply) => {
      if (body.day > '2026-03-01') {
        const fields = [{ part: 'body', path: '/day', problem: 'must not lie ahead' }]
        throw new ServiceError('rule-not-met', { fields })
      }
      reported.push(body)
      return reply.code(201).send({ id })
    },
  )
}

/** What a watchlist says of an alert that nobody has met yet. */
export function stubImpact(app: App): void {
  app.post(
    '/v1/impact-estimates',
    { config: officers, schema: { body: ImpactRequest, response: { 200: ImpactEstimate } } },
    async () => ({
      queries: 12_400,
      days: 14,
      hits: { atLeast: 0, atMost: 4 },
      possible: { atLeast: 31, atMost: 31 },
    }),
  )
}

/** What a watchlist says that answers a recorded query again, and finds another version of the alert. */
export function stubReplays(app: App): void {
  const alert = '01980f00-0000-7000-8000-000000000001'
  const answer = (version: number) => ({
    outcome: 'hit' as const,
    alerts: [{ alert, version }],
    cleared: [],
  })
  app.post(
    '/v1/replays',
    { config: { roles: ['auditor'] }, schema: { body: ReplayRequest, response: { 200: Replay } } },
    async ({ body: { record } }) => ({
      record,
      at: '2026-03-01T12:00:05.120Z',
      list: 91_244,
      verdict: 'differs' as const,
      logged: answer(1),
      replayed: answer(2),
      differences: [{ kind: 'other-version' as const, alert }],
      erased: { answer: [], listed: 3 },
      software: { logged: 'watchlist 0.0.9', replayed: 'watchlist 0.1.0' },
    }),
  )
}
