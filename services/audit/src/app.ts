import { listen } from '@crosswatch/database'
import { hasErrorCode, ServiceError } from '@crosswatch/protocol'
import { createApp, startLoop, type App, type AppOptions } from '@crosswatch/service-kit'
import { findAnomalies } from './anomalies/find-anomalies.ts'
import { watchLooks } from './anomalies/watch-looks.ts'
import type { AuditContext } from './context.ts'
import { eraseRecords, type ErasureOptions } from './retention/erase-records.ts'
import { overviewRoutes } from './routes/overview.ts'
import { retentionRoutes } from './routes/retention.ts'
import { keepReceipts } from './receipts/keep-receipts.ts'
import type { ReceiptOptions } from './receipts/tell-issuers.ts'
import { loadLog } from './load-log.ts'
import { auditMetrics } from './metrics.ts'
import { breakGlassRoutes } from './routes/break-glass.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { exportRoutes } from './routes/export.ts'
import { followRoutes } from './routes/follow.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { oversightRoutes } from './routes/oversight.ts'
import { policyRoutes } from './routes/policies.ts'
import { recordRoutes } from './routes/records.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { tileRoutes } from './routes/tiles.ts'
import { witnessRoutes } from './routes/witness.ts'
import { createSequencer, runSequencer } from './sequencer.ts'
import { watchWitnessing, witnessingEvents } from './witnessing/report.ts'
import { createWitnessing, type WitnessingOptions } from './witnessing/witnessing.ts'

export interface AuditAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: AuditContext
  readonly databaseUrl: string
  /** The other members as witnesses, and this node as theirs. Without it nobody confirms the log. */
  readonly witnessing?: Omit<WitnessingOptions, 'connection' | 'key' | 'events'>
  /** Tells issuers of looks at their alerts; needs `witnessing`, which asks the other logs. */
  readonly receipts?: Pick<ReceiptOptions, 'actLog' | 'periodMs'>
  /** How often new looks are held against the rules. Default ten minutes. */
  readonly watchPeriodMs?: number
  /** Erases what was kept long enough. */
  readonly retention: Pick<ErasureOptions, 'actLog' | 'months'>
  /** Brings the tables up to date. */
  readonly migrate: () => Promise<void>
}

/** The audit service as a Fastify app: its routes, and the sequencer that runs from when the app is ready. */
export async function createAuditApp({
  app: appOptions,
  context,
  databaseUrl,
  witnessing: witnessingOptions,
  receipts,
  watchPeriodMs = 10 * 60_000,
  retention,
  migrate,
}: AuditAppOptions): Promise<App> {
  const app = await createApp({
    ...appOptions,
    name: 'audit',
    version: '0.1.0',
    description: 'The access log of the node: who saw what, when and why',
  })
  const { connection, key, guard, index } = context
  const metrics = auditMetrics(app.metrics)
  const stop = new AbortController()
  const running = new AsyncDisposableStack()
  let working = false
  /** Why the log is not continued. */
  let refusal: string | undefined
  const witnessing =
    witnessingOptions &&
    createWitnessing({ ...witnessingOptions, connection, key, events: witnessingEvents(app, metrics) })

  const keeping = witnessingOptions &&
    receipts && {
      ...receipts,
      link: witnessingOptions.link,
      peers: witnessingOptions.link.peers,
      federation: witnessingOptions.federation.name,
    }

  app.prepare('migrations', migrate)
  app.prepare('log', async () => {
    const { state } = await loadLog(connection.db, key)
    await guard.admit(connection.db, state)
    metrics.size(Number(state.size))
    const indexing = startLoop(index.indexOnce, {
      everyMs: 1000,
      onError: (error) => app.log.error({ err: error }, 'the index of the log stands still'),
    })
    running.use(indexing)
    running.use(
      startLoop(
        async () => {
          const more = await watchLooks(connection, context.storageKey)
          if (!more) await findAnomalies(connection, context.clock())
          return more
        },
        {
          everyMs: watchPeriodMs,
          onError: (error) => app.log.error({ err: error }, 'looks are not watched'),
        },
      ),
    )
    running.use(
      startLoop(() => eraseRecords({ ...retention, connection, clock: context.clock }), {
        everyMs: 60 * 60_000,
        onError: (error) => app.log.error({ err: error }, 'records are not erased'),
      }),
    )
    await witnessing?.start()
    if (keeping !== undefined) {
      running.use(
        keepReceipts({
          ...context,
          ...keeping,
          databaseUrl,
          onError: (part, error) => app.log.error({ err: error, part }, 'receipts of looks stand still'),
        }),
      )
    }
    const mayPlace = () => witnessing?.checkSigning()
    const sequencer = runSequencer(createSequencer({ connection, key, guard, mayPlace }), {
      signal: stop.signal,
      onRun: ({ placed, size }) => {
        working = true
        refusal = undefined
        metrics.placed(placed)
        metrics.size(Number(size))
        if (placed === 0) return
        indexing.wake()
        witnessing?.grown()
      },
      onFailure: (error) => {
        // The witnesses have not answered yet: not a fault of the log.
        working = hasErrorCode(error, 'unavailable')
        refusal = error instanceof ServiceError ? error.message : 'the log cannot be continued'
        if (working) return
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
  app.addReadinessNotice('sequencer', () => refusal)
  if (witnessing !== undefined) await watchWitnessing(app, witnessing, metrics)
  app.addHook('onClose', async () => {
    stop.abort()
    await witnessing?.[Symbol.asyncDispose]()
    await running.disposeAsync()
    await witnessingOptions?.link.close()
    await connection[Symbol.asyncDispose]()
  })

  tileRoutes(app, context)
  if (witnessing !== undefined) await app.register(witnessRoutes(context, witnessing))
  recordRoutes(app, context)
  followRoutes(app, context)
  reviewRoutes(app, context)
  breakGlassRoutes(app, context)
  exportRoutes(app, context)
  if (keeping !== undefined) receiptRoutes(app, context, keeping)
  evidenceRoutes(app, context, witnessing)
  oversightRoutes(app, context)
  retentionRoutes(app, context, retention.months)
  overviewRoutes(app, context)
  policyRoutes(app, context)
  return app
}
