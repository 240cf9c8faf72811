import {
  ConsentDetail,
  ConsentEnded,
  ConsentList,
  ConsentSummary,
  ErasureBoard,
  Released,
  type ConsentDraft,
  type DemandState,
  type ReleaseQuestion,
} from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const board = answer(ErasureBoard)
const list = answer(ConsentList)
const summary = answer(ConsentSummary)
const detail = answer(ConsentDetail)
const ended = answer(ConsentEnded)
const released = answer(Released)

export type ConsentCalls = ReturnType<typeof consentCalls>

/** The consent service: receipts of erasure, survivors' consents and what is released under them. */
export function consentCalls(consent: Service) {
  return {
    erasures: (caller: Caller, filter: { readonly state?: DemandState; readonly after?: string }) =>
      consent.json(caller, board, { path: `/v1/erasures?${new URLSearchParams({ ...filter }).toString()}` }),

    list: async (caller: Caller) => (await consent.json(caller, list, { path: '/v1/consents' })).consents,
    view: (caller: Caller, id: string) => consent.json(caller, detail, { path: `/v1/consents/${id}` }),
    record: (caller: Caller, body: ConsentDraft) =>
      consent.json(caller, summary, { method: 'POST', path: '/v1/consents', body }),
    renew: (caller: Caller, id: string, body: { readonly validUntil: string; readonly reviewBy: string }) =>
      consent.json(caller, summary, { method: 'POST', path: `/v1/consents/${id}/renew`, body }),
    withdraw: (caller: Caller, id: string) =>
      consent.json(caller, ended, { method: 'POST', path: `/v1/consents/${id}/withdraw` }),

    release: (caller: Caller, body: ReleaseQuestion) =>
      consent.json(caller, released, { method: 'POST', path: '/v1/releases', body }),
  }
}
