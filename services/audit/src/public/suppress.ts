import { smallestPublished } from '@crosswatch/protocol'

export interface Counted {
  readonly name: string
  readonly looks: number
}

export interface Published {
  readonly name: string
  readonly looks: number | null
}

/**
 * Hides small numbers of a table whose total is published (primary suppression), and as many more, the smallest first, as
 * it takes so that the hidden ones cannot be computed from the total: at least two, and together not small themselves
 * (complementary suppression). Several tables of the same looks share nothing but the total, so that each is safe by itself.
 */
export function suppress(table: readonly Counted[]): Published[] {
  const bySize = table.toSorted((a, b) => a.looks - b.looks)
  const hidden = new Set<string>()
  let sum = 0
  for (const { name, looks } of bySize) {
    const enough = hidden.size === 0 || (hidden.size > 1 && sum >= smallestPublished)
    if (looks >= smallestPublished && enough) break
    hidden.add(name)
    sum += looks
  }
  return table.map(({ name, looks }) => ({ name, looks: hidden.has(name) ? null : looks }))
}

/** A total that is small is hidden, and with it everything that it is made of. */
export function publishedTotal(looks: number): number | null {
  return looks >= smallestPublished ? looks : null
}
