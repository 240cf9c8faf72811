import { createFeedKeys, readKeyEvent, type KeyOwner } from '@crosswatch/crypto'
import { parseEnvelope, toHex, type Frame, type JurisdictionCode } from '@crosswatch/protocol'
import type { Sequential } from '@crosswatch/service-kit'
import { ownerOf, type ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import type { NewQuarantineRow } from '../store/boxes.ts'
import { loadKeyEvents, readHashes, readStoredAfter } from '../store/feeds.ts'
import { addAccepted, addRefused, emptyBatch, type Origin } from './batch.ts'
import { channelsUpTo, type FeedState, type Head } from './feed-state.ts'
import { judgeFork } from './known-place.ts'
import { openEntry } from './open-entry.ts'
import { Refusal } from './refusal.ts'
import { storeBatch } from './store-batch.ts'
import { readEntry, verifyEntry, type ReadEntry } from './verify-entry.ts'

/** Entries that came together, from one feed. */
export interface Delivery extends Origin {
  readonly frames: readonly Frame[]
}

export interface TakeResult {
  readonly accepted: number
  /** Feeds of which something is missing, with the place up to which each is known to go. */
  readonly behind: ReadonlyMap<JurisdictionCode, number>
  /** Statements about keys arrived: there may be a channel to establish. */
  readonly keysChanged: boolean
}

export interface TakeOptions {
  /** Own entries are taken in only while this node recovers its own feed. */
  readonly ownFeed: boolean
  /** A header was asked for, since nobody has the entry whole. Whoever answers with headers unasked keeps something back. */
  readonly bare?: boolean
}

/** What taking entries in needs: everything but a way out. */
export type TakeContext = Omit<ExchangeContext, 'accessLog' | 'bus' | 'clock' | 'log' | 'policies'>

export type TakeEntries = (deliveries: readonly Delivery[], options?: TakeOptions) => Promise<TakeResult>

/**
 * Takes entries in: verifies each as the next of its feed, opens what is addressed to this node, and stores entries, letters
 * and refusals in one transaction. What is known in memory moves only after the commit.
 *
 * One batch at a time: the stream and the catch-up may bring the same entries.
 */
export function createTakeEntries(context: TakeContext, states: FeedStates, inTurn: Sequential): TakeEntries {
  let unsure = false
  return (deliveries, options = { ownFeed: false }) =>
    inTurn(async () => {
      if (unsure) {
        // The last commit may or may not have happened. The database knows.
        await states.reload()
        unsure = false
      }
      unsure = true
      const known = await readKnownHashes(context, states, deliveries)
      const taking = createTaking(context, states, known, options)
      for (const { frames, ...origin } of deliveries) {
        for (const frame of frames) await taking.take(frame, origin)
      }
      const result = await taking.finish()
      unsure = false
      return result
    })
}

function createTaking(context: TakeContext, states: FeedStates, known: KnownHashes, options: TakeOptions) {
  let batch = emptyBatch()
  let accepted = 0
  let keysChanged = false
  const behind = new Map<JurisdictionCode, number>()
  const replays = new Map<JurisdictionCode, number[]>()

  const stateOf = (issuer: JurisdictionCode) => batch.states.get(issuer) ?? states.get(issuer)

  async function take(frame: Frame, origin: Origin): Promise<void> {
    let entry: ReadEntry | undefined
    try {
      entry = readEntry(frame)
      await takeRead(entry, origin)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.reason === 'gap' || error.reason === 'body-missing')
        noteBehind(origin.claimedIssuer, entry?.header.seq ?? 0)
      addRefused(batch, origin, frame, entry, error)
      context.metrics.refused(origin.claimedIssuer, error.reason)
    }
  }

  async function takeRead(entry: ReadEntry, origin: Origin): Promise<void> {
    const { issuer, seq } = entry.header
    if (issuer !== origin.claimedIssuer) {
      throw new Refusal(
        'wrong-issuer',
        `The entry says ${issuer} and came as one of ${origin.claimedIssuer}.`,
      )
    }
    const owner = ownerOf(context, issuer)
    if (owner === undefined) throw new Refusal('not-a-member', 'No member of the federation has this code.')
    if (seq <= stateOf(issuer).head.seq) {
      if (!(await judgeKnownPlace(entry, owner))) return
    } else if (issuer === context.jurisdiction && !options.ownFeed) {
      throw new Refusal(
        'fork',
        `An entry ${seq} of this node's own feed arrived that this node did not write.`,
      )
    }
    accept(entry, owner)
  }

  function accept(entry: ReadEntry, owner: KeyOwner): void {
    const state = stateOf(entry.header.issuer)
    const verified = verifyEntry(entry, owner, state.head, state.keys, mayBeBare(entry, state))
    addAccepted(batch, context, state, verified, openOrRefuse(verified, state))
    known.add(entry)
    keysChanged ||= verified.keyEvents.length > 0
  }

  /**
   * Whether an entry counts without its body. Of this node's own feed, read back after its database was lost, what others have erased, or
   * never got, is nowhere any more, and the feed must go on. Elsewhere, what came before the issuer set up a channel to this node
   * cannot have been addressed to it. Keys and channels are never erased.
   */
  function mayBeBare({ header }: ReadEntry, { channels }: FeedState): boolean {
    if (options.bare !== true) return false
    if (header.issuer === context.jurisdiction) return options.ownFeed && header.class !== 'key'
    return header.class === 'sealed' && channels.length === 0
  }

  function openOrRefuse(verified: ReturnType<typeof verifyEntry>, state: FeedState) {
    try {
      return openEntry(verified, state, {
        jurisdiction: context.jurisdiction,
        channelSecret: (epoch) => context.keys.channelSecret(epoch),
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The entry stands in the chain; what it holds does not count.
      const origin = { claimedIssuer: verified.header.issuer, source: 'content' }
      addRefused(batch, origin, verified.frame, verified, error)
      context.metrics.refused(origin.claimedIssuer, error.reason)
      return undefined
    }
  }

  /** @returns whether the entry goes on from a place that the root went back to; false for a mere duplicate */
  async function judgeKnownPlace(entry: ReadEntry, owner: KeyOwner): Promise<boolean> {
    const { issuer, seq } = entry.header
    if (known.hashOf(issuer, seq) === entry.hash) {
      if (issuer !== context.jurisdiction) replays.set(issuer, [...(replays.get(issuer) ?? []), seq])
      return false
    }
    await flush()
    const stored = await readStoredAfter(context.connection.db, issuer, seq - 1)
    const { lastGood } = judgeFork(entry, owner, stateOf(issuer), stored)
    const state = await stateAfterCut(context, stateOf(issuer), lastGood)
    // Judged before anything is cut: a continuation that does not verify changes nothing.
    verifyEntry(entry, owner, state.head, state.keys)
    batch.cut = { issuer, lastGood }
    batch.states.set(issuer, state)
    return true
  }

  async function flush(): Promise<void> {
    const full = batch
    batch = emptyBatch()
    await storeBatch(context.connection, full)
    for (const state of full.states.values()) states.set(state)
    accepted += full.entries.length
    for (const { issuer } of full.entries) context.metrics.accepted(issuer, 1)
  }

  function noteBehind(issuer: JurisdictionCode, seq: number): void {
    behind.set(issuer, Math.max(seq, behind.get(issuer) ?? 0))
  }

  return {
    take,
    async finish(): Promise<TakeResult> {
      for (const [issuer, seqs] of replays) {
        batch.quarantine.push(replayRow(issuer, seqs))
        for (const _ of seqs) context.metrics.refused(issuer, 'replay')
      }
      await flush()
      return { accepted, behind, keysChanged }
    },
  }
}

/** Delivered again, as at-least-once delivery does: counted, so that an operator can see a flood of them. */
function replayRow(issuer: JurisdictionCode, seqs: readonly number[]): NewQuarantineRow {
  const detail = `Entries that were there already came again; the last of them was ${seqs.at(-1)}.`
  return {
    issuer,
    seq: 0,
    hash: new Uint8Array(),
    reason: 'replay',
    detail,
    source: 'delivery',
    times: seqs.length,
  }
}

/** Hashes of the entries that stand where delivered ones want to stand, to tell a duplicate from a fork. */
interface KnownHashes {
  hashOf(issuer: JurisdictionCode, seq: number): string | undefined
  add(entry: ReadEntry): void
}

async function readKnownHashes(
  context: TakeContext,
  states: FeedStates,
  deliveries: readonly Delivery[],
): Promise<KnownHashes> {
  const hashes = new Map<string, string>()
  for (const issuer of new Set(deliveries.map(({ claimedIssuer }) => claimedIssuer))) {
    const frames = deliveries
      .filter((delivery) => delivery.claimedIssuer === issuer)
      .flatMap((delivery) => delivery.frames)
    const seqs = frames.flatMap(placeOf).filter((seq) => seq <= states.get(issuer).head.seq)
    for (const [seq, hash] of await readHashes(context.connection.db, issuer, seqs))
      hashes.set(`${issuer} ${seq}`, toHex(hash))
  }
  return {
    hashOf: (issuer, seq) => hashes.get(`${issuer} ${seq}`),
    add: ({ header, hash }) => void hashes.set(`${header.issuer} ${header.seq}`, hash),
  }
}

/** The place that a frame claims, if it can be read at all. */
function placeOf(frame: Frame): number[] {
  try {
    return [readEntry(frame).header.seq]
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** A feed as it stood after an entry: its head, and the keys learned up to there. */
async function stateAfterCut(context: TakeContext, state: FeedState, lastGood: number): Promise<FeedState> {
  const { issuer } = state
  const owner = ownerOf(context, issuer)
  const keys = createFeedKeys()
  for (const event of await loadKeyEvents(context.connection.db)) {
    if (event.issuer !== issuer || event.seq > lastGood || owner === undefined) continue
    keys.learn(readKeyEvent(parseEnvelope(event.envelope), owner), event.seq)
  }
  return {
    ...state,
    head: await headAt(context, issuer, lastGood),
    keys,
    channels: channelsUpTo(state, lastGood),
  }
}

async function headAt(context: TakeContext, issuer: JurisdictionCode, seq: number): Promise<Head> {
  const [entry] = await readStoredAfter(context.connection.db, issuer, seq - 1, 1)
  if (entry === undefined || seq === 0) return { seq: 0, hash: null, at: '' }
  const { header, hash } = readEntry({ envelope: entry.envelope, body: undefined })
  return { seq, hash, at: header.at }
}
