import {
  closed,
  DisputeBlock,
  DisputeDecision,
  DisputeDetail,
  DisputeDraft,
  DisputeList,
  Timestamp,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AlertsContext } from '../context.ts'
import { blockDispute, decideDispute, recordDispute } from '../work/dispute.ts'
import { listDisputesFor, showDispute } from '../work/read-disputes.ts'

/** Whoever is signed in: the policies decide who may. */
const config = { roles: allRoles }
const ById = closed({ id: Uuid })

/** What people ask who are named in alerts: recorded, forwarded to the issuer, decided within a term. */
export function disputeRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.post(
    '/v1/disputes',
    {
      config,
      preValidation: may('dispute', 'dispute.record'),
      schema: {
        summary: 'Record a request for access, correction or erasure, and forward it to the issuer',
        body: DisputeDraft,
        response: { 201: closed({ id: Uuid, dueBy: Timestamp }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await recordDispute(context, request.officer, decisionOf(request), request.body)),
  )
  app.get(
    '/v1/disputes',
    {
      config,
      preValidation: may('dispute', 'dispute.list'),
      schema: { summary: 'Disputes, those that wait first', response: { 200: DisputeList } },
    },
    (request) => listDisputesFor(context, request.officer, decisionOf(request)),
  )
  app.get(
    '/v1/disputes/:id',
    {
      config,
      preValidation: may('dispute', 'dispute.view'),
      schema: { summary: 'One dispute', params: ById, response: { 200: DisputeDetail } },
    },
    (request) => showDispute(context, request.officer, decisionOf(request), request.params.id),
  )
  app.post(
    '/v1/disputes/:id/block',
    {
      config,
      preValidation: may('dispute', 'dispute.block'),
      schema: {
        summary: 'Show the alert in no answer while the dispute is decided, or show it again',
        params: ById,
        body: DisputeBlock,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { officer, params, body } = request
      await blockDispute(context, officer, decisionOf(request), params.id, body.block)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/v1/disputes/:id/decide',
    {
      config,
      preValidation: may('dispute', 'dispute.decide'),
      schema: {
        summary: 'Decide as the issuer; erasure that is granted takes the alert back everywhere',
        params: ById,
        body: DisputeDecision,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { officer, params, body } = request
      await decideDispute(context, officer, decisionOf(request), params.id, body)
      return reply.code(204).send(null)
    },
  )
}
