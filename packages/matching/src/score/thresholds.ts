import type { Match } from '../types.ts'

/**
 * From this score a match by name is a hit: the officer is told to act. Measured on the shared queries and negatives with
 * birth date: see the table in README.md.
 */
export const hitThreshold = 0.7
/**
 * From this score a name that agrees is shown as possible: the officer compares. Low, because a common name that is typed
 * without a birth date must be shown although it is probably somebody else.
 */
export const possibleThreshold = 0.01

/** True when the officer must be told HIT: an identifier agrees, or the name does well enough. */
export function isHit(match: Pick<Match, 'verdict' | 'score'>): boolean {
  if (match.verdict === 'document-hit' || match.verdict === 'document-hit-contradicted') return true
  return named(match) && match.score >= hitThreshold
}

/** True when the officer should compare by eye: a weaker name, or a document number one slip away. Never both. */
export function isPossible(match: Pick<Match, 'verdict' | 'score'>): boolean {
  if (isHit(match)) return false
  return match.verdict === 'near-identifier' || (named(match) && match.score >= possibleThreshold)
}

function named({ verdict }: Pick<Match, 'verdict'>): boolean {
  return verdict === 'name-and-birth-date' || verdict === 'name-only'
}
