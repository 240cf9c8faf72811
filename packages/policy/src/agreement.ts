import type { Category, Compartment, JurisdictionCode, Purpose } from '@crosswatch/protocol'

/** What jurisdictions agreed to share with each other: the part of an agreement that a decision reads. */
export interface Agreement {
  /** Names it in records: `agreement/<id>`. */
  readonly id: string
  readonly parties: readonly JurisdictionCode[]
  readonly categories: readonly Category[]
  readonly compartments: readonly Compartment[]
  readonly purposes: readonly Purpose[]
  /** UTC times as on the wire; in force from the first up to, not including, the second. */
  readonly validFrom: string
  readonly validUntil: string
}

export function isInForce(agreement: Agreement, at: string): boolean {
  return agreement.validFrom <= at && at < agreement.validUntil
}
