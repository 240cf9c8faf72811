import {
  certifyKey,
  createFeedKeys,
  readKeyEvent,
  revokeKey,
  signPayload,
  type KeyEvent,
} from '@crosswatch/crypto'
import {
  envelopeBytes,
  keyStatementDocument,
  revocationDocument,
  toBase64,
  toHex,
  utf8,
  type Envelope,
} from '@crosswatch/protocol'
import {
  channelStatement,
  epoch,
  federation,
  introduced,
  logStatement,
  signingStatement,
  xa,
  xb,
} from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

const owner = { federation, jurisdiction: 'XA' }
const times = {
  validFrom: new Date('2026-03-01T00:00:00.000Z'),
  validUntil: new Date('2027-04-01T00:00:00.000Z'),
}
const at = new Date('2026-03-05T09:00:00.000Z')
const revocation = revokeKey(
  xa.root,
  { ...owner, keyid: xa.signer.keyid, lastGood: 4, reason: 'compromised' },
  at,
)

const valid: [name: string, envelope: Envelope][] = [
  ['a signing key', signingStatement(xa, xa.signer.publicKey)],
  ['a channel key', channelStatement(xa)],
  ['a log key', logStatement(xa)],
  ['the signing key taken back after entry 4', revocation],
]

export function keyStatementVectors(): VectorFile {
  return {
    format: 'Key statement and revocation',
    source: 'packages/protocol/README.md, "Key statements"',
    about: [
      '`owner` is the member whose keys these are; its root is the only key that may sign.',
      'valid: `envelope` is a statement of the root; a key has the id `keyid`.',
      'invalid: `envelope` is refused for `reason`.',
      'states: after `learn` (which statement stood at which place), the signing key `keyid` may or may not sign the entry at `seq` dated `at`.',
    ],
    owner: { ...owner, rootHex: toHex(xa.root.publicKey) },
    members: [introduced(xa), introduced(xb)],
    valid: valid.map(([name, envelope]) => ({ name, envelope: spelled(envelope), ...eventOf(envelope) })),
    invalid: invalid().map(([name, reason, envelope]) => ({ name, reason, envelope: spelled(envelope) })),
    states: states(),
  }
}

function eventOf(envelope: Envelope) {
  const event = readKeyEvent(envelope, { ...owner, rootKey: xa.root.publicKey })
  return event.kind === 'key'
    ? { kind: 'key', use: event.statement.use, keyid: event.keyid }
    : { kind: 'revocation', keyid: event.revocation.keyid, lastGood: event.revocation.lastGood }
}

function invalid(): [name: string, reason: string, envelope: Envelope][] {
  const statement = (change: Partial<Parameters<typeof certifyKey>[1]>, by = xa.root) =>
    certifyKey(by, { ...owner, use: 'signing', key: xa.signer.publicKey, ...times, ...change })
  const key = (hex: string) => statement({ key: new Uint8Array(Buffer.from(hex, 'hex')) })
  const text = textOf(
    keyStatementDocument.encode({
      v: 1,
      ...owner,
      use: 'signing',
      key: toBase64(xa.signer.publicKey),
      validFrom: times.validFrom.toISOString(),
      validUntil: times.validUntil.toISOString(),
    }),
  )
  const signed = (changed: string) => signPayload(keyStatementDocument.payloadType, utf8(changed), xa.root)
  return [
    ['signed by the root of another member', 'unknown-key', statement({}, xb.root)],
    ['signed by a signing key of the member itself', 'unknown-key', statement({}, xa.signer)],
    ['about another member', 'wrong-document-type', statement({ jurisdiction: 'XB' })],
    ['in another federation', 'wrong-document-type', statement({ federation: 'other' })],
    [
      'a revocation about another member',
      'wrong-document-type',
      revokeKey(
        xa.root,
        { ...owner, jurisdiction: 'XB', keyid: xa.signer.keyid, lastGood: 4, reason: 'lost' },
        at,
      ),
    ],
    [
      'the signature of a revocation',
      'bad-signature',
      { ...statement({}), signatures: revocation.signatures },
    ],
    [
      'a statement that says it is a revocation',
      'bad-signature',
      { ...statement({}), payloadType: revocationDocument.payloadType },
    ],
    ['the root itself', 'wrong-key-use', statement({ key: xa.root.publicKey })],
    [
      'a point of order 1',
      'weak-public-key',
      key('0100000000000000000000000000000000000000000000000000000000000000'),
    ],
    [
      'a point of order 2',
      'weak-public-key',
      key('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
    ],
    [
      'a point of order 4',
      'weak-public-key',
      key('0000000000000000000000000000000000000000000000000000000000000000'),
    ],
    [
      'a point of order 8',
      'weak-public-key',
      key('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
    ],
    [
      'a point of order 1 in another spelling',
      'weak-public-key',
      key('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
    ],
    [
      'bytes that are no point',
      'weak-public-key',
      key('0200000000000000000000000000000000000000000000000000000000000000'),
    ],
    ['31 bytes', 'weak-public-key', statement({ key: xa.signer.publicKey.subarray(1) })],
    ['a channel key that is an Ed25519 key', 'weak-public-key', statement({ use: 'channel', epoch })],
    [
      'a channel key without its month',
      'weak-public-key',
      statement({ use: 'channel', key: xa.channel.publicKey }),
    ],
    ['an unknown use', 'payload-malformed', signed(text.replace('"use":"signing"', '"use":"anything"'))],
    ['an unknown field', 'payload-malformed', signed(text.replace('"v":1', '"v":1,"x":1'))],
    [
      'a key in another spelling of the same bytes',
      'payload-malformed',
      signed(text.replace(/"key":"([^"]{42}).="/, (_, digits: string) => `"key":"${digits}9="`)),
    ],
  ]
}

/** What the statements come to, along a feed. */
function states() {
  const first = spelled(signingStatement(xa, xa.signer.publicKey))
  const second = spelled(signingStatement(xa, xa.successor.publicKey))
  const learn = [
    { seq: 1, envelope: first },
    { seq: 5, envelope: second },
    { seq: 5, envelope: spelled(revocation) },
  ]
  const ask: [name: string, signer: typeof xa.signer, seq: number, at: string][] = [
    ['the entry that brings the key', xa.signer, 1, '2026-03-01T12:00:00.000Z'],
    ['the first moment of its time', xa.signer, 2, '2026-03-01T00:00:00.000Z'],
    ['before its time', xa.signer, 2, '2026-02-28T23:59:59.999Z'],
    ['the last good entry', xa.signer, 4, '2026-03-04T10:00:00.000Z'],
    ['after the last good entry', xa.signer, 5, '2026-03-04T10:00:00.000Z'],
    ['after the last good entry, dated back', xa.signer, 6, '2026-03-02T00:00:00.000Z'],
    ['the next key before the entry that brings it', xa.successor, 4, '2026-03-04T10:00:00.000Z'],
    ['the next key at the entry that brings it', xa.successor, 5, '2026-03-05T10:00:00.000Z'],
    ['the first moment after its time', xa.successor, 9, '2027-04-01T00:00:00.000Z'],
    ['a key of another use', xa.log, 5, '2026-03-05T10:00:00.000Z'],
  ]
  const keys = createFeedKeys()
  for (const [seq, envelope] of [
    [1, signingStatement(xa, xa.signer.publicKey)],
    [5, signingStatement(xa, xa.successor.publicKey)],
    [5, revocation],
  ] as const) {
    const event: KeyEvent = readKeyEvent(envelope, { ...owner, rootKey: xa.root.publicKey })
    keys.learn(event, seq)
  }
  return {
    learn,
    ask: ask.map(([name, { keyid }, seq, time]) => ({
      name,
      keyid,
      seq,
      at: time,
      maySign: keys.signingKey(keyid, seq, time) !== undefined,
    })),
  }
}

function spelled(envelope: Envelope): string {
  return textOf(envelopeBytes(envelope))
}
