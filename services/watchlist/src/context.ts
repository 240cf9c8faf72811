import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { Policies } from '@crosswatch/policy'
import type { Clock, JurisdictionCode, Member } from '@crosswatch/protocol'
import type { AccessLog, GroupedAccessLog } from '@crosswatch/service-kit'
import type { WatchlistMetrics } from './metrics.ts'

/** What the parts of the watchlist share. Made once, at start. */
export interface WatchlistContext {
  readonly jurisdiction: JurisdictionCode
  /** The members of the federation by code: who issued an alert, and whom to call. */
  readonly members: ReadonlyMap<string, Member>
  readonly storageKey: StorageKey
  readonly connection: Pick<Connection, 'db' | 'transaction' | 'isReachable'>
  /** Its promise settles when the record is durable, and not before. */
  readonly accessLog: GroupedAccessLog
  readonly policies: Policies
  /** For what is written in a transaction of its own. */
  readonly actLog: Pick<AccessLog, 'append'>
  /** How long a list of persons and what was found about them is kept. */
  readonly screeningHours: number
  /** Over how many days queries are kept, as hashes, for estimates. */
  readonly recentDays: number
  /** ISO 3166-1 alpha-2 code of the country whose numbering plan a phone number without `+` follows. */
  readonly phoneCountry: string
  readonly clock: Clock
  readonly log: WatchlistLog
  readonly metrics: WatchlistMetrics
}

/** The part of a logger that is used here. Fields are ids and codes only. */
export interface WatchlistLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
