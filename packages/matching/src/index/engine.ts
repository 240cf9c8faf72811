import type { Identity } from '@crosswatch/protocol'
import { identifiersOf } from '../identifiers/keys.ts'
import { createDistances } from '../names/distance.ts'
import { acronymsOf } from '../names/acronym.ts'
import { nameForms } from '../names/name-form.ts'
import { nameToken } from '../names/token.ts'
import { weigh, type AskedName, type Weighed } from '../score/weigh.ts'
import { weighAll } from './weigh-all.ts'
import { idOf } from './dictionary.ts'
import { packDate, type NameWords } from './facts.ts'
import { birthDayKey, createGatherer, letterBit } from './gather.ts'
import { addIdentifiers, removeIdentifiers, slotsFor } from './identifier-map.ts'
import { put, take } from './multimap.ts'
import { addPosting, removePosting } from './postings.ts'
import type { Question } from './question.ts'
import type { IndexState } from './state.ts'
import { addSubject, dropSubject, factsAt, identityAt, isEmpty } from './store.ts'

/** The candidates of a question with their evidence as numbers. */
export interface Weighing {
  readonly asked: readonly AskedName[]
  readonly weighed: readonly Weighed[]
  /** Slots that were found by an identifier, equal or near. */
  readonly byIdentifier: ReadonlySet<number>
}

/** Keeps the lists in step with each other, and gathers and weighs candidates. */
export interface Engine {
  readonly state: IndexState
  upsert(key: string, identity: Identity): void
  remove(key: string): boolean
  weigh(question: Question): Weighing
  /** The same over every subject, see `weighAll`. */
  weighAll(question: Question, least: number): Generator<void, Weighing>
}

const candidatesWeighed = 120

export function createEngine(state: IndexState, defaultCountry: string | undefined): Engine {
  const { dictionary, postings, birthDays, identifiers, store } = state
  const distances = createDistances()
  const gatherer = createGatherer(state, distances)

  function upsert(key: string, identity: Identity) {
    remove(key)
    const names: NameWords[] = []
    let initials = 0
    identity.names.forEach(({ full }, index) => {
      for (const { tokens } of nameForms(full, identity.subject)) {
        for (const { roman } of tokens) initials |= letterBit(roman)
        names.push({ index, words: tokens.map((token) => idOf(dictionary, token)) })
      }
    })
    const slot = addSubject(store, key, identity, names, initials >>> 0)
    for (const id of wordsUnderWhich(identity, names)) addPosting(postings, id, slot)
    for (const { date } of identity.birthDates ?? []) put(birthDays, birthDayKey(packDate(date)), slot)
    addIdentifiers(identifiers, slot, identifiersOf(identity, defaultCountry))
  }

  function remove(key: string): boolean {
    const slot = store.slotOf.get(key)
    if (slot === undefined) return false
    const identity = identityAt(store, slot)
    const names = factsAt(store, slot).names
    for (const id of wordsUnderWhich(identity, names)) removePosting(postings, id, slot)
    for (const { date } of identity.birthDates ?? []) take(birthDays, birthDayKey(packDate(date)), slot)
    removeIdentifiers(identifiers, slot, identifiersOf(identity, defaultCountry))
    dropSubject(store, slot)
    return true
  }

  /** The words that lead to a subject: those of its names, and the initials of an organisation. */
  function wordsUnderWhich(identity: Identity, names: readonly { words: Iterable<number> }[]): Set<number> {
    const found = new Set<number>()
    for (const { words } of names) {
      const ids = [...words]
      for (const id of ids) found.add(id)
      if (identity.subject !== 'organisation') continue
      const tokens = ids.map((id) => dictionary.words[id]).filter((word) => word !== undefined)
      for (const text of acronymsOf(tokens)) found.add(idOf(dictionary, nameToken({ text, role: 'name' })))
    }
    return found
  }

  function weighQuestion(question: Question): Weighing {
    const asked = question.names.map((form) => ({ form, expansions: gatherer.expandAll(form) }))
    const byIdentifier = slotsFor(identifiers, question.identifiers)
    const slots = new Set(byIdentifier)
    for (const { form, expansions } of asked) {
      const found = gatherer.gather(form, expansions, question.query.birthDate, candidatesWeighed)
      for (const slot of found) slots.add(slot)
    }
    const lists = { dictionary, postings, subjects: store.slotOf.size }
    const weighed: Weighed[] = []
    for (const slot of slots) {
      if (!isEmpty(store, slot)) weighed.push(weigh(slot, factsAt(store, slot), asked, question, lists))
    }
    return { asked, weighed, byIdentifier }
  }

  return {
    state,
    upsert,
    remove,
    weigh: weighQuestion,
    weighAll: (question, least) => weighAll(question, state, distances, defaultCountry, least),
  }
}
