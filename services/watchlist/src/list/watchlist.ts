import { createMatchIndex, isHit, isPossible, restoreMatchIndex, type Match } from '@crosswatch/matching'
import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import type { AlertTerms, ListedAlert } from './listed-alert.ts'

/** An alert that a query may mean, and why. */
export interface FoundAlert {
  readonly alert: ListedAlert
  readonly match: Match
}

export interface FindOptions {
  /** At most this many, strongest first. */
  readonly limit: number
  /** Which alerts count. */
  readonly admits: (alert: ListedAlert) => boolean
  /** Country whose numbering plan a phone number without `+` follows. */
  readonly phoneCountry: string
}

/** The alerts of this node in memory. All calls are synchronous: a query never sees half a change. */
export interface Watchlist {
  size(): number
  /** Lists an alert, or replaces what was listed of it. */
  put(alert: ListedAlert, identity: Identity): void
  remove(id: string): void
  /** No answer shows it any more, whatever state the index is in. For an alert that cannot be put or removed. */
  withhold(id: string): void
  get(id: string): ListedAlert | undefined
  /** Hits and possible matches. */
  find(subject: SubjectQuery, options: FindOptions): FoundAlert[]
  /** The same without the index, in steps of a few milliseconds: to see what the index loses. Takes seconds in all. */
  findWithoutIndex(subject: SubjectQuery, options: FindOptions): Generator<void, FoundAlert[]>
  /** All of it, to be restored elsewhere. It holds names in the clear. */
  save(): SavedList
  /**
   * Puts what was saved in the place of everything that is listed.
   *
   * @throws {SnapshotError} if the index is damaged or from another version; nothing has changed then
   */
  restore(saved: SavedList): void
}

/** What is listed, as it can be stored. */
export interface SavedList {
  readonly alerts: readonly ListedAlert[]
  readonly index: Uint8Array
}

/** Many more than are ever shown: alerts that do not count must not push out those that do. */
const compared = 200

export function createWatchlist(): Watchlist {
  let index = createMatchIndex()
  const alerts = new Map<string, ListedAlert>()
  const keptTerms = new Map<string, AlertTerms>()

  function keepOnce(terms: AlertTerms): AlertTerms {
    const key = JSON.stringify(terms)
    const kept = keptTerms.get(key)
    if (kept !== undefined) return kept
    keptTerms.set(key, terms)
    return terms
  }

  function strongest(matches: readonly Match[], { limit, admits }: FindOptions): FoundAlert[] {
    const found = matches.map(byItself).flatMap((match) => {
      const alert = isHit(match) || isPossible(match) ? alerts.get(match.key) : undefined
      return alert !== undefined && admits(alert) ? [{ alert, match }] : []
    })
    return found.toSorted(strongestFirst).slice(0, limit)
  }

  return {
    size: () => alerts.size,
    put(alert, identity) {
      index.upsert(alert.id, identity)
      alerts.set(alert.id, { ...alert, terms: keepOnce(alert.terms) })
    },
    remove(id) {
      alerts.delete(id)
      index.remove(id)
    },
    withhold: (id) => void alerts.delete(id),
    get: (id) => alerts.get(id),
    find(subject, options) {
      return strongest(index.search(subject, comparedWith(options)), options)
    },
    *findWithoutIndex(subject, options) {
      return strongest(yield* index.searchAll(subject, comparedWith(options)), options)
    },
    save: () => ({ alerts: [...alerts.values()], index: index.snapshot() }),
    restore(saved) {
      index = restoreMatchIndex(saved.index)
      alerts.clear()
      for (const alert of saved.alerts) alerts.set(alert.id, { ...alert, terms: keepOnce(alert.terms) })
    },
  }
}

function comparedWith({ phoneCountry }: FindOptions) {
  return { limit: compared, defaultCountry: phoneCountry }
}

/**
 * Several alerts may be about one person: two issuers warn, or a drill runs beside the real alert. The index shares one chance among
 * them, so that a certainty would look like a doubt. Here each counts by itself.
 */
function byItself(match: Match): Match {
  const { verdict, alone } = match
  const named = verdict === 'name-only' || verdict === 'name-and-birth-date'
  return named && alone !== undefined ? { ...match, score: alone } : match
}

/** Document hits, then hits by name, then possible ones; what is not acted upon after what is; then by score. */
function strongestFirst(a: FoundAlert, b: FoundAlert): number {
  return (
    rankOf(b.match) - rankOf(a.match) ||
    Number(isIdle(a)) - Number(isIdle(b)) ||
    b.match.score - a.match.score ||
    (a.alert.id < b.alert.id ? -1 : 1)
  )
}

function rankOf(match: Match): number {
  if (match.verdict === 'document-hit' || match.verdict === 'document-hit-contradicted') return 2
  return isHit(match) ? 1 : 0
}

/** A drill, or flagged here: nobody acts upon it. */
function isIdle({ alert }: FoundAlert): boolean {
  return alert.terms.mode === 'exercise' || alert.flagged === true
}
