import type { Bus } from '@crosswatch/bus'
import type { Federation, KeyOwner, NodeKeys, StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Policies } from '@crosswatch/policy'
import { ServiceError, type Clock, type JurisdictionCode } from '@crosswatch/protocol'
import type { AccessLog } from '@crosswatch/service-kit'
import type { ExchangeMetrics } from './metrics.ts'

/** What the parts of the exchange share. Made once, at start. */
export interface ExchangeContext {
  readonly federation: Federation
  readonly jurisdiction: JurisdictionCode
  readonly keys: NodeKeys
  readonly storageKey: StorageKey
  readonly connection: Connection
  readonly bus: Bus
  readonly accessLog: Pick<AccessLog, 'append'>
  readonly policies: Pick<Policies, 'decideAccess'>
  readonly clock: Clock
  readonly log: ExchangeLog
  readonly metrics: ExchangeMetrics
}

/** The part of a logger that is used here. Fields are ids and codes only. */
export interface ExchangeLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** The other members, by code. */
export function peersOf({
  federation,
  jurisdiction,
}: Pick<ExchangeContext, 'federation' | 'jurisdiction'>): JurisdictionCode[] {
  return [...federation.members.keys()].filter((code) => code !== jurisdiction)
}

/** Whose feed it is, or nothing if the code is not a member's. */
export function ownerOf(
  { federation }: Pick<ExchangeContext, 'federation'>,
  jurisdiction: JurisdictionCode,
): KeyOwner | undefined {
  const member = federation.members.get(jurisdiction)
  return member && { federation: federation.name, jurisdiction, rootKey: member.rootKey }
}

export function feedSubject(jurisdiction: JurisdictionCode): string {
  return `xw.feed.${jurisdiction}`
}

/** A node whose own jurisdiction is not in the federation must not start. */
export function assertMember(federation: Federation, jurisdiction: JurisdictionCode): void {
  if (!federation.members.has(jurisdiction)) {
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_JURISDICTION: ${jurisdiction} is not a member of the federation`,
    })
  }
}
