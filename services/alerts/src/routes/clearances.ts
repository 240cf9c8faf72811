import {
  Clearance,
  ClearanceDecline,
  ClearanceList,
  ClearanceProposal,
  ClearanceStop,
  closed,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { acceptClearance, declineClearance, stopClearance } from '../work/decide-clearance.ts'
import { proposeClearance } from '../work/propose-clearance.ts'
import { listClearancesFor } from '../work/read-clearances.ts'

/** Whoever is signed in: the policies decide who may. */
const config = { roles: allRoles }
const params = closed({ id: Uuid })

/** Persons who are not the subject of an alert, anywhere: proposed where they were cleared, decided by the issuer. */
export function clearanceRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/clearances',
    {
      config,
      preValidation: may('vouch', 'clearance.list'),
      schema: {
        summary: 'Clearances, those to be decided here first. Nothing by which a person could be found',
        response: { 200: ClearanceList },
      },
    },
    (request) => listClearancesFor(context, request.officer, decisionOf(request)),
  )
  app.post(
    '/v1/clearances',
    {
      config,
      preValidation: may('vouch', 'clearance.propose'),
      schema: {
        summary: 'Ask the issuer of an alert to clear a person of it whom an override clears here',
        body: ClearanceProposal,
        response: { 201: Clearance },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await proposeClearance(context, request.officer, decisionOf(request), request.body)),
  )
  app.post(
    '/v1/clearances/:id/accept',
    {
      config,
      preValidation: may('clear', 'clearance.accept'),
      schema: {
        summary: 'Clear the person as the issuer: everyone who has the alert is told',
        params,
        response: { 200: Clearance },
      },
    },
    (request) => acceptClearance(context, request.officer, decisionOf(request), request.params.id),
  )
  app.post(
    '/v1/clearances/:id/decline',
    {
      config,
      preValidation: may('clear', 'clearance.decline'),
      schema: {
        summary: 'Decline as the issuer',
        params,
        body: ClearanceDecline,
        response: { 200: Clearance },
      },
    },
    (request) =>
      declineClearance(context, request.officer, decisionOf(request), request.params.id, request.body.reason),
  )
  app.post(
    '/v1/clearances/:id/end',
    {
      config,
      preValidation: may('vouch', 'clearance.end'),
      schema: {
        summary: 'End a clearance everywhere: the consent was withdrawn, or it does not hold',
        params,
        body: ClearanceStop,
        response: { 200: Clearance },
      },
    },
    (request) =>
      stopClearance(context, request.officer, decisionOf(request), request.params.id, request.body),
  )
}
