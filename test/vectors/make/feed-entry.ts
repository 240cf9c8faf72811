import { certifyKey, revokeKey, signDocument, signPayload, type Signer } from '@crosswatch/crypto'
import {
  concatBytes,
  envelopeBytes,
  feedEntryDocument,
  heartbeatDocument,
  packFrames,
  toBase64,
  toHex,
  utf8,
  type FeedHeader,
} from '@crosswatch/protocol'
import { federation, introduced, signingStatement, xa, xb, xc } from './cast.ts'
import { keyBody, makeEntry, type MadeEntry, type MadeFeed } from './feed.ts'
import { flipped, textOf, type VectorFile } from './files.ts'

/** An entry to refuse, with how many entries of the chain stand before it. */
interface Refused {
  readonly name: string
  readonly reason: string
  readonly after: number
  readonly envelope: Uint8Array
  readonly body: Uint8Array | undefined
}

export function feedEntryVectors({ entries, channelKey }: MadeFeed): VectorFile {
  return {
    format: 'Feed entry',
    source: 'packages/protocol/README.md, "Feed entry", "Key event", "Messages"',
    about: [
      'chain: the feed of XA from its first entry, each the next of the one before; `header` is the payload of `envelope` (both UTF-8 text), `hash` its SHA-256.',
      '`messageBase64` is the whole chain in one message on the bus.',
      'invalid: after the first `after` entries of the chain, this one is refused for `reason`. `envelopeHex` because some are not text; `bodyBase64` null: the body is not carried.',
      'XB opens entry 2 with its channel seed, and entries 3 and 4 with the channel key in it.',
    ],
    owner: { federation, jurisdiction: 'XA', rootHex: toHex(xa.root.publicKey) },
    members: [introduced(xa), introduced(xb), introduced(xc)],
    channelKeyHex: toHex(channelKey),
    chain: entries.map(({ name, payload, hash, envelope, body, header }) => ({
      name,
      class: header.class,
      header: textOf(payload),
      hash,
      envelope: textOf(envelope),
      bodyBase64: toBase64(body),
    })),
    messageBase64: toBase64(packFrames(entries)),
    invalid: refused(entries).map(({ name, reason, after, envelope, body }) => ({
      name,
      reason,
      after,
      envelopeHex: toHex(envelope),
      bodyBase64: body === undefined ? null : toBase64(body),
    })),
  }
}

function refused(chain: readonly MadeEntry[]): Refused[] {
  const entry = (seq: number): MadeEntry => {
    const found = chain[seq - 1]
    if (found === undefined) throw new RangeError(`the chain has no entry ${seq}`)
    return found
  }
  const content = { class: 'sealed' as const, body: entry(3).body, at: '2026-03-02T10:00:00.000Z' }
  const as = (
    reason: string,
    after: number,
    { name, envelope, body }: Omit<Refused, 'reason' | 'after'>,
  ): Refused => ({
    name,
    reason,
    after,
    envelope,
    body,
  })
  /** Entry 3 with another header, or signed by somebody else. */
  const third = (name: string, reason: string, change: Partial<FeedHeader>, by?: Signer) =>
    as(reason, 2, makeEntry(name, entry(2), content, change, by))
  /** Entry 3 with a payload that is signed as it is, canonical or not. */
  const payload = (name: string, change: (text: string) => string | Uint8Array) => {
    const bytes = change(textOf(entry(3).payload))
    const signed = signPayload(
      feedEntryDocument.payloadType,
      typeof bytes === 'string' ? utf8(bytes) : bytes,
      xa.signer,
    )
    return as('malformed', 2, { name, envelope: envelopeBytes(signed), body: entry(3).body })
  }
  /** Entry 2 as a key event with these statements. */
  const keyEvent = (name: string, reason: string, body: Uint8Array) =>
    as(reason, 1, makeEntry(name, entry(1), { class: 'key', body, at: '2026-03-01T12:00:01.000Z' }))
  const with3 = (name: string, reason: string, change: Partial<Refused>) =>
    as(reason, 2, { ...entry(3), ...change, name })
  const smallOrder = certifyKey(xa.root, {
    federation,
    jurisdiction: 'XA',
    use: 'signing',
    key: new Uint8Array(32),
    validFrom: new Date('2026-03-01T00:00:00.000Z'),
    validUntil: new Date('2027-04-01T00:00:00.000Z'),
  })
  const text = textOf(entry(3).envelope)
  const signature = text.slice(text.indexOf('"sig":"') + 7, text.lastIndexOf('"'))
  const later = utf8(textOf(entry(3).payload).replace('10:00:00.000Z', '10:00:00.001Z'))
  const otherBody = concatBytes(entry(3).body.subarray(1), Uint8Array.of(0))

  return [
    with3('a bit flipped in the envelope', 'malformed', {
      envelope: flipped(entry(3).envelope, 100 * 8 + 7),
    }),
    with3('a header changed after it was signed', 'bad-signature', {
      envelope: utf8(text.replace(toBase64(entry(3).payload), toBase64(later))),
    }),
    with3('a bit flipped in the signature', 'bad-signature', {
      envelope: utf8(
        text.replace(signature, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`),
      ),
    }),
    with3('a bit flipped in the body', 'body-mismatch', { body: flipped(entry(3).body, 12_345) }),
    with3('another body of the same size', 'body-mismatch', { body: otherBody }),
    with3('a body with a byte more', 'body-mismatch', { body: concatBytes(entry(3).body, Uint8Array.of(0)) }),
    with3('no body', 'body-missing', { body: undefined }),
    third('a foreign signature', 'unknown-key', {}, xc.signer),
    third('a signature of the root, which signs no entries', 'unknown-key', {}, xa.root),
    third('a signature of the log key', 'unknown-key', {}, xa.log),
    third('a signature of a key that comes later', 'unknown-key', {}, xa.successor),
    third('an entry dated after its key', 'unknown-key', { at: '2027-04-01T00:00:00.000Z' }),
    as(
      'unknown-key',
      5,
      makeEntry('a key that was taken back, dated before', entry(5), { ...content, at: entry(5).header.at }),
    ),
    with3('two signatures', 'bad-signature', {
      envelope: envelopeBytes(signDocument(feedEntryDocument, entry(3).header, xa.signer, xa.log)),
    }),
    with3('the header signed as a heartbeat', 'malformed', {
      envelope: envelopeBytes(signPayload(heartbeatDocument.payloadType, entry(3).payload, xa.signer)),
    }),
    third('another federation', 'wrong-federation', { federation: 'other' }),
    third('the feed of another issuer', 'wrong-issuer', { issuer: 'XC' }),
    as('replay', 3, entry(3)),
    as('replay', 4, { ...entry(1), name: 'the first entry once more' }),
    third('a gap', 'gap', { seq: 5 }),
    as('fork', 4, makeEntry('a second entry 4', entry(3), { ...content, at: entry(4).header.at })),
    as(
      'unknown-key',
      4,
      makeEntry(
        'a second entry 4 that XA did not sign',
        entry(3),
        { ...content, at: entry(4).header.at },
        {},
        xc.signer,
      ),
    ),
    third('a chain that is broken', 'chain-broken', { prev: '0'.repeat(64) }),
    third('a chain that begins again', 'chain-broken', { prev: null }),
    as(
      'chain-broken',
      0,
      makeEntry(
        'a first entry with one before it',
        undefined,
        { class: 'key', body: entry(1).body, at: entry(1).header.at },
        { prev: '0'.repeat(64) },
      ),
    ),
    third('an entry dated before the one before it', 'time-reversed', { at: '2026-03-01T12:00:00.999Z' }),
    keyEvent('a key of small order, certified by the root', 'weak-key', keyBody(smallOrder)),
    keyEvent(
      'the root as a signing key',
      'key-event-refused',
      keyBody(signingStatement(xa, xa.root.publicKey)),
    ),
    keyEvent(
      'a key that another root certified',
      'key-event-refused',
      keyBody(signingStatement(xa, xa.successor.publicKey, xc.root)),
    ),
    keyEvent(
      "another member's key statement",
      'key-event-refused',
      keyBody(signingStatement(xc, xc.signer.publicKey)),
    ),
    keyEvent('a revocation that a signing key signed', 'key-event-refused', keyBody(stolenRevocation())),
    keyEvent('a key event that is none', 'key-event-refused', utf8('{"statements":[],"v":1}')),
    keyEvent(
      'a key event with white space',
      'key-event-refused',
      utf8(`${textOf(keyBody(signingStatement(xa, xa.successor.publicKey)))} `),
    ),
    keyEvent(
      'a statement in another spelling of the same bytes',
      'key-event-refused',
      respelled(keyBody(signingStatement(xa, xa.successor.publicKey))),
    ),
    payload('a repeated key', (header) => header.replace('"v":1', '"v":1,"v":1')),
    payload('keys in another order', (header) => header.replace(/^\{"at":("[^"]+"),(.*)\}$/, '{$2,"at":$1}')),
    payload('white space', (header) => header.replace(',', ', ')),
    payload('decomposed text', (header) => header.replace('"vectors"', '"ve\u0301ctors"')),
    payload('a number beyond the safe integers', (header) =>
      header.replace('"seq":3', '"seq":9007199254740993'),
    ),
    payload('a number with a point', (header) => header.replace('"seq":3', '"seq":3.0')),
    payload('a lone surrogate', (header) => header.replace('"vectors"', String.raw`"\ud800"`)),
    payload('too much depth', (header) => header.replace('"v":1', `"v":${'['.repeat(17)}${']'.repeat(17)}`)),
    payload('an unknown field', (header) => header.replace('"v":1', '"v":1,"x":1')),
    payload('a later version', (header) => header.replace('"v":1', '"v":2')),
    payload('a class that there is not', (header) => header.replace('"sealed"', '"open"')),
    payload('a byte order mark', (header) => concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(header))),
    payload('bytes that are not UTF-8', (header) =>
      Buffer.from(header.replace('vectors', 'v\u00FF'), 'latin1'),
    ),
  ].map((made) => (made.name === entry(3).name ? { ...made, name: 'an entry that is there already' } : made))
}

function stolenRevocation() {
  const revocation = {
    federation,
    jurisdiction: 'XA',
    keyid: xa.signer.keyid,
    lastGood: 1,
    reason: 'compromised' as const,
  }
  return revokeKey(xa.signer, revocation, new Date('2026-03-01T12:00:00.000Z'))
}

/** The last digit of the signature with its unused bits set. */
function respelled(body: Uint8Array): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return utf8(
    textOf(body).replace(/(.)=="\}\]\}\],"v":1\}$/, (_, digit: string) => {
      const next = digits[digits.indexOf(digit) + 1] ?? ''
      return `${next}=="}]}],"v":1}`
    }),
  )
}
