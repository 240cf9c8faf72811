import { Type, type Static } from 'typebox'
import { closed, text, Timestamp } from '../scalars.ts'
import { AlertSummary } from './alerts.ts'

/** An alert of this node that ends by itself soon, and since when its issuer knows. */
export const DueAlert = closed({ alert: AlertSummary, noticedAt: Timestamp })
export type DueAlert = Static<typeof DueAlert>

/** Alerts of one imported list that end soon: the list is reviewed as one, by importing it again. */
export const DueList = closed({
  source: Type.String({ maxLength: 60 }),
  alerts: Type.Integer({ minimum: 1 }),
  firstEndsAt: Timestamp,
})
export type DueList = Static<typeof DueList>

/** What ends by itself unless somebody reviews it: the first to end first. */
export const ReviewsDue = closed({
  alerts: Type.Array(DueAlert),
  /** More than `alerts` holds. */
  more: Type.Boolean(),
  lists: Type.Array(DueList),
})
export type ReviewsDue = Static<typeof ReviewsDue>

/** Longer, with an assessment of its own: why the alert is still adequate, relevant and important enough. */
export const ExtendRequest = closed({ validUntil: Timestamp, statement: text(300) })
export type ExtendRequest = Static<typeof ExtendRequest>
