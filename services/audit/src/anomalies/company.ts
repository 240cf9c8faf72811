import { type Anomaly, type PurposeLooks, watchedDays } from './rules.ts'

/** That an officer looked for a person, for a purpose that has cases. Who it is, and which case, are keyed hashes. */
export interface PersonLook {
  readonly person: string
  readonly authority: string
  readonly officer: string
  /** The case or control that was named. */
  readonly reference: string | null
}

/**
 * Colleagues who look for the same person, each by themselves: a neighbour, somebody in the news, a former partner. Those who work on
 * a case name the same one. Two meet by chance; calibrated on simulated officers (`npm run bench -- anomalies`).
 */
export const clusterOfficers = 4

/** Officers of one authority who looked for the same person, without a case that any two of them share. */
export function findClusters(looks: readonly PersonLook[]): Anomaly[] {
  const groups = Map.groupBy(looks, ({ authority, person }) => JSON.stringify([authority, person]))
  const largest = new Map<string, number>()
  for (const group of groups.values()) {
    const together = new Set(
      [...Map.groupBy(group, ({ reference }) => reference)].flatMap(([reference, looking]) => {
        const officers = new Set(looking.map(({ officer }) => officer))
        return reference === null || officers.size < 2 ? [] : [...officers]
      }),
    )
    const officers = new Set(group.map(({ officer }) => officer).filter((officer) => !together.has(officer)))
    if (officers.size < clusterOfficers) continue
    for (const officer of officers) largest.set(officer, Math.max(officers.size, largest.get(officer) ?? 0))
  }
  return [...largest].map(([officer, officers]) => ({
    rule: 'colleagues-together' as const,
    officer,
    reason: `${officers} officers of one authority, this one among them, looked for the same person within ${watchedDays} days, and no two of them for the same case.`,
  }))
}

/** Colleagues without whom nothing is usual, and looks of each that make one. */
const colleagues = 5
const looksOfColleague = 30
/** Looks for a purpose that is not that of the post; fewer are a favour to another post. */
const looksOutsidePost = 10

/**
 * Looks for a purpose for which nobody else of the same authority looks, beside an officer's own work. What somebody mostly does is
 * their post, even if they are alone in it.
 */
export function findLooksOutsidePost(looks: readonly PurposeLooks[]): Anomaly[] {
  return [...Map.groupBy(looks, ({ authority }) => authority).values()].flatMap((rows) => {
    const byOfficer = Map.groupBy(rows, ({ officer }) => officer)
    const active = [...byOfficer].filter(
      ([, own]) => own.reduce((sum, row) => sum + row.looks, 0) >= looksOfColleague,
    )
    return rows.flatMap(({ officer, purpose, looks: count }) => {
      const own = byOfficer.get(officer)?.reduce((sum, row) => sum + row.looks, 0) ?? 0
      const others = active.filter(([other]) => other !== officer)
      const shared = rows.some((row) => row.purpose === purpose && row.officer !== officer)
      const isPost = count * 2 > own
      if (shared || isPost || count < looksOutsidePost || others.length < colleagues) return []
      return [
        {
          rule: 'outside-post' as const,
          officer,
          reason: `Looked ${count} times for ${purpose} within ${watchedDays} days, for which none of ${others.length} colleagues of the same authority does.`,
        },
      ]
    })
  })
}
