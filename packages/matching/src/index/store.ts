import type { Identity } from '@crosswatch/protocol'
import { appendFacts, createFactList, readFacts, type FactList, type Facts, type NameWords } from './facts.ts'
import { hashText } from './hash.ts'
import {
  append,
  appendBytes,
  createByteList,
  createNumberList,
  type ByteList,
  type NumberList,
} from './lists.ts'

/**
 * The listed subjects by slot: facts as numbers for scoring, and the identity as UTF-8 JSON for the explanation. A slot that
 * was given up is used again; the space of its facts and text comes back when half of it is waste.
 */
export interface Store {
  readonly slotOf: Map<string, number>
  readonly keys: string[]
  readonly freeSlots: number[]
  /** An order of subjects that does not depend on when they came. */
  readonly keyHashes: NumberList
  /** One bit for each letter a to z that begins a word of a name. */
  readonly initials: NumberList
  readonly facts: FactList
  readonly factStarts: NumberList
  readonly factLengths: NumberList
  readonly texts: ByteList
  readonly textStarts: NumberList
  /** 0 for an empty slot. */
  readonly textLengths: NumberList
  /** Bytes of `texts` that belong to nobody any more. */
  wasted: number
}

export function createStore(): Store {
  return {
    slotOf: new Map(),
    keys: [],
    freeSlots: [],
    keyHashes: createNumberList(),
    initials: createNumberList(),
    facts: createFactList(),
    factStarts: createNumberList(),
    factLengths: createNumberList(),
    texts: createByteList(),
    textStarts: createNumberList(),
    textLengths: createNumberList(),
    wasted: 0,
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const keySpace = 13
const leastWaste = 1 << 20

/** Stores a subject and returns its slot. */
export function addSubject(
  store: Store,
  key: string,
  identity: Identity,
  names: readonly NameWords[],
  initials: number,
): number {
  const slot = takeSlot(store)
  const bytes = encoder.encode(JSON.stringify(identity))
  store.keys[slot] = key
  store.slotOf.set(key, slot)
  store.keyHashes.items[slot] = hashText(key, keySpace)
  store.initials.items[slot] = initials
  const start = appendFacts(store.facts, identity, names)
  store.factStarts.items[slot] = start
  store.factLengths.items[slot] = store.facts.length - start
  store.textStarts.items[slot] = appendBytes(store.texts, bytes)
  store.textLengths.items[slot] = bytes.length
  return slot
}

function takeSlot(store: Store): number {
  const free = store.freeSlots.pop()
  if (free !== undefined) return free
  const { keyHashes, initials, factStarts, factLengths, textStarts, textLengths } = store
  for (const list of [keyHashes, initials, factStarts, factLengths, textStarts, textLengths]) append(list, 0)
  store.keys.push('')
  return store.keys.length - 1
}

/** Forgets a subject: its text is overwritten. */
export function dropSubject(store: Store, slot: number) {
  const start = store.textStarts.items[slot] ?? 0
  const length = store.textLengths.items[slot] ?? 0
  store.texts.items.fill(0, start, start + length)
  store.wasted += length
  store.textLengths.items[slot] = 0
  store.initials.items[slot] = 0
  store.slotOf.delete(store.keys[slot] ?? '')
  store.keys[slot] = ''
  store.freeSlots.push(slot)
  if (store.wasted > leastWaste && store.wasted > store.texts.length / 2) compact(store)
}

/** Moves texts and facts together. */
function compact(store: Store) {
  const { texts, textStarts, textLengths, facts, factStarts, factLengths } = store
  const oldTexts = texts.items
  const oldFacts = facts.items
  texts.items = new Uint8Array(texts.length - store.wasted + leastWaste)
  texts.length = 0
  facts.items = new Uint32Array(facts.length)
  facts.length = 0
  for (let slot = 0; slot < store.keys.length; slot++) {
    if (isEmpty(store, slot)) continue
    const textStart = textStarts.items[slot] ?? 0
    const textEnd = textStart + (textLengths.items[slot] ?? 0)
    textStarts.items[slot] = appendBytes(texts, oldTexts.subarray(textStart, textEnd))
    const factStart = factStarts.items[slot] ?? 0
    const factLength = factLengths.items[slot] ?? 0
    facts.items.set(oldFacts.subarray(factStart, factStart + factLength), facts.length)
    factStarts.items[slot] = facts.length
    facts.length += factLength
  }
  store.wasted = 0
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
