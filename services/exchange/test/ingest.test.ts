import {
  addSigningKey,
  certifyKey,
  closeCompartment,
  commitCompartment,
  encodeNodeKeys,
  newSeed,
  openChannel,
  randomBytes,
  readNodeKeys,
  revokeKey,
  sealBody,
  signDocument,
  signerFromSeed,
} from '@crosswatch/crypto'
import { startTestDatabase } from '@crosswatch/database/testing'
import {
  alertDocument,
  compartmentDocuments,
  envelopeBytes,
  feedEntryDocument,
  letterDocument,
  makeEnvelope,
  preAuthenticationEncoding,
  utf8,
  type AlertCore,
  type Frame,
} from '@crosswatch/protocol'
import t from 'tap'
import { heldEntries } from '../src/catch-up/answer.ts'
import { feedBuilder, makeMember, makeReceiver, now, type TestMember } from './members.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const [xa, xb, xc] = [makeMember('XA'), makeMember('XB'), makeMember('XC')]
const members = [xa, xb, xc]
/** A body sealed to nobody here: to this node it is noise. */
const noise = () => sealBody({ federation: 'test', issuer: 'XA', seq: 1 }, utf8('{}'), [], [])

/** XB with the first entry of XA's feed, the one that brings its keys. */
async function begin(t: Parameters<typeof makeReceiver>[0]) {
  const receiver = await makeReceiver(t, postgres, xb, members)
  const feed = feedBuilder(xa)
  await receiver.take([feed.appendKeys()], 'XA')
  return { receiver, feed }
}

void t.test('a feed is taken in from its first entry, and is the same after a restart', async (t) => {
  const { receiver, feed } = await begin(t)
  await receiver.take([feed.append(noise()), feed.append(noise())], 'XA')
  t.equal(receiver.states.get('XA').head.seq, 3)
  t.same(await receiver.quarantined(), [])
  const again = await receiver.restarted()
  t.same(again.get('XA').head, receiver.states.get('XA').head)
  t.ok(again.get('XA').keys.signingKey(xa.keys.signer.keyid, 3, now.toISOString()))
})

void t.test('to a node that is not addressed, only the header remains', async (t) => {
  const { receiver, feed } = await begin(t)
  await receiver.take([feed.append(noise())], 'XA')
  t.same(
    (await receiver.stored('XA')).map(({ seq, body }) => ({ seq, body })),
    [
      { seq: 1, body: true },
      { seq: 2, body: false },
    ],
  )
  t.same(await receiver.inbox(), [])
  await receiver.take([feed.append(noise())], 'XA')
  const held = await heldEntries(receiver.context.connection.db, { issuer: 'XA', after: 0 })
  t.same(
    held.map(({ seq }) => seq),
    [1],
    'and to others who ask it passes on what it holds whole',
  )
})

void t.test(
  'every single flipped bit of an entry is refused and recorded, and the true entry still counts',
  async (t) => {
    const { receiver, feed } = await begin(t)
    const good = feed.append(noise())
    const body = good.body ?? new Uint8Array()
    let tried = 0
    for (const part of ['envelope', 'body'] as const) {
      const bytes = part === 'envelope' ? good.envelope : body
      for (let bit = 0; bit < bytes.length * 8; bit += part === 'envelope' ? 13 : 1031) {
        const flipped = Uint8Array.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        await receiver.take(
          [part === 'envelope' ? { envelope: flipped, body } : { envelope: good.envelope, body: flipped }],
          'XA',
        )
        tried++
      }
    }
    t.equal(receiver.states.get('XA').head.seq, 1, 'nothing of it counts')
    const refused = await receiver.quarantined()
    t.equal(
      refused.reduce((sum, { times }) => sum + times, 0),
      tried,
      'every one is on record',
    )
    const reasons = new Set(refused.map(({ reason }) => reason))
    t.ok(reasons.has('bad-signature') && reasons.has('malformed') && reasons.has('body-mismatch'))
    await receiver.take([good], 'XA')
    t.equal(receiver.states.get('XA').head.seq, 2)
  },
)

void t.test('refused and recorded', async (t) => {
  const cases: { name: string; reason: string; make: (feed: ReturnType<typeof feedBuilder>) => Frame }[] = [
    {
      name: 'a foreign signature',
      reason: 'unknown-key',
      make: (feed) => feed.entry(noise(), {}, xc.keys.signer),
    },
    {
      name: 'a signature by a key that was never certified',
      reason: 'unknown-key',
      make: (feed) => feed.entry(noise(), {}, signerFromSeed(newSeed())),
    },
    {
      name: 'a signature over other bytes under the right key id',
      reason: 'bad-signature',
      make: wrongSignature,
    },
    { name: 'a key of small order, certified by the root', reason: 'weak-key', make: smallOrderKey },
    { name: 'a key statement that another root signed', reason: 'key-event-refused', make: foreignRoot },
    { name: 'a gap', reason: 'gap', make: (feed) => feed.entry(noise(), { seq: 5 }) },
    {
      name: 'a broken chain',
      reason: 'chain-broken',
      make: (feed) => feed.entry(noise(), { prev: '0'.repeat(64) }),
    },
    {
      name: 'an entry dated back',
      reason: 'time-reversed',
      make: (feed) => feed.entry(noise(), { at: '2026-03-14T00:00:00.000Z' }),
    },
    {
      name: 'an entry dated after its key ended',
      reason: 'unknown-key',
      make: (feed) => feed.entry(noise(), { at: '2031-01-01T00:00:00.000Z' }),
    },
    {
      name: 'another federation',
      reason: 'wrong-federation',
      make: (feed) => feed.entry(noise(), { federation: 'other' }),
    },
    {
      name: 'an entry that came as somebody else',
      reason: 'wrong-issuer',
      make: (feed) => feed.entry(noise(), { issuer: 'XC' }),
    },
    {
      name: 'a body of another size',
      reason: 'body-mismatch',
      make: (feed) => ({ ...feed.entry(noise()), body: randomBytes(4096) }),
    },
  ]
  for (const { name, reason, make } of cases) {
    await t.test(name, async (t) => {
      const { receiver, feed } = await begin(t)
      await receiver.take([make(feed)], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 1)
      t.same(
        (await receiver.quarantined()).map((row) => row.reason),
        [reason],
      )
      await receiver.take([feed.append(noise())], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 2, 'and the feed goes on')
    })
  }

  await t.test('non-canonical bytes, each kind of them', async (t) => {
    const { receiver, feed } = await begin(t)
    const header = Buffer.from(feedEntryDocument.encode(feed.entry(noise()).header)).toString()
    const variants: Record<string, Uint8Array> = {
      'a duplicate key': utf8(header.replace('"v":1', '"v":1,"v":1')),
      'another order': utf8(header.replace(/^\{"at":("[^"]+"),(.*)\}$/, '{$2,"at":$1}')),
      'white space': utf8(header.replace(',', ', ')),
      'text in decomposed form': utf8(header.replace('"test"', '"te\u0301st"')),
      'a number beyond the safe integers': utf8(header.replace('"seq":2', '"seq":9007199254740993')),
      'a fraction': utf8(header.replace('"seq":2', '"seq":2.0')),
      'a lone surrogate': utf8(header.replace('"test"', String.raw`"\ud800"`)),
      'bytes that are not UTF-8': Buffer.from(header.replace('test', 'te\xff\xfe'), 'latin1'),
      'too much depth': utf8(header.replace('"v":1', `"v":${'['.repeat(40)}${']'.repeat(40)}`)),
      'an unknown field': utf8(header.replace('"v":1', '"v":1,"x":1')),
      'a byte order mark': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(header)]),
    }
    for (const [name, payload] of Object.entries(variants)) {
      // Signed by the true key: only the bytes are wrong.
      const type = feedEntryDocument.payloadType
      const signature = xa.keys.signer.sign(preAuthenticationEncoding(type, payload))
      const envelope = envelopeBytes(
        makeEnvelope(type, payload, [{ keyid: xa.keys.signer.keyid, signature }]),
      )
      const before = (await receiver.quarantined()).length
      await receiver.take([{ envelope, body: noise() }], 'XA')
      const rows = await receiver.quarantined()
      t.equal(rows.length, before + 1, name)
      t.equal(rows.at(-1)?.reason, 'malformed', name)
    }
    t.equal(receiver.states.get('XA').head.seq, 1)
  })

  await t.test('a non-member', async (t) => {
    const { receiver } = await begin(t)
    const stranger = makeMember('XZ')
    await receiver.take([feedBuilder(stranger).appendKeys()], 'XZ')
    t.same(
      (await receiver.quarantined()).map(({ reason }) => reason),
      ['not-a-member'],
    )
  })

  await t.test('a replay, which takes effect once', async (t) => {
    const { receiver, feed } = await begin(t)
    const entry = feed.append(noise())
    await receiver.take([entry, entry], 'XA')
    await receiver.take([entry], 'XA')
    t.equal((await receiver.stored('XA')).length, 2)
    t.same(await receiver.quarantined(), [{ reason: 'replay', seq: 0, times: 2, kept: false }])
  })

  await t.test('a fork: the first stays, the second is kept as evidence', async (t) => {
    const { receiver, feed } = await begin(t)
    const other = feed.entry(noise())
    await receiver.take([feed.append(noise())], 'XA')
    const before = await receiver.stored('XA')
    await receiver.take([other], 'XA')
    t.same(await receiver.stored('XA'), before)
    t.same(await receiver.quarantined(), [{ reason: 'fork', seq: 2, times: 1, kept: true }])
  })

  await t.test('an accusation of forking without the signature of the accused', async (t) => {
    const { receiver, feed } = await begin(t)
    const forged = feed.entry(noise(), {}, xc.keys.signer)
    await receiver.take([feed.append(noise())], 'XA')
    await receiver.take([forged], 'XA')
    t.same(
      (await receiver.quarantined()).map(({ reason }) => reason),
      ['unknown-key'],
    )
  })

  await t.test("an entry of this node's own feed that it did not write", async (t) => {
    const { receiver } = await begin(t)
    await receiver.take([feedBuilder(xb).appendKeys()], 'XB')
    t.same(
      (await receiver.quarantined()).map(({ reason }) => reason),
      ['fork'],
    )
  })
})

void t.test('one bad feed does not stop the others', async (t) => {
  const { receiver } = await begin(t)
  const other = feedBuilder(xc)
  const broken = { envelope: utf8('garbage'), body: undefined }
  await receiver.take([broken, other.appendKeys(), broken, other.append(noise())], 'XC')
  t.equal(receiver.states.get('XC').head.seq, 2)
})

void t.test('a letter is opened by whom it is addressed to, and handed on by kind', async (t) => {
  const { receiver, feed } = await begin(t)
  const channel = establish(feed, xa, xb)
  await receiver.take([channel.frame], 'XA')
  await receiver.take([feed.append(sealedAlert(feed, channel.key))], 'XA')
  t.same(await receiver.inbox(), [{ kind: 'alert', issuer: 'XA', seq: 3 }])
  t.same(await receiver.quarantined(), [])

  await t.test('also after a restart', async (t) => {
    const states = await receiver.restarted()
    t.same(
      states.get('XA').channels.map(({ epoch }) => epoch),
      ['2026-03'],
    )
  })
})

void t.test('without its body counts only what cannot have been addressed to this node', async (t) => {
  const { receiver, feed } = await begin(t)
  const first = feed.append(noise())
  await receiver.take([{ ...first, body: undefined }], 'XA')
  t.equal(receiver.states.get('XA').head.seq, 1, 'nothing that was not asked for so')
  await receiver.takeBare(first, 'XA')
  t.equal(receiver.states.get('XA').head.seq, 2, 'before there is a channel')
  const before = feed.head()
  await receiver.takeBare(feed.appendKeys(), 'XA')
  feed.goBackTo(before)
  const channel = establish(feed, xa, xb)
  await receiver.takeBare(channel.frame, 'XA')
  t.equal(receiver.states.get('XA').head.seq, 2, 'keys and channels never')
  await receiver.take([channel.frame], 'XA')
  await receiver.takeBare(feed.append(noise()), 'XA')
  t.equal(receiver.states.get('XA').head.seq, 3, 'and nothing once there is one')
  t.same(
    (await receiver.quarantined()).map(({ reason }) => reason),
    ['body-missing', 'body-missing', 'body-missing', 'body-missing'],
  )
  const { db } = receiver.context.connection
  t.equal((await heldEntries(db, { issuer: 'XA', after: 1 })).length, 0)
  t.equal(
    (await heldEntries(db, { issuer: 'XA', after: 1, bare: true })).length,
    2,
    'on request by the header',
  )
})

void t.test('content that breaks a rule is refused, and the chain goes on', async (t) => {
  const changes: Record<string, Parameters<typeof sealedAlert>[2]> = {
    'a core of another issuer': { core: { issuer: 'XC' } },
    'a core that somebody else signed': { signer: xc.keys.signer },
    'a compartment that is not the one committed to': { commitment: '0'.repeat(64) },
    'an unknown field in a compartment': { identity: '{"names":[],"secret":1,"subject":"person"}' },
    'a compartment that is not canonical': { identity: '{"subject":"person","names":[]}' },
  }
  for (const [name, change] of Object.entries(changes)) {
    await t.test(name, async (t) => {
      const { receiver, feed } = await begin(t)
      const channel = establish(feed, xa, xb)
      await receiver.take([channel.frame, feed.append(sealedAlert(feed, channel.key, change))], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 3)
      t.same(await receiver.inbox(), [])
      t.same(
        (await receiver.quarantined()).map(({ reason }) => reason),
        ['letter-refused'],
      )
    })
  }
})

void t.test('keys', async (t) => {
  await t.test('a new signing key takes over where the feed brings it', async (t) => {
    const { receiver, feed } = await begin(t)
    const renewed = renew(xa)
    await receiver.take(
      [feed.appendKeys(renewed.fresh, renewed.signer), feed.append(noise(), {}, renewed.signer)],
      'XA',
    )
    t.equal(receiver.states.get('XA').head.seq, 3)
    t.same(await receiver.quarantined(), [])
  })

  await t.test(
    'a revocation ends the old key at the last good entry, whatever date a later one bears',
    async (t) => {
      const { receiver, feed } = await begin(t)
      const renewed = renew(xa)
      await receiver.take([feed.append(noise())], 'XA')
      await receiver.take([feed.appendKeys([...renewed.fresh, revocation(xa, 2)], renewed.signer)], 'XA')
      await receiver.take([feed.entry(noise())], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 3)
      t.same(
        (await receiver.quarantined()).map(({ reason }) => reason),
        ['unknown-key'],
      )
    },
  )

  await t.test(
    'what a thief signed is taken back, and the true feed goes on from the last good entry',
    async (t) => {
      const { receiver, feed } = await begin(t)
      const channel = establish(feed, xa, xb)
      await receiver.take([channel.frame], 'XA')
      const lastGood = feed.head()
      await receiver.take([feed.append(sealedAlert(feed, channel.key)), feed.append(noise())], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 4)

      feed.goBackTo(lastGood)
      const renewed = renew(xa)
      await receiver.take([feed.appendKeys([...renewed.fresh, revocation(xa, 2)], renewed.signer)], 'XA')
      t.equal(receiver.states.get('XA').head.seq, 3)
      t.same(await receiver.inbox(), [
        { kind: 'alert', issuer: 'XA', seq: 3 },
        { kind: 'void', issuer: 'XA', seq: 3 },
      ])
      t.same(
        (await receiver.quarantined()).map(({ reason, seq }) => ({ reason, seq })),
        [
          { reason: 'revoked-key', seq: 3 },
          { reason: 'revoked-key', seq: 4 },
        ],
      )
      t.same((await receiver.restarted()).get('XA').head, receiver.states.get('XA').head)
    },
  )

  await t.test('a thief cannot take anything back: only the root can', async (t) => {
    const { receiver, feed } = await begin(t)
    const start = feed.head()
    await receiver.take([feed.append(noise())], 'XA')
    const stored = await receiver.stored('XA')
    feed.goBackTo(start)
    const thief = { ...xa, root: signerFromSeed(newSeed()) }
    await receiver.take([feed.appendKeys([revocation(thief, 1)])], 'XA')
    t.same(await receiver.stored('XA'), stored)
  })
})

function establish(feed: ReturnType<typeof feedBuilder>, from: TestMember, to: TestMember) {
  const statement = to.file.channel.find(({ epoch }) => epoch === '2026-03')
  if (statement === undefined) throw new RangeError('no channel key')
  const secret = to.keys.channelSecret('2026-03')
  if (secret === undefined) throw new RangeError('no channel secret')
  const { key, body } = openChannel(publicKeyOf(to), {
    federation: 'test',
    issuer: from.jurisdiction,
    recipient: to.jurisdiction,
    epoch: '2026-03',
  })
  return { key, frame: feed.append(body, { class: 'channel' }) }
}

function publicKeyOf(member: TestMember): Uint8Array {
  const statement = member.file.channel.find(({ epoch }) => epoch === '2026-03')?.statement
  const document: { key: string } = JSON.parse(Buffer.from(statement?.payload ?? '', 'base64').toString())
  return new Uint8Array(Buffer.from(document.key, 'base64'))
}

function sealedAlert(
  feed: ReturnType<typeof feedBuilder>,
  channelKey: Uint8Array,
  change: {
    core?: Partial<AlertCore>
    signer?: typeof xa.keys.signer
    commitment?: string
    identity?: string
  } = {},
): Uint8Array {
  const identityBytes =
    change.identity === undefined
      ? compartmentDocuments.identity.encode({
          subject: 'person',
          names: [{ full: 'Example Person', kind: 'primary' }],
          nationalities: ['XC'],
        })
      : utf8(change.identity)
  const identity = commitCompartment('identity', identityBytes)
  const core: AlertCore = {
    v: 1,
    id: '01900000-0000-7000-8000-000000000001',
    version: 1,
    issuer: 'XA',
    authority: 'Inspectorate',
    category: 'inquiry-check',
    action: 'interview-and-refer',
    mode: 'actual',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'none' },
    purposes: ['border-check'],
    issuedAt: now.toISOString(),
    validFrom: now.toISOString(),
    validUntil: '2026-09-01T00:00:00.000Z',
    reviewBy: '2026-09-01T00:00:00.000Z',
    cautions: [],
    links: [],
    adequacy: { statement: 'Adequate', drafter: 'officer-1', approver: 'officer-2' },
    compartments: { identity: change.commitment ?? identity.commitment },
    ...change.core,
  }
  const document = signDocument(alertDocument, core, change.signer ?? xa.keys.signer)
  const letter = letterDocument.encode({ v: 1, kind: 'alert', document })
  const closed = closeCompartment(identity, alertDocument.encode(core))
  return sealBody(feed.place(), letter, [closed], [{ channelKey, compartments: ['identity'] }])
}

function renew(member: TestMember) {
  const file = addSigningKey(member.file, member.root, now)
  const keys = readNodeKeys(encodeNodeKeys(file))
  const statement = file.signing.at(-1)?.statement
  return { signer: keys.signer, fresh: statement === undefined ? [] : [statement] }
}

function revocation(member: TestMember, lastGood: number) {
  const { keyid } = member.keys.signer
  const owner = { federation: 'test', jurisdiction: member.jurisdiction }
  return revokeKey(member.root, { ...owner, keyid, lastGood, reason: 'compromised' }, now)
}

function wrongSignature(feed: ReturnType<typeof feedBuilder>): Frame {
  const { header, body } = feed.entry(noise())
  const signature = xa.keys.signer.sign(utf8('something else'))
  const envelope = makeEnvelope(feedEntryDocument.payloadType, feedEntryDocument.encode(header), [
    { keyid: xa.keys.signer.keyid, signature },
  ])
  return { envelope: envelopeBytes(envelope), body }
}

function smallOrderKey(feed: ReturnType<typeof feedBuilder>): Frame {
  const statement = certifyKey(xa.root, {
    federation: 'test',
    jurisdiction: 'XA',
    use: 'signing',
    key: new Uint8Array(32),
    validFrom: now,
    validUntil: new Date('2027-01-01T00:00:00.000Z'),
  })
  return keyEntry(feed, statement)
}

function foreignRoot(feed: ReturnType<typeof feedBuilder>): Frame {
  const statement = certifyKey(xc.root, {
    federation: 'test',
    jurisdiction: 'XA',
    use: 'signing',
    key: signerFromSeed(newSeed()).publicKey,
    validFrom: now,
    validUntil: new Date('2027-01-01T00:00:00.000Z'),
  })
  return keyEntry(feed, statement)
}

function keyEntry(feed: ReturnType<typeof feedBuilder>, statement: ReturnType<typeof certifyKey>): Frame {
  const start = feed.head()
  const frame = feed.appendKeys([statement])
  feed.goBackTo(start)
  return frame
}
