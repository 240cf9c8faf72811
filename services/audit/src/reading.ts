import {
  ServiceError,
  type AccessRecord,
  type AccessTerms,
  type Operation,
  type Purpose,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import type { AuditContext } from './context.ts'

/** One reading of the log by an auditor, or the attempt of somebody else. */
export interface Reading {
  readonly officer: Officer
  readonly operation: Extract<
    Operation,
    | `${'record' | 'review' | 'receipt' | 'retention' | 'overview' | 'hold' | 'break-glass'}.${string}`
    | 'log.export'
  >
  readonly purpose: Purpose
  /** What was asked for. */
  readonly terms?: AccessTerms
}

/**
 * Lets auditors through who act for oversight, and nobody else, whatever else they may do. Who is turned away is on
 * record.
 *
 * @throws {ServiceError} `forbidden`, `purpose-not-allowed`
 */
export async function admit({ accessLog }: Pick<AuditContext, 'accessLog'>, reading: Reading): Promise<void> {
  const reason = refusalOf(reading)
  if (reason === undefined) return
  await accessLog.append({ ...commonPart(reading), outcome: 'denied', reason })
  throw new ServiceError(reason)
}

function refusalOf({ officer, purpose }: Reading): 'forbidden' | 'purpose-not-allowed' | undefined {
  if (!officer.roles.includes('auditor')) return 'forbidden'
  return purpose === 'oversight' ? undefined : 'purpose-not-allowed'
}

/** Puts a reading on record. What was read may leave only after this. @throws {ServiceError} `not-recorded` */
export async function recordReading(
  { accessLog }: Pick<AuditContext, 'accessLog'>,
  reading: Reading,
  found: Pick<AccessRecord, 'outcome' | 'count' | 'alerts'>,
): Promise<void> {
  await accessLog.append({ ...commonPart(reading), ...found })
}

function commonPart({ officer, operation, purpose, terms }: Reading) {
  const { id, authority, roles } = officer
  return {
    operation,
    officer: id,
    authority,
    roles: [...roles],
    purpose,
    ...(terms === undefined ? {} : { terms }),
  }
}
