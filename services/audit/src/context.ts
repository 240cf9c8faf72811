import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { GroupedAccessLog } from '@crosswatch/service-kit'
import type { LogKey } from './log-key.ts'

/** What the parts of the audit service share. Made once, at start. */
export interface AuditContext {
  readonly connection: Connection
  readonly key: LogKey
  /** Opens the terms of records for auditors. */
  readonly storageKey: StorageKey
  /** Reading the log is recorded in it. */
  readonly accessLog: GroupedAccessLog
}
