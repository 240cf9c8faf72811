import {
  keyStatementDocument,
  revocationDocument,
  sameBytes,
  type Envelope,
  type KeyStatement,
  type Revocation,
} from '@crosswatch/protocol'
import { CryptoError } from './crypto-error.ts'
import { assertStrongPublicKey, keyIdOf, publicKeyBytes } from './ed25519.ts'
import { openDocument } from './envelope.ts'
import { keyOf } from './key-statement.ts'
import { mlDsaPublicKeyBytes } from './ml-dsa.ts'
import { channelPublicKeyBytes } from './channel.ts'

/** Whose keys these are: a member of the federation and its root. */
export interface KeyOwner {
  readonly federation: string
  readonly jurisdiction: string
  readonly rootKey: Uint8Array
}

/** A statement of the root that was verified. */
export type KeyEvent =
  | { readonly kind: 'key'; readonly keyid: string; readonly statement: KeyStatement }
  | { readonly kind: 'revocation'; readonly revocation: Revocation }

/**
 * Verifies one statement of a root.
 *
 * @param envelope attacker-controlled until this returns
 * @throws {CryptoError} if the root did not sign it, it is about another member, or the key is weak
 * @throws {FormatError} if it is malformed
 */
export function readKeyEvent(envelope: Envelope, owner: KeyOwner): KeyEvent {
  const lookup = (keyid: string) => (keyid === keyIdOf(owner.rootKey) ? owner.rootKey : undefined)
  if (envelope.payloadType === revocationDocument.payloadType) {
    const { value: revocation } = openDocument(revocationDocument, envelope, lookup)
    assertAbout(revocation, owner)
    return { kind: 'revocation', revocation }
  }
  const { value: statement } = openDocument(keyStatementDocument, envelope, lookup)
  assertAbout(statement, owner)
  const key = keyOf(statement)
  if (sameBytes(key, owner.rootKey))
    throw new CryptoError('wrong-key-use', 'The root certifies other keys and is none of them.')
  if (statement.use === 'channel') {
    if (key.length !== channelPublicKeyBytes || statement.epoch === undefined) {
      throw new CryptoError(
        'weak-public-key',
        'A channel key must be an X-Wing public key and name its month.',
      )
    }
  } else if (statement.use === 'witness' && key.length === mlDsaPublicKeyBytes) {
    // Every string of this length is an ML-DSA-44 public key: it holds a seed and packed integers.
  } else if (statement.use !== 'match') assertStrongPublicKey(key)
  else if (key.length !== publicKeyBytes)
    throw new CryptoError('weak-public-key', 'A match key has 32 bytes.')
  return { kind: 'key', keyid: keyIdOf(key), statement }
}

/** The keys of one feed as they stand along it. */
export interface FeedKeys {
  /** Takes up a verified event that stands at `seq`. */
  learn(event: KeyEvent, seq: number): void
  /** The signing key of that id, if it may sign the entry at `seq` dated `at`; otherwise nothing. */
  signingKey(keyid: string, seq: number, at: string): Uint8Array | undefined
  /** The signing key of that id, whenever it may have signed. */
  everSigned(keyid: string): Uint8Array | undefined
  /** The newest X-Wing public key for a month that was not taken back. */
  channelKey(epoch: string): Uint8Array | undefined
  /** Every key with one use, oldest first. */
  keysFor(use: KeyStatement['use']): readonly Uint8Array[]
  /** Where the key's word ends, if the root took it back. */
  lastGood(keyid: string): number | undefined
  copy(): FeedKeys
}

interface KnownKey {
  readonly statement: KeyStatement
  readonly since: number
}

export function createFeedKeys(
  known: ReadonlyMap<string, KnownKey> = new Map(),
  revoked: ReadonlyMap<string, number> = new Map(),
): FeedKeys {
  const keys = new Map(known)
  const lastGood = new Map(revoked)
  return {
    learn(event, seq) {
      if (event.kind === 'key') {
        // The first statement about a key stands: a later one cannot make it valid earlier.
        if (!keys.has(event.keyid)) keys.set(event.keyid, { statement: event.statement, since: seq })
      } else {
        const { keyid, lastGood: bound } = event.revocation
        lastGood.set(keyid, Math.min(bound, lastGood.get(keyid) ?? bound))
      }
    },
    signingKey(keyid, seq, at) {
      const key = keys.get(keyid)
      if (key === undefined || key.statement.use !== 'signing' || seq < key.since) return undefined
      if (at < key.statement.validFrom || at >= key.statement.validUntil) return undefined
      if (seq > (lastGood.get(keyid) ?? Number.MAX_SAFE_INTEGER)) return undefined
      return keyOf(key.statement)
    },
    everSigned(keyid) {
      const key = keys.get(keyid)
      return key?.statement.use === 'signing' ? keyOf(key.statement) : undefined
    },
    channelKey(epoch) {
      const found = [...keys].filter(
        ([keyid, { statement }]) =>
          statement.use === 'channel' && statement.epoch === epoch && !lastGood.has(keyid),
      )
      const newest = found.at(-1)?.[1]
      return newest && keyOf(newest.statement)
    },
    keysFor: (use) =>
      [...keys.values()]
        .filter(({ statement }) => statement.use === use)
        .map(({ statement }) => keyOf(statement)),
    lastGood: (keyid) => lastGood.get(keyid),
    copy: () => createFeedKeys(keys, lastGood),
  }
}

function assertAbout(document: { federation: string; jurisdiction: string }, owner: KeyOwner): void {
  if (document.federation !== owner.federation || document.jurisdiction !== owner.jurisdiction) {
    throw new CryptoError(
      'wrong-document-type',
      'The statement is about another member or another federation.',
    )
  }
}
