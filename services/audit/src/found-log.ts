import { connectDatabase } from '@crosswatch/database'
import type { AuditConfig } from './config.ts'
import { createLog } from './load-log.ts'
import { migrateAudit } from './migrations.ts'
import { openLogKey } from './open-keys.ts'

/**
 * Founds the log of a node: its tables and its first, empty, signed checkpoint.
 *
 * @returns the public key as text, to be handed to auditors and witnesses
 * @throws {ServiceError} `already-exists`
 */
export async function foundLog(config: AuditConfig): Promise<{ readonly vkey: string }> {
  const key = await openLogKey(config)
  await migrateAudit(config.databaseUrl)
  await using connection = connectDatabase({ url: config.databaseUrl, applicationName: 'found log', max: 1 })
  await createLog(connection.db, key)
  return { vkey: key.vkey }
}
