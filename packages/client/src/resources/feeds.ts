import type { Envelope, Member } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Where one issuer's feed stands on this node. */
export interface FeedStatus {
  readonly issuer: string
  readonly name: string
  /** The last entry held here; 0: none yet. */
  readonly seq: number
  readonly hash: string | null
  /** Entries that are known to exist and not held here. */
  readonly missing: number
  /** Whether sealed entries of this issuer can be opened here. */
  readonly channel: boolean
}

/** An entry that was refused, and why. */
export interface QuarantinedEntry {
  readonly id: number
  readonly issuer: string
  readonly seq: number
  readonly reason: string
  readonly detail: string
  readonly source: string
  readonly times: number
  readonly firstAt: string
  readonly lastAt: string
}

/** The federation as the node verified it. */
export interface FederationView {
  readonly federation: string
  readonly version: number
  readonly jurisdiction: string
  readonly members: readonly Member[]
}

/** What a root said about a key, as it stands in the issuer's feed. Verify it: the node may lie. */
export interface KeyStatementEntry {
  readonly issuer: string
  readonly seq: number
  readonly envelope: Envelope
}

/** What comes from other jurisdictions and goes to them. */
export interface FeedCalls {
  /** Roles: administrator, auditor, supervisor, analyst. */
  list(): Promise<readonly FeedStatus[]>
  /** Roles: administrator, auditor. */
  quarantine(): Promise<readonly QuarantinedEntry[]>
  /** The members and whom to call. */
  federation(): Promise<FederationView>
  /** Statements of all roots about their keys. */
  keys(): Promise<readonly KeyStatementEntry[]>
}

export function feedCalls({ exchange }: Api): FeedCalls {
  return {
    list: async () => (await dataOf(exchange.GET('/v1/feeds'))).feeds,
    quarantine: async () => (await dataOf(exchange.GET('/v1/quarantine'))).entries,
    federation: () => dataOf(exchange.GET('/v1/federation')),
    keys: async () => (await dataOf(exchange.GET('/v1/keys'))).statements,
  }
}
