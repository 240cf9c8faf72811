import { isSyllabic } from '../scripts/detect.ts'
import { canBeAcronym, runWithInitials } from './acronym.ts'
import type { NameToken } from './name-form.ts'
import type { BridgeRule, TokenSimilarity } from './similarity.ts'

/** Words of the question beside the words of the list that answer them; usually one and one. */
export interface WordPair {
  readonly asked: readonly number[]
  readonly listed: readonly number[]
  /** 1 the same, 0 nothing in common. */
  readonly value: number
  readonly rule: BridgeRule | 'joined' | 'acronym'
}

/** Which words of two names belong together. Positions count from 0. */
export interface NameAlignment {
  readonly pairs: readonly WordPair[]
  readonly askedOnly: readonly number[]
  readonly listedOnly: readonly number[]
}

/** Compares the words at two positions. */
export type Comparer = (asked: number, listed: number) => TokenSimilarity

const joinedValue = 0.97
const joinedLooselyValue = 0.85
const acronymValue = 0.85
const cutOffValue = 0.6
const shortestSpelling = 6

/**
 * Finds the words of two names that belong together, in any order: first words that one side writes as one and the other
 * as two or three, then the most alike of those that are left. Symmetric.
 */
export function alignNames(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  compare: Comparer,
): NameAlignment {
  const askedFree = asked.map(() => true)
  const listedFree = listed.map(() => true)
  const pairs: WordPair[] = []
  const take = (pair: WordPair) => {
    for (const at of pair.asked) askedFree[at] = false
    for (const at of pair.listed) listedFree[at] = false
    pairs.push(pair)
  }
  if (spellTheSame(asked, listed)) {
    take({ asked: positions(askedFree), listed: positions(listedFree), value: joinedValue, rule: 'joined' })
    return { pairs, askedOnly: [], listedOnly: [] }
  }
  takeJoined(asked, listed, askedFree, listedFree, take, true)
  takeAlike(asked, listed, askedFree, listedFree, compare, take)
  const askedLeft = positions(askedFree)
  const listedLeft = positions(listedFree)
  if (askedLeft.length > 0 && listedLeft.length > 0) {
    takeJoined(asked, listed, askedFree, listedFree, take, true)
    takeJoined(asked, listed, askedFree, listedFree, take, false)
    takeAcronym(asked, listed, askedFree, listedFree, take)
    takeCutOff(asked, listed, askedFree, listedFree, take)
  }
  return { pairs, askedOnly: positions(askedFree), listedOnly: positions(listedFree) }
}

/** The same letters with the spaces at other places. */
function spellTheSame(asked: readonly NameToken[], listed: readonly NameToken[]): boolean {
  if (asked.length === listed.length && asked.every(({ roman }, at) => roman === listed[at]?.roman))
    return false
  const letters = lettersOf(asked)
  return letters.length >= shortestSpelling && letters === lettersOf(listed)
}

function lettersOf(words: readonly NameToken[]): string {
  let letters = ''
  for (const { roman } of words) letters += roman
  return letters
}

type Take = (pair: WordPair) => void

function takeAlike(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  askedFree: readonly boolean[],
  listedFree: readonly boolean[],
  compare: Comparer,
  take: Take,
) {
  const found: { a: number; b: number; value: number; rule: BridgeRule }[] = []
  for (let a = 0; a < asked.length; a++) {
    if (askedFree[a] !== true) continue
    for (let b = 0; b < listed.length; b++) {
      if (listedFree[b] !== true) continue
      const { value, rule } = compare(a, b)
      if (value > 0) found.push({ a, b, value, rule })
    }
  }
  // Among equally alike words the ones that stand at the same place come first, whichever side asks.
  found.sort(
    (x, y) => y.value - x.value || Math.abs(x.a - x.b) - Math.abs(y.a - y.b) || x.a + x.b - y.a - y.b,
  )
  for (const { a, b, value, rule } of found) {
    if (askedFree[a] === true && listedFree[b] === true) take({ asked: [a], listed: [b], value, rule })
  }
}

/** `felipeleao` beside `felipe leao`, `vanderberg` beside `van der berg`. */
function takeJoined(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  askedFree: readonly boolean[],
  listedFree: readonly boolean[],
  take: Take,
  exact: boolean,
) {
  const join = (
    whole: readonly NameToken[],
    wholeFree: readonly boolean[],
    parts: readonly NameToken[],
    partsFree: readonly boolean[],
    wholeIsAsked: boolean,
  ) => {
    for (let at = 0; at < whole.length; at++) {
      const word = whole[at]
      if (word === undefined || wholeFree[at] !== true || !canBeJoined(word)) continue
      const run = runThatSpells(word, parts, partsFree, exact)
      if (run === undefined) continue
      const value = exact ? joinedValue : joinedLooselyValue
      take(
        wholeIsAsked
          ? { asked: [at], listed: run, value, rule: 'joined' }
          : { asked: run, listed: [at], value, rule: 'joined' },
      )
    }
  }
  join(asked, askedFree, listed, listedFree, true)
  join(listed, listedFree, asked, askedFree, false)
}

/** Short words are joined only when they hold a digit: `h 2b` and `h2b`. */
function canBeJoined({ roman }: NameToken): boolean {
  return roman.length >= 4 || (roman.length >= 2 && /[0-9]/.test(roman))
}

/** Two or three neighbours, or any two words, that together spell the word; loosely: neighbours that sound like it. */
function runThatSpells(
  word: NameToken,
  parts: readonly NameToken[],
  free: readonly boolean[],
  exact: boolean,
): number[] | undefined {
  const spelling = exact ? word.roman : word.skeleton
  const spellingOf = (at: number) => (exact ? parts[at]?.roman : parts[at]?.skeleton) ?? ''
  // Signs of one script are syllables: read aloud, two of them sound like many others.
  if (!exact && (spelling.length < 4 || isSyllabic(word.script))) return undefined
  for (let first = 0; first < parts.length; first++) {
    if (free[first] !== true) continue
    const start = spellingOf(first)
    if (start.length === 0 || start.length >= spelling.length || !spelling.startsWith(start)) continue
    for (let second = 0; second < parts.length; second++) {
      if (second === first || free[second] !== true) continue
      // By sound, neighbours only: consonants of any two words sound like those of too many others.
      if (!exact && second !== first + 1) continue
      const two = start + inner(spellingOf(second), exact)
      if (two === spelling) return [first, second].toSorted((a, b) => a - b)
      if (second !== first + 1 || free[second + 1] !== true || !spelling.startsWith(two)) continue
      if (two + inner(spellingOf(second + 1), exact) === spelling) return [first, second, second + 1]
    }
  }
  return undefined
}

/** A word inside another loses the mark of its first vowel. */
function inner(spelling: string, exact: boolean): string {
  return exact ? spelling : spelling.replace(/^a/, '')
}

/** `PLA` beside `People's Liberation Army`. */
function takeAcronym(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  askedFree: readonly boolean[],
  listedFree: readonly boolean[],
  take: Take,
) {
  const shortIsAsked = acronymIn(asked, askedFree, listed, listedFree)
  if (shortIsAsked !== undefined) {
    take({ asked: [shortIsAsked.at], listed: shortIsAsked.run, value: acronymValue, rule: 'acronym' })
    return
  }
  const shortIsListed = acronymIn(listed, listedFree, asked, askedFree)
  if (shortIsListed !== undefined) {
    take({ asked: shortIsListed.run, listed: [shortIsListed.at], value: acronymValue, rule: 'acronym' })
  }
}

function acronymIn(
  short: readonly NameToken[],
  shortFree: readonly boolean[],
  long: readonly NameToken[],
  longFree: readonly boolean[],
) {
  for (let at = 0; at < short.length; at++) {
    const word = short[at]
    if (shortFree[at] !== true || word?.role !== 'name' || !canBeAcronym(word.roman)) continue
    const run = runWithInitials(word.roman, long, longFree)
    if (run !== undefined) return { at, run }
  }
  return undefined
}

/** The last word of a name that was cut off at the end of a field. */
function takeCutOff(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  askedFree: readonly boolean[],
  listedFree: readonly boolean[],
  take: Take,
) {
  const a = asked.length - 1
  const b = listed.length - 1
  const last = asked[a]
  const other = listed[b]
  if (last === undefined || other === undefined || askedFree[a] !== true || listedFree[b] !== true) return
  if (asked.length < 3 && listed.length < 3) return
  const [short, long] = last.roman.length < other.roman.length ? [last, other] : [other, last]
  if (short.roman.length < 2 || !long.roman.startsWith(short.roman)) return
  take({ asked: [a], listed: [b], value: cutOffValue, rule: 'cut-off' })
}

function positions(free: readonly boolean[]): number[] {
  const found: number[] = []
  for (let at = 0; at < free.length; at++) if (free[at] === true) found.push(at)
  return found
}
