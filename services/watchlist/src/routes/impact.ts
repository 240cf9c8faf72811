import { ImpactEstimate, ImpactRequest, ServiceError, type Purpose } from '@crosswatch/protocol'
import { actorOf, allRoles, problemResponse, type App } from '@crosswatch/service-kit'
import type { WatchlistContext } from '../context.ts'
import type { RecentQueries } from '../impact/recent-queries.ts'

const purpose: Purpose = 'alert-management'

/**
 * How many of the last queries an alert would have met: `POST /v1/impact-estimates`. For whoever may write alerts; each estimate is
 * recorded with what it was about, since it says something about what others asked.
 */
export function impactRoutes(
  app: App,
  { policies, connection, actLog }: WatchlistContext,
  recent: Pick<RecentQueries, 'estimate'>,
): void {
  app.post(
    '/v1/impact-estimates',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'How many of the last queries at this node an alert would have met',
        body: ImpactRequest,
        response: { 200: ImpactEstimate, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async ({ officer, body }) => {
      const { roles, authority } = officer
      const decision = policies.decideAccess({ act: 'write', roles, authority, purpose })
      const record = {
        ...actorOf(officer),
        operation: 'impact.estimate' as const,
        purpose,
        policies: [...decision.policies],
      }
      if (!decision.allowed) {
        const code = decision.reason === 'failed' ? 'refused-by-policy' : 'forbidden'
        await actLog.append(connection.db, [{ ...record, outcome: 'denied', reason: code }])
        throw new ServiceError(code)
      }
      const estimate = await recent.estimate(body)
      await actLog.append(connection.db, [
        {
          ...record,
          outcome: 'done',
          count: estimate.queries,
          terms: { query: { identity: body.identity } },
        },
      ])
      return estimate
    },
  )
}
