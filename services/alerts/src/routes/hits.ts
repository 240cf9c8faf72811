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
import type { App } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { confirmHit } from '../work/confirm-hit.ts'
import { countHitsFor, listHitsFor, showHit } from '../work/read-hits.ts'
import { writeMessage } from '../work/write-message.ts'

const readers = ['liaison-officer', 'supervisor'] as const
const ById = closed({ id: Uuid })

/** What happened after an alert was met: reports, the thread with the other side, and what became of it. */
export function hitRoutes(app: App, context: AlertsContext): void {
  app.post(
    '/v1/hits',
    {
      config: { roles: ['border-officer', 'liaison-officer'] },
      schema: {
        summary: 'Confirm a hit, and report it to the issuer of the alert',
        body: HitConfirmation,
        response: { 201: HitReference },
      },
    },
    async (request, reply) => reply.code(201).send(await confirmHit(context, request.officer, request.body)),
  )
  app.get(
    '/v1/hits',
    { config: { roles: readers }, schema: { summary: 'Hits, latest first', response: { 200: HitList } } },
    (request) => listHitsFor(context, request.officer),
  )
  app.get(
    '/v1/hit-counts',
    {
      config: { roles: [...readers, 'analyst', 'auditor'] },
      schema: {
        summary: 'How often each alert was met, and how often it was right',
        response: { 200: HitCountList },
      },
    },
    () => countHitsFor(context),
  )
  app.get(
    '/v1/hits/:id',
    {
      config: { roles: readers },
      schema: { summary: 'One hit with its thread', params: ById, response: { 200: HitDetail } },
    },
    (request) => showHit(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/hits/:id/messages',
    {
      config: { roles: ['liaison-officer'] },
      schema: {
        summary: 'Ask, answer, hand over exhibits, confirm that, or close',
        params: ById,
        body: MessageDraft,
        response: { 201: closed({ id: Uuid }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await writeMessage(context, request.officer, request.params.id, request.body)),
  )
}
