import type { Distances } from '../names/distance.ts'
import type { NameToken } from '../names/name-form.ts'
import { compareTokens, type TokenSimilarity } from '../names/similarity.ts'
import type { SimilarWord } from './dictionary.ts'
import { informationOf } from './population.ts'
import { countOf, type Postings } from './postings.ts'

/** A word of the question with the listed words like it. */
export interface Expansion {
  readonly word: NameToken
  /** Listed words, most alike first. */
  readonly ids: readonly number[]
  readonly values: readonly number[]
  /**
   * For each listed word: how much it says to bear that word or one more alike. A slip in a rare name says much, one
   * that could be any of a hundred names says little.
   */
  readonly information: readonly number[]
  /** What an exact match would say. */
  readonly own: number
  /** Compares with any listed word; each is computed once. */
  compare(id: number, listed: NameToken): TokenSimilarity
  informationAt(value: number): number
  /** The information of the best of these listed words, 0 when none is alike. */
  bestAmong(listed: Uint32Array): number
}

/** @param similar listed words like it, most alike first */
export function expand(
  word: NameToken,
  similar: readonly SimilarWord[],
  postings: Postings,
  subjects: number,
  distances: Distances,
): Expansion {
  const found = similar.filter(({ id }) => countOf(postings, id) > 0)
  const ids = found.map(({ id }) => id)
  const values = found.map(({ value }) => value)
  const information: number[] = []
  let bearers = 0
  for (let at = 0; at < found.length;) {
    // Equally alike words say equally much, in whatever order they come.
    let end = at
    while (end < found.length && values[end] === values[at]) bearers += countOf(postings, ids[end++] ?? 0)
    for (; at < end; at++) information.push(informationOf(bearers, subjects, word))
  }
  const own = values[0] === 1 ? information[0] : undefined
  const known = new Map<number, TokenSimilarity>()
  const positions = new Map(ids.map((id, at) => [id, at]))
  return {
    word,
    ids,
    values,
    information,
    own: own ?? informationOf(0, subjects, word),
    compare(id, listed) {
      let similarity = known.get(id)
      if (similarity === undefined) {
        similarity = compareTokens(word, listed, distances)
        known.set(id, similarity)
      }
      return similarity
    },
    informationAt(value) {
      let at = 0
      while (at < values.length && (values[at] ?? 0) >= value) at++
      return at === 0 ? (own ?? informationOf(0, subjects, word)) : (information[at - 1] ?? 0)
    },
    bestAmong(listed) {
      let best = 0
      for (const id of listed) {
        const at = positions.get(id)
        if (at !== undefined) best = Math.max(best, (information[at] ?? 0) * (values[at] ?? 0))
      }
      return best
    },
  }
}
