import type { Identifier } from '../identifiers/keys.ts'
import { isOneSlipApart, nearKeys } from '../identifiers/near.ts'

/** Which subjects hold an identifier, exactly or one slip away. */
export interface IdentifierPostings {
  add(slot: number, identifiers: readonly Identifier[]): void
  remove(slot: number, identifiers: readonly Identifier[]): void
  exact(identifier: Identifier): Iterable<number>
  /** Only numbers that people copy from paper have neighbours: documents and registrations. */
  near(identifier: Identifier): Iterable<number>
}

export function createIdentifierPostings(): IdentifierPostings {
  const exact = new Map<string, Set<number>>()
  const near = new Map<string, Set<number>>()

  return {
    add(slot, identifiers) {
      for (const identifier of identifiers) {
        put(exact, keyOf(identifier), slot)
        for (const key of nearKeysOf(identifier)) put(near, key, slot)
      }
    },
    remove(slot, identifiers) {
      for (const identifier of identifiers) {
        take(exact, keyOf(identifier), slot)
        for (const key of nearKeysOf(identifier)) take(near, key, slot)
      }
    },
    exact: (identifier) => exact.get(keyOf(identifier)) ?? [],
    near(identifier) {
      const slots = new Set<number>()
      for (const key of nearKeysOf(identifier)) for (const slot of near.get(key) ?? []) slots.add(slot)
      return slots
    },
  }
}

/** True for two identifiers of one kind that one slip separates. */
export function areNear(a: Identifier, b: Identifier): boolean {
  return a.feature === b.feature && nearKeysOf(a).length > 0 && isOneSlipApart(a.value, b.value)
}

function keyOf({ feature, value }: Identifier): string {
  return `${feature}:${value}`
}

function nearKeysOf({ feature, value }: Identifier): string[] {
  if (feature !== 'document' && feature !== 'registration') return []
  return nearKeys(value).map((key) => `${feature}:${key}`)
}

function put(map: Map<string, Set<number>>, key: string, slot: number) {
  const slots = map.get(key)
  if (slots === undefined) map.set(key, new Set([slot]))
  else slots.add(slot)
}

function take(map: Map<string, Set<number>>, key: string, slot: number) {
  const slots = map.get(key)
  if (slots === undefined) return
  slots.delete(slot)
  if (slots.size === 0) map.delete(key)
}
