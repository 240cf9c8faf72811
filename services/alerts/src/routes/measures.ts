import {
  AlertMeasures,
  closed,
  MeasureBoard,
  MeasureReference,
  MeasureReport,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { readAlertMeasures, readBoard } from '../work/read-measures.ts'
import { reportMeasure } from '../work/report-measure.ts'

const config = { roles: allRoles }
const params = closed({ id: Uuid })

/** What each jurisdiction did about an alert: told to its issuer, and seen there. */
export function measureRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/measures',
    {
      config,
      preValidation: may('browse', 'measure.list'),
      schema: {
        summary: 'What was done about alerts, the latest first, and who has not said anything yet',
        response: { 200: MeasureBoard },
      },
    },
    (request) => readBoard(context, request.officer, decisionOf(request)),
  )
  app.get(
    '/v1/alerts/:id/measures',
    {
      config,
      preValidation: may('browse', 'measure.list'),
      schema: {
        summary: 'What each jurisdiction did about one alert, as far as it told this node',
        params,
        response: { 200: AlertMeasures },
      },
    },
    (request) => readAlertMeasures(context, request.officer, decisionOf(request), request.params.id),
  )
  app.post(
    '/v1/alerts/:id/measures',
    {
      config,
      preValidation: may('write', 'measure.report'),
      schema: {
        summary: 'Tell the issuer of an alert what was done about it here',
        params,
        body: MeasureReport,
        response: { 201: MeasureReference },
      },
    },
    async (request, reply) => {
      const { officer, params: at, body } = request
      const { policies } = decisionOf(request)
      return reply.code(201).send(await reportMeasure(context, officer, policies, at.id, body))
    },
  )
}
