import table from '../data/name-variants.json' with { type: 'json' }

/** For each word, the numbers of the groups it stands in. */
const groupsOf = new Map<string, number[]>()
const groups = table.groups.map((group, number) => {
  const words = group.split(' ')
  for (const word of words) groupsOf.set(word, [...(groupsOf.get(word) ?? []), number])
  return words
})

/** True for a name and its short form, or two romanisations of one name that sound different. */
export function areVariants(a: string, b: string): boolean {
  const ofA = groupsOf.get(a)
  const ofB = ofA === undefined ? undefined : groupsOf.get(b)
  if (ofA === undefined || ofB === undefined) return false
  return ofA.some((group) => ofB.includes(group))
}

/** The other words of the groups that a word stands in. */
export function variantsOf(word: string): string[] {
  const found = new Set((groupsOf.get(word) ?? []).flatMap((group) => groups[group] ?? []))
  found.delete(word)
  return [...found]
}
