import { Type, type Static } from 'typebox'
import { AccessRecord, AccessTerms, operations, outcomes } from '../access-record.ts'
import { Purpose } from '../purposes.ts'
import { Look } from '../look-receipt.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** A search of the access log. A record is found if it fits all that is given. Reading is itself recorded. */
export const RecordSearch = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  officer: Type.Optional(text(80)),
  authority: Type.Optional(text(120)),
  operation: Type.Optional(oneOf(operations)),
  /** The purpose that the record states. */
  recordedPurpose: Type.Optional(Purpose),
  outcome: Type.Optional(oneOf(outcomes)),
  /** An alert that was returned or changed. */
  alert: Type.Optional(Uuid),
  /** From this time on. */
  from: Type.Optional(Timestamp),
  /** Before this time. */
  to: Type.Optional(Timestamp),
  /** `next` of the page before. */
  after: Type.Optional(Uuid),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
})
export type RecordSearch = Static<typeof RecordSearch>

/** What became of a record's encrypted terms. */
export const termsStates = ['none', 'kept', 'erased'] as const

/** A record without its encrypted terms. */
export const RecordSummary = closed({
  /** Place in the log, from 0; null during the first second. */
  index: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
  record: Type.Omit(AccessRecord, ['terms'], { additionalProperties: false }),
  terms: oneOf(termsStates),
})
export type RecordSummary = Static<typeof RecordSummary>

export const RecordList = closed({
  /** Youngest first. */
  records: Type.Array(RecordSummary),
  /** Give it as `after` for the next page; null at the end. */
  next: Type.Union([Type.Null(), Uuid]),
})
export type RecordList = Static<typeof RecordList>

export const RecordDetail = closed({
  ...RecordSummary.properties,
  /** The terms in the clear, unless there are none or their key was erased. */
  openedTerms: Type.Union([Type.Null(), AccessTerms]),
  /** The record as it was committed to, and its salt in base64: what an inclusion receipt is checked against. */
  canonical: Type.String(),
  salt: Type.String(),
})
export type RecordDetail = Static<typeof RecordDetail>

/** Whom or what to follow through the log. */
export const FollowRequest = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  subject: Type.Union([
    closed({ kind: Type.Literal('alert'), alert: Uuid }),
    closed({ kind: Type.Literal('officer'), officer: text(80) }),
  ]),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
})
export type FollowRequest = Static<typeof FollowRequest>

const looks = Type.Integer({ minimum: 0 })
const span = { looks, first: Timestamp, last: Timestamp }

/** Every look at one alert, or every look of one officer, counted. The looks themselves are found by the same filter. */
export const FollowAnswer = closed({
  looks,
  first: Type.Union([Type.Null(), Timestamp]),
  last: Type.Union([Type.Null(), Timestamp]),
  /** By what was done, for whom and why, the most frequent first. */
  kinds: Type.Array(
    closed({
      authority: text(120),
      operation: oneOf(operations),
      purpose: Type.Union([Type.Null(), Purpose]),
      outcome: oneOf(outcomes),
      looks,
    }),
  ),
  /** Who looked, those with the most looks first, 200 at most. */
  officers: Type.Array(closed({ officer: text(80), ...span })),
  /** What was touched, that with the most looks first, 200 at most. */
  alerts: Type.Array(closed({ alert: Uuid, ...span })),
  /** Looks of other jurisdictions at this alert, as their receipts say; for an officer there are none. */
  abroad: Type.Array(
    closed({
      jurisdiction: JurisdictionCode,
      operation: Look.properties.operation,
      purpose: Type.Union([Type.Null(), Purpose]),
      officers: Type.Integer({ minimum: 1 }),
      refuted: Type.Integer({ minimum: 0 }),
      ...span,
    }),
  ),
  /** By day (UTC), the youngest first, 400 at most. */
  days: Type.Array(closed({ day: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }), looks })),
})
export type FollowAnswer = Static<typeof FollowAnswer>
