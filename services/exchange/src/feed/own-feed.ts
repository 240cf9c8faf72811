import {
  envelopeBytes,
  envelopePayload,
  feedEntryDocument,
  fromHex,
  headerHash,
  sha256Hex,
  type EntryClass,
  type Envelope,
  type FeedHeader,
} from '@crosswatch/protocol'
import { readKeyEvent, signDocument, type EntryPlace, type FeedKeys, type KeyEvent } from '@crosswatch/crypto'
import type { Transaction } from '@crosswatch/database'
import type { Sequential } from '@crosswatch/service-kit'
import { ownerOf, type ExchangeContext } from '../context.ts'
import { insertEntries, insertKeyEvents, setHead } from '../store/feeds.ts'
import type { StoredEntry } from './publish.ts'
import type { FeedStates } from './states.ts'

/** An entry to come. Its body is made when its place in the feed is known. */
export interface EntryDraft {
  readonly class: EntryClass
  readonly body: (place: EntryPlace) => Uint8Array
  /** For class `key`: the statements that the body carries. */
  readonly statements?: readonly Envelope[]
}

export interface OwnFeed {
  /**
   * Appends entries and does `alongside` in the same transaction: both are durable when it returns, or neither. Nothing is
   * published yet.
   */
  append(
    drafts: readonly EntryDraft[],
    alongside?: (tx: Transaction, places: readonly EntryPlace[]) => Promise<void>,
  ): Promise<void>
  /** Finds out whether an append that failed was committed all the same: what it appended is still to be published then. */
  settle(): Promise<void>
  /** The entries directly after a place, if they were appended lately; nothing if the database must be asked. */
  recentAfter(seq: number, limit: number): readonly StoredEntry[] | undefined
}

/** How many of the latest entries are kept in memory, so that they need not be read back to be published. */
const keptRecent = 256

type OwnFeedContext = Pick<ExchangeContext, 'federation' | 'jurisdiction' | 'keys' | 'connection' | 'clock'>

/** The only writer of this node's feed. Appends one after another: a feed has no branches. */
export function createOwnFeed(context: OwnFeedContext, states: FeedStates, inTurn: Sequential): OwnFeed {
  const { jurisdiction, connection } = context
  let unsure = false
  let recent: readonly StoredEntry[] = []

  const settle = async () => {
    if (!unsure) return
    // The last commit may or may not have happened. The database knows.
    await states.reload()
    // What it may have committed is not among these: going on from them would skip it.
    recent = []
    unsure = false
  }

  return {
    settle: () => (unsure ? inTurn(settle) : Promise.resolve()),
    recentAfter(seq, limit) {
      const from = recent.findIndex((entry) => entry.seq === seq + 1)
      return from < 0 ? undefined : recent.slice(from, from + limit)
    },
    append: (drafts, alongside) =>
      inTurn(async () => {
        await settle()
        const state = states.get(jurisdiction)
        const built = buildEntries(context, state, drafts)
        unsure = true
        await connection.transaction(async (tx) => {
          await insertEntries(tx, built.rows)
          await insertKeyEvents(tx, built.keyEvents)
          await setHead(tx, jurisdiction, built.head)
          await alongside?.(tx, built.places)
        })
        unsure = false
        states.set({ ...state, head: built.head, keys: built.keys })
        recent = [...recent, ...built.rows].slice(-keptRecent)
      }),
  }
}

function buildEntries(
  context: OwnFeedContext,
  state: ReturnType<FeedStates['get']>,
  drafts: readonly EntryDraft[],
) {
  const { jurisdiction, federation } = context
  let { head } = state
  let keys = state.keys
  const rows = []
  const keyEvents = []
  const places: EntryPlace[] = []
  for (const draft of drafts) {
    const place = { federation: federation.name, issuer: jurisdiction, seq: head.seq + 1 }
    const body = draft.body(place)
    // A feed never goes back in time, even if this machine's clock does.
    const now = context.clock().toISOString()
    const header: FeedHeader = {
      v: 1,
      ...place,
      prev: head.hash,
      at: now > head.at ? now : head.at,
      class: draft.class,
      body: { hash: sha256Hex(body), size: body.length },
    }
    const statements = draft.statements ?? []
    keys = learnOwn(context, keys, statements, place.seq)
    const envelope = signDocument(feedEntryDocument, header, context.keys.signer)
    const hash = headerHash(envelopePayload(envelope))
    rows.push({
      issuer: jurisdiction,
      seq: place.seq,
      hash: fromHex(hash),
      class: draft.class,
      envelope: envelopeBytes(envelope),
      body,
    })
    keyEvents.push(
      ...statements.map((statement, ordinal) => ({
        issuer: jurisdiction,
        seq: place.seq,
        ordinal,
        envelope: envelopeBytes(statement),
      })),
    )
    places.push(place)
    head = { seq: place.seq, hash, at: header.at }
  }
  return { rows, keyEvents, places, head, keys }
}

function learnOwn(
  context: OwnFeedContext,
  keys: FeedKeys,
  statements: readonly Envelope[],
  seq: number,
): FeedKeys {
  const owner = ownerOf(context, context.jurisdiction)
  if (statements.length === 0 || owner === undefined) return keys
  const events: KeyEvent[] = statements.map((statement) => readKeyEvent(statement, owner))
  const after = keys.copy()
  for (const event of events) after.learn(event, seq)
  return after
}
