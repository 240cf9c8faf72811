import { AlertReference, closed, ExtendRequest, ReviewsDue, Uuid } from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { extendAlert } from '../work/extend.ts'
import { listReviewsDue } from '../work/read-due.ts'

const config = { roles: allRoles }

/** Alerts that end by themselves soon, and their extension. */
export function reviewRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/reviews-due',
    {
      config,
      preValidation: may('browse', 'alert.list'),
      schema: {
        summary: 'Alerts of this node that end by themselves soon unless somebody reviews them',
        response: { 200: ReviewsDue },
      },
    },
    (request) => listReviewsDue(context, request.officer, decisionOf(request)),
  )
  app.post(
    '/v1/alerts/:id/extend',
    {
      config,
      preValidation: may('write', 'alert.extend'),
      schema: {
        summary: 'Propose that an alert stands longer, with an assessment of its own',
        params: closed({ id: Uuid }),
        body: ExtendRequest,
        response: { 200: AlertReference },
      },
    },
    (request) => extendAlert(context, request.officer, request.params.id, request.body),
  )
}
