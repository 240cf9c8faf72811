import type { Identity, MatchEvidence, MatchVerdict, SubjectQuery } from '@crosswatch/protocol'

/** One listed subject that a query may mean. */
export interface Match {
  /** The key under which the subject was put into the index. */
  readonly key: string
  /** The chance, from 0 to 1, that the listed subject is the one asked for. */
  readonly score: number
  /**
   * The chance taken by itself, whoever else is listed: several alerts may be about one person, and then each of them is
   * as likely as if it stood alone, while they share one score. Absent where no name was compared.
   */
  readonly alone?: number
  readonly verdict: MatchVerdict
  /** What speaks for and against, strongest first. */
  readonly evidence: readonly MatchEvidence[]
}

export interface SearchOptions {
  /** At most this many matches, best first. Identifier matches are never cut off by name matches. Default 10. */
  readonly limit?: number
  /** ISO 3166-1 alpha-2 code of the country whose numbering plan a phone number without `+` follows. */
  readonly defaultCountry?: string
}

export interface MatchIndexOptions {
  /** Numbering plan for listed phone numbers without `+`. */
  readonly defaultCountry?: string
}

/**
 * Listed subjects in memory, searchable by name and by identifier. All calls are synchronous: a reader never sees
 * half a change.
 */
export interface MatchIndex {
  readonly size: number
  has(key: string): boolean
  /** Adds the subject, or replaces what was listed under this key. */
  upsert(key: string, identity: Identity): void
  /** Takes the subject out; false when it was not there. */
  remove(key: string): boolean
  /** Who on the list the query may mean, best first. An empty query finds nobody. */
  search(query: SubjectQuery, options?: SearchOptions): Match[]
  /**
   * The same as `search` without the index: every subject is compared. It shows what the index loses. Takes seconds in a large
   * list and pauses every few milliseconds; changes may be made in a pause, and count or not.
   */
  searchAll(query: SubjectQuery, options?: SearchOptions): Generator<void, Match[]>
  /**
   * The index as bytes with a checksum, for `restoreMatchIndex`. It holds what is listed in the clear: encrypt it before it
   * touches a disk.
   */
  snapshot(): Uint8Array<ArrayBuffer>
}
