import {
  ApproveRequest,
  AlertDetail,
  AlertDraft,
  AlertList,
  AlertReference,
  Category,
  closed,
  FlagRequest,
  JurisdictionCode,
  oneOf,
  RecipientsPreview,
  ReturnRequest,
  Uuid,
  WithdrawRequest,
  alertStates,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AlertsContext } from '../context.ts'
import {
  approveDraft,
  createDraft,
  discardDraft,
  editDraft,
  returnDraft,
  submitDraft,
  withdrawAlert,
} from '../work/draft.ts'
import { flagAlert, unflagAlert } from '../work/flag.ts'
import { previewRecipients } from '../work/preview-recipients.ts'
import { listForOfficer, showToOfficer } from '../work/read.ts'

const ById = closed({ id: Uuid })

const ListQuery = closed({
  state: Type.Optional(oneOf(alertStates)),
  origin: Type.Optional(oneOf(['own', 'received'])),
  category: Type.Optional(Category),
  issuer: Type.Optional(JurisdictionCode),
  after: Type.Optional(Type.String({ pattern: String.raw`^[0-9]{10,16}-[0-9a-f-]{36}$` })),
})

/** Alerts: list, read, and every step from draft to withdrawal. */
export function alertRoutes(app: App, context: AlertsContext): void {
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/alerts',
    {
      config: { roles: allRoles },
      preValidation: may('browse', 'alert.list'),
      schema: {
        summary: 'Alerts, latest change first',
        querystring: ListQuery,
        response: { 200: AlertList },
      },
    },
    (request) => listForOfficer(context, request.officer, decisionOf(request), request.query),
  )
  app.get(
    '/v1/alerts/:id',
    {
      config: { roles: allRoles },
      preValidation: may('read', 'alert.view'),
      schema: {
        summary: 'One alert, as far as the reader may see it',
        params: ById,
        response: { 200: AlertDetail },
      },
    },
    (request) => showToOfficer(context, request.officer, decisionOf(request), request.params.id),
  )
  app.get(
    '/v1/alerts/:id/recipients',
    {
      config: { roles: allRoles },
      preValidation: may('browse', 'alert.preview'),
      schema: {
        summary: 'Who would get the change that waits if it were approved now, and what each would see',
        params: ById,
        response: { 200: RecipientsPreview },
      },
    },
    (request) => previewRecipients(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/alerts',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'alert.draft'),
      schema: { summary: 'Draft an alert', body: AlertDraft, response: { 201: AlertReference } },
    },
    async (request, reply) => {
      return reply.code(201).send(await createDraft(context, request.officer, request.body))
    },
  )
  app.put(
    '/v1/alerts/:id/draft',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'alert.edit'),
      schema: {
        summary: 'Edit a draft, or begin the next version',
        params: ById,
        body: AlertDraft,
        response: { 200: AlertReference },
      },
    },
    (request) => editDraft(context, request.officer, request.params.id, request.body),
  )
  app.delete(
    '/v1/alerts/:id/draft',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'alert.discard'),
      schema: { summary: 'Discard a draft', params: ById, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await discardDraft(context, request.officer, request.params.id)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/v1/alerts/:id/submit',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'alert.submit'),
      schema: { summary: 'Submit a draft for approval', params: ById, response: { 200: AlertReference } },
    },
    (request) => submitDraft(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/alerts/:id/return',
    {
      config: { roles: allRoles },
      preValidation: may('decide', 'alert.return'),
      schema: {
        summary: 'Give a draft back, saying why',
        params: ById,
        body: ReturnRequest,
        response: { 200: AlertReference },
      },
    },
    (request) => returnDraft(context, request.officer, request.params.id, request.body.note),
  )
  app.post(
    '/v1/alerts/:id/approve',
    {
      config: { roles: allRoles },
      preValidation: may('decide', 'alert.approve'),
      schema: {
        summary: 'Approve a draft as second officer, and issue it to the recipients of a preview',
        params: ById,
        body: ApproveRequest,
        response: { 200: AlertReference },
      },
    },
    (request) => approveDraft(context, request.officer, request.params.id, request.body.recipients),
  )
  app.post(
    '/v1/alerts/:id/withdraw',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'alert.withdraw'),
      schema: {
        summary: 'Take an alert back everywhere',
        params: ById,
        body: WithdrawRequest,
        response: { 200: AlertReference },
      },
    },
    (request) => withdrawAlert(context, request.officer, request.params.id, request.body.reason),
  )
  app.post(
    '/v1/alerts/:id/flag',
    {
      config: { roles: allRoles },
      preValidation: may('flag', 'alert.flag'),
      schema: {
        summary: 'Do not act upon an alert of another jurisdiction here, and tell it why',
        params: ById,
        body: FlagRequest,
        response: { 200: AlertReference },
      },
    },
    (request) => flagAlert(context, request.officer, decisionOf(request), request.params.id, request.body),
  )
  app.post(
    '/v1/alerts/:id/unflag',
    {
      config: { roles: allRoles },
      preValidation: may('flag', 'alert.unflag'),
      schema: {
        summary: 'Act upon a flagged alert again',
        params: ById,
        response: { 200: AlertReference },
      },
    },
    (request) => unflagAlert(context, request.officer, decisionOf(request), request.params.id),
  )
}
