import type { Match } from '@crosswatch/matching'

/** The least chance that nobody listed is meant: what rounding leaves of it. */
const leastRest = 0.0005

/**
 * How likely each match is on its own.
 *
 * The index shares one chance among all its matches, since at most one listed subject can be the person. On this list several
 * alerts may be about one person: two issuers warn, or a drill runs beside the real alert. Shared among three of them, a
 * certainty would look like a doubt. So each gets back the odds that it has against nobody listed being meant.
 */
export function onTheirOwn(matches: readonly Match[]): Match[] {
  const shared = matches.filter(({ verdict }) => verdict === 'name-only' || verdict === 'name-and-birth-date')
  const sum = shared.reduce((total, { score }) => total + score, 0)
  // More than the whole was not shared: these scores stand for themselves already.
  if (sum > 1 + 1e-4 * (matches.length + 1)) return [...matches]
  const rest = Math.max(leastRest, 1 - sum)
  return matches.map((match) =>
    shared.includes(match) ? { ...match, score: round(match.score / (match.score + rest)) } : match,
  )
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4
}
