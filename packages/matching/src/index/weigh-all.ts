import { relate } from '../identifiers/compare.ts'
import { identifiersOf } from '../identifiers/keys.ts'
import type { Distances } from '../names/distance.ts'
import { chancesOf } from '../score/model.ts'
import { weigh, type AskedName, type Weighed } from '../score/weigh.ts'
import { similarWordsAmongAll } from './dictionary.ts'
import type { Weighing } from './engine.ts'
import { expand, type Expansion } from './expansion.ts'
import type { Question } from './question.ts'
import type { IndexState } from './state.ts'
import { factsAt, identityAt, isEmpty } from './store.ts'

const subjectsAtOnce = 100

/**
 * Weighs every listed subject, none left out: what an index may lose, this finds. Every listed word is compared with every word
 * of the question and every listed number with every number; nothing is looked up. Takes a second or so for each 50,000
 * subjects, so it pauses after a millisecond or so, and the caller lets others have their turn. What changes
 * meanwhile is weighed or not.
 *
 * @param least matches with a smaller chance are left out
 */
export function* weighAll(
  question: Question,
  state: IndexState,
  distances: Distances,
  defaultCountry: string | undefined,
  least: number,
): Generator<void, Weighing> {
  const { dictionary, postings, store } = state
  const asked: AskedName[] = []
  for (const form of question.names) {
    const expansions: Expansion[] = []
    for (const word of form.tokens) {
      const similar = yield* similarWordsAmongAll(dictionary, word, distances)
      expansions.push(expand(word, similar, postings, store.slotOf.size, distances))
    }
    asked.push({ form, expansions })
  }
  const byIdentifier = new Set<number>()
  const weighed: Weighed[] = []
  const lists = { dictionary, postings, subjects: store.slotOf.size }
  for (let slot = 0; slot < store.keys.length; slot++) {
    if (slot % subjectsAtOnce === subjectsAtOnce - 1) yield
    if (isEmpty(store, slot)) continue
    const candidate = weigh(slot, factsAt(store, slot), asked, question, lists)
    const identified = sharesIdentifier(slot)
    if (identified) byIdentifier.add(slot)
    const [chance = 0] = chancesOf([candidate.logLikelihood], lists.subjects)
    if (identified || chance >= least) weighed.push(candidate)
  }
  return { asked, weighed, byIdentifier }

  function sharesIdentifier(slot: number): boolean {
    if (question.identifiers.length === 0) return false
    const listed = identifiersOf(identityAt(store, slot), defaultCountry)
    return question.identifiers.some((one) => listed.some((other) => relate(one, other) !== undefined))
  }
}
