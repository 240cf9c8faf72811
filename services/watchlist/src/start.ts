import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { loadKeyFile, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import { ServiceError } from '@crosswatch/protocol'
import {
  awaitErasures,
  createAccessLog,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { createWatchlistApp, software } from './app.ts'
import type { WatchlistConfig } from './config.ts'

/** Opens keys and database as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<WatchlistConfig>): Promise<App> {
  const { jurisdiction, databaseUrl, phoneCountry = jurisdiction } = config
  const { members } = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
  if (!members.has(jurisdiction)) {
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_JURISDICTION: ${jurisdiction} is not a member of the federation`,
    })
  }
  const [secret, tokenPublicKey] = await Promise.all([
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
  ])
  const storageKey = storageKeyFrom(secret)
  const policies = loadPolicies(await readPolicyFolder(config.policyFolder))
  const clock = () => new Date()
  const connection = connectDatabase({ url: databaseUrl, applicationName: `${jurisdiction} watchlist` })
  const actLog = createAccessLog({
    jurisdiction,
    storageKey,
    software,
    legalBases: await readLegalBases(config.legalBasesFile),
    now: clock,
    apart: connection.db,
  })
  const accessLog = actLog.grouped(connection.db)
  const { erasureLedgerFile } = config
  const app = await createWatchlistApp({
    app: { tokenPublicKey, logger },
    context: {
      jurisdiction,
      members,
      storageKey,
      connection,
      accessLog,
      actLog,
      policies,
      screeningHours: config.screeningHours,
      recentDays: config.recentDays,
      phoneCountry,
      clock,
    },
    migrate: () => migrateWatchlist(databaseUrl),
    ...(erasureLedgerFile !== undefined && {
      erased: (signal: AbortSignal) => awaitErasures(erasureLedgerFile, connection.db, signal),
    }),
    databaseUrl,
    retention: { overrides: config.retentionOverridesMonths },
    background: {
      storageSecret: secret,
      threads: config.threads,
      recallShare: config.recallPerThousand / 1_000,
      snapshotEveryMs: config.snapshotMinutes * 60_000,
      ...(config.snapshotFile === undefined ? {} : { snapshotFile: config.snapshotFile }),
    },
  })
  app.addHook('onClose', () => connection[Symbol.asyncDispose]())
  return app
}

/** Brings the tables of the watchlist up to date. */
export async function migrateWatchlist(url: string): Promise<void> {
  await migrate({ url, folder: fileURLToPath(new URL('../drizzle', import.meta.url)), schema: 'watchlist' })
}
