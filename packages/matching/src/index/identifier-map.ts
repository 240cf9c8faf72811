import { domainOf } from '../identifiers/compare.ts'
import { lookOf } from '../identifiers/domains.ts'
import type { Identifier } from '../identifiers/keys.ts'
import { foldLookalikes, neighboursOf } from '../identifiers/near.ts'
import { tailOf } from '../identifiers/phones.ts'
import { hashText } from './hash.ts'
import { put, take, visit, type Multimap } from './multimap.ts'

export function addIdentifiers(map: Multimap, slot: number, identifiers: readonly Identifier[]) {
  for (const hash of hashesOf(identifiers)) put(map, hash, slot)
}

export function removeIdentifiers(map: Multimap, slot: number, identifiers: readonly Identifier[]) {
  for (const hash of hashesOf(identifiers)) take(map, hash, slot)
}

/** Slots that may hold one of the identifiers, or one near it; the caller compares. */
export function slotsFor(map: Multimap, identifiers: readonly Identifier[]): Set<number> {
  const slots = new Set<number>()
  const add = (slot: number) => slots.add(slot)
  for (const identifier of identifiers) {
    for (const key of keysOf(identifier)) visit(map, hashOf(key), add)
    if (!isCopied(identifier)) continue
    for (const neighbour of neighboursOf(foldLookalikes(identifier.value))) {
      visit(map, hashOf(`${identifier.feature}:${neighbour}`), add)
    }
  }
  return slots
}

function hashesOf(identifiers: readonly Identifier[]): Set<number> {
  return new Set(identifiers.flatMap(keysOf).map(hashOf))
}

/** Where an identifier is entered: its value, and what a near one shares with it. */
function keysOf(identifier: Identifier): string[] {
  const { feature, value } = identifier
  if (isCopied(identifier)) return [`${feature}:${foldLookalikes(value)}`]
  const keys = [`${feature}:${value}`]
  if (feature === 'phone' && tailOf(value) !== '') keys.push(`tail:${tailOf(value)}`)
  const domain = domainOf(identifier)
  if (domain !== undefined) keys.push(`look:${lookOf(domain)}`)
  return keys
}

/** Numbers that people copy from paper. */
function isCopied({ feature }: Identifier): boolean {
  return feature === 'document' || feature === 'registration' || feature === 'account'
}

function hashOf(key: string): number {
  return hashText(key, 7)
}
