import { setImmediate as nextTurn } from 'node:timers/promises'
import { listen } from '@crosswatch/database'
import type { WatchlistContext } from '../context.ts'
import { listedAlert } from '../list/listed-alert.ts'
import type { Watchlist } from '../list/watchlist.ts'
import type { ListSnapshot } from '../snapshot/list-snapshot.ts'
import { readChanges, type Change } from './changes.ts'
import { openAlert } from './open-alert.ts'

/** Where the list is kept between runs. */
export interface SnapshotStore {
  /** The snapshot to go on from, if there is one that fits. Never throws: a list can be built without. */
  read(): Promise<ListSnapshot | undefined>
  write(snapshot: Omit<ListSnapshot, 'origin'>): Promise<void>
}

/** Keeps the list in memory equal to what the alerts service holds. */
export interface ListFeed extends AsyncDisposable {
  /** Catches up once, then goes on by itself. Rejects when the first time fails: call it again. */
  start(): Promise<void>
  /** The change up to which the list has been brought. */
  sequence(): number
  /** Milliseconds since the list was last known to be complete. */
  ageMs(): number
  /** Alerts in force that could not be read. */
  unreadable(): number
  /** Writes a snapshot of the list as it stands. Nothing else is done meanwhile: not where queries are answered. */
  save(): Promise<void>
}

type FeedContext = Pick<WatchlistContext, 'connection' | 'storageKey' | 'clock' | 'log'> & {
  readonly metrics: Pick<WatchlistContext['metrics'], 'listed'>
}

const batchSize = 500
const pollMs = 1_000
/** So many changes after a snapshot, another one saves more at the next start than it costs at this one. */
const worthSaving = 2_000
/** How long changes are applied before queries get their turn, in milliseconds. */
const sliceMs = 4

export function createListFeed(
  context: FeedContext,
  list: Watchlist,
  { databaseUrl, snapshots }: { readonly databaseUrl: string; readonly snapshots?: SnapshotStore },
): ListFeed {
  const { clock, log, metrics } = context
  const unreadable = new Set<string>()
  const resources = new AsyncDisposableStack()
  let sequence = 0
  let completeAt: Date | undefined
  let stopped = false

  async function catchUp(): Promise<void> {
    for (;;) {
      if (stopped) return
      const askedAt = clock()
      const changes = await readChanges(context.connection.db, sequence, batchSize)
      await applyAll(changes)
      if (changes.length < batchSize) {
        completeAt = askedAt
        return
      }
    }
  }

  async function applyAll(changes: readonly Change[]): Promise<void> {
    let sliceBegan = performance.now()
    for (const change of changes) {
      if (stopped) return
      apply(change)
      sequence = change.seq
      if (performance.now() - sliceBegan < sliceMs) continue
      await nextTurn()
      sliceBegan = performance.now()
    }
  }

  /** In one turn: no query sees half a change. Never throws: one bad row must not hold up the rest. */
  function apply(change: Change): void {
    unreadable.delete(change.id)
    try {
      update(change)
    } catch (error) {
      // What it said before is no longer in force either.
      list.withhold(change.id)
      unreadable.add(change.id)
      const { id: alert, version, seq } = change
      log.warn({ alert, version, seq, err: error }, 'an alert cannot be read and is not listed')
    }
  }

  function update(change: Change): void {
    if (change.state !== 'active') return list.remove(change.id)
    const opened = openAlert(context.storageKey, change)
    const { identity } = opened.contents
    // A pattern names nobody, and an agreement may keep the identity closed.
    if (identity === undefined) return list.remove(change.id)
    list.put(listedAlert(opened, change), identity)
    if (completeAt !== undefined) metrics.listed(clock().getTime() - Date.parse(opened.core.issuedAt))
  }

  /** Looks now, or once more when the look under way is over. Never overlaps with itself. */
  let looking: Promise<void> | undefined
  let lookAgain = false
  function look(): void {
    if (looking !== undefined) {
      lookAgain = true
      return
    }
    looking = catchUp()
      .catch((error: unknown) => log.warn({ err: error }, 'changes could not be read; tried again'))
      .finally(() => {
        looking = undefined
        if (!lookAgain || stopped) return
        lookAgain = false
        look()
      })
  }

  async function resume(): Promise<void> {
    const snapshot = await snapshots?.read()
    if (snapshot === undefined) return
    try {
      list.restore(snapshot)
    } catch (error) {
      log.warn({ err: error }, 'the snapshot cannot be used; the list is built anew')
      return
    }
    sequence = snapshot.sequence
    for (const id of snapshot.unreadable) unreadable.add(id)
    log.info({ alerts: list.size(), sequence }, 'the list goes on from its snapshot')
  }

  async function save(): Promise<void> {
    await snapshots?.write({ ...list.save(), sequence, unreadable: [...unreadable] })
  }

  return {
    async start() {
      if (sequence === 0) await resume()
      const before = sequence
      await catchUp()
      if (stopped) return
      log.info({ alerts: list.size(), sequence, unreadable: unreadable.size }, 'the list is complete')
      // Before the first query: it holds up nobody.
      if (sequence - before > worthSaving) {
        await save().catch((error: unknown) => log.warn({ err: error }, 'the snapshot cannot be written'))
      }
      const timer = setInterval(look, pollMs)
      resources.defer(() => clearInterval(timer))
      resources.use(listen(databaseUrl, ['alerts_change'], look, { applicationName: 'watchlist listen' }))
    },
    sequence: () => sequence,
    ageMs: () =>
      completeAt === undefined ? Infinity : Math.max(0, clock().getTime() - completeAt.getTime()),
    unreadable: () => unreadable.size,
    save,
    async [Symbol.asyncDispose]() {
      stopped = true
      await resources.disposeAsync()
      await looking
    },
  }
}
