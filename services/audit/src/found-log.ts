import { connectDatabase, type Executor } from '@crosswatch/database'
import type { AuditConfig } from './config.ts'
import { createForkGuard, openForkGuard } from './fork-guard.ts'
import { createLog, loadLog } from './load-log.ts'
import type { LogKey } from './log-key.ts'
import { migrateAudit } from './migrations.ts'
import { openLogKey } from './open-keys.ts'
import { signAnew } from './sign-anew.ts'

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

/**
 * Signs the log with the key that the configuration names now, instead of the one that signed it so far.
 *
 * @throws {ServiceError} what `signAnew` throws
 */
export async function resignLog(config: AuditConfig, previous: string): Promise<{ readonly vkey: string }> {
  const key = await openLogKey(config)
  const { databaseUrl: url } = config
  await using connection = connectDatabase({ url, applicationName: 'sign log anew', max: 1 })
  await signAnew(connection, { key, guard: openForkGuard(config.forkGuardFile), previous })
  return { vkey: key.vkey }
}
