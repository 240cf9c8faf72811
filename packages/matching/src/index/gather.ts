import { countBits, letterBits } from '../names/bits.ts'
import type { Distances } from '../names/distance.ts'
import { isSyllabic } from '../scripts/detect.ts'
import type { NameForm, NameToken } from '../names/name-form.ts'
import { nameToken } from '../names/token.ts'
import { packDate } from './facts.ts'
import { exactId, similarWords, type Dictionary } from './dictionary.ts'
import { expand, type Expansion } from './expansion.ts'
import { hashText } from './hash.ts'
import { visit, type Multimap } from './multimap.ts'
import { informationOf } from './population.ts'
import { countOf, type Postings } from './postings.ts'
import type { Store } from './store.ts'

export interface Lists {
  readonly dictionary: Dictionary
  readonly postings: Postings
  readonly birthDays: Multimap
  readonly store: Store
}

/** Collects, for one name at a time, the subjects that share words with it. Reuses its working memory. */
export interface Gatherer {
  /** Prepares the words of a name: the listed words like each of them. */
  expandAll(form: NameForm): Expansion[]
  /** Slots of the best `most` subjects, best first. */
  gather(
    form: NameForm,
    expansions: readonly Expansion[],
    birthDate: string | undefined,
    most: number,
  ): number[]
}

const birthDayShare = 0.6
const swappedShare = 0.5
const initialBonus = 1.2
const partShare = 0.75
const leastSignValue = 0.7
/** Subjects that gain less than this share of the best are not weighed, unless they are among the first few. */
const leastShare = 0.45
const fewest = 20

export function createGatherer(lists: Lists, distances: Distances): Gatherer {
  let gains = new Float32Array(0)
  let marks = new Uint32Array(0)
  let touched = new Uint32Array(0)
  let touchedCount = 0
  let mark = 0

  const subjects = () => lists.store.slotOf.size

  function prepare() {
    const slots = lists.store.keys.length
    if (gains.length >= slots) return
    const capacity = Math.ceil(slots * 1.25) + 64
    gains = new Float32Array(capacity)
    marks = new Uint32Array(capacity)
    touched = new Uint32Array(capacity)
    mark = 0
  }

  function nextMark() {
    if (mark === 0xffffffff) {
      marks.fill(0)
      mark = 0
    }
    mark++
  }

  function add(slot: number, gain: number) {
    if (marks[slot] === mark) return
    marks[slot] = mark
    const before = gains[slot] ?? 0
    if (before === 0) touched[touchedCount++] = slot
    gains[slot] = before + gain
  }

  function addWord(id: number, gain: number) {
    const { pool, starts } = lists.postings
    const start = starts.items[id] ?? 0
    const end = start + countOf(lists.postings, id)
    for (let at = start; at < end; at++) add(pool.items[at] ?? 0, gain)
  }

  function addExpansion(expansion: Expansion) {
    if (expansion.word.role === 'form' || expansion.word.role === 'honorific') return
    nextMark()
    for (let at = 0; at < expansion.ids.length; at++) {
      const value = expansion.values[at] ?? 0
      addWord(expansion.ids[at] ?? 0, (expansion.information[at] ?? 0) * value * value)
    }
  }

  /** The two words that a word may be when a space is missing. */
  function addParts(word: NameToken) {
    const { text } = word
    if (text.length < 2 || word.role !== 'name') return
    if (isSyllabic(word.script)) {
      addSigns(text)
      return
    }
    for (let at = 1; at < text.length; at++) {
      const left = exactId(lists.dictionary, text.slice(0, at))
      const right = left === undefined ? undefined : exactId(lists.dictionary, text.slice(at))
      if (left === undefined || right === undefined) continue
      for (const id of [left, right]) {
        nextMark()
        addWord(id, informationOf(countOf(lists.postings, id), subjects(), word) * partShare)
      }
    }
  }

  /** A given name of two or three signs, which Latin letters write in as many words: 정은 beside Jong Un. */
  function addSigns(text: string) {
    const signs = Array.from(text)
    if (signs.length < 2 || signs.length > 3) return
    for (const sign of signs) {
      const word = nameToken({ text: sign, role: 'name' })
      nextMark()
      for (const { id, value } of similarWords(lists.dictionary, word, distances)) {
        if (value < leastSignValue) break
        addWord(id, informationOf(countOf(lists.postings, id), subjects(), word) * partShare * value)
      }
    }
  }

  /** The one word that neighbours may be when a space is too much. */
  function addJoined(form: NameForm) {
    for (let at = 0; at + 1 < form.tokens.length; at++) {
      for (const length of [2, 3]) {
        const run = form.tokens.slice(at, at + length)
        if (run.length < length || run.some(({ role }) => role === 'form' || role === 'number')) continue
        const text = run.map((token) => token.text).join('')
        const joined = nameToken({ text, role: 'name' })
        nextMark()
        for (const { id, value } of similarWords(lists.dictionary, joined, distances)) {
          if (value < 0.8) break
          addWord(id, informationOf(countOf(lists.postings, id), subjects(), joined) * value)
        }
      }
    }
  }

  function addBirthDate(birthDate: string) {
    if (birthDate.length !== 10) return
    const gain = Math.log(Math.max(subjects(), 1000))
    nextMark()
    visit(lists.birthDays, birthDayKey(packDate(birthDate)), (slot) => add(slot, gain * birthDayShare))
    const [year = '', month = '', day = ''] = birthDate.split('-')
    if (month === day) return
    const swapped = birthDayKey(packDate(`${year}-${day}-${month}`))
    visit(lists.birthDays, swapped, (slot) => add(slot, gain * swappedShare))
  }

  function addInitials(form: NameForm) {
    let bits = 0
    for (const { role, roman } of form.tokens) if (role === 'initial') bits |= letterBit(roman)
    if (bits === 0) return
    for (let at = 0; at < touchedCount; at++) {
      const slot = touched[at] ?? 0
      const shared = bits & (lists.store.initials.items[slot] ?? 0)
      if (shared !== 0) gains[slot] = (gains[slot] ?? 0) + initialBonus * countBits(shared)
    }
  }

  function best(most: number): number[] {
    const threshold = thresholdFor(most)
    const slots: number[] = []
    for (let at = 0; at < touchedCount; at++) {
      const slot = touched[at] ?? 0
      if ((gains[slot] ?? 0) >= threshold) slots.push(slot)
    }
    const order = lists.store.keyHashes.items
    slots.sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || (order[a] ?? 0) - (order[b] ?? 0))
    const least = (gains[slots[0] ?? 0] ?? 0) * leastShare
    let kept = Math.min(slots.length, most)
    while (kept > fewest && (gains[slots[kept - 1] ?? 0] ?? 0) < least) kept--
    for (let at = 0; at < touchedCount; at++) gains[touched[at] ?? 0] = 0
    touchedCount = 0
    return slots.slice(0, kept)
  }

  /** The gain that about `most` of the touched subjects reach, by a histogram in one pass. */
  function thresholdFor(most: number): number {
    if (touchedCount <= most) return 0
    let highest = 0
    for (let at = 0; at < touchedCount; at++) highest = Math.max(highest, gains[touched[at] ?? 0] ?? 0)
    const counts = new Uint32Array(512)
    for (let at = 0; at < touchedCount; at++) {
      const bin = Math.floor(((gains[touched[at] ?? 0] ?? 0) / highest) * 511)
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    let sum = 0
    for (let bin = 511; bin > 0; bin--) {
      sum += counts[bin] ?? 0
      if (sum >= most) return (bin / 511) * highest * 0.999999
    }
    return 0
  }

  return {
    expandAll: (form) =>
      form.tokens.map((word) =>
        expand(word, similarWords(lists.dictionary, word, distances), lists.postings, subjects(), distances),
      ),
    gather(form, expansions, birthDate, most) {
      prepare()
      for (const expansion of expansions) addExpansion(expansion)
      for (const { word } of expansions) addParts(word)
      addJoined(form)
      if (birthDate !== undefined) addBirthDate(birthDate)
      addInitials(form)
      return best(most)
    },
  }
}

export function birthDayKey(packed: number): number {
  return hashText(String(packed - (packed % 2)), 11)
}

/** The bit of the letter that a word begins with. */
export function letterBit(roman: string): number {
  return letterBits(roman.slice(0, 1))
}
