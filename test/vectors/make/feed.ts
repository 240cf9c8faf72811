import { openChannel, revokeKey, sealBody, signDocument, type Signer } from '@crosswatch/crypto'
import {
  envelopeBytes,
  feedEntryDocument,
  headerHash,
  keyEventBody,
  sha256Hex,
  type Envelope,
  type FeedHeader,
} from '@crosswatch/protocol'
import { makeAlert, makeWithdrawal, type MadeAlert } from './alert.ts'
import { channelStatement, epoch, federation, logStatement, signingStatement, xa, xb } from './cast.ts'

/** An entry with what it was made of. */
export interface MadeEntry {
  readonly name: string
  readonly header: FeedHeader
  readonly payload: Uint8Array
  readonly hash: string
  readonly envelope: Uint8Array
  readonly body: Uint8Array
}

export interface MadeFeed {
  readonly entries: readonly MadeEntry[]
  readonly channelKey: Uint8Array
  readonly alert: MadeAlert
}

/** The header of the entry after `before`, signed. `change` makes it wrong. */
export function makeEntry(
  name: string,
  before: MadeEntry | undefined,
  content: { readonly class: FeedHeader['class']; readonly body: Uint8Array; readonly at: string },
  change: Partial<FeedHeader> = {},
  by: Signer = xa.signer,
): MadeEntry {
  const { body, at, class: kind } = content
  const header: FeedHeader = {
    v: 1,
    federation,
    issuer: 'XA',
    seq: (before?.header.seq ?? 0) + 1,
    prev: before?.hash ?? null,
    at,
    class: kind,
    body: { hash: sha256Hex(body), size: body.length },
    ...change,
  }
  const payload = feedEntryDocument.encode(header)
  const envelope = envelopeBytes(signDocument(feedEntryDocument, header, by))
  return { name, header, payload, hash: headerHash(payload), envelope, body }
}

export function keyBody(...statements: readonly Envelope[]): Uint8Array {
  return keyEventBody.encode({ v: 1, statements: [...statements] })
}

/** XA's feed: keys, a channel to XB, an alert, its withdrawal, a change of keys, and a first entry under the new key. */
export function makeFeed(): MadeFeed {
  const { key: channelKey, body: channelBody } = openChannel(xb.channel.publicKey, {
    federation,
    issuer: 'XA',
    recipient: 'XB',
    epoch,
  })
  const alert = makeAlert()
  const place = (seq: number) => ({ federation, issuer: 'XA', seq })
  const toXb = [{ channelKey, compartments: ['identity', 'grounds'] as const }]

  const entries: MadeEntry[] = []
  const append = (
    name: string,
    kind: FeedHeader['class'],
    body: Uint8Array,
    at: string,
    by: Signer = xa.signer,
  ) => entries.push(makeEntry(name, entries.at(-1), { class: kind, body, at }, {}, by))

  const first = keyBody(signingStatement(xa, xa.signer.publicKey), channelStatement(xa), logStatement(xa))
  append(
    'the keys of XA, signed by the signing key that it introduces',
    'key',
    first,
    '2026-03-01T12:00:00.000Z',
  )
  append('a channel from XA to XB', 'channel', channelBody, '2026-03-01T12:00:01.000Z')
  const sealed = sealBody(place(3), alert.letter, alert.closed, toXb)
  append('an alert sealed to XB', 'sealed', sealed, '2026-03-02T10:00:00.000Z')
  append(
    'its withdrawal',
    'sealed',
    sealBody(place(4), makeWithdrawal(), [], toXb),
    '2026-03-04T10:00:00.000Z',
  )
  const revocation = revokeKey(
    xa.root,
    { federation, jurisdiction: 'XA', keyid: xa.signer.keyid, lastGood: 4, reason: 'compromised' },
    new Date('2026-03-05T09:00:00.000Z'),
  )
  const renewal = keyBody(signingStatement(xa, xa.successor.publicKey), revocation)
  append(
    'a new signing key, and the old one taken back after entry 4',
    'key',
    renewal,
    '2026-03-05T10:00:00.000Z',
    xa.successor,
  )
  append(
    'an entry for nobody, under the new key',
    'sealed',
    sealBody(place(6), alert.letter, [], []),
    '2026-03-05T10:00:01.000Z',
    xa.successor,
  )
  return { entries, channelKey, alert }
}
