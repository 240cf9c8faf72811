import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** What an auditor finds of a look: as it should be, not to be told from the record alone, or misuse. */
export const reviewVerdicts = ['proper', 'unclear', 'improper'] as const
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/** Draws records for review. Nobody chooses which: they follow from the root of the signed log. */
export const SampleRequest = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  /** Looks since this time. */
  from: Timestamp,
  authority: Type.Optional(text(120)),
  count: Type.Integer({ minimum: 1, maximum: 200 }),
})
export type SampleRequest = Static<typeof SampleRequest>

/** Why something waits for review: drawn by lot, noticed by a rule, or done under break-glass. */
export const reviewKinds = ['sample', 'anomaly', 'break-glass'] as const

/** What waits for an auditor's verdict, or has it. */
export const Review = closed({
  id: Uuid,
  kind: oneOf(reviewKinds),
  officer: text(80),
  /** The look in question. */
  record: Type.Union([Type.Null(), Uuid]),
  /** The break-glass in question. */
  breakGlass: Type.Union([Type.Null(), Uuid]),
  /** What brought it here, in one sentence. */
  reason: text(300),
  openedAt: Timestamp,
  verdict: Type.Union([Type.Null(), oneOf(reviewVerdicts)]),
  decidedAt: Type.Union([Type.Null(), Timestamp]),
  reviewer: Type.Union([Type.Null(), text(80)]),
})
export type Review = Static<typeof Review>

export const ReviewList = closed({
  /** What waits comes first, the oldest before the others; 200 at most. */
  reviews: Type.Array(Review),
  /** How many wait in all, and since when the oldest does. */
  open: Type.Integer({ minimum: 0 }),
  oldest: Type.Union([Type.Null(), Timestamp]),
})
export type ReviewList = Static<typeof ReviewList>

export const VerdictRequest = closed({
  purpose: Purpose,
  verdict: oneOf(reviewVerdicts),
  /** Kept with the record of the decision, encrypted. */
  note: Type.Optional(text(500)),
})
export type VerdictRequest = Static<typeof VerdictRequest>
