import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Policies, PolicyText } from '@crosswatch/policy'
import type { GroupedAccessLog } from '@crosswatch/service-kit'
import type { Clock } from '@crosswatch/protocol'
import type { ForkGuard } from './fork-guard.ts'
import type { LogKey } from './log-key.ts'
import type { RecordIndex } from './search/index-records.ts'

/** What the parts of the audit service share. Made once, at start. */
export interface AuditContext {
  readonly jurisdiction: string
  readonly connection: Connection
  readonly key: LogKey
  /** Remembers outside the database what was signed. */
  readonly guard: ForkGuard
  /** Opens the terms of records for auditors. */
  readonly storageKey: StorageKey
  /** Reading the log is recorded in it. */
  readonly accessLog: GroupedAccessLog
  /** What auditors search by. */
  readonly index: RecordIndex
  /** The policies in force at the node, and their text. */
  readonly policies: Policies
  readonly policyText: PolicyText
  readonly clock: Clock
}
