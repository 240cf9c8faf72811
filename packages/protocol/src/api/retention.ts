import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** What the law calls a record (`eventCatalogue`): each class is kept for a time of its own. */
export const recordClasses = ['access', 'alert-history', 'supervision', 'administration'] as const
export type RecordClass = (typeof recordClasses)[number]

/** What the services keep beside the records. */
export const contentClasses = [
  'drafts',
  'ended-alerts',
  'imports',
  'hits',
  'measures',
  'disputes',
  'flags',
  'clearances',
  'consents',
  'overrides',
  'quarantine',
] as const
export type ContentClass = (typeof contentClasses)[number]

/** Months for which each class is kept unless the jurisdiction's law has another time. */
export const usualContentMonths: Readonly<Record<ContentClass, number>> = {
  drafts: 12,
  'ended-alerts': 36,
  imports: 36,
  hits: 36,
  measures: 36,
  disputes: 36,
  flags: 36,
  clearances: 36,
  consents: 36,
  overrides: 36,
  quarantine: 12,
}

/**
 * What a legal hold keeps from being erased: whatever an officer did, is about an alert, one record, a survivor's consent, or a list of
 * persons.
 */
export const HoldSubject = Type.Union([
  closed({ kind: Type.Literal('alert'), alert: Uuid }),
  closed({ kind: Type.Literal('officer'), officer: text(80) }),
  closed({ kind: Type.Literal('record'), record: Uuid }),
  closed({ kind: Type.Literal('consent'), consent: Uuid }),
  closed({ kind: Type.Literal('screening'), screening: Uuid }),
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
  /** What the services keep beside the records, as their last runs left it; a class without one has not run yet. */
  content: Type.Array(
    closed({
      service: text(20),
      class: oneOf(contentClasses),
      months: Type.Integer({ minimum: 1 }),
      /** What is over and still there. */
      over: count,
      /** Of these, what a hold keeps beyond its time. */
      kept: count,
      /** Of these, what the next run erases. */
      due: count,
      /** When the oldest of them ended. */
      oldest: Type.Union([Type.Null(), Timestamp]),
      /** Erased since the node was set up. */
      erased: count,
      ranAt: Timestamp,
    }),
  ),
  /** In force, the youngest first. */
  holds: Type.Array(LegalHold),
  /** What was erased, the latest first, 20 at most. */
  runs: Type.Array(closed({ id: Uuid, at: Timestamp, records: count })),
})
export type RetentionReport = Static<typeof RetentionReport>
