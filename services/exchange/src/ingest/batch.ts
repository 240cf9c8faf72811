import {
  envelopeBytes,
  fromHex,
  sha256,
  toBase64,
  type Frame,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { ExchangeContext } from '../context.ts'
import { channelContext } from '../feed/states.ts'
import type { NewInboxRow, NewQuarantineRow } from '../store/boxes.ts'
import type { NewChannelKey, NewEntry, NewKeyEvent } from '../store/feeds.ts'
import { withChannel, type FeedState } from './feed-state.ts'
import type { OpenedEntry } from './open-entry.ts'
import type { Refusal } from './refusal.ts'
import type { ReadEntry, VerifiedEntry } from './verify-entry.ts'

/** What several entries come to, before anything of it is stored. */
export interface Batch {
  /** Feeds as they will stand when the batch is stored. */
  readonly states: Map<JurisdictionCode, FeedState>
  readonly entries: NewEntry[]
  readonly keyEvents: NewKeyEvent[]
  readonly channelKeys: NewChannelKey[]
  readonly inbox: NewInboxRow[]
  readonly quarantine: NewQuarantineRow[]
  /** The root of this feed took back all after `lastGood`: what stands there goes first. */
  cut: { readonly issuer: JurisdictionCode; readonly lastGood: number } | undefined
}

export function emptyBatch(): Batch {
  return {
    states: new Map(),
    entries: [],
    keyEvents: [],
    channelKeys: [],
    inbox: [],
    quarantine: [],
    cut: undefined,
  }
}

/** Adds an entry that counts, with what this node could open of it. */
export function addAccepted(
  batch: Batch,
  context: Pick<ExchangeContext, 'jurisdiction' | 'storageKey'>,
  state: FeedState,
  entry: VerifiedEntry,
  opened: OpenedEntry | undefined,
): void {
  const { issuer, seq, at } = entry.header
  const hash = fromHex(entry.hash)
  // The body of what is addressed to others is of no use here: the header keeps the chain.
  const keepsBody = entry.header.class === 'key' || opened !== undefined || issuer === context.jurisdiction
  const { envelope, body } = entry.frame
  batch.entries.push({
    issuer,
    seq,
    hash,
    class: entry.header.class,
    envelope,
    body: keepsBody ? (body ?? null) : null,
  })
  batch.keyEvents.push(
    ...entry.keyEvents.map((event, ordinal) => ({
      issuer,
      seq,
      ordinal,
      envelope: envelopeBytes(event.envelope),
    })),
  )
  let next: FeedState = { ...state, head: { seq, hash: entry.hash, at }, keys: entry.keys }
  if (opened?.kind === 'channel') {
    next = withChannel(next, { epoch: opened.epoch, seq, key: opened.key })
    batch.channelKeys.push(channelRow(context, issuer, seq, opened))
  }
  if (opened?.kind === 'letter') batch.inbox.push(inboxRow(context, entry, hash, opened))
  batch.states.set(issuer, next)
}

function channelRow(
  { jurisdiction, storageKey }: Pick<ExchangeContext, 'jurisdiction' | 'storageKey'>,
  issuer: JurisdictionCode,
  seq: number,
  { epoch, key }: { readonly epoch: string; readonly key: Uint8Array },
): NewChannelKey {
  const wrapped = storageKey.wrap(key, channelContext(issuer, jurisdiction, epoch))
  return { issuer, recipient: jurisdiction, epoch, seq, wrapped }
}

function inboxRow(
  { storageKey }: Pick<ExchangeContext, 'storageKey'>,
  { header: { issuer, seq } }: VerifiedEntry,
  entryHash: Uint8Array,
  letter: Extract<OpenedEntry, { kind: 'letter' }>,
): NewInboxRow {
  const sealed = storageKey.seal(letter.document, `inbox ${issuer} ${seq}`)
  return {
    kind: letter.letter,
    issuer,
    seq,
    entryHash,
    ref: letter.ref,
    document: sealed.box,
    documentKey: sealed.key,
    compartments: letter.compartments.map(({ name, box, key }) => ({
      name,
      box: toBase64(box),
      key: toBase64(storageKey.wrap(key, `compartment ${letter.ref} ${name}`)),
    })),
  }
}

/** Where something came from: whose feed it came as, and by which way. */
export interface Origin {
  readonly claimedIssuer: JurisdictionCode
  /** `stream`, or `catch-up <jurisdiction>`. */
  readonly source: string
}

/** Adds a refusal, for an operator to look at. */
export function addRefused(
  batch: Batch,
  origin: Origin,
  frame: Frame,
  read: ReadEntry | undefined,
  refusal: Refusal,
): void {
  // A gap is filled by the very entry that showed it, and a replay is there already: their bytes prove nothing.
  const worthKeeping = refusal.reason !== 'gap' && refusal.reason !== 'replay'
  batch.quarantine.push({
    issuer: origin.claimedIssuer,
    seq: read?.header.seq ?? 0,
    hash: read ? fromHex(read.hash) : sha256(frame.envelope),
    reason: refusal.reason,
    detail: refusal.detail,
    source: origin.source,
    envelope: worthKeeping ? frame.envelope : null,
    body: worthKeeping ? (frame.body ?? null) : null,
  })
}
