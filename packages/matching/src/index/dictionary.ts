import type { Distances } from '../names/distance.ts'
import type { NameToken, TokenRole } from '../names/name-form.ts'
import { compareTokens } from '../names/similarity.ts'
import { nameToken } from '../names/token.ts'
import { variantsOf } from '../names/variants.ts'
import { createMultimap, put, visit, type Multimap } from './multimap.ts'
import { entriesOf, lookupsOf, placeOf } from './near-keys.ts'

/** A listed word like the one asked for. */
export interface SimilarWord {
  readonly id: number
  readonly value: number
}

/** Every word of every listed name, once, findable by words that differ a little. Words are never taken out. */
export interface Dictionary {
  readonly words: NameToken[]
  readonly ids: Map<string, number>
  readonly near: Multimap
  /** Working memory of a search: the last one that met each word. */
  seen: Uint32Array
  searches: number
}

const mostSimilar = 300
const wordsAtOnce = 500

export function createDictionary(): Dictionary {
  return { words: [], ids: new Map(), near: createMultimap(), seen: new Uint32Array(0), searches: 0 }
}

/** The number of a word, new or known. */
export function idOf(dictionary: Dictionary, token: NameToken): number {
  const key = keyOf(token)
  const known = dictionary.ids.get(key)
  if (known !== undefined) return known
  const id = restoreWord(dictionary, token)
  for (const place of entriesOf(token)) put(dictionary.near, place, id)
  return id
}

/** Adds a word without its similar-word entries, which a snapshot brings along. */
export function restoreWord(
  dictionary: Dictionary,
  word: Pick<NameToken, 'text' | 'role' | 'symbol'>,
): number {
  const token = nameToken(word)
  const id = dictionary.words.length
  dictionary.ids.set(keyOf(token), id)
  dictionary.words.push(token)
  return id
}

/** The number of the word as it stands in names (not as a company form), or undefined. */
export function exactId(dictionary: Dictionary, text: string): number | undefined {
  return dictionary.ids.get(`n${text}`) ?? dictionary.ids.get(`g${text}`)
}

/** Listed words like this one, most alike first. */
export function similarWords(dictionary: Dictionary, asked: NameToken, distances: Distances): SimilarWord[] {
  const search = nextSearch(dictionary)
  const found: SimilarWord[] = []
  const consider = (id: number) => {
    if (dictionary.seen[id] === search) return
    dictionary.seen[id] = search
    const word = dictionary.words[id]
    const value = word === undefined ? 0 : compareTokens(asked, word, distances).value
    if (value > 0) found.push({ id, value })
  }
  for (const place of lookupsOf(asked)) visit(dictionary.near, place, consider)
  for (const variant of variantsOf(asked.roman)) visit(dictionary.near, placeOf(variant), consider)
  if (asked.role === 'name') visit(dictionary.near, placeOf(asked.roman.slice(0, 1)), consider)
  return mostAlike(dictionary, found)
}

/** The same, found by comparing with every listed word. Pauses after each few hundred of them. */
export function* similarWordsAmongAll(
  dictionary: Dictionary,
  asked: NameToken,
  distances: Distances,
): Generator<void, SimilarWord[]> {
  const found: SimilarWord[] = []
  for (let id = 0; id < dictionary.words.length; id++) {
    const word = dictionary.words[id]
    const value = word === undefined ? 0 : compareTokens(asked, word, distances).value
    if (value > 0) found.push({ id, value })
    if (id % wordsAtOnce === wordsAtOnce - 1) yield
  }
  return mostAlike(dictionary, found)
}

function mostAlike(dictionary: Dictionary, found: SimilarWord[]): SimilarWord[] {
  // By their letters, not by their numbers: two indexes that learnt the words in another order answer the same.
  found.sort((a, b) => b.value - a.value || compareText(dictionary, a.id, b.id))
  return found.length > mostSimilar ? found.slice(0, mostSimilar) : found
}

function compareText({ words }: Dictionary, a: number, b: number): number {
  const left = words[a]?.text ?? ''
  const right = words[b]?.text ?? ''
  return left < right ? -1 : left > right ? 1 : 0
}

function nextSearch(dictionary: Dictionary): number {
  if (dictionary.seen.length < dictionary.words.length) {
    dictionary.seen = new Uint32Array(Math.ceil(dictionary.words.length * 1.25) + 64)
    dictionary.searches = 0
  }
  if (dictionary.searches === 0xffffffff) {
    dictionary.seen.fill(0)
    dictionary.searches = 0
  }
  return ++dictionary.searches
}

const spaces: Readonly<Record<TokenRole, string>> = {
  name: 'n',
  generic: 'g',
  form: 'f',
  number: 'd',
  initial: 'i',
  particle: 'p',
  honorific: 'h',
}

function keyOf(token: Pick<NameToken, 'text' | 'role'>): string {
  return spaces[token.role] + token.text
}
