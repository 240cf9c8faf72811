import type { Identity } from '@crosswatch/protocol'
import { appendFacts, createFactList, readFacts, type FactList, type Facts, type NameWords } from './facts.ts'
import {
  append,
  appendBytes,
  createByteList,
  createNumberList,
  type ByteList,
  type NumberList,
} from './lists.ts'

/**
 * The listed subjects by slot: facts as numbers for scoring, and the identity as UTF-8 JSON for the explanation. Slots are
 * never used again until the index is rebuilt.
 */
export interface Store {
  readonly slotOf: Map<string, number>
  readonly keys: string[]
  readonly facts: FactList
  readonly factStarts: NumberList
  /** One bit for each letter a to z that begins a word of a name. */
  readonly initials: NumberList
  readonly texts: ByteList
  readonly textStarts: NumberList
  readonly textLengths: NumberList
}

export function createStore(): Store {
  return {
    slotOf: new Map(),
    keys: [],
    facts: createFactList(),
    factStarts: createNumberList(),
    initials: createNumberList(),
    texts: createByteList(),
    textStarts: createNumberList(),
    textLengths: createNumberList(),
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Stores a subject in a new slot. */
export function addSubject(
  store: Store,
  key: string,
  identity: Identity,
  names: readonly NameWords[],
  initials: number,
): number {
  const slot = store.keys.length
  const bytes = encoder.encode(JSON.stringify(identity))
  store.keys.push(key)
  store.slotOf.set(key, slot)
  append(store.factStarts, appendFacts(store.facts, identity, names))
  append(store.initials, initials)
  append(store.textStarts, appendBytes(store.texts, bytes))
  append(store.textLengths, bytes.length)
  return slot
}

/** Forgets a subject: its text is overwritten, its slot stays empty. */
export function dropSubject(store: Store, slot: number) {
  const start = store.textStarts.items[slot] ?? 0
  store.texts.items.fill(0, start, start + (store.textLengths.items[slot] ?? 0))
  store.textLengths.items[slot] = 0
  store.initials.items[slot] = 0
  store.slotOf.delete(store.keys[slot] ?? '')
  store.keys[slot] = ''
}

export function isEmpty(store: Store, slot: number): boolean {
  return store.textLengths.items[slot] === 0
}

export function factsAt(store: Store, slot: number): Facts {
  return readFacts(store.facts, store.factStarts.items[slot] ?? 0)
}

export function identityAt(store: Store, slot: number): Identity {
  const start = store.textStarts.items[slot] ?? 0
  const bytes = store.texts.items.subarray(start, start + (store.textLengths.items[slot] ?? 0))
  const identity: Identity = JSON.parse(decoder.decode(bytes))
  return identity
}
