import type { NameForm, NameToken } from './name-form.ts'
import { compareTokens, type TokenSimilarity } from './similarity.ts'

/** One word of the question beside the word of the list that answers it. */
export interface TokenPair {
  readonly asked: string
  readonly listed: string
  readonly similarity: TokenSimilarity
}

export interface NameComparison {
  /** From 0 to 1: how well the two names agree, with nothing else known. */
  readonly value: number
  readonly pairs: readonly TokenPair[]
  /** Words of one side that the other side lacks. */
  readonly askedOnly: readonly string[]
  readonly listedOnly: readonly string[]
}

export type TokenWeight = (token: NameToken) => number

/** Compares two names word by word, in any order; symmetric when `weightOf` is the same for both. */
export function compareNames(asked: NameForm, listed: NameForm, weightOf: TokenWeight): NameComparison {
  const pairs: { row: number; column: number; similarity: TokenSimilarity }[] = []
  asked.tokens.forEach((a, row) =>
    listed.tokens.forEach((b, column) => {
      const similarity = compareTokens(a, b)
      if (similarity.value > 0) pairs.push({ row, column, similarity })
    }),
  )
  pairs.sort((a, b) => b.similarity.value - a.similarity.value)
  const askedFree = new Set(asked.tokens.keys())
  const listedFree = new Set(listed.tokens.keys())
  const taken: TokenPair[] = []
  let agreed = 0
  let lost = 0
  for (const { row, column, similarity } of pairs) {
    const a = asked.tokens[row]
    const b = listed.tokens[column]
    if (!askedFree.has(row) || !listedFree.has(column) || a === undefined || b === undefined) continue
    askedFree.delete(row)
    listedFree.delete(column)
    const weight = (weightOf(a) + weightOf(b)) / 2
    agreed += weight * similarity.value
    lost += weight * (1 - similarity.value)
    taken.push({ asked: a.text, listed: b.text, similarity })
  }
  const joined = joinRemainders(asked, listed, askedFree, listedFree, weightOf)
  agreed += joined.weight
  taken.push(...joined.pairs)
  const askedLeft = sum(askedFree, asked, weightOf)
  const listedLeft = sum(listedFree, listed, weightOf)
  // A word missing on one side is common; a different word on each side speaks against.
  const oneSided = Math.abs(askedLeft - listedLeft)
  const twoSided = Math.min(askedLeft, listedLeft)
  const total = agreed + lost * 1.3 + twoSided * 2.2 + oneSided * 0.25
  return {
    value: total === 0 ? 0 : agreed / total,
    pairs: taken,
    askedOnly: texts(askedFree, asked),
    listedOnly: texts(listedFree, listed),
  }
}

/** Two words written as one on the other side: `felipe leao` and `felipeleao`. */
function joinRemainders(
  asked: NameForm,
  listed: NameForm,
  askedFree: Set<number>,
  listedFree: Set<number>,
  weightOf: TokenWeight,
): { weight: number; pairs: TokenPair[] } {
  const pairs: TokenPair[] = []
  let weight = 0
  const join = (
    whole: NameForm,
    wholeFree: Set<number>,
    parts: NameForm,
    partsFree: Set<number>,
    wholeIsAsked: boolean,
  ) => {
    for (const at of wholeFree) {
      const word = whole.tokens[at]
      if (word === undefined) continue
      const found = findPair(word, parts, partsFree)
      if (found === undefined) continue
      wholeFree.delete(at)
      for (const part of found) partsFree.delete(part)
      weight += weightOf(word)
      const text = found.map((part) => parts.tokens[part]?.text ?? '').join(' ')
      pairs.push({
        asked: wholeIsAsked ? word.text : text,
        listed: wholeIsAsked ? text : word.text,
        similarity: { value: 0.97, rule: 'same' },
      })
    }
  }
  join(asked, askedFree, listed, listedFree, true)
  join(listed, listedFree, asked, askedFree, false)
  return { weight: weight * 0.97, pairs }
}

function findPair(word: NameToken, parts: NameForm, free: Set<number>): [number, number] | undefined {
  for (const first of free) {
    for (const second of free) {
      if (first === second) continue
      const joined = (parts.tokens[first]?.roman ?? '') + (parts.tokens[second]?.roman ?? '')
      if (joined === word.roman) return [first, second]
    }
  }
  return undefined
}

function sum(free: Set<number>, form: NameForm, weightOf: TokenWeight): number {
  let total = 0
  for (const at of free) {
    const token = form.tokens[at]
    if (token !== undefined) total += weightOf(token)
  }
  return total
}

function texts(free: Set<number>, form: NameForm): string[] {
  return [...free].map((at) => form.tokens[at]?.text ?? '')
}
