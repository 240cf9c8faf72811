import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid, Version1 } from './scalars.ts'

/** What somebody may ask who is named in an alert (Regulation (EU) 2018/1862, article 67(1)). */
export const disputeRequests = ['access', 'correction', 'erasure'] as const
export type DisputeRequest = (typeof disputeRequests)[number]

export const disputeOutcomes = ['granted', 'partly-granted', 'refused'] as const
export type DisputeOutcome = (typeof disputeOutcomes)[number]

/** Where the request was made: what is asked of the issuer. What the person says goes along only under an agreement. */
const Asked = closed({
  kind: Type.Literal('request'),
  request: oneOf(disputeRequests),
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  statement: Type.Optional(text(1000)),
})

/** The issuer: what it decided, and, under an agreement, what the person is told. */
const Decided = closed({
  kind: Type.Literal('outcome'),
  outcome: oneOf(disputeOutcomes),
  explanation: Type.Optional(text(1000)),
})

/** A letter about somebody's request, between where it was made and the issuer of the alert. */
export const DisputeLetter = closed({
  v: Version1,
  id: Uuid,
  dispute: Uuid,
  issuer: JurisdictionCode,
  alert: Uuid,
  at: Timestamp,
  content: Type.Union([Asked, Decided]),
})
export type DisputeLetter = Static<typeof DisputeLetter>

/** `{"alert":"...","at":"...","content":{"kind":"request",...},"dispute":"...","id":"...","issuer":"XB","v":1}` */
export const disputeDocument = documentType('application/vnd.crosswatch.dispute.v1+json', DisputeLetter)

/** How an alert stands that somebody contests: shown with that word, or not shown at all while it is decided. */
export const contestStates = ['contested', 'blocked'] as const
export type ContestState = (typeof contestStates)[number]

/** The issuer tells every recipient that its alert is contested, blocked, or neither any more. It names nobody. */
export const ContestNotice = closed({
  v: Version1,
  id: Uuid,
  issuer: JurisdictionCode,
  at: Timestamp,
  contest: Type.Union([Type.Null(), oneOf(contestStates)]),
})
export type ContestNotice = Static<typeof ContestNotice>

/** `{"at":"...","contest":"contested","id":"<alert>","issuer":"XA","v":1}` */
export const contestDocument = documentType('application/vnd.crosswatch.contest.v1+json', ContestNotice)
