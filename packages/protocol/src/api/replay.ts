import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'
import { queryVerdicts } from './query.ts'

/** Has the query of a record answered again, from the list as it stood then. For auditors. */
export const ReplayRequest = closed({
  record: Uuid,
  purpose: Purpose,
  /** The auditor's own case or control reference. */
  reference: Type.Optional(text(160)),
})
export type ReplayRequest = Static<typeof ReplayRequest>

const Version = Type.Integer({ minimum: 0, maximum: 100_000 })
const ReplayedAnswer = closed({
  outcome: oneOf(queryVerdicts),
  alerts: Type.Array(closed({ alert: Uuid, version: Version }), { maxItems: 1000 }),
  /** Found, and cleared by an override or a clearance that stands in the record. */
  cleared: Type.Array(
    Type.Union([closed({ alert: Uuid, override: Uuid }), closed({ alert: Uuid, clearance: Uuid })]),
    { maxItems: 1000 },
  ),
})

/**
 * - `outcome`: hit, possible and none are not the same
 * - `not-found`: the record names an alert that the query does not find
 * - `not-logged`: the query finds an alert that the record does not name
 * - `other-version`: the record names another version than the one that was listed
 * - `not-cleared`: the record says that an override or a clearance cleared the alert, and there is none that could have
 */
export const replayDifferences = [
  'outcome',
  'not-found',
  'not-logged',
  'other-version',
  'not-cleared',
] as const

/** The logged answer beside the one that the list gives. Alerts by their ids, and nothing of what they say. */
export const Replay = closed({
  record: Uuid,
  /** When the query was answered, and after which change of the list. */
  at: Timestamp,
  list: Type.Integer({ minimum: 0 }),
  /** `incomplete`: nothing differs, as far as what was listed is still kept. */
  verdict: oneOf(['same', 'differs', 'incomplete']),
  logged: ReplayedAnswer,
  replayed: ReplayedAnswer,
  differences: Type.Array(closed({ kind: oneOf(replayDifferences), alert: Type.Optional(Uuid) })),
  erased: closed({
    /** Alerts of the logged answer that were erased since, so that nobody can tell. */
    answer: Type.Array(Uuid),
    /** Of all that was listed then. */
    listed: Type.Integer({ minimum: 0 }),
  }),
  /** What answered then, and what does now: another version may weigh names differently. */
  software: closed({ logged: text(40), replayed: text(40) }),
})
export type Replay = Static<typeof Replay>
