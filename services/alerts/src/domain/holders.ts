import type { AlertDetail, Compartment, JurisdictionCode } from '@crosswatch/protocol'

/** A jurisdiction that has an own alert, and what it could open of it. */
export interface Holder extends Pick<AlertDetail['recipients'][number], 'has'> {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
}

/** Who has it once a version has gone out: also those who got one before and do not get this one. They are still told when it ends. */
export function holdersAfter(before: readonly Holder[], sentTo: readonly Holder[]): Holder[] {
  const left = before.filter((one) => sentTo.every(({ jurisdiction }) => jurisdiction !== one.jurisdiction))
  return [...sentTo, ...left.map((one) => ({ ...one, has: one.has ?? ('earlier' as const) }))]
}

/**
 * Who may have an alert that was read back from this node's own feed: the feed does not say to whom an entry went. Everyone is told
 * when it ends, and heard about it; somebody who never had it learns that it is withdrawn and nothing else.
 */
export function presumedHolders(
  partners: readonly JurisdictionCode[],
  compartments: readonly Compartment[],
): Holder[] {
  return partners.map((jurisdiction) => ({ jurisdiction, compartments, has: 'presumed' }))
}

/** Who has the version in force, for certain. */
export function sureHolders(holders: readonly Holder[]): JurisdictionCode[] {
  return holders.filter(({ has }) => has === undefined).map(({ jurisdiction }) => jurisdiction)
}
