import { tokenRoles, type Word } from '../names/name-form.ts'
import { restoreWord } from './dictionary.ts'
import { createIndexState, type IndexState } from './state.ts'
import type { NumberList } from './lists.ts'
import type { Multimap } from './multimap.ts'

/** Takes the sections of a snapshot one after the other, in the order of `sectionsOf`. */
export interface SectionReader {
  numbers(): Uint32Array<ArrayBuffer>
  bytes(): Uint8Array<ArrayBuffer>
  strings(): string[]
}

/** Counters that stand beside the arrays. */
export interface SnapshotCounters {
  readonly multimaps: readonly { readonly free: number; readonly size: number }[]
  readonly freeBlocks: readonly (readonly number[])[]
  readonly freeSlots: readonly number[]
  readonly wasted: number
}

export function countersOf(state: IndexState): SnapshotCounters {
  const { postings, store } = state
  return {
    multimaps: multimapsOf(state).map(({ free, size }) => ({ free, size })),
    freeBlocks: Array.from(postings.freeBlocks, (blocks) => blocks ?? []),
    freeSlots: store.freeSlots,
    wasted: store.wasted,
  }
}

export function sectionsOf(state: IndexState): ArrayBufferView[] {
  const { dictionary, store } = state
  const words = dictionary.words.flatMap(({ text, role, symbol }) => [text, role, symbol ?? ''])
  return [
    strings(words),
    ...listsOf(state).map(({ items, length }) => items.subarray(0, length)),
    ...multimapsOf(state).map(({ buckets }) => buckets),
    store.texts.items.subarray(0, store.texts.length),
    strings(store.keys),
  ]
}

export function readSections(read: SectionReader, counters: SnapshotCounters): IndexState {
  const state = createIndexState()
  const { dictionary, postings, store } = state
  for (const word of wordsIn(read.strings())) restoreWord(dictionary, word)
  for (const list of listsOf(state)) {
    list.items = read.numbers()
    list.length = list.items.length
  }
  multimapsOf(state).forEach((map, at) => {
    map.buckets = read.numbers()
    map.free = counters.multimaps[at]?.free ?? 0
    map.size = counters.multimaps[at]?.size ?? 0
  })
  counters.freeBlocks.forEach((blocks, size) => (postings.freeBlocks[size] = [...blocks]))
  store.texts.items = read.bytes()
  store.texts.length = store.texts.items.length
  read.strings().forEach((key, slot) => {
    store.keys.push(key)
    if (store.textLengths.items[slot] !== 0) store.slotOf.set(key, slot)
  })
  store.freeSlots.push(...counters.freeSlots)
  store.wasted = counters.wasted
  return state
}

function wordsIn(fields: readonly string[]): Word[] {
  const words: Word[] = []
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const role = tokenRoles.find((known) => known === fields[at + 1]) ?? 'name'
    const symbol = fields[at + 2] ?? ''
    words.push({ text: fields[at] ?? '', role, ...(symbol === '' ? {} : { symbol }) })
  }
  return words
}

function multimapsOf({ dictionary, birthDays, identifiers }: IndexState): Multimap[] {
  return [dictionary.near, birthDays, identifiers]
}

function listsOf(state: IndexState): NumberList[] {
  const { postings, store } = state
  return [
    postings.pool,
    postings.starts,
    postings.lengths,
    postings.sizes,
    ...multimapsOf(state).flatMap(({ keys, values, next }) => [keys, values, next]),
    store.keyHashes,
    store.initials,
    store.facts,
    store.factStarts,
    store.factLengths,
    store.textStarts,
    store.textLengths,
  ]
}

function strings(list: readonly string[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(list))
}
