import type { Identifier } from '../identifiers/keys.ts'
import { foldLookalikes, neighboursOf } from '../identifiers/near.ts'
import { hashText } from './hash.ts'
import { put, take, visit, type Multimap } from './multimap.ts'

/** Features whose numbers people copy from paper. */
const copied: ReadonlySet<Identifier['feature']> = new Set(['document', 'registration', 'account'])

export function addIdentifiers(map: Multimap, slot: number, identifiers: readonly Identifier[]) {
  for (const hash of hashesOf(identifiers)) put(map, hash, slot)
}

export function removeIdentifiers(map: Multimap, slot: number, identifiers: readonly Identifier[]) {
  for (const hash of hashesOf(identifiers)) take(map, hash, slot)
}

/** Slots that may hold the identifier, or one that is a slip away; the caller compares. */
export function slotsFor(map: Multimap, identifiers: readonly Identifier[]): Set<number> {
  const slots = new Set<number>()
  const add = (slot: number) => slots.add(slot)
  for (const { feature, value } of identifiers) {
    if (!copied.has(feature)) {
      visit(map, hashOf(feature, value), add)
      continue
    }
    const folded = foldLookalikes(value)
    visit(map, hashOf(feature, folded), add)
    for (const neighbour of neighboursOf(folded)) visit(map, hashOf(feature, neighbour), add)
  }
  return slots
}

function hashesOf(identifiers: readonly Identifier[]): Set<number> {
  return new Set(
    identifiers.map(({ feature, value }) =>
      hashOf(feature, copied.has(feature) ? foldLookalikes(value) : value),
    ),
  )
}

function hashOf(feature: string, value: string): number {
  return hashText(`${feature}:${value}`, 7)
}
