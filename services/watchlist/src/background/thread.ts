import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, withRetry } from '@crosswatch/database'
import { isHit } from '@crosswatch/matching'
import { createListFeed } from '../feed/list-feed.ts'
import type { ListedAlert } from '../list/listed-alert.ts'
import { createWatchlist } from '../list/watchlist.ts'
import { counts } from '../query/decide.ts'
import { createSnapshotStore } from '../snapshot/snapshot-store.ts'
import type {
  AnswerMessage,
  ProbeResult,
  ProbeTask,
  TaskResult,
  SearchResult,
  SearchTask,
  Task,
  TaskMessage,
  ThreadSettings,
} from './tasks.ts'

/*
 * A thread with a list of its own, for work that would hold up queries: long searches, and snapshots. It begins with the
 * snapshot of the last one and follows the same changes as the list that answers queries.
 */
const settings: ThreadSettings = workerData
const { databaseUrl, phoneCountry, snapshotFile } = settings
const storageKey = storageKeyFrom(settings.storageSecret)
const connection = connectDatabase({ url: databaseUrl, applicationName: 'watchlist thread' })
const list = createWatchlist()
// What is wrong with an alert is said by the list that answers queries.
const log = { info() {}, warn() {}, error() {} }
const feed = createListFeed(
  { connection, storageKey, clock: () => new Date(), log, metrics: { listed() {} } },
  list,
  {
    databaseUrl,
    ...(snapshotFile === undefined
      ? {}
      : { snapshots: createSnapshotStore({ file: snapshotFile, storageKey, db: connection.db, log }) }),
  },
)
const started = withRetry(() => feed.start(), {})

/** Searches pause after this many subjects, so that changes get their turn. */
const searchedAtOnce = 16

async function search({ subjects, purpose, at, limit }: SearchTask): Promise<SearchResult> {
  const time = new Date(at)
  const found = []
  // What is said of the list holds for the first subject, and the others have seen more.
  const searched = { alerts: list.size(), sequence: feed.sequence() }
  for (const [index, subject] of subjects.entries()) {
    found.push(list.find(subject, { limit, phoneCountry, admits: (alert) => counts(alert, purpose, time) }))
    if (index % searchedAtOnce === searchedAtOnce - 1) await nextTurn()
  }
  return { found, list: searched }
}

/** What changed after the index was asked is left out: it may have found it or not. */
async function probe({ subject, purpose, at, limit, found, sequence }: ProbeTask): Promise<ProbeResult> {
  const began = performance.now()
  const time = new Date(at)
  const admits = (alert: ListedAlert) => counts(alert, purpose, time)
  const steps = list.findWithoutIndex(subject, { limit, phoneCountry, admits })
  let step = steps.next()
  while (step.done !== true) {
    await nextTurn()
    step = steps.next()
  }
  const known = new Set(found)
  const there = step.value.filter(({ alert }) => alert.change <= sequence)
  const lost = there.filter(({ alert }) => !known.has(alert.id))
  const hits = there.filter(({ match }) => isHit(match)).length
  const idsOf = (hit: boolean) =>
    lost.filter(({ match }) => isHit(match) === hit).map(({ alert }) => alert.id)
  return {
    hits,
    possible: there.length - hits,
    lostHits: idsOf(true),
    lostPossible: idsOf(false),
    ms: performance.now() - began,
  }
}

async function perform(task: Task): Promise<TaskResult> {
  await started
  while (feed.sequence() < task.sequence) await delay(10)
  if (task.kind === 'search') return search(task)
  if (task.kind === 'probe') return probe(task)
  await feed.save()
  return undefined
}

parentPort?.on('message', ({ id, task }: TaskMessage) => {
  perform(task).then(
    (result) => parentPort?.postMessage({ id, result } satisfies AnswerMessage, []),
    () => parentPort?.postMessage({ id, failed: true } satisfies AnswerMessage, []),
  )
})
