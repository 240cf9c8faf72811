import type { AlertDetail, Compartment, JurisdictionCode } from '@crosswatch/protocol'

/** A jurisdiction that has an own alert, and what it could open of it. */
export interface Holder extends Pick<AlertDetail['recipients'][number], 'presumed'> {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
}

/** Who has it once a version has gone out. Who is only presumed to have one before does not get it, and is still told when the alert ends. */
export function holdersAfter(before: readonly Holder[], sentTo: readonly Holder[]): Holder[] {
  const left = before.filter((one) => sentTo.every(({ jurisdiction }) => jurisdiction !== one.jurisdiction))
  return [...sentTo, ...left]
}

/**
 * Who may have an alert that was read back from this node's own feed: the feed does not say to whom an entry went. Everyone is told
 * when it ends, and heard about it; somebody who never had it learns that it is withdrawn and nothing else.
 */
export function presumedHolders(
  partners: readonly JurisdictionCode[],
  compartments: readonly Compartment[],
): Holder[] {
  return partners.map((jurisdiction) => ({ jurisdiction, compartments, presumed: true }))
}

/** Who has it for certain. */
export function sureHolders(holders: readonly Holder[]): JurisdictionCode[] {
  return holders.filter(({ presumed }) => presumed !== true).map(({ jurisdiction }) => jurisdiction)
}
