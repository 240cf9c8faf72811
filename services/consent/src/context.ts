import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Clock, JurisdictionCode, NewId, Operation } from '@crosswatch/protocol'
import type { AccessLog, AccessRecordInput } from '@crosswatch/service-kit'

/** What the parts of the consent service share. Made once, at start. */
export interface ConsentContext {
  readonly jurisdiction: JurisdictionCode
  /** The other members of the federation. */
  readonly partners: readonly JurisdictionCode[]
  readonly storageKey: StorageKey
  readonly connection: Connection
  readonly accessLog: AccessLog
  readonly clock: Clock
  readonly newId: NewId
  readonly receiptHours: number
  readonly log: ConsentLog
}

/** The part of a logger that is used here. Fields are ids and codes only. */
export interface ConsentLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What every record about something the service does by rule says. */
export function ruleAct(operation: Operation, details: Partial<AccessRecordInput> = {}): AccessRecordInput {
  return { operation, officer: 'system:consent', authority: 'system', roles: [], outcome: 'done', ...details }
}
