import {
  closed,
  HitConfirmation,
  HitCountList,
  HitDetail,
  HitList,
  HitReference,
  MessageDraft,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { confirmHit } from '../work/confirm-hit.ts'
import { countHitsFor, listHitsFor, showHit } from '../work/read-hits.ts'
import { writeMessage } from '../work/write-message.ts'

/** Whoever is signed in: the policies decide who may. */
const config = { roles: allRoles }
const ById = closed({ id: Uuid })

/** What happened after an alert was met: reports, the thread with the other side, and what became of it. */
export function hitRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.post(
    '/v1/hits',
    {
      config,
      preValidation: may('confirm', 'hit.confirm'),
      schema: {
        summary: 'Confirm a hit, and report it to the issuer of the alert',
        body: HitConfirmation,
        response: { 201: HitReference },
      },
    },
    async (request, reply) => {
      const { policies } = decisionOf(request)
      return reply.code(201).send(await confirmHit(context, request.officer, policies, request.body))
    },
  )
  app.get(
    '/v1/hits',
    {
      config,
      preValidation: may('follow', 'hit.list'),
      schema: { summary: 'Hits, latest first', response: { 200: HitList } },
    },
    (request) => listHitsFor(context, request.officer, decisionOf(request)),
  )
  app.get(
    '/v1/hit-counts',
    {
      config,
      preValidation: may('count', 'hit.list'),
      schema: {
        summary: 'How often each alert was met, and how often it and its issuer were right',
        response: { 200: HitCountList },
      },
    },
    () => countHitsFor(context),
  )
  app.get(
    '/v1/hits/:id',
    {
      config,
      preValidation: may('follow', 'hit.view'),
      schema: { summary: 'One hit with its thread', params: ById, response: { 200: HitDetail } },
    },
    (request) => showHit(context, request.officer, decisionOf(request), request.params.id),
  )
  app.post(
    '/v1/hits/:id/messages',
    {
      config,
      preValidation: may('correspond', 'thread.write'),
      schema: {
        summary: 'Ask, answer, hand over exhibits, confirm that, or close',
        params: ById,
        body: MessageDraft,
        response: { 201: closed({ id: Uuid }) },
      },
    },
    async (request, reply) => {
      const { officer, params, body } = request
      const { policies } = decisionOf(request)
      return reply.code(201).send(await writeMessage(context, officer, policies, params.id, body))
    },
  )
}
