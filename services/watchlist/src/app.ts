import { createApp, type App, type AppOptions } from '@crosswatch/service-kit'
import type { WatchlistContext } from './context.ts'
import { createListFeed } from './feed/list-feed.ts'
import { createWatchlist } from './list/watchlist.ts'
import { observeList, prometheusMetrics } from './metrics.ts'
import { queryRoutes } from './routes/queries.ts'
import { isFresh, statusRoutes } from './routes/status.ts'

export interface WatchlistAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: Omit<WatchlistContext, 'log' | 'metrics'>
  /** For LISTEN, which needs a connection of its own. */
  readonly databaseUrl: string
}

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
  const list = createWatchlist()
  const feed = createListFeed(context, list, options.databaseUrl)
  observeList(app.metrics, list, feed)

  app.prepare('list', () => feed.start())
  app.addReadinessCheck('database', () => context.connection.isReachable())
  app.addReadinessCheck('feed', () => isFresh(feed))
  app.addHook('onClose', () => feed[Symbol.asyncDispose]())

  queryRoutes(app, context, list, feed)
  statusRoutes(app, list, feed)
  return app
}
