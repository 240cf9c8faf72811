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

/** Writes a snapshot of the list. */
export interface SaveTask extends UpToDate {
  readonly kind: 'save'
}

export type Task = SearchTask | SaveTask

/** Nothing for a snapshot. */
export type TaskResult = SearchResult | undefined

export interface TaskMessage {
  readonly id: number
  readonly task: Task
}

export type AnswerMessage =
  { readonly id: number; readonly result: TaskResult } | { readonly id: number; readonly failed: true }
