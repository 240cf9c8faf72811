import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { loadKeyFile, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import { newUuid } from '@crosswatch/protocol'
import {
  createAccessLog,
  openLedger,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { createConsentApp } from './app.ts'
import type { ConsentConfig } from './config.ts'

/** Opens key and database as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<ConsentConfig>): Promise<App> {
  const { jurisdiction, databaseUrl } = config
  const federation = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
  const [secret, tokenPublicKey] = await Promise.all([
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
  ])
  const policies = loadPolicies(await readPolicyFolder(config.policyFolder))
  await openLedger(config.erasureLedgerFile)
  const connection = connectDatabase({ url: databaseUrl, applicationName: `${jurisdiction} consent` })
  const storageKey = storageKeyFrom(secret)
  return createConsentApp({
    app: { tokenPublicKey, logger },
    context: {
      jurisdiction,
      partners: [...federation.members.keys()].filter((code) => code !== jurisdiction),
      storageKey,
      connection,
      accessLog: createAccessLog({
        jurisdiction,
        storageKey,
        software: 'consent 0.1.0',
        legalBases: await readLegalBases(config.legalBasesFile),
        apart: connection.db,
      }),
      policies,
      clock: () => new Date(),
      newId: newUuid,
      receiptHours: config.receiptHours,
      ledgerFile: config.erasureLedgerFile,
    },
    databaseUrl,
    retention: { consents: config.retentionConsentsMonths },
    migrate: () =>
      migrate({
        url: databaseUrl,
        folder: fileURLToPath(new URL('../drizzle', import.meta.url)),
        schema: 'consent',
      }),
  })
}
