import type { AlertState, ClearanceEnd, ClearanceState, JurisdictionCode } from '@crosswatch/protocol'
import type { ClearanceRecipient } from '../store/schema.ts'

/** A clearance that is not over yet, as far as it decides that. */
interface Held {
  readonly state: ClearanceState
  readonly validUntil: Date
}

/** What it rests on. */
export interface Basis {
  readonly alert: AlertState | undefined
  /** Whether the alert still says the same of its subject. */
  readonly same: boolean
  /** Whether the override stands, where the clearance was proposed. */
  readonly override: boolean
}

/** Why it is over by itself; nothing while it is not. */
export function overBy(
  { validUntil }: Held,
  { alert, same, override }: Basis,
  at: Date,
): ClearanceEnd | undefined {
  if (validUntil <= at) return 'expired'
  if (alert !== 'active') return 'alert-ended'
  if (!same) return 'alert-changed'
  return override ? undefined : 'override-ended'
}

/** Those that do not have it, or not any more, are added. @returns the recipients then, and who is to be told */
export function joined(
  recipients: readonly ClearanceRecipient[],
  jurisdictions: readonly JurisdictionCode[],
): { readonly all: ClearanceRecipient[]; readonly added: JurisdictionCode[] } {
  const have = recipients.filter(({ erasedAt }) => erasedAt === null)
  const added = jurisdictions.filter((one) => have.every(({ jurisdiction }) => jurisdiction !== one))
  const others = recipients.filter(({ jurisdiction }) => !added.includes(jurisdiction))
  return { all: [...others, ...added.map((jurisdiction) => ({ jurisdiction, erasedAt: null }))], added }
}

/** A recipient said that it is erased there. The first time counts. */
export function erasedBy(
  recipients: readonly ClearanceRecipient[],
  by: JurisdictionCode,
  at: Date,
): ClearanceRecipient[] {
  return recipients.map((one) =>
    one.jurisdiction === by && one.erasedAt === null ? { ...one, erasedAt: at.toISOString() } : one,
  )
}
