import { Type, type Static } from 'typebox'
import { roles } from '../purposes.ts'
import { closed, oneOf, text, Timestamp } from '../scalars.ts'
import { reviewKinds } from './reviews.ts'

const count = Type.Integer({ minimum: 0 })
const since = Type.Union([Type.Null(), Timestamp])

/** How the supervision of a node stands: counts and ages, no names of persons. */
export const Overview = closed({
  at: Timestamp,
  /** Accounts that may sign in, by role and authority; none where the gateway has not said who they are. */
  accounts: Type.Array(
    closed({
      role: oneOf(roles),
      authority: text(120),
      accounts: count,
      /** Of these, those that have not signed in for `idleDays`. */
      idle: count,
    }),
  ),
  idleDays: count,
  /** What waits for a verdict. */
  reviews: Type.Array(
    closed({
      kind: oneOf(reviewKinds),
      open: count,
      oldest: since,
    }),
  ),
  /** Receipts of erasure that recipients owe and have not given in time. */
  erasures: closed({ overdue: count, oldest: since }),
  /** Disputes that this jurisdiction has to decide and has not decided in time. */
  disputes: closed({ overdue: count, oldest: since }),
  /** How this log is confirmed by others, and what this node confirms of theirs. */
  witnesses: closed({
    /** When enough witnesses confirmed this log last; null where nobody is asked to. */
    confirmedAt: since,
    /** Disclosures have stopped, since that is too long ago. */
    stale: Type.Boolean(),
    /** Who is asked to confirm it: a jurisdiction or a neutral witness; and when each did so last, for how many records. */
    cosigners: Type.Array(
      closed({ name: text(160), cosignedAt: since, size: Type.Union([Type.Null(), count]) }),
    ),
    /** Logs of the others, and when this node saw them grow last. */
    logs: Type.Array(closed({ origin: text(160), at: Timestamp })),
    /** Logs that have signed two histories. */
    equivocations: count,
  }),
  holds: count,
})
export type Overview = Static<typeof Overview>
