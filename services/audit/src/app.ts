import { listen } from '@crosswatch/database'
import { createApp, startLoop, type App, type AppOptions } from '@crosswatch/service-kit'
import type { AuditContext } from './context.ts'
import { loadLog } from './load-log.ts'
import { auditMetrics } from './metrics.ts'
import { exportRoutes } from './routes/export.ts'
import { followRoutes } from './routes/follow.ts'
import { recordRoutes } from './routes/records.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { tileRoutes } from './routes/tiles.ts'
import { createSequencer, runSequencer } from './sequencer.ts'

export interface AuditAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: AuditContext
  readonly databaseUrl: string
  /** Brings the tables up to date. */
  readonly migrate: () => Promise<void>
}

/** The audit service as a Fastify app: its routes, and the sequencer that runs from when the app is ready. */
export async function createAuditApp({
  app: appOptions,
  context,
  databaseUrl,
  migrate,
}: AuditAppOptions): Promise<App> {
  const app = await createApp({
    ...appOptions,
    name: 'audit',
    version: '0.1.0',
    description: 'The access log of the node: who saw what, when and why',
  })
  const { connection, key, index } = context
  const metrics = auditMetrics(app.metrics)
  const stop = new AbortController()
  const running = new AsyncDisposableStack()
  let working = false

  app.prepare('migrations', migrate)
  app.prepare('log', async () => {
    const { state } = await loadLog(connection.db, key)
    metrics.size(Number(state.size))
    const indexing = startLoop(index.indexOnce, {
      everyMs: 1000,
      onError: (error) => app.log.error({ err: error }, 'the index of the log stands still'),
    })
    running.use(indexing)
    const sequencer = runSequencer(createSequencer({ connection, key }), {
      signal: stop.signal,
      onRun: ({ placed, size }) => {
        working = true
        metrics.placed(placed)
        metrics.size(Number(size))
        if (placed > 0) indexing.wake()
      },
      onFailure: (error) => {
        working = false
        metrics.failed()
        app.log.error({ err: error }, 'the log cannot be continued')
      },
    })
    running.defer(() => sequencer.ended)
    running.use(
      listen(databaseUrl, ['audit_record'], () => sequencer.wake(), { applicationName: 'audit hints' }),
    )
    working = true
  })
  app.addReadinessCheck('database', () => connection.isReachable())
  app.addReadinessCheck('sequencer', () => working)
  app.addHook('onClose', async () => {
    stop.abort()
    await running.disposeAsync()
    await connection[Symbol.asyncDispose]()
  })

  tileRoutes(app, context)
  recordRoutes(app, context)
  followRoutes(app, context)
  reviewRoutes(app, context)
  exportRoutes(app, context)
  return app
}
