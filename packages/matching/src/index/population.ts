import type { NameToken } from '../names/name-form.ts'
import { countOf, type Postings } from './postings.ts'

/** A list shorter than this does not tell how common a word is. */
const smallestPopulation = 50_000

/** Shares of names that hold a small word, whatever the list at hand says. */
const commonShare: Readonly<Record<NameToken['role'], number>> = {
  name: 0,
  number: 0.001,
  initial: 0.06,
  particle: 0.6,
  honorific: 0.85,
  generic: 0.03,
  form: 0.6,
}
const commonest: ReadonlySet<string> = new Set([
  'company',
  'corporation',
  'service',
  'agency',
  'international',
])

/** How much it says that two names share a word: minus the logarithm of the share of names that hold it. */
export function informationOf(count: number, subjects: number, word: NameToken): number {
  const population = Math.max(subjects, smallestPopulation)
  const share = (count + 0.5) / population
  const least = word.symbol !== undefined && commonest.has(word.symbol) ? 0.2 : commonShare[word.role]
  return -Math.log(Math.min(0.95, Math.max(share, least)))
}

export function informationOfWord(postings: Postings, id: number, subjects: number, word: NameToken): number {
  return informationOf(countOf(postings, id), subjects, word)
}
