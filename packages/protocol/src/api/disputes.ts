import { Type, type Static } from 'typebox'
import { disputeOutcomes, disputeRequests } from '../dispute.ts'
import { FlagNotice } from '../flag.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** A supervisor says that an alert of another jurisdiction is not acted upon here, and why; the issuer reads it. */
export const FlagRequest = closed({
  reason: FlagNotice.properties.reason,
  note: FlagNotice.properties.note,
})
export type FlagRequest = Static<typeof FlagRequest>

/** One jurisdiction that does not act upon an alert. */
export const Flag = closed({
  by: JurisdictionCode,
  ...FlagRequest.properties,
  since: Timestamp,
})
export type Flag = Static<typeof Flag>

/** Records the request of somebody who is named in an alert. */
export const DisputeDraft = closed({
  alert: Uuid,
  request: oneOf(disputeRequests),
  statement: text(1000),
  /** The alert is not shown at this node while it is decided. Correction and erasure only. */
  block: Type.Boolean(),
})
export type DisputeDraft = Static<typeof DisputeDraft>

/** What the issuer decided. Erasure that is granted takes the alert back everywhere. */
export const DisputeDecision = closed({ outcome: oneOf(disputeOutcomes), explanation: text(1000) })
export type DisputeDecision = Static<typeof DisputeDecision>

export const DisputeBlock = closed({ block: Type.Boolean() })

/** One line of a list of disputes. Says nothing about the person. */
export const DisputeSummary = closed({
  id: Uuid,
  alert: Uuid,
  version: Type.Integer({ minimum: 1 }),
  issuer: JurisdictionCode,
  /** Where the request was made. */
  madeAt: JurisdictionCode,
  request: oneOf(disputeRequests),
  block: Type.Boolean(),
  outcome: Type.Union([Type.Null(), oneOf(disputeOutcomes)]),
  dueBy: Timestamp,
  overdue: Type.Boolean(),
  recordedAt: Timestamp,
  decidedAt: Type.Union([Type.Null(), Timestamp]),
})
export type DisputeSummary = Static<typeof DisputeSummary>

export const DisputeList = closed({ disputes: Type.Array(DisputeSummary) })
export type DisputeList = Static<typeof DisputeList>

export const DisputeDetail = closed({
  dispute: DisputeSummary,
  /** Null if it was made elsewhere and no agreement let the words through. */
  statement: Type.Union([Type.Null(), text(1000)]),
  explanation: Type.Union([Type.Null(), text(1000)]),
})
export type DisputeDetail = Static<typeof DisputeDetail>
