import {
  createApp,
  eraseOver,
  retentionEveryMs,
  startLoop,
  type App,
  type AppOptions,
  type Loop,
} from '@crosswatch/service-kit'
import { ServiceError } from '@crosswatch/protocol'
import type { ExchangeContext } from './context.ts'
import { startExchange, type Exchange, type ExchangeOptions } from './exchange.ts'
import { createClockWatch } from './feed/clock-watch.ts'
import { prometheusMetrics } from './prometheus.ts'
import { federationRoutes } from './routes/federation.ts'
import { feedRoutes } from './routes/feeds.ts'
import { keyRoutes } from './routes/keys.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { exchangeRetention, type ExchangeRetentionMonths } from './store/retention.ts'

export interface ExchangeAppOptions extends ExchangeOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: Omit<ExchangeContext, 'metrics' | 'log'>
  readonly retention: ExchangeRetentionMonths
  /** Brings the tables up to date. Done before anything else, again and again while the database is away. */
  readonly migrate: () => Promise<void>
}

/** The exchange as a Fastify app: its routes, and the work it does by itself from when the app is ready. */
export async function createExchangeApp(options: ExchangeAppOptions): Promise<App> {
  const app = await createApp({
    ...options.app,
    name: 'exchange',
    version: '0.1.0',
    description: "The node's mouth and ears: its feed, and the feeds of the others",
  })
  const clocks = createClockWatch(options.context.federation.document.parameters.heartbeatSeconds * 1000)
  const context: ExchangeContext = {
    ...options.context,
    log: app.log,
    metrics: prometheusMetrics(app.metrics, clocks),
  }

  let running: Exchange | undefined
  let erasing: Loop | undefined
  const exchange = () => {
    if (running === undefined) throw new ServiceError('unavailable')
    return running
  }
  app.prepare('migrations', options.migrate)
  app.prepare('exchange', async (signal) => {
    running = await startExchange(context, options, signal)
    const { connection, accessLog: actLog, clock } = context
    const rules = exchangeRetention(options.retention)
    erasing = startLoop(() => eraseOver({ connection, service: 'exchange', rules, actLog, clock }), {
      everyMs: retentionEveryMs,
      onError: (error) => app.log.error({ err: error }, 'refused entries are not erased'),
    })
  })
  app.addReadinessCheck('database', () => context.connection.isReachable())
  app.addReadinessCheck('bus', () => running?.isWorking() ?? false)
  app.addReadinessNotice('clock', () => clocks.notice())
  app.addHook('onClose', async () => {
    await erasing?.[Symbol.asyncDispose]()
    await running?.[Symbol.asyncDispose]()
    await context.bus[Symbol.asyncDispose]()
    await context.connection[Symbol.asyncDispose]()
  })

  feedRoutes(app, context, exchange)
  quarantineRoutes(app, context)
  federationRoutes(app, context)
  keyRoutes(app, context)
  return app
}
