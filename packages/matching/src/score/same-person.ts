import type { Weighed } from './weigh.ts'

/**
 * Numbers of groups of candidates that are one person as far as the list can tell: the same words in the name that agreed,
 * and birth dates that do not speak against it. Two issuers may warn of one person; those alerts do not take each other's chance.
 */
export function groupsOf(candidates: readonly Weighed[]): number[] {
  const byName = new Map<string, { group: number; dates: readonly number[] }[]>()
  let groups = 0
  return candidates.map((candidate) => {
    const key = nameOf(candidate)
    if (key === '') return groups++
    const known = byName.get(key) ?? []
    byName.set(key, known)
    const dates = Array.from(candidate.dates)
    const same = known.find((other) => compatible(other.dates, dates))
    if (same !== undefined) return same.group
    known.push({ group: groups, dates })
    return groups++
  })
}

function nameOf({ name, listedKind }: Weighed): string {
  if (name === undefined) return ''
  const words = name.words.map(({ text }) => text).toSorted()
  return `${listedKind}:${words.join(' ')}`
}

/** True when one side has no date, or both share one. */
function compatible(a: readonly number[], b: readonly number[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((date) => b.includes(date))
}
