import { parentPort, workerData } from 'node:worker_threads'
import { storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { openAlert } from '../feed/open-alert.ts'
import { listedAlert } from '../list/listed-alert.ts'
import { createWatchlist } from '../list/watchlist.ts'
import { counts } from '../query/decide.ts'
import { readListedAsOf } from './listed-as-of.ts'
import type { PastFindings, PastListData } from './past-list.ts'

/* A thread that builds the list as it stood after one change, answers one query from it, and ends. */
const { databaseUrl, storageSecret, phoneCountry, search }: PastListData = workerData
const storageKey = storageKeyFrom(storageSecret)
const list = createWatchlist()
const erased: string[] = []
const batchSize = 500

async function build(): Promise<void> {
  await using connection = connectDatabase({ url: databaseUrl, applicationName: 'watchlist replay' })
  // One state of the tables for all pages: an alert that changes meanwhile is neither lost nor met twice.
  await connection.transaction(
    async (tx) => {
      let after = 0
      for (;;) {
        const page = await readListedAsOf(tx, search.asOf, after, batchSize)
        for (const change of page) {
          if (change.core === null) erased.push(change.id)
          else put(change)
          after = change.seq
        }
        if (page.length < batchSize) return
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** What cannot be read now was not listed then either, unless it was spoiled since: the answer then differs, and says so. */
function put(change: Parameters<typeof openAlert>[1]): void {
  try {
    const opened = openAlert(storageKey, change)
    const { identity } = opened.contents
    if (identity !== undefined) list.put(listedAlert(opened, change), identity)
  } catch {
    // Said by the list that answers queries.
  }
}

await build()
const time = new Date(search.at)
const found = list.find(search.subject, {
  limit: search.limit,
  phoneCountry,
  admits: (alert) => counts(alert, search.purpose, time),
})
parentPort?.postMessage({ found, erased } satisfies PastFindings, [])
