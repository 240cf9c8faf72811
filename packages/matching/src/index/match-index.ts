import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import type { NameForm, NameToken } from '../names/name-form.ts'
import { assess } from '../score/assess.ts'
import type { Match, MatchIndex, MatchIndexOptions, SearchOptions } from '../types.ts'
import { createDictionary } from './dictionary.ts'
import { createIdentifierPostings } from './identifier-postings.ts'
import { readQuestion, type Question } from './question.ts'
import { readSubject, type Subject } from './subjects.ts'

/** A list shorter than this does not tell how common a word is. */
const smallestPopulation = 50_000
const candidatesCompared = 150
const defaultLimit = 10

/** An empty index. */
export function createMatchIndex(options: MatchIndexOptions = {}): MatchIndex {
  const slots: (Subject | undefined)[] = []
  const slotOf = new Map<string, number>()
  const dictionary = createDictionary()
  const postings: number[][] = []
  const identifiers = createIdentifierPostings()

  const wordIds = (form: NameForm) => form.tokens.map((token) => dictionary.add(token))
  const rarity = (count: number) => Math.log(Math.max(slotOf.size, smallestPopulation) / (count + 0.5))
  const weightOf = (token: NameToken) => {
    if (token.role === 'form' || token.role === 'honorific') return 0.6
    if (token.role === 'particle') return 1
    let count = 0
    for (const id of dictionary.exact(token.roman)) count += postings[id]?.length ?? 0
    return Math.max(token.role === 'initial' ? 1.5 : 2.5, rarity(count))
  }

  function upsert(key: string, identity: Identity) {
    remove(key)
    const subject = readSubject(key, identity, wordIds, options.defaultCountry)
    const slot = slots.length
    slots.push(subject)
    slotOf.set(key, slot)
    for (const id of distinctWords(subject)) (postings[id] ??= []).push(slot)
    identifiers.add(slot, subject.identifiers)
  }

  function remove(key: string): boolean {
    const slot = slotOf.get(key)
    const subject = slot === undefined ? undefined : slots[slot]
    if (slot === undefined || subject === undefined) return false
    slotOf.delete(key)
    slots[slot] = undefined
    for (const id of distinctWords(subject))
      postings[id] = (postings[id] ?? []).filter((other) => other !== slot)
    identifiers.remove(slot, subject.identifiers)
    return true
  }

  function namesakes(question: Question): number[] {
    const scores = new Map<number, number>()
    for (const form of question.names) {
      for (const token of form.tokens) {
        const best = new Map<number, number>()
        for (const { id, similarity } of similarWords(token)) {
          const list = postings[id] ?? []
          const weight = similarity * (token.role === 'name' ? rarity(list.length) : 0.5)
          for (const slot of list) if (weight > (best.get(slot) ?? 0)) best.set(slot, weight)
        }
        for (const [slot, weight] of best) scores.set(slot, (scores.get(slot) ?? 0) + weight)
      }
    }
    return [...scores]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, candidatesCompared)
      .map(([slot]) => slot)
  }

  /** The word itself and words like it; also the two words that it may be when a space is missing. */
  function similarWords(token: NameToken) {
    const found = dictionary.similarTo(token)
    for (let at = 2; at <= token.roman.length - 2; at++) {
      const left = dictionary.exact(token.roman.slice(0, at))
      const right = dictionary.exact(token.roman.slice(at))
      if (left.length === 0 || right.length === 0) continue
      for (const id of [...left, ...right]) found.push({ id, similarity: 0.9 })
    }
    return found
  }

  function search(
    query: SubjectQuery,
    { limit = defaultLimit, defaultCountry }: SearchOptions = {},
  ): Match[] {
    const question = readQuestion(query, defaultCountry ?? options.defaultCountry)
    const candidates = new Set(namesakes(question))
    const held = new Set<number>()
    for (const identifier of question.identifiers) {
      for (const slot of identifiers.exact(identifier)) held.add(slot)
      for (const slot of identifiers.near(identifier)) candidates.add(slot)
    }
    const matches: Match[] = []
    for (const slot of new Set([...held, ...candidates])) {
      const subject = slots[slot]
      if (subject === undefined) continue
      const match = assess(question, subject, weightOf)
      if (match.score > 0) matches.push(match)
    }
    matches.sort(
      (a, b) => Number(byIdentifier(b)) - Number(byIdentifier(a)) || b.score - a.score || order(a.key, b.key),
    )
    return matches.slice(0, Math.max(limit, matches.filter(byIdentifier).length))
  }

  return {
    get size() {
      return slotOf.size
    },
    has: (key) => slotOf.has(key),
    upsert,
    remove,
    search,
  }
}

function byIdentifier({ verdict }: Match): boolean {
  return verdict === 'document-hit' || verdict === 'document-hit-contradicted'
}

function distinctWords(subject: Subject): Set<number> {
  return new Set(subject.names.flatMap(({ words }) => words))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
