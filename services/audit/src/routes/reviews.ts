import {
  closed,
  Purpose,
  ReviewList,
  SampleRequest,
  ServiceError,
  Uuid,
  VerdictRequest,
  type AccessTerms,
} from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { mayReviewBreakGlass } from '../break-glass/grant-store.ts'
import { decideReview, findReview, listReviews } from '../review/review-store.ts'
import { sample } from '../review/sample.ts'

const config = { roles: allRoles }

/** Reviews: a queue of looks drawn by lot, and verdicts on them. */
export function reviewRoutes(app: App, context: AuditContext): void {
  const { connection, clock } = context

  app.get(
    '/v1/reviews',
    {
      config,
      schema: {
        summary: 'What waits for review, the oldest first, then what was decided',
        querystring: closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) }),
        response: { 200: ReviewList, default: problemResponse },
      },
    },
    async ({ query, officer }) => {
      const reading: Reading = { officer, operation: 'review.list', purpose: query.purpose ?? 'oversight' }
      await admit(context, reading)
      const list = await listReviews(connection.db)
      await recordReading(context, reading, { outcome: 'done', count: list.reviews.length, alerts: [] })
      return list
    },
  )

  app.post(
    '/v1/reviews/sample',
    {
      config,
      schema: {
        summary: 'Draws looks for review by lot from the root of the signed log',
        body: SampleRequest,
        response: { 200: closed({ drawn: Type.Integer({ minimum: 0 }) }), default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, ...asked } = body
      const terms: AccessTerms = { ...(reference === undefined ? {} : { reference }), query: asked }
      const reading: Reading = { officer, operation: 'review.sample', purpose, terms }
      await admit(context, reading)
      const drawn = await sample(connection, asked, clock())
      await recordReading(context, reading, { outcome: 'done', count: drawn, alerts: [] })
      return { drawn }
    },
  )

  app.post(
    '/v1/reviews/:id/verdict',
    {
      config,
      schema: {
        summary: 'Decides a review; nobody decides on a look of their own',
        params: closed({ id: Uuid }),
        body: VerdictRequest,
        response: { 204: Type.Null(), default: problemResponse },
      },
    },
    async ({ params: { id }, body: { purpose, verdict, note }, officer }, reply) => {
      const terms: AccessTerms = { query: { review: id, verdict }, ...(note === undefined ? {} : { note }) }
      const reading: Reading = { officer, operation: 'review.decide', purpose, terms }
      await admit(context, reading)
      await connection.transaction(async (tx) => {
        const found = await findReview(tx, id)
        if (found === undefined) throw new ServiceError('not-found')
        if (found.decided) throw new ServiceError('wrong-state', { detail: 'it has its verdict' })
        if (found.kind === 'break-glass') await mayReviewBreakGlass(tx, found.cause, officer.id, clock())
        if (found.officer === officer.id) throw new ServiceError('four-eyes', { detail: `review ${id}` })
        // The record first: a verdict that is not on record does not count.
        await recordReading(context, reading, { outcome: 'done', count: 1, alerts: [] })
        await decideReview(tx, id, { verdict, reviewer: officer.id, decidedAt: clock() })
      })
      return reply.code(204).send(null)
    },
  )
}
