import type { Distances } from '../names/distance.ts'
import type { NameToken, TokenRole } from '../names/name-form.ts'
import { compareTokens } from '../names/similarity.ts'
import { nameToken } from '../names/token.ts'
import { variantsOf } from '../names/variants.ts'
import { hashText, hashWithout } from './hash.ts'
import { createMultimap, put, visit, type Multimap } from './multimap.ts'

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
}

const letterSpace = 1
const soundSpace = 2
const symbolSpace = 3
const startSpace = 4
const startLength = 6
const longestNear = 24
const mostSimilar = 300

export function createDictionary(): Dictionary {
  return { words: [], ids: new Map(), near: createMultimap() }
}

/** The number of a word, new or known. */
export function idOf(dictionary: Dictionary, token: NameToken): number {
  const key = keyOf(token)
  const known = dictionary.ids.get(key)
  if (known !== undefined) return known
  const id = restoreWord(dictionary, token)
  for (const hash of hashesOf(token)) put(dictionary.near, hash, id)
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
  const seen = new Set<number>()
  const found: SimilarWord[] = []
  const consider = (id: number) => {
    if (seen.has(id)) return
    seen.add(id)
    const word = dictionary.words[id]
    const value = word === undefined ? 0 : compareTokens(asked, word, distances).value
    if (value > 0) found.push({ id, value })
  }
  const start = asked.cut === true ? undefined : startOf(asked)
  for (const hash of hashesOf(asked)) if (hash !== start) visit(dictionary.near, hash, consider)
  for (const variant of variantsOf(asked.roman))
    visit(dictionary.near, hashText(variant, letterSpace), consider)
  if (asked.role === 'name') visit(dictionary.near, hashText(asked.roman.slice(0, 1), letterSpace), consider)
  // By their letters, not by their numbers: two indexes that learnt the words in another order answer the same.
  found.sort((a, b) => b.value - a.value || compareText(dictionary, a.id, b.id))
  return found.length > mostSimilar ? found.slice(0, mostSimilar) : found
}

function compareText({ words }: Dictionary, a: number, b: number): number {
  const left = words[a]?.text ?? ''
  const right = words[b]?.text ?? ''
  return left < right ? -1 : left > right ? 1 : 0
}

/** Where a word is entered and looked up: its letters and its sounds, whole and with one left out, and its meaning. */
function hashesOf(token: NameToken): number[] {
  const { roman, skeleton, symbol } = token
  const hashes = [hashText(roman === '' ? token.text : roman, letterSpace)]
  if (symbol !== undefined) hashes.push(hashText(symbol, symbolSpace))
  if (token.role === 'form' || token.role === 'number' || token.role === 'initial') return hashes
  if (roman.length >= 3 && roman.length <= longestNear) {
    for (let at = 0; at < roman.length; at++) {
      if (roman[at] !== roman[at - 1]) hashes.push(hashWithout(roman, at, letterSpace))
    }
  }
  if (roman.length > startLength) hashes.push(startOf(token))
  for (const other of token.otherSkeletons ?? [])
    if (other.length > 1) hashes.push(hashText(other, soundSpace))
  if (skeleton.length > 1 || (skeleton.length === 1 && roman.length <= 4))
    hashes.push(hashText(skeleton, soundSpace))
  if (skeleton.length >= 4 && skeleton.length <= longestNear) {
    for (let at = 0; at < skeleton.length; at++) hashes.push(hashWithout(skeleton, at, soundSpace))
  }
  if (/^(?:al|el)/.test(roman) && skeleton.length >= 4) hashes.push(hashText(skeleton.slice(2), soundSpace))
  return hashes
}

/** Words that begin alike, for a word that is cut off. */
function startOf({ roman }: NameToken): number {
  return hashText(roman.slice(0, startLength), startSpace)
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
