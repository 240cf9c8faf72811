import { createFeedKeys, readKeyEvent, type FeedKeys } from '@crosswatch/crypto'
import { parseEnvelope, toHex, type JurisdictionCode } from '@crosswatch/protocol'
import { ownerOf, type ExchangeContext } from '../context.ts'
import { emptyFeed, emptyHead, withChannel, type FeedState } from '../ingest/feed-state.ts'
import { loadChannelKeys, loadHeads, loadKeyEvents } from '../store/feeds.ts'

/** What is known of every member's feed, this node's own included. */
export interface FeedStates {
  get(issuer: JurisdictionCode): FeedState
  set(state: FeedState): void
  all(): FeedState[]
  /** Reads everything again from the database, the record. */
  reload(): Promise<void>
}

type StatesContext = Pick<ExchangeContext, 'federation' | 'jurisdiction' | 'storageKey' | 'connection'>

export async function loadFeedStates(context: StatesContext): Promise<FeedStates> {
  let states = await readStates(context)
  return {
    get: (issuer) => states.get(issuer) ?? emptyFeed(issuer),
    set: (state) => void states.set(state.issuer, state),
    all: () => [...states.values()],
    reload: async () => {
      states = await readStates(context)
    },
  }
}

async function readStates(context: StatesContext): Promise<Map<JurisdictionCode, FeedState>> {
  const { db } = context.connection
  const [heads, keys, channelKeys] = await Promise.all([
    loadHeads(db),
    readKeys(context),
    loadChannelKeys(db),
  ])
  const states = new Map<JurisdictionCode, FeedState>()
  for (const issuer of context.federation.members.keys()) {
    const stored = heads.find((candidate) => candidate.issuer === issuer)
    const head = stored ? { seq: stored.headSeq, hash: toHex(stored.headHash), at: stored.headAt } : emptyHead
    let state: FeedState = { issuer, head, keys: keys.get(issuer) ?? createFeedKeys(), channels: [] }
    for (const { recipient, epoch, seq, wrapped } of channelKeys.filter(
      (channel) => channel.issuer === issuer,
    )) {
      if (recipient !== context.jurisdiction) continue
      const key = context.storageKey.unwrap(wrapped, channelContext(issuer, recipient, epoch))
      state = withChannel(state, { epoch, seq, key })
    }
    states.set(issuer, issuer === context.jurisdiction ? withSelfChannel(state, context) : state)
  }
  return states
}

/** Verified again on every start: a row that somebody wrote into the database proves nothing by itself. */
async function readKeys(context: StatesContext): Promise<Map<JurisdictionCode, FeedKeys>> {
  const byIssuer = new Map<JurisdictionCode, FeedKeys>()
  for (const { issuer, seq, envelope } of await loadKeyEvents(context.connection.db)) {
    const owner = ownerOf(context, issuer)
    if (owner === undefined) continue
    const keys = byIssuer.get(issuer) ?? createFeedKeys()
    keys.learn(readKeyEvent(parseEnvelope(envelope), owner), seq)
    byIssuer.set(issuer, keys)
  }
  return byIssuer
}

/**
 * A node seals what it issues to itself too, under a key that its storage key gives: so its own alerts can be read back
 * from the feed when its database is lost.
 */
export function selfChannelKey({ storageKey }: Pick<ExchangeContext, 'storageKey'>): Uint8Array {
  return storageKey.secretFor('self-channel')
}

function withSelfChannel(state: FeedState, context: StatesContext): FeedState {
  return withChannel(state, { epoch: 'self', seq: 0, key: selfChannelKey(context) })
}

/** What a wrapped channel key is bound to. */
export function channelContext(issuer: string, recipient: string, epoch: string): string {
  return `channel ${issuer} ${recipient} ${epoch}`
}
