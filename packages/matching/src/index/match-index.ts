import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import { identifiersOf } from '../identifiers/keys.ts'
import { createDistances } from '../names/distance.ts'
import { nameForm } from '../names/name-form.ts'
import { describe } from '../score/describe.ts'
import { chancesOf } from '../score/model.ts'
import { weigh, type AskedName, type Weighed } from '../score/weigh.ts'
import type { Match, MatchIndex, MatchIndexOptions, SearchOptions } from '../types.ts'
import { createDictionary, idOf } from './dictionary.ts'
import { packDate } from './facts.ts'
import { birthDayKey, createGatherer, letterBit } from './gather.ts'
import { addIdentifiers, removeIdentifiers, slotsFor } from './identifier-map.ts'
import { createMultimap, put, take } from './multimap.ts'
import { addPosting, createPostings, removePosting } from './postings.ts'
import { readQuestion, type Question } from './question.ts'
import { addSubject, createStore, dropSubject, factsAt, identityAt, isEmpty } from './store.ts'

const candidatesWeighed = 120
const defaultLimit = 10
const leastScore = 0.001

/** An empty index. */
export function createMatchIndex(options: MatchIndexOptions = {}): MatchIndex {
  const dictionary = createDictionary()
  const postings = createPostings()
  const birthDays = createMultimap()
  const identifiers = createMultimap()
  const store = createStore()
  const distances = createDistances()
  const gatherer = createGatherer({ dictionary, postings, birthDays, store }, distances)

  function upsert(key: string, identity: Identity) {
    remove(key)
    const words: number[][] = []
    let initials = 0
    for (const { full } of identity.names) {
      const ids: number[] = []
      for (const token of nameForm(full, identity.subject).tokens) {
        ids.push(idOf(dictionary, token))
        initials |= letterBit(token.roman)
      }
      words.push(ids)
    }
    const slot = addSubject(store, key, identity, words, initials >>> 0)
    for (const id of new Set(words.flat())) addPosting(postings, id, slot)
    for (const { date } of identity.birthDates ?? []) put(birthDays, birthDayKey(packDate(date)), slot)
    addIdentifiers(identifiers, slot, identifiersOf(identity, options.defaultCountry))
  }

  function remove(key: string): boolean {
    const slot = store.slotOf.get(key)
    if (slot === undefined) return false
    const identity = identityAt(store, slot)
    const words = factsAt(store, slot).names.flatMap((name) => Array.from(name.words))
    for (const id of new Set(words)) removePosting(postings, id, slot)
    for (const { date } of identity.birthDates ?? []) take(birthDays, birthDayKey(packDate(date)), slot)
    removeIdentifiers(identifiers, slot, identifiersOf(identity, options.defaultCountry))
    dropSubject(store, slot)
    return true
  }

  function search(
    query: SubjectQuery,
    { limit = defaultLimit, defaultCountry }: SearchOptions = {},
  ): Match[] {
    const question = readQuestion(query, defaultCountry ?? options.defaultCountry)
    const asked = question.names.map((form) => ({ form, expansions: gatherer.expandAll(form) }))
    const byIdentifier = slotsFor(identifiers, question.identifiers)
    const weighed = weighAll(question, asked, byIdentifier)
    const chances = chancesOf(
      weighed.map(({ logLikelihood }) => logLikelihood),
      store.slotOf.size,
    )
    const matches: Match[] = []
    const order = weighed.map((_, at) => at).toSorted((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))
    let named = 0
    for (const at of order) {
      const candidate = weighed[at]
      const chance = chances[at] ?? 0
      if (candidate === undefined) continue
      const listed = byIdentifier.has(candidate.slot)
      if (!listed && (named >= limit || chance < leastScore)) continue
      named++
      const match = describe(store.keys[candidate.slot] ?? '', {
        question,
        asked,
        candidate,
        chance,
        identity: identityAt(store, candidate.slot),
        defaultCountry: options.defaultCountry,
      })
      if (match !== undefined) matches.push(match)
    }
    return cut(matches.toSorted(byRank), limit)
  }

  function weighAll(
    question: Question,
    asked: readonly AskedName[],
    byIdentifier: ReadonlySet<number>,
  ): Weighed[] {
    const slots = new Set(byIdentifier)
    for (const { form, expansions } of asked) {
      const found = gatherer.gather(form, expansions, question.query.birthDate, candidatesWeighed)
      for (const slot of found) slots.add(slot)
    }
    const lists = { dictionary, postings, subjects: store.slotOf.size }
    const weighed: Weighed[] = []
    for (const slot of slots) {
      if (isEmpty(store, slot)) continue
      weighed.push(weigh(slot, factsAt(store, slot), asked, question, lists))
    }
    return weighed
  }

  return {
    get size() {
      return store.slotOf.size
    },
    has: (key) => store.slotOf.has(key),
    upsert,
    remove,
    search,
  }
}

function byRank(a: Match, b: Match): number {
  return Number(isListed(b)) - Number(isListed(a)) || b.score - a.score || (a.key < b.key ? -1 : 1)
}

function isListed({ verdict }: Match): boolean {
  return verdict === 'document-hit' || verdict === 'document-hit-contradicted'
}

/** Identifier matches are never cut off by name matches. */
function cut(matches: Match[], limit: number): Match[] {
  const kept = matches.filter(
    ({ verdict }) => verdict !== 'name-only' && verdict !== 'name-and-birth-date' && verdict !== 'none',
  )
  return matches.slice(0, Math.max(limit, kept.length))
}
