import type { Purpose, SubjectQuery } from '@crosswatch/protocol'
import type { FoundAlert } from '../list/watchlist.ts'

/** What a thread needs to keep a list of its own. Stays within this process. */
export interface ThreadSettings {
  readonly databaseUrl: string
  /** The storage key's 32 bytes. */
  readonly storageSecret: Uint8Array
  readonly phoneCountry: string
  readonly snapshotFile?: string
}

interface UpToDate {
  /** The thread's list has seen this change, or waits for it. */
  readonly sequence: number
}

/** Searches many subjects, for one purpose. `at` in milliseconds since 1970. */
export interface SearchTask extends UpToDate {
  readonly kind: 'search'
  readonly subjects: readonly SubjectQuery[]
  readonly purpose: Purpose
  readonly at: number
  /** Hits for each subject at most. */
  readonly limit: number
}

export interface SearchResult {
  /** For each subject, in order. */
  readonly found: readonly (readonly FoundAlert[])[]
  /** The list that was searched. */
  readonly list: { readonly alerts: number; readonly sequence: number }
}

/** Searches one subject without the index, and says what of it the index had not found. */
export interface ProbeTask extends UpToDate {
  readonly kind: 'probe'
  readonly subject: SubjectQuery
  readonly purpose: Purpose
  readonly at: number
  readonly limit: number
  /** Alerts that the index found, among more than `limit`, in a list that has seen `sequence` and no more. */
  readonly found: readonly string[]
}

/** What there was to find, and which of it the index had not found. */
export interface ProbeResult {
  readonly hits: number
  readonly possible: number
  /** Ids of alerts. */
  readonly lostHits: readonly string[]
  readonly lostPossible: readonly string[]
  /** How long it took, without the start of the thread. */
  readonly ms: number
}

/** Writes a snapshot of the list. */
export interface SaveTask extends UpToDate {
  readonly kind: 'save'
}

export type Task = SearchTask | ProbeTask | SaveTask

/** Nothing for a snapshot. */
export type TaskResult = SearchResult | ProbeResult | undefined

export interface TaskMessage {
  readonly id: number
  readonly task: Task
}

export type AnswerMessage =
  { readonly id: number; readonly result: TaskResult } | { readonly id: number; readonly failed: true }
