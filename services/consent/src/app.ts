import { listen } from '@crosswatch/database'
import { usualContentMonths } from '@crosswatch/protocol'
import {
  createApp,
  eraseOver,
  retentionEveryMs,
  startLoop,
  type App,
  type AppOptions,
} from '@crosswatch/service-kit'
import type { ConsentContext } from './context.ts'
import { consentRoutes } from './routes/consents.ts'
import { erasureRoutes } from './routes/erasures.ts'
import { releaseRoutes } from './routes/releases.ts'
import { consentRetention, type ConsentRetentionMonths } from './store/retention.ts'
import { createOpenQuestions } from './work/ask.ts'
import { eraseWhatEnded } from './work/erase.ts'
import { createLedgerKeeper, eraseReplayed } from './work/ledger.ts'
import { takeLetters } from './work/take-letters.ts'

export interface ConsentAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: Omit<ConsentContext, 'log'>
  /** For notifications; the same database as the context's connection. */
  readonly databaseUrl: string
  /** How long what ended is kept. Default: the usual months. */
  readonly retention?: ConsentRetentionMonths
  /** Brings the tables up to date. Done before anything else, again and again while the database is away. */
  readonly migrate: () => Promise<void>
}

/** How often each loop looks without being told to. */
const pollMs = 1_000
/** Bodies of alerts that were erased again come back with the feeds, if at all. */
const replayedMs = 60_000
/** A line whose transaction failed is carried out this soon. */
const ledgerMs = 5_000

/** The consent service as a Fastify app: its routes, and the work it does by itself from when the app is ready. */
export async function createConsentApp(options: ConsentAppOptions): Promise<App> {
  const app = await createApp({
    ...options.app,
    name: 'consent',
    version: '0.1.0',
    description: "Erasure and its receipts, survivors' consents",
  })
  const context: ConsentContext = { ...options.context, log: app.log }
  const questions = createOpenQuestions()
  const ledger = createLedgerKeeper(context)
  const work = new AsyncDisposableStack()

  app.prepare('migrations', options.migrate)
  app.prepare('erasures', () => ledger.replay())
  app.prepare('work', async () => {
    const loop = (part: string, turn: () => Promise<boolean>, everyMs = pollMs) =>
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
    const loops = {
      alerts_change: loop('erase', () => eraseWhatEnded(context)),
      exchange_inbox: loop('letters', () => takeLetters(context, questions)),
    }
    loop('ledger', () => ledger.look(), ledgerMs)
    loop('replayed', () => eraseReplayed(context), replayedMs)
    const rules = consentRetention(options.retention ?? usualContentMonths)
    const { connection, accessLog: actLog, clock } = context
    const retention = { connection, service: 'consent', rules, actLog, clock }
    loop('retention', () => eraseOver(retention), retentionEveryMs)
    const listening = { applicationName: 'consent listen' }
    for (const [channel, woken] of Object.entries(loops))
      work.use(listen(options.databaseUrl, [channel], () => woken.wake(), listening))
  })
  app.addReadinessCheck('database', () => context.connection.isReachable())
  app.addReadinessCheck('ledger', () => ledger.notice() === undefined)
  app.addReadinessNotice('ledger', () => ledger.notice())
  app.addHook('onClose', async () => {
    await work.disposeAsync()
    await context.connection[Symbol.asyncDispose]()
  })

  erasureRoutes(app, context)
  consentRoutes(app, context)
  releaseRoutes(app, context, questions)
  return app
}
