/** Who looked for how many different numbers of one neighbourhood, in the time that is watched. */
export interface NeighbourhoodLooks {
  readonly neighbourhood: string
  readonly officer: string
  readonly numbers: number
  /** Looks that found nothing. */
  readonly misses: number
  readonly looks: number
}

/** An officer's looks for one purpose, and whether any of them named a case or control. */
export interface PurposeLooks {
  readonly officer: string
  readonly authority: string
  readonly purpose: string
  readonly looks: number
  readonly referenced: number
}

/** What an auditor should look at, and why. Nothing of what was searched stands in it. */
export interface Anomaly {
  readonly rule:
    | 'enumeration'
    | 'accounts-together'
    | 'no-case'
    | 'outside-shift'
    | 'few-findings'
    | 'colleagues-together'
    | 'outside-post'
    | 'away-from-post'
    | 'two-posts'
    | 'own-name'
    | 'colleague-name'
  readonly officer: string
  readonly reason: string
  /** Whose account it is about, if that makes it a finding of its own. */
  readonly subject?: string
  /** The look that shows it. */
  readonly record?: string
}

/** Days that are watched: whoever is slower than the threshold in that time finds too little to be worth it. */
export const watchedDays = 30

/**
 * Different numbers out of a thousand in a row. Families and groups whose papers were issued together stay below; calibrated on
 * simulated officers (`npm run bench -- anomalies`).
 */
export const denseNumbers = 25

/** Part of the looks that find nothing: whoever is on to somebody finds something. */
const missRatio = 0.9

/** Looks for a purpose that has cases, without one. */
const looksWithoutCase = 30

/** Purposes behind which there is a case, an inspection or a file. */
export const purposesWithCase: ReadonlySet<string> = new Set([
  'criminal-investigation',
  'labour-inspection',
  'licensing-check',
])

/** Numbers tried one after the other, by one account or by several together. */
export function findEnumeration(looks: readonly NeighbourhoodLooks[]): Anomaly[] {
  return [...Map.groupBy(looks, ({ neighbourhood }) => neighbourhood).values()].flatMap((rows) => {
    const alone = rows.filter((row) => row.numbers >= denseNumbers && row.misses >= missRatio * row.looks)
    if (alone.length > 0) {
      return alone.map(({ officer, numbers }) => ({
        rule: 'enumeration' as const,
        officer,
        reason: `Looked for ${numbers} different numbers out of a thousand in a row within ${watchedDays} days, and found nothing in most.`,
      }))
    }
    return together(rows)
  })
}

/** What each of several accounts takes at least, and which part of all numbers they have among them: a crowd shares nothing. */
const eachTakes = 4
const takenTogether = 0.8

/** Accounts that share a range, each with too little of it to be noticed. */
function together(rows: readonly NeighbourhoodLooks[]): Anomaly[] {
  const taking = rows.filter((row) => row.numbers >= eachTakes)
  const sumOf = (list: typeof rows, field: 'numbers' | 'looks' | 'misses') =>
    list.reduce((sum, row) => sum + row[field], 0)
  const numbers = sumOf(taking, 'numbers')
  if (taking.length < 2 || numbers < denseNumbers) return []
  if (numbers < takenTogether * sumOf(rows, 'numbers')) return []
  if (sumOf(taking, 'misses') < missRatio * sumOf(taking, 'looks')) return []
  return taking.map(({ officer }) => ({
    rule: 'accounts-together' as const,
    officer,
    reason: `${taking.length} accounts looked for ${numbers} numbers out of a thousand in a row within ${watchedDays} days, and found nothing in most.`,
  }))
}

/** A purpose that is stated again and again and never has a case. */
export function findPurposesWithoutCase(looks: readonly PurposeLooks[]): Anomaly[] {
  return looks
    .filter(
      ({ purpose, looks: count, referenced }) =>
        purposesWithCase.has(purpose) && count >= looksWithoutCase && referenced === 0,
    )
    .map(({ officer, purpose, looks: count }) => ({
      rule: 'no-case' as const,
      officer,
      reason: `Stated ${purpose} for ${count} looks within ${watchedDays} days, and a case or control for none.`,
    }))
}
