import { createFeedKeys, type FeedKeys } from '@crosswatch/crypto'
import type { JurisdictionCode } from '@crosswatch/protocol'

/** The last entry of a feed that this node holds. */
export interface Head {
  readonly seq: number
  /** Hash of the header payload; null before the first entry. */
  readonly hash: string | null
  readonly at: string
}

/** What this node knows of one issuer's feed, in memory: rebuilt from the database at start. */
export interface FeedState {
  readonly issuer: JurisdictionCode
  readonly head: Head
  readonly keys: FeedKeys
  /** Channel keys from this issuer to this node, the newest first. */
  readonly channels: readonly Channel[]
}

/** A channel key, and the entry that established it: the same month can be established again. */
export interface Channel {
  readonly epoch: string
  readonly seq: number
  readonly key: Uint8Array
}

export const emptyHead: Head = { seq: 0, hash: null, at: '' }

export function emptyFeed(issuer: JurisdictionCode): FeedState {
  return { issuer, head: emptyHead, keys: createFeedKeys(), channels: [] }
}

/** Channel keys to try for an entry of that month: the month's own first. */
export function channelKeysFor(state: FeedState, epoch: string): Uint8Array[] {
  const own = state.channels.filter((channel) => channel.epoch === epoch)
  const others = state.channels.filter((channel) => channel.epoch !== epoch)
  return [...own, ...others].map(({ key }) => key)
}

export function withChannel(state: FeedState, channel: Channel): FeedState {
  const channels = [channel, ...state.channels].toSorted(
    (a, b) => b.epoch.localeCompare(a.epoch) || b.seq - a.seq,
  )
  return { ...state, channels }
}

/** The channels that still stand when a feed is cut off after an entry. */
export function channelsUpTo(state: FeedState, lastGood: number): readonly Channel[] {
  return state.channels.filter(({ seq }) => seq <= lastGood)
}
