import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Purpose, SubjectQuery } from '@crosswatch/protocol'
import type { FoundAlert } from '../list/watchlist.ts'

/** A query to be answered from the list as it stood after the change `asOf`. `at` in milliseconds since 1970. */
export interface PastSearch {
  readonly asOf: number
  readonly subject: SubjectQuery
  readonly purpose: Purpose
  readonly at: number
  readonly limit: number
}

export interface PastFindings {
  readonly found: readonly FoundAlert[]
  /** Ids of alerts that were listed and whose content is erased. */
  readonly erased: readonly string[]
}

/** What the thread is given. Stays within this process. */
export interface PastListData {
  readonly databaseUrl: string
  /** The storage key's 32 bytes. */
  readonly storageSecret: Uint8Array
  readonly phoneCountry: string
  readonly search: PastSearch
}

export interface PastList {
  /** Rejects when the list cannot be read. */
  search(search: PastSearch): Promise<PastFindings>
}

/**
 * Builds the whole list as it stood, for one query, in a thread that ends with it: what a name is worth depends on all the others
 * that are listed. One at a time, so that auditors never take more memory than one list.
 */
export function createPastList(settings: Omit<PastListData, 'search'>): PastList {
  let before: Promise<unknown> = Promise.resolve()
  return {
    search(search) {
      const turn = before.then(() => searchInThread({ ...settings, search }))
      before = turn.catch(() => undefined)
      return turn
    },
  }
}

function searchInThread(data: PastListData): Promise<PastFindings> {
  const { promise, resolve, reject } = Promise.withResolvers<PastFindings>()
  const file = new URL(`./thread${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(file, { workerData: data })
  worker.on('message', resolve)
  worker.on('error', reject)
  worker.on('exit', () => reject(new Error('the thread of the past list has ended')))
  return promise
}
