import { connectDatabase, type Executor } from '@crosswatch/database'
import type { AuditConfig } from './config.ts'
import { createForkGuard } from './fork-guard.ts'
import { createLog, loadLog } from './load-log.ts'
import type { LogKey } from './log-key.ts'
import { migrateAudit } from './migrations.ts'
import { openLogKey } from './open-keys.ts'

/**
 * Founds the log of a node: its tables, its first, empty, signed checkpoint, and the fork guard beside the database.
 *
 * @returns the public key as text, to be handed to auditors and witnesses
 * @throws {ServiceError} `already-exists`
 */
export function foundLog(config: AuditConfig): Promise<{ readonly vkey: string }> {
  return found(config, createLog)
}

/**
 * Makes the fork guard anew for a log that is there, after an operator has lost it. The witnesses still object at the next
 * start if the log is not the newest.
 *
 * @throws {ServiceError} `already-exists`, `log-missing`, `log-broken`
 */
export function foundGuard(config: AuditConfig): Promise<{ readonly vkey: string }> {
  return found(config, async () => {})
}

async function found(
  config: AuditConfig,
  makeLog: (executor: Executor, key: LogKey) => Promise<void>,
): Promise<{ readonly vkey: string }> {
  const key = await openLogKey(config)
  await migrateAudit(config.databaseUrl)
  await using connection = connectDatabase({ url: config.databaseUrl, applicationName: 'found log', max: 1 })
  await makeLog(connection.db, key)
  const { state } = await loadLog(connection.db, key)
  await createForkGuard(config.forkGuardFile, state)
  return { vkey: key.vkey }
}
