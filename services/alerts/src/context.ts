import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Policies } from '@crosswatch/policy'
import {
  toHex,
  type Clock,
  type JurisdictionCode,
  type NewId,
  type Operation,
  type Outcome,
  type Purpose,
} from '@crosswatch/protocol'
import { actorOf, type AccessLog, type AccessRecordInput, type Officer } from '@crosswatch/service-kit'

/** What the parts of the alerts service share. Made once, at start. */
export interface AlertsContext {
  readonly jurisdiction: JurisdictionCode
  /** The other members of the federation. */
  readonly partners: readonly JurisdictionCode[]
  readonly storageKey: StorageKey
  readonly connection: Connection
  readonly accessLog: AccessLog
  readonly policies: Policies
  readonly clock: Clock
  readonly newId: NewId
  /** The ledger of erasures: see packages/service-kit, erasure-ledger.ts. Without one, a backup brings back what was erased. */
  readonly ledgerFile?: string
  readonly log: AlertsLog
}

/** The part of a logger that is used here. Fields are ids and codes only. */
export interface AlertsLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** How an officer is named outside this node: only this node can tell who it is. */
export function pseudonymOf({ storageKey }: Pick<AlertsContext, 'storageKey'>, officer: string): string {
  return `officer-${toHex(storageKey.blindIndex('officer', officer).subarray(0, 8))}`
}

/** What every record about an officer's act says. */
export function actOf(
  officer: Officer,
  operation: Operation,
  details: Partial<AccessRecordInput> & { readonly outcome?: Outcome; readonly purpose?: Purpose } = {},
): AccessRecordInput {
  return {
    operation,
    ...actorOf(officer),
    purpose: 'alert-management',
    outcome: 'done',
    ...details,
  }
}

/** What every record about something the service does by rule says. */
export function ruleAct(operation: Operation, details: Partial<AccessRecordInput> = {}): AccessRecordInput {
  return { operation, officer: 'system:alerts', authority: 'system', roles: [], outcome: 'done', ...details }
}
