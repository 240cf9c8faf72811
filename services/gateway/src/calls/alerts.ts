import {
  AgreementList,
  AgreementView,
  AlertDetail,
  AlertList,
  AlertReference,
  closed,
  ImportStatus,
  RecipientsPreview,
  ReviewsDue,
  type AgreementDraft,
  type AlertDraft,
  type ExtendRequest,
  type FlagRequest,
  type WithdrawalReason,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { answer, type Caller, type Service } from './call.ts'

export type AlertList = Static<typeof AlertList>

/** What a list is narrowed to: codes only, nothing about anybody. */
export interface AlertFilter {
  readonly state?: string
  readonly origin?: string
  readonly category?: string
  readonly issuer?: string
  readonly after?: string
}

const list = answer(AlertList)
const detail = answer(AlertDetail)
const reference = answer(AlertReference)
const recipients = answer(RecipientsPreview)
const due = answer(ReviewsDue)
const imports = answer(closed({ imports: Type.Array(ImportStatus) }))
const importStatus = answer(ImportStatus)
const agreements = answer(AgreementList)
const agreement = answer(AgreementView)

export type AlertCalls = ReturnType<typeof alertCalls>

/** The alerts service: drafts, decisions, imports, agreements. */
export function alertCalls(alerts: Service) {
  const step = (caller: Caller, id: string, name: string, body?: unknown) =>
    alerts.json(caller, reference, {
      method: 'POST',
      path: `/v1/alerts/${id}/${name}`,
      ...(body === undefined ? {} : { body }),
    })
  const importStep = (caller: Caller, id: string, name: string, body?: unknown) =>
    alerts.json(caller, importStatus, {
      method: 'POST',
      path: `/v1/imports/${id}/${name}`,
      ...(body === undefined ? {} : { body }),
    })

  return {
    list: (caller: Caller, filter: AlertFilter) =>
      alerts.json(caller, list, { path: `/v1/alerts${queryString(filter)}` }),
    view: (caller: Caller, id: string) => alerts.json(caller, detail, { path: `/v1/alerts/${id}` }),
    draft: (caller: Caller, body: AlertDraft) =>
      alerts.json(caller, reference, { method: 'POST', path: '/v1/alerts', body }),
    edit: (caller: Caller, id: string, body: AlertDraft) =>
      alerts.json(caller, reference, { method: 'PUT', path: `/v1/alerts/${id}/draft`, body }),
    discard: (caller: Caller, id: string) =>
      alerts.nothing(caller, { method: 'DELETE', path: `/v1/alerts/${id}/draft` }),
    submit: (caller: Caller, id: string) => step(caller, id, 'submit'),
    /** Who would get the change that waits, and what each would see. */
    recipients: (caller: Caller, id: string) =>
      alerts.json(caller, recipients, { path: `/v1/alerts/${id}/recipients` }),
    /** @param digest of the preview that the officer confirms */
    approve: (caller: Caller, id: string, digest: string) =>
      step(caller, id, 'approve', { recipients: digest }),
    reviewsDue: (caller: Caller) => alerts.json(caller, due, { path: '/v1/reviews-due' }),
    extend: (caller: Caller, id: string, body: ExtendRequest) => step(caller, id, 'extend', body),
    return: (caller: Caller, id: string, note: string) => step(caller, id, 'return', { note }),
    flag: (caller: Caller, id: string, body: FlagRequest) => step(caller, id, 'flag', body),
    unflag: (caller: Caller, id: string) => step(caller, id, 'unflag'),
    withdraw: (caller: Caller, id: string, reason: WithdrawalReason) =>
      step(caller, id, 'withdraw', { reason }),

    imports: async (caller: Caller) => (await alerts.json(caller, imports, { path: '/v1/imports' })).imports,
    import: (caller: Caller, id: string) => alerts.json(caller, importStatus, { path: `/v1/imports/${id}` }),
    submitImport: (caller: Caller, id: string) => importStep(caller, id, 'submit'),
    discardImport: (caller: Caller, id: string) => importStep(caller, id, 'discard'),
    importRecipients: (caller: Caller, id: string) =>
      alerts.json(caller, recipients, { path: `/v1/imports/${id}/recipients` }),
    approveImport: (caller: Caller, id: string, digest: string) =>
      importStep(caller, id, 'approve', { recipients: digest }),

    agreements: async (caller: Caller) =>
      (await alerts.json(caller, agreements, { path: '/v1/agreements' })).agreements,
    agreement: (caller: Caller, digest: string) =>
      alerts.json(caller, agreement, { path: `/v1/agreements/${digest}` }),
    draftAgreement: (caller: Caller, body: AgreementDraft) =>
      alerts.json(caller, agreement, { method: 'POST', path: '/v1/agreements', body }),
    agreementStep: (caller: Caller, digest: string, name: string, reason: string | undefined) =>
      alerts.json(caller, agreement, {
        method: 'POST',
        path: `/v1/agreements/${digest}/${name}`,
        ...(reason === undefined ? {} : { body: { reason } }),
      }),
  }
}

function queryString(filter: AlertFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
