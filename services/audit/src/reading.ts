import { refusals } from '@crosswatch/policy'
import {
  ServiceError,
  type AccessAct,
  type AccessRecord,
  type AccessTerms,
  type Operation,
  type Purpose,
} from '@crosswatch/protocol'
import { actorOf, type Officer } from '@crosswatch/service-kit'
import type { AuditContext } from './context.ts'

/** One reading of the log by whoever may, or the attempt of somebody else. */
export interface Reading {
  readonly officer: Officer
  readonly operation: Extract<
    Operation,
    | `${'record' | 'review' | 'receipt' | 'retention' | 'overview' | 'hold' | 'break-glass'}.${string}`
    | `log.${string}`
  >
  readonly purpose: Purpose
  /** What the policies must let the officer do. Default `oversee`. */
  readonly act?: Extract<AccessAct, 'oversee' | 'protect' | 'inspect'>
  /** What was asked for. */
  readonly terms?: AccessTerms
}

type Deciding = Pick<AuditContext, 'accessLog' | 'policies'>

/**
 * Lets through whom the policies let watch over looks: auditors who act for oversight, and nobody else, whatever else they may do; or,
 * where a reading is of what a survivor's protection officer may know, whom they let keep consents, or of what says nothing of officers,
 * whom they let inspect it. Who is turned away is on record.
 *
 * @throws {ServiceError} `forbidden`, `purpose-not-allowed`, `refused-by-policy`
 */
export async function admit({ accessLog, policies }: Deciding, reading: Reading): Promise<void> {
  const decision = decide(policies, reading)
  if (decision.allowed) return
  const reason = refusals[decision.reason]
  await accessLog.append({ ...commonPart(policies, reading), outcome: 'denied', reason })
  throw new ServiceError(reason)
}

function decide(policies: Deciding['policies'], { officer, purpose, act = 'oversee' }: Reading) {
  const { roles, authority } = officer
  return policies.decideAccess({ act, roles, authority, purpose })
}

/** Puts a reading on record. What was read may leave only after this. @throws {ServiceError} `not-recorded` */
export async function recordReading(
  { accessLog, policies }: Deciding,
  reading: Reading,
  found: Pick<AccessRecord, 'outcome' | 'count' | 'alerts'>,
): Promise<void> {
  await accessLog.append({ ...commonPart(policies, reading), ...found })
}

function commonPart(policies: Deciding['policies'], reading: Reading) {
  const { officer, operation, purpose, terms } = reading
  return {
    operation,
    ...actorOf(officer),
    purpose,
    policies: [...decide(policies, reading).policies],
    ...(terms === undefined ? {} : { terms }),
  }
}
