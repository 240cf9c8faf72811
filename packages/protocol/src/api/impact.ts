import { Type, type Static } from 'typebox'
import { Identity } from '../identity.ts'
import { Purpose } from '../purposes.ts'
import { closed } from '../scalars.ts'

/** What an alert would say of its subject, and what it may be used for. */
export const ImpactRequest = closed({
  identity: Identity,
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 9, uniqueItems: true }),
})
export type ImpactRequest = Static<typeof ImpactRequest>

/** A number that says nothing about a single query: below `atMost` of the first step it is not told more exactly. */
export const RoundedCount = closed({
  atLeast: Type.Integer({ minimum: 0 }),
  atMost: Type.Integer({ minimum: 0 }),
})
export type RoundedCount = Static<typeof RoundedCount>

/** How many of the last queries at this node an alert would have met. */
export const ImpactEstimate = closed({
  /** Queries for these purposes that are still known, and over how many days at most. */
  queries: Type.Integer({ minimum: 0 }),
  days: Type.Integer({ minimum: 1 }),
  /** By a number, or by name and birth year. */
  hits: RoundedCount,
  /** By name alone: somebody would have to compare. */
  possible: RoundedCount,
})
export type ImpactEstimate = Static<typeof ImpactEstimate>
