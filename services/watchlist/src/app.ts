import { usualContentMonths } from '@crosswatch/protocol'
import {
  createApp,
  eraseOver,
  retentionEveryMs,
  startLoop,
  type App,
  type AppOptions,
  type Loop,
} from '@crosswatch/service-kit'
import { createBackgroundList } from './background/background-list.ts'
import type { WatchlistContext } from './context.ts'
import { createListFeed } from './feed/list-feed.ts'
import { createRecentQueries } from './impact/recent-queries.ts'
import { createWatchlist, type Watchlist } from './list/watchlist.ts'
import { observeList, prometheusMetrics } from './metrics.ts'
import { createActiveOverrides } from './overrides/active-overrides.ts'
import { settleOverrides } from './overrides/settle-overrides.ts'
import { createPastList } from './replay/past-list.ts'
import { createRecallSampler } from './recall/recall-sampler.ts'
import { alertRecordRoutes } from './routes/alert-records.ts'
import { queryRoutes } from './routes/queries.ts'
import { replayRoutes } from './routes/replays.ts'
import { impactRoutes } from './routes/impact.ts'
import { overrideRoutes } from './routes/overrides.ts'
import { screeningRoutes } from './routes/screenings.ts'
import { isFresh, statusRoutes } from './routes/status.ts'
import { eraseDue } from './screening/erase-due.ts'
import { watchlistRetention, type WatchlistRetentionMonths } from './store/retention.ts'
import { lookUpRows } from './screening/look-up-rows.ts'
import { keepSnapshot } from './snapshot/keep-snapshot.ts'
import { createSnapshotStore } from './snapshot/snapshot-store.ts'

export interface WatchlistAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: Omit<WatchlistContext, 'log' | 'metrics'>
  /** For LISTEN, which needs a connection of its own, and for threads. */
  readonly databaseUrl: string
  readonly background: BackgroundSettings
  /** The list to be filled. Default: an empty one. */
  readonly list?: Watchlist
  /** Brings the tables up to date. Done before anything else, again and again while the database is away. */
  readonly migrate: () => Promise<void>
  /** How long what ended is kept. Default: the usual months. */
  readonly retention?: WatchlistRetentionMonths
  /** Waits until what was erased is erased in this database too. Default: nothing was. */
  readonly erased?: (signal: AbortSignal) => Promise<void>
}

/** Work beside the queries. */
export interface BackgroundSettings {
  /** The storage key's 32 bytes: a thread makes its own key of them. */
  readonly storageSecret: Uint8Array
  readonly threads: number
  /** Where the list is kept between runs; without it the list is built anew at every start. */
  readonly snapshotFile?: string
  readonly snapshotEveryMs: number
  /** The share of queries that is looked up a second time without the index, from 0 to 1. */
  readonly recallShare: number
}

/** How often lists of persons are looked for that another process took in, and lists whose time is over. */
const screeningPollMs = 2_000
const erasePollMs = 60_000
/** How long an override that was decided at another process may still hold here. */
const overridePollMs = 2_000
/** How often queries that were answered are kept for estimates. */
const recentPollMs = 5_000

/** Stands in every record of a query. */
export const software = 'watchlist 0.1.0'

/** The watchlist as a Fastify app. It answers queries once the list has been complete for the first time. */
export async function createWatchlistApp(options: WatchlistAppOptions): Promise<App> {
  const app = await createApp({
    ...options.app,
    name: 'watchlist',
    version: '0.1.0',
    description: 'The border query: who is on the list, what to do, and whom to call',
  })
  const context: WatchlistContext = {
    ...options.context,
    log: app.log,
    metrics: prometheusMetrics(app.metrics),
  }
  const list = options.list ?? createWatchlist()
  const { databaseUrl, background: settings } = options
  const { snapshotFile, storageSecret, threads, snapshotEveryMs, recallShare } = settings
  const { storageKey, phoneCountry, connection, log } = context
  const file = snapshotFile === undefined ? {} : { snapshotFile }
  const background = createBackgroundList({ databaseUrl, storageSecret, phoneCountry, ...file }, { threads })
  const snapshots =
    snapshotFile === undefined
      ? {}
      : { snapshots: createSnapshotStore({ file: snapshotFile, storageKey, db: connection.db, log }) }
  const feed = createListFeed(context, list, { databaseUrl, ...snapshots })
  const work = new AsyncDisposableStack()
  const screening: Loop[] = []
  const overrides = createActiveOverrides(context)
  const recent = createRecentQueries(context)
  const sampling = { share: recallShare, random: Math.random }
  const sampler = createRecallSampler(context, list, feed, background, sampling)
  observeList(app.metrics, list, feed, sampler)

  app.prepare('migrations', options.migrate)
  if (options.erased !== undefined) app.prepare('erasures', options.erased)
  app.prepare('list', () => feed.start())
  app.prepare('work', async () => {
    if (snapshotFile !== undefined) work.use(keepSnapshot(feed, background, log, snapshotEveryMs))
    const onError = (err: unknown) => context.log.warn({ err }, 'a turn failed and is repeated')
    for (let thread = 0; thread < threads; thread++) {
      const turn = () => lookUpRows(context, feed, background, overrides)
      screening.push(work.use(startLoop(turn, { everyMs: screeningPollMs, onError })))
    }
    await overrides.refresh()
    const settle = async () => {
      await settleOverrides(context, list)
      await overrides.refresh()
      return false
    }
    work.use(startLoop(settle, { everyMs: overridePollMs, onError }))
    work.use(startLoop(() => recent.keep(), { everyMs: recentPollMs, onError }))
    work.use(startLoop(() => eraseDue(context), { everyMs: erasePollMs, onError }))
    const rules = watchlistRetention(options.retention ?? usualContentMonths)
    const { actLog, clock } = context
    const over = () => eraseOver({ connection, service: 'watchlist', rules, actLog, clock })
    work.use(startLoop(over, { everyMs: retentionEveryMs, onError }))
  })
  app.addReadinessCheck('database', () => context.connection.isReachable())
  app.addReadinessCheck('feed', () => isFresh(feed))
  app.addHook('onClose', async () => {
    await Promise.all([sampler[Symbol.asyncDispose](), background[Symbol.asyncDispose]()])
    await work.disposeAsync()
    await feed[Symbol.asyncDispose]()
  })

  queryRoutes(app, context, list, feed, overrides, sampler, recent)
  alertRecordRoutes(app, context, list, overrides)
  overrideRoutes(app, context, list, overrides)
  impactRoutes(app, context, recent)
  screeningRoutes(app, context, () => screening.forEach((loop) => loop.wake()))
  replayRoutes(app, context, createPastList({ databaseUrl, storageSecret, phoneCountry }), software)
  statusRoutes(app, list, feed, sampler)
  return app
}
