import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { loadKeyFile, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import { newUuid } from '@crosswatch/protocol'
import {
  awaitErasures,
  openLedger,
  createAccessLog,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { createAlertsApp } from './app.ts'
import type { AlertsConfig } from './config.ts'

/** Opens key and database as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<AlertsConfig>): Promise<App> {
  const { jurisdiction, databaseUrl } = config
  const federation = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
  const [secret, tokenPublicKey] = await Promise.all([
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
  ])
  const storageKey = storageKeyFrom(secret)
  const policies = loadPolicies(await readPolicyFolder(config.policyFolder))
  if (config.erasureLedgerFile !== undefined) await openLedger(config.erasureLedgerFile)
  const connection = connectDatabase({ url: databaseUrl, applicationName: `${jurisdiction} alerts` })
  const { erasureLedgerFile } = config
  return createAlertsApp({
    app: { tokenPublicKey, logger },
    context: {
      jurisdiction,
      partners: [...federation.members.keys()].filter((code) => code !== jurisdiction),
      storageKey,
      policies,
      connection,
      accessLog: createAccessLog({
        jurisdiction,
        storageKey,
        software: 'alerts 0.1.0',
        legalBases: await readLegalBases(config.legalBasesFile),
        apart: connection.db,
      }),
      clock: () => new Date(),
      newId: newUuid,
      ...(erasureLedgerFile !== undefined && { ledgerFile: erasureLedgerFile }),
    },
    databaseUrl,
    retention: {
      drafts: config.retentionDraftsMonths,
      'ended-alerts': config.retentionEndedAlertsMonths,
      imports: config.retentionImportsMonths,
      hits: config.retentionHitsMonths,
      measures: config.retentionMeasuresMonths,
      disputes: config.retentionDisputesMonths,
      flags: config.retentionFlagsMonths,
      clearances: config.retentionClearancesMonths,
    },
    ...(erasureLedgerFile !== undefined && {
      erased: (signal: AbortSignal) => awaitErasures(erasureLedgerFile, connection.db, signal),
    }),
    migrate: () =>
      migrate({
        url: databaseUrl,
        folder: fileURLToPath(new URL('../drizzle', import.meta.url)),
        schema: 'alerts',
      }),
  })
}
