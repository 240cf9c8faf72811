import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { connectBus } from '@crosswatch/bus'
import { loadKeyFile, readNodeKeys, storageKeyFrom, verifyFederation } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import {
  createAccessLog,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { createExchangeApp } from './app.ts'
import type { ExchangeConfig } from './config.ts'
import { assertMember } from './context.ts'

/** Opens keys, database and bus as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<ExchangeConfig>): Promise<App> {
  const federation = verifyFederation(await readFile(config.federationFile, 'utf8'), config.federationPin)
  assertMember(federation, config.jurisdiction)
  const [keys, secret, tokenPublicKey, seed] = await Promise.all([
    loadKeyFile('node', config.keysFile, config.passphraseFile),
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
    readFile(config.natsSeedFile, 'utf8'),
  ])
  const policies = loadPolicies(await readPolicyFolder(config.policyFolder))
  const legalBases = await readLegalBases(config.legalBasesFile)
  const storageKey = storageKeyFrom(secret)
  const applicationName = `${config.jurisdiction} exchange`
  const connection = connectDatabase({ url: config.databaseUrl, applicationName })
  const bus = await connectBus({
    url: config.natsUrl,
    seed: seed.trim(),
    name: applicationName,
    domain: 'hub',
  })
  return createExchangeApp({
    app: { tokenPublicKey, logger },
    context: {
      federation,
      jurisdiction: config.jurisdiction,
      keys: readNodeKeys(keys),
      storageKey,
      connection,
      bus,
      accessLog: createAccessLog({
        jurisdiction: config.jurisdiction,
        storageKey,
        software: 'exchange 0.1.0',
        legalBases,
        apart: connection.db,
      }),
      policies,
      clock: () => new Date(),
    },
    databaseUrl: config.databaseUrl,
    newFeed: config.newFeed,
    retention: { quarantine: config.retentionQuarantineMonths },
    migrate: () =>
      migrate({
        url: config.databaseUrl,
        folder: fileURLToPath(new URL('../drizzle', import.meta.url)),
        schema: 'exchange',
      }),
  })
}
