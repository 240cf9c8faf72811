import { readFile } from 'node:fs/promises'
import { loadKeyFile, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { createAccessLog, type App, type ServiceContext } from '@crosswatch/service-kit'
import { createAuditApp } from './app.ts'
import type { AuditConfig } from './config.ts'
import { migrateAudit } from './migrations.ts'
import { openLogKey } from './open-keys.ts'
import { createRecordIndex } from './search/index-records.ts'

/** Opens keys and database as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<AuditConfig>): Promise<App> {
  const { databaseUrl, jurisdiction } = config
  const [key, secret, tokenPublicKey] = await Promise.all([
    openLogKey(config),
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
  ])
  const storageKey = storageKeyFrom(secret)
  const connection = connectDatabase({ url: databaseUrl, applicationName: `${jurisdiction} audit` })
  const accessLog = createAccessLog({ jurisdiction, storageKey, software: 'audit 0.1.0' })
  return createAuditApp({
    app: { tokenPublicKey, logger },
    context: {
      connection,
      key,
      storageKey,
      accessLog: accessLog.grouped(connection.db),
      index: createRecordIndex(connection),
      clock: () => new Date(),
    },
    databaseUrl,
    migrate: () => migrateAudit(databaseUrl),
  })
}
