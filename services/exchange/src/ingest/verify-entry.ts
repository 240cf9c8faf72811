import {
  CryptoError,
  openDocument,
  readKeyEvent,
  type FeedKeys,
  type KeyEvent,
  type KeyOwner,
} from '@crosswatch/crypto'
import {
  envelopePayload,
  feedEntryDocument,
  FormatError,
  headerHash,
  keyEventBody,
  parseEnvelope,
  sha256Hex,
  type Envelope,
  type FeedHeader,
  type Frame,
} from '@crosswatch/protocol'
import type { Head } from './feed-state.ts'
import { Refusal } from './refusal.ts'

/** An entry whose header has been read. Nothing in it is trusted yet: whoever sent the message controls it. */
export interface ReadEntry {
  readonly frame: Frame
  readonly envelope: Envelope
  readonly header: FeedHeader
  /** Hash of the header payload, in hexadecimal. */
  readonly hash: string
}

/** An entry that counts: verified in every respect that does not need this node's secrets. */
export interface VerifiedEntry extends ReadEntry {
  readonly keyid: string
  readonly keyEvents: readonly { readonly envelope: Envelope; readonly event: KeyEvent }[]
  /** Keys of the feed as they stand after this entry. */
  readonly keys: FeedKeys
}

/** @throws {Refusal} `malformed` */
export function readEntry(frame: Frame): ReadEntry {
  try {
    const envelope = parseEnvelope(frame.envelope)
    if (envelope.payloadType !== feedEntryDocument.payloadType) {
      throw new Refusal('malformed', 'The envelope does not hold a feed entry.')
    }
    const payload = envelopePayload(envelope)
    return { frame, envelope, header: feedEntryDocument.decode(payload), hash: headerHash(payload) }
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    throw new Refusal('malformed', cause.message, { cause })
  }
}

/**
 * Verifies an entry as the next one of a feed, each check in the order in which a later one relies on it.
 *
 * @param owner whose feed the entry must belong to
 * @param mayBeBare whether the header alone will do
 * @throws {Refusal} with the first check that fails
 */
export function verifyEntry(
  entry: ReadEntry,
  owner: KeyOwner,
  head: Head,
  keys: FeedKeys,
  mayBeBare = false,
): VerifiedEntry {
  checkFederation(entry.header, owner)
  checkIssuer(entry.header, owner)
  checkSequence(entry.header, head)
  checkBody(entry, mayBeBare)
  const keyEvents = readKeyEvents(entry, owner)
  const keysAfter = keysWith(keys, keyEvents, entry.header.seq)
  const keyid = checkSignature(entry, keysAfter)
  checkChain(entry.header, head)
  return { ...entry, keyid, keyEvents, keys: keysAfter }
}

function checkFederation(header: FeedHeader, owner: KeyOwner): void {
  if (header.federation !== owner.federation)
    throw new Refusal('wrong-federation', 'The entry belongs to another federation.')
}

function checkIssuer(header: FeedHeader, owner: KeyOwner): void {
  if (header.issuer !== owner.jurisdiction) {
    throw new Refusal(
      'wrong-issuer',
      `The entry says ${header.issuer} and came as one of ${owner.jurisdiction}.`,
    )
  }
}

function checkSequence(header: FeedHeader, head: Head): void {
  if (header.seq > head.seq + 1) {
    throw new Refusal('gap', `Entry ${header.seq} came after ${head.seq}: what lies between is missing.`)
  }
  if (header.seq <= head.seq) throw new Refusal('replay', `Entry ${header.seq} is already there.`)
}

function checkBody({ frame, header }: ReadEntry, mayBeBare: boolean): void {
  if (frame.body === undefined) {
    if (mayBeBare) return
    throw new Refusal('body-missing', 'The entry came without its body.')
  }
  if (frame.body.length !== header.body.size || sha256Hex(frame.body) !== header.body.hash) {
    throw new Refusal('body-mismatch', 'The body is not the one that the header names.')
  }
}

/** The statements in a `key` entry come first, since the entry may be signed by the key that it introduces. */
function readKeyEvents({ frame, header }: ReadEntry, owner: KeyOwner): VerifiedEntry['keyEvents'] {
  if (header.class !== 'key' || frame.body === undefined) return []
  try {
    const { statements } = keyEventBody.decode(frame.body)
    return statements.map((envelope) => ({ envelope, event: readKeyEvent(envelope, owner) }))
  } catch (cause) {
    if (!(cause instanceof FormatError || cause instanceof CryptoError)) throw cause
    const weak = cause instanceof CryptoError && cause.problem === 'weak-public-key'
    throw new Refusal(weak ? 'weak-key' : 'key-event-refused', cause.message, { cause })
  }
}

function keysWith(keys: FeedKeys, keyEvents: VerifiedEntry['keyEvents'], seq: number): FeedKeys {
  if (keyEvents.length === 0) return keys
  const after = keys.copy()
  for (const { event } of keyEvents) after.learn(event, seq)
  return after
}

function checkSignature({ envelope, header }: ReadEntry, keys: FeedKeys): string {
  try {
    return openDocument(feedEntryDocument, envelope, (keyid) => keys.signingKey(keyid, header.seq, header.at))
      .keyid
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new Refusal(cause.problem === 'unknown-key' ? 'unknown-key' : 'bad-signature', cause.message, {
      cause,
    })
  }
}

function checkChain(header: FeedHeader, head: Head): void {
  if (header.prev !== head.hash)
    throw new Refusal('chain-broken', 'The entry does not follow from the one before it.')
  // Otherwise a stolen key that has run out could be used again by dating an entry back.
  if (header.at < head.at) throw new Refusal('time-reversed', 'The entry is dated before the one before it.')
}

/** The key id that an envelope claims, unverified. */
export function claimedKeyId(envelope: Envelope): string | undefined {
  return envelope.signatures[0]?.keyid
}
