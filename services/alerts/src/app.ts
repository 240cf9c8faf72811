import { listen } from '@crosswatch/database'
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
import type { AlertsContext } from './context.ts'
import { observeAlerts } from './metrics.ts'
import { agreementRoutes } from './routes/agreements.ts'
import { alertRoutes } from './routes/alerts.ts'
import { clearanceRoutes } from './routes/clearances.ts'
import { disputeRoutes } from './routes/disputes.ts'
import { hitRoutes } from './routes/hits.ts'
import { importRoutes } from './routes/imports.ts'
import { licenceRoutes } from './routes/licences.ts'
import { measureRoutes } from './routes/measures.ts'
import { reviewRoutes } from './routes/reviews-due.ts'
import { alertsRetention, type AlertsRetentionMonths } from './store/retention.ts'
import { expireAlerts } from './work/expire.ts'
import { forgetPastVersions } from './work/forget-past-versions.ts'
import { issueImports } from './work/issue-imports.ts'
import { noticeExpiry } from './work/notice.ts'
import { receiveAgreements } from './work/receive-agreements.ts'
import { receiveFollowUp } from './work/receive-follow-up.ts'
import { receiveStanding } from './work/receive-standing.ts'
import { receiveLetters } from './work/receive.ts'
import { settleClearances } from './work/settle-clearances.ts'

export interface AlertsAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: Omit<AlertsContext, 'log'>
  /** For notifications; the same database as the context's connection. */
  readonly databaseUrl: string
  /** Brings the tables up to date. Done before anything else, again and again while the database is away. */
  readonly migrate: () => Promise<void>
  /** How long what ended is kept. Default: the usual months. */
  readonly retention?: AlertsRetentionMonths
  /** Waits until what was erased is erased in this database too. Default: nothing was. */
  readonly erased?: (signal: AbortSignal) => Promise<void>
}

/** How often each loop looks without being told to. */
const pollMs = 1_000
const expiryMs = 10_000
const forgetMs = 600_000

/** The alerts service as a Fastify app: its routes, and the work it does by itself from when the app is ready. */
export async function createAlertsApp(options: AlertsAppOptions): Promise<App> {
  const app = await createApp({
    ...options.app,
    name: 'alerts',
    version: '0.1.0',
    description: 'Alerts of this jurisdiction from draft to withdrawal, and those received',
  })
  const context: AlertsContext = { ...options.context, log: app.log }
  const work = new AsyncDisposableStack()
  let issuing: Loop | undefined

  app.prepare('migrations', options.migrate)
  if (options.erased !== undefined) app.prepare('erasures', options.erased)
  app.prepare('work', async () => {
    const loop = (part: string, turn: () => Promise<boolean>, everyMs: number) =>
      work.use(
        startLoop(turn, {
          everyMs,
          onError: (error) =>
            app.log.warn(
              { part, error: error instanceof Error ? error.name : 'unknown' },
              'a turn failed and is repeated',
            ),
        }),
      )
    const receiving = loop('receive', () => receiveLetters(context), pollMs)
    const agreeing = loop('agreements', () => receiveAgreements(context), pollMs)
    const following = loop('follow-up', () => receiveFollowUp(context), pollMs)
    const standing = loop('standing', () => receiveStanding(context), pollMs)
    loop('clearances', () => settleClearances(context), pollMs)
    issuing = loop('imports', () => issueImports(context), pollMs)
    loop('expiry', async () => (await expireAlerts(context)) || (await noticeExpiry(context)), expiryMs)
    const rules = alertsRetention(context.jurisdiction, options.retention ?? usualContentMonths)
    const { connection, accessLog: actLog, clock } = context
    const retention = { connection, service: 'alerts', rules, actLog, clock }
    loop('retention', () => eraseOver(retention), retentionEveryMs)
    loop('past versions', () => forgetPastVersions(context), forgetMs)
    work.use(
      listen(
        options.databaseUrl,
        ['exchange_inbox'],
        () => [receiving, agreeing, following, standing].forEach((one) => one.wake()),
        { applicationName: 'alerts listen' },
      ),
    )
  })
  app.addReadinessCheck('database', () => context.connection.isReachable())
  app.addHook('onClose', async () => {
    await work.disposeAsync()
    await context.connection[Symbol.asyncDispose]()
  })

  observeAlerts(app, context)
  alertRoutes(app, context)
  reviewRoutes(app, context)
  measureRoutes(app, context)
  licenceRoutes(app, context)
  hitRoutes(app, context)
  disputeRoutes(app, context)
  clearanceRoutes(app, context)
  importRoutes(app, context, () => issuing?.wake())
  agreementRoutes(app, context)
  return app
}
