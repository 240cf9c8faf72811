import { CryptoError, openDocument, readKeyEvent, type KeyOwner } from '@crosswatch/crypto'
import {
  feedEntryDocument,
  FormatError,
  keyEventBody,
  parseEnvelope,
  type Envelope,
} from '@crosswatch/protocol'
import type { FeedState } from './feed-state.ts'
import { Refusal } from './refusal.ts'
import { claimedKeyId, type ReadEntry } from './verify-entry.ts'

/** An entry stored at or after a place, as far as it matters for taking it back. */
export interface StoredEntry {
  readonly seq: number
  readonly hash: string
  readonly envelope: Uint8Array
}

/**
 * Judges an entry for a place that is already taken by another one.
 *
 * It is a fork: two entries with one sequence. The one that was there first stays, whoever is right, and the other is kept
 * as evidence; except when the issuer's root says in it that the key which signed ours was revoked before this place.
 *
 * @param stored what stands at this place and after it
 * @returns the place after which the feed is to be cut off, if the root says so
 * @throws {Refusal} `fork`, or why not even that is proven
 */
export function judgeFork(
  entry: ReadEntry,
  owner: KeyOwner,
  state: FeedState,
  stored: readonly StoredEntry[],
): { readonly lastGood: number } {
  const lastGood = revokedBefore(entry, owner, stored)
  if (lastGood !== undefined) return { lastGood }
  checkSignedByIssuer(entry, state)
  throw new Refusal('fork', `Another entry stands at ${entry.header.seq}: the issuer signed two.`)
}

function revokedBefore(
  { header, frame }: ReadEntry,
  owner: KeyOwner,
  stored: readonly StoredEntry[],
): number | undefined {
  if (header.class !== 'key' || frame.body === undefined) return undefined
  const lastGood = header.seq - 1
  const revoked = new Set(
    readRevocations(frame.body, owner)
      .filter((revocation) => revocation.lastGood === lastGood)
      .map(({ keyid }) => keyid),
  )
  const signers = stored.map(({ envelope }) => claimedKeyId(parseEnvelope(envelope)))
  const allRevoked = stored.length > 0 && signers.every((keyid) => keyid !== undefined && revoked.has(keyid))
  return allRevoked ? lastGood : undefined
}

function readRevocations(body: Uint8Array, owner: KeyOwner) {
  try {
    const events = keyEventBody
      .decode(body)
      .statements.map((statement: Envelope) => readKeyEvent(statement, owner))
    return events.flatMap((event) => (event.kind === 'revocation' ? [event.revocation] : []))
  } catch (error) {
    if (error instanceof FormatError || error instanceof CryptoError) return []
    throw error
  }
}

/** Nobody can accuse an issuer of a fork without its signature. */
function checkSignedByIssuer({ envelope, header }: ReadEntry, state: FeedState): void {
  try {
    openDocument(feedEntryDocument, envelope, (keyid) => state.keys.signingKey(keyid, header.seq, header.at))
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new Refusal(cause.problem === 'unknown-key' ? 'unknown-key' : 'bad-signature', cause.message, {
      cause,
    })
  }
}
