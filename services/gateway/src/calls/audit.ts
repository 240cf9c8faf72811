import {
  BreakGlass,
  BreakGlassList,
  type BreakGlassRequest,
  BreakGlassUses,
  EvidenceBundle,
  type EvidenceRequest,
  FollowAnswer,
  type FollowRequest,
  ForeignLookList,
  type HoldRequest,
  type LiftRequest,
  type LookSearch,
  type OpeningEvidenceRequest,
  OversightReport,
  Overview,
  PseudonymAnswer,
  type PseudonymQuestion,
  ReceiptAccounts,
  RetentionReport,
  RecordDetail,
  RecordList,
  type RecordSearch,
  ReviewList,
  type SampleRequest,
  type VerdictRequest,
} from '@crosswatch/protocol'
import { Type } from 'typebox'
import { answer, type Caller, type Service } from './call.ts'

const list = answer(RecordList)
const detail = answer(RecordDetail)
const grant = answer(BreakGlass)
const grants = answer(BreakGlassList)
const uses = answer(BreakGlassUses)
const evidence = answer(EvidenceBundle)
const followed = answer(FollowAnswer)
const oversight = answer(OversightReport)
const reviewList = answer(ReviewList)
const accounts = answer(ReceiptAccounts)
const overview = answer(Overview)
const retention = answer(RetentionReport)
const held = answer(Type.Object({ id: Type.String() }))
const foreignLooks = answer(ForeignLookList)
const resolved = answer(PseudonymAnswer)
const drawn = answer(Type.Object({ drawn: Type.Integer() }))

export type AuditCalls = ReturnType<typeof auditCalls>

/** The audit service: the access log as auditors read it. Reading is itself recorded. */
export function auditCalls(audit: Service) {
  return {
    search: (caller: Caller, body: RecordSearch) =>
      audit.json(caller, list, { method: 'POST', path: '/v1/records/search', body }),
    record: (caller: Caller, id: string) => audit.json(caller, detail, { path: `/v1/records/${id}` }),
    follow: (caller: Caller, body: FollowRequest) =>
      audit.json(caller, followed, { method: 'POST', path: '/v1/records/follow', body }),
    evidence: (caller: Caller, body: EvidenceRequest) =>
      audit.json(caller, evidence, { method: 'POST', path: '/v1/records/evidence', body }),
    openingEvidence: (caller: Caller, body: OpeningEvidenceRequest) =>
      audit.json(caller, evidence, { method: 'POST', path: '/v1/openings/evidence', body }),
    /** Public: what everybody may know. */
    oversight: (caller: Caller) => audit.json(caller, oversight, { path: '/v1/oversight' }),
    reviews: (caller: Caller) => audit.json(caller, reviewList, { path: '/v1/reviews' }),
    sample: (caller: Caller, body: SampleRequest) =>
      audit.json(caller, drawn, { method: 'POST', path: '/v1/reviews/sample', body }),
    decide: (caller: Caller, id: string, body: VerdictRequest) =>
      audit.nothing(caller, { method: 'POST', path: `/v1/reviews/${id}/verdict`, body }),
    receipts: (caller: Caller) => audit.json(caller, accounts, { path: '/v1/receipts' }),
    foreignLooks: (caller: Caller, body: LookSearch) =>
      audit.json(caller, foreignLooks, { method: 'POST', path: '/v1/receipts/search', body }),
    overview: (caller: Caller) => audit.json(caller, overview, { path: '/v1/overview' }),
    retention: (caller: Caller) => audit.json(caller, retention, { path: '/v1/retention' }),
    hold: (caller: Caller, body: HoldRequest) =>
      audit.json(caller, held, { method: 'POST', path: '/v1/holds', body }),
    lift: (caller: Caller, id: string, body: LiftRequest) =>
      audit.nothing(caller, { method: 'POST', path: `/v1/holds/${id}/lift`, body }),
    resolve: (caller: Caller, body: PseudonymQuestion) =>
      audit.json(caller, resolved, { method: 'POST', path: '/v1/receipts/resolve', body }),
    breakGlass: async (caller: Caller) =>
      (await audit.json(caller, grants, { path: '/v1/break-glass' })).grants,
    askBreakGlass: (caller: Caller, body: BreakGlassRequest) =>
      audit.json(caller, grant, { method: 'POST', path: '/v1/break-glass', body }),
    decideBreakGlass: (caller: Caller, id: string, step: 'approve' | 'refuse' | 'end') =>
      audit.json(caller, grant, { method: 'POST', path: `/v1/break-glass/${id}/${step}` }),
    breakGlassUses: (caller: Caller, id: string) =>
      audit.json(caller, uses, { path: `/v1/break-glass/${id}/uses` }),
    /** Every record with its salt, one JSON object per line, and the signed checkpoint at the end. */
    export: (caller: Caller) => audit.stream(caller, { path: '/v1/log/export' }),
    /** C2SP tlog-proof: index, hashes and the signed checkpoint. */
    proof: (caller: Caller, id: string) => audit.text(caller, { path: `/v1/records/${id}/proof` }),
  }
}
