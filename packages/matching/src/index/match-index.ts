import type { SubjectQuery } from '@crosswatch/protocol'
import { describe } from '../score/describe.ts'
import { chancesOf } from '../score/model.ts'
import { groupsOf } from '../score/same-person.ts'
import { possibleThreshold } from '../score/thresholds.ts'
import type { Weighed } from '../score/weigh.ts'
import type { Match, MatchIndex, MatchIndexOptions, SearchOptions } from '../types.ts'
import { createEngine, type Weighing } from './engine.ts'
import { readQuestion, type Question } from './question.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'
import { createIndexState, type IndexState } from './state.ts'
import { identityAt } from './store.ts'

const defaultLimit = 10
const leastScore = 0.0005
/** Of names that agreed and birth dates that did not, so many were the person asked for; see the table in README.md. */
const rightDespiteBirthDate = 0.3

/** An empty index. */
export function createMatchIndex(options: MatchIndexOptions = {}): MatchIndex {
  return indexOver(createIndexState(), options)
}

/**
 * The index that a snapshot holds, without reading any name again. `options` are those of the index that wrote it. Throws a
 * SnapshotError for bytes that are damaged or from another version: build the index from its source then.
 */
export function restoreMatchIndex(snapshot: Uint8Array, options: MatchIndexOptions = {}): MatchIndex {
  return indexOver(readSnapshot(snapshot, options.defaultCountry), options)
}

/** An index over lists that are there already. */
export function indexOver(state: IndexState, options: MatchIndexOptions): MatchIndex {
  const { store } = state
  const engine = createEngine(state, options.defaultCountry)

  const questionOf = (query: SubjectQuery, defaultCountry: string | undefined) =>
    readQuestion(query, defaultCountry ?? options.defaultCountry)

  function search(
    query: SubjectQuery,
    { limit = defaultLimit, defaultCountry }: SearchOptions = {},
  ): Match[] {
    const question = questionOf(query, defaultCountry)
    return rank(question, engine.weigh(question), limit)
  }

  function* searchAll(
    query: SubjectQuery,
    { limit = defaultLimit, defaultCountry }: SearchOptions = {},
  ): Generator<void, Match[]> {
    const question = questionOf(query, defaultCountry)
    return rank(question, yield* engine.weighAll(question, leastScore), limit)
  }

  function rank(question: Question, { asked, weighed, byIdentifier }: Weighing, limit: number): Match[] {
    const subjects = store.slotOf.size
    const chances = chancesOf(
      weighed.map(({ logLikelihood }) => logLikelihood),
      subjects,
      groupsOf(weighed),
    )
    const matches: Match[] = []
    const order = weighed.map((_, at) => at).toSorted((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))
    let named = 0
    for (const at of order) {
      const candidate = weighed[at]
      if (candidate === undefined) continue
      const chance = withinDoubt(chances[at] ?? 0, candidate)
      const listed = byIdentifier.has(candidate.slot)
      const alone = withinDoubt(chancesOf([candidate.logLikelihood], subjects)[0] ?? 0, candidate)
      const faint = chance < leastScore && alone < possibleThreshold
      if (!listed && (named >= limit || faint)) continue
      named++
      const match = describe(store.keys[candidate.slot] ?? '', {
        question,
        asked,
        candidate,
        chance,
        identity: identityAt(store, candidate.slot),
        defaultCountry: options.defaultCountry,
      })
      if (match === undefined) continue
      matches.push(candidate.name === undefined ? match : { ...match, alone: Math.round(alone * 1e4) / 1e4 })
    }
    return cut(matches.toSorted(byRank), limit)
  }

  return {
    get size() {
      return store.slotOf.size
    },
    has: (key) => store.slotOf.has(key),
    upsert: (key, identity) => engine.upsert(key, identity),
    remove: (key) => engine.remove(key),
    search,
    searchAll,
    snapshot: () => writeSnapshot(state, options.defaultCountry),
  }
}

/** However rare a name is, another birth date leaves it to the officer: it is never a hit. */
function withinDoubt(chance: number, { birthDate }: Weighed): number {
  return birthDate === 'different' ? chance * rightDespiteBirthDate : chance
}

function byRank(a: Match, b: Match): number {
  return Number(isListed(b)) - Number(isListed(a)) || b.score - a.score || (a.key < b.key ? -1 : 1)
}

function isListed({ verdict }: Match): boolean {
  return verdict === 'document-hit' || verdict === 'document-hit-contradicted'
}

/** Identifier matches, equal or near, are never cut off by name matches. */
function cut(matches: readonly Match[], limit: number): Match[] {
  let named = 0
  return matches.filter((match) => isListed(match) || match.verdict === 'near-identifier' || ++named <= limit)
}
