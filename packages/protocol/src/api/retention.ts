import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** What the law calls a record (`eventCatalogue`): each class is kept for a time of its own. */
export const recordClasses = ['access', 'alert-history', 'supervision', 'administration'] as const
export type RecordClass = (typeof recordClasses)[number]

/** What a legal hold keeps from being erased: the records of an officer, about an alert, or one record. */
export const HoldSubject = Type.Union([
  closed({ kind: Type.Literal('alert'), alert: Uuid }),
  closed({ kind: Type.Literal('officer'), officer: text(80) }),
  closed({ kind: Type.Literal('record'), record: Uuid }),
])
export type HoldSubject = Static<typeof HoldSubject>

export const HoldRequest = closed({
  purpose: Purpose,
  subject: HoldSubject,
  /** The proceeding or order behind it. */
  reason: text(300),
})
export type HoldRequest = Static<typeof HoldRequest>

export const LiftRequest = closed({ purpose: Purpose, reason: text(300) })
export type LiftRequest = Static<typeof LiftRequest>

export const LegalHold = closed({
  id: Uuid,
  subject: HoldSubject,
  reason: text(300),
  setBy: text(80),
  setAt: Timestamp,
})
export type LegalHold = Static<typeof LegalHold>

const count = Type.Integer({ minimum: 0 })

/** What is kept for how long, what is due to be erased now, and what was: the dry run of the job. */
export const RetentionReport = closed({
  classes: Type.Array(
    closed({
      class: oneOf(recordClasses),
      months: Type.Integer({ minimum: 1 }),
      /** Records older than that. */
      over: count,
      /** Of these, those that a hold, an open review or the history of an alert still keeps. */
      kept: count,
      /** Of these, those that the next run erases. */
      due: count,
    }),
  ),
  /** In force, the youngest first. */
  holds: Type.Array(LegalHold),
  /** What was erased, the latest first, 20 at most. */
  runs: Type.Array(closed({ id: Uuid, at: Timestamp, records: count })),
})
export type RetentionReport = Static<typeof RetentionReport>
