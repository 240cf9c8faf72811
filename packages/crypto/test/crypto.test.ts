import t from 'tap'
import { readFileSync, existsSync } from 'node:fs'
import {
  alertDocument,
  envelopePayload,
  federationDocument,
  fromHex,
  parseEnvelope,
  envelopeBytes,
  toBase64,
  utf8,
} from '@crosswatch/protocol'
import type { Envelope, FederationDocument } from '@crosswatch/protocol'
import {
  acceptChannel,
  assertStrongPublicKey,
  certifyKey,
  channelEpoch,
  channelKeyPair,
  closeCompartment,
  commitCompartment,
  createFeedKeys,
  createNodeKeys,
  CryptoError,
  encodeNodeKeys,
  hashPassword,
  newSeed,
  openBody,
  openChannel,
  openCompartment,
  openDocument,
  openKeyFile,
  pinOf,
  randomBytes,
  readKeyEvent,
  readNodeKeys,
  recloseCompartment,
  revokeKey,
  sealBody,
  sealKeyFile,
  signDocument,
  signerFromSeed,
  signFederation,
  storageKeyFrom,
  verifyFederation,
  verifyPassword,
  verifySignature,
  type CryptoProblem,
} from '../src/index.ts'

const cheap = { memoryKiB: 64, passes: 1 }
const owner = { federation: 'demo', jurisdiction: 'XA' }
const march = new Date('2026-03-15T10:00:00.000Z')

void t.test('signatures', async (t) => {
  const vectors = new URL('../../../../shared/vectors/wycheproof-ed25519.json', import.meta.url)
  const required = process.env['CROSSWATCH_REQUIRE_ALL'] === '1'
  const skip = !existsSync(vectors) && !required ? 'shared/vectors is not beside the project' : false
  await t.test('agree with every Wycheproof vector', { skip }, async (t) => {
    const file: {
      testGroups: {
        publicKey: { pk: string }
        tests: { tcId: number; msg: string; sig: string; result: string }[]
      }[]
    } = JSON.parse(readFileSync(vectors, 'utf8'))
    let count = 0
    for (const { publicKey, tests } of file.testGroups) {
      for (const { tcId, msg, sig, result } of tests) {
        count++
        const valid = verifySignature(fromHex(msg), fromHex(sig), fromHex(publicKey.pk))
        if (valid !== (result === 'valid')) t.fail(`vector ${tcId} is ${result}`)
      }
    }
    t.ok(count > 50)
  })

  await t.test('by a public key of small order are refused at registration', async (t) => {
    const smallOrder = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000000',
      '0000000000000000000000000000000000000000000000000000000000000080',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ]
    for (const key of smallOrder) {
      t.equal(
        problemOf(() => assertStrongPublicKey(fromHex(key))),
        'weak-public-key',
      )
    }
    t.equal(
      problemOf(() => assertStrongPublicKey(new Uint8Array(31))),
      'weak-public-key',
    )
    assertStrongPublicKey(signerFromSeed(newSeed()).publicKey)
  })
})

void t.test('a key file opens with its passphrase, for its use, unchanged, and not otherwise', async (t) => {
  const secret = randomBytes(64)
  const file = await sealKeyFile('storage', 'XA storage', secret, 'correct horse', cheap)
  t.same(await openKeyFile('storage', file, 'correct horse'), secret)
  t.equal(await problemOfAsync(openKeyFile('storage', file, 'wrong horse')), 'wrong-passphrase')
  t.equal(await problemOfAsync(openKeyFile('log', file, 'correct horse')), 'wrong-key-use')
  const relabelled = utf8(Buffer.from(file).toString().replace('XA storage', 'XB storage'))
  t.equal(await problemOfAsync(openKeyFile('storage', relabelled, 'correct horse')), 'wrong-passphrase')
  t.equal(await problemOfAsync(openKeyFile('storage', utf8('{}'), 'correct horse')), 'key-file-malformed')
  const ruinous = utf8(Buffer.from(file).toString().replace('"memoryKiB":64', '"memoryKiB":999999999'))
  t.equal(await problemOfAsync(openKeyFile('storage', ruinous, 'correct horse')), 'key-file-malformed')
  t.equal(
    problemOf(() => readNodeKeys(utf8('not canonical'))),
    'key-file-malformed',
  )
})

void t.test('a password verifies against its stored form only', async (t) => {
  const stored = await hashPassword('secret-1', cheap)
  t.ok(await verifyPassword('secret-1', stored))
  t.notOk(await verifyPassword('secret-2', stored))
  t.notOk(await verifyPassword('secret-1', 'plain'))
  t.notOk(await verifyPassword('secret-1', stored.replace('m=64', 'm=999999999')), 'nor at any cost')
})

void t.test('the federation', async (t) => {
  const roots = ['XA', 'XB', 'XC', 'XD'].map((jurisdiction) => ({
    jurisdiction,
    root: signerFromSeed(newSeed()),
  }))
  const first = documentOf(roots.slice(0, 3), 1, null)
  const pin = pinOf(first)
  const line = (document: FederationDocument, signers: typeof roots) =>
    Buffer.from(
      envelopeBytes(
        signFederation(
          document,
          signers.map(({ root }) => root),
        ),
      ),
    ).toString()
  const firstLine = line(first, roots.slice(0, 3))

  t.same([...verifyFederation(firstLine, pin).members.keys()], ['XA', 'XB', 'XC'])

  await t.test('grows when two thirds of the members sign', async (t) => {
    const second = documentOf(roots, 2, pin)
    const federation = verifyFederation(`${firstLine}\n${line(second, roots.slice(0, 2))}\n`, pin)
    t.ok(federation.members.has('XD'))
  })

  await t.test('refuses a version that too few signed, or the newcomer signed for itself', async (t) => {
    const second = documentOf(roots, 2, pin)
    for (const signers of [
      roots.slice(0, 1),
      roots.slice(3),
      [roots[0], roots[3], roots[0]].filter((r) => r !== undefined),
    ]) {
      t.equal(
        problemOf(() => verifyFederation(`${firstLine}\n${line(second, signers)}`, pin)),
        'federation-broken',
      )
    }
  })

  await t.test('refuses another first version, a gap, and a weak root', async (t) => {
    t.equal(
      problemOf(() => verifyFederation(firstLine, '0'.repeat(64))),
      'federation-broken',
    )
    const third = documentOf(roots, 3, pin)
    t.equal(
      problemOf(() => verifyFederation(`${firstLine}\n${line(third, roots)}`, pin)),
      'federation-broken',
    )
    const weak = {
      ...first,
      members: first.members.map((m, i) => (i === 0 ? { ...m, root: toBase64(new Uint8Array(32)) } : m)),
    }
    t.equal(
      problemOf(() => verifyFederation(line(weak, roots.slice(1, 3)), pinOf(weak))),
      'weak-public-key',
    )
    t.equal(
      problemOf(() => verifyFederation('', pin)),
      'federation-broken',
    )
  })
})

void t.test('the keys of a feed', async (t) => {
  const root = signerFromSeed(newSeed())
  const member = { ...owner, rootKey: root.publicKey }
  const keys = readNodeKeys(encodeNodeKeys(createNodeKeys(root, owner, march)))
  const events = keys.statements.map((statement) => readKeyEvent(statement, member))
  const feedKeys = createFeedKeys()
  for (const event of events) feedKeys.learn(event, 5)
  const at = march.toISOString()

  await t.test('count from the entry that brought them, within their time', async (t) => {
    const { keyid } = keys.signer
    t.same(feedKeys.signingKey(keyid, 5, at), keys.signer.publicKey)
    t.equal(feedKeys.signingKey(keyid, 4, at), undefined)
    t.equal(feedKeys.signingKey(keyid, 6, '2028-01-01T00:00:00.000Z'), undefined)
    t.equal(feedKeys.signingKey('0'.repeat(32), 6, at), undefined)
    t.ok(feedKeys.channelKey('2026-03'))
    t.equal(feedKeys.channelKey('2029-03'), undefined)
  })

  await t.test('end at the last good entry of a revocation, whatever the date says', async (t) => {
    const { keyid } = keys.signer
    const after = feedKeys.copy()
    const revocation = revokeKey(root, { ...owner, keyid, lastGood: 9, reason: 'compromised' }, march)
    after.learn(readKeyEvent(revocation, member), 10)
    t.ok(after.signingKey(keyid, 9, at))
    t.equal(after.signingKey(keyid, 10, at), undefined)
    t.ok(feedKeys.signingKey(keyid, 10, at), 'the original is untouched by its copy')
  })

  await t.test('a channel key that was taken back is not used again', async (t) => {
    const after = feedKeys.copy()
    const [first] = events.filter((event) => event.kind === 'key' && event.statement.epoch === '2026-03')
    const keyid = first?.kind === 'key' ? first.keyid : ''
    const revocation = revokeKey(root, { ...owner, keyid, lastGood: 5, reason: 'compromised' }, march)
    after.learn(readKeyEvent(revocation, member), 6)
    t.equal(after.channelKey('2026-03'), undefined)
    t.ok(after.channelKey('2026-04'))
  })

  await t.test('are refused when another root signed, for another member, or weak', async (t) => {
    const other = signerFromSeed(newSeed())
    const times = { validFrom: march, validUntil: new Date('2027-03-15T10:00:00.000Z') }
    const key = signerFromSeed(newSeed()).publicKey
    const refused = (statement: Envelope) => problemOf(() => readKeyEvent(statement, member))
    t.equal(refused(certifyKey(other, { ...owner, use: 'signing', key, ...times })), 'unknown-key')
    t.equal(
      refused(certifyKey(root, { ...owner, jurisdiction: 'XB', use: 'signing', key, ...times })),
      'wrong-document-type',
    )
    t.equal(
      refused(certifyKey(root, { ...owner, use: 'signing', key: new Uint8Array(32), ...times })),
      'weak-public-key',
    )
    t.equal(refused(certifyKey(root, { ...owner, use: 'channel', key, ...times })), 'weak-public-key')
    t.equal(
      refused(certifyKey(root, { ...owner, use: 'signing', key: root.publicKey, ...times })),
      'wrong-key-use',
      'a root certifies no root',
    )
  })
})

void t.test('a channel', async (t) => {
  const bob = channelKeyPair(randomBytes(32))
  const carol = channelKeyPair(randomBytes(32))
  const context = { federation: 'demo', issuer: 'XA', recipient: 'XB', epoch: '2026-03' }
  const { key, body } = openChannel(bob.publicKey, context)
  t.equal(channelEpoch(body), '2026-03')
  t.equal(body.length, 2048)
  t.same(acceptChannel(body, bob.secretKey, context), key)
  t.equal(acceptChannel(body, carol.secretKey, context), undefined, 'nobody else can accept it')
  t.equal(
    acceptChannel(body, bob.secretKey, { ...context, issuer: 'XC' }),
    undefined,
    'it is bound to its issuer',
  )
  t.equal(
    problemOf(() => channelEpoch(randomBytes(2048))),
    'body-malformed',
  )
})

void t.test('a sealed body', async (t) => {
  const place = { federation: 'demo', issuer: 'XA', seq: 7 }
  const [xb, xc, xd] = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
  const core = utf8('{"core":1}')
  const identity = commitCompartment('identity', utf8('{"who":1}'))
  const grounds = commitCompartment('grounds', utf8('{"why":1}'))
  const closed = [closeCompartment(identity, core), closeCompartment(grounds, core)]
  const letter = utf8('{"letter":1}')
  const body = sealBody(place, letter, closed, [
    { channelKey: xb, compartments: ['identity', 'grounds'] },
    { channelKey: xc, compartments: ['identity'] },
  ])

  await t.test('opens for each recipient, with its compartments and no other', async (t) => {
    const toB = openBody(place, body, [randomBytes(32), xb])
    t.same(toB?.letter, letter)
    t.same(
      toB?.compartments.map(({ name }) => name),
      ['identity', 'grounds'],
    )
    const [first] = toB?.compartments ?? []
    t.same(first && openCompartment(first, core, identity.commitment), utf8('{"who":1}'))
    const toC = openBody(place, body, [xc])
    t.same(
      toC?.compartments.map(({ name }) => name),
      ['identity'],
    )
    t.equal(openBody(place, body, [xd]), undefined)
  })

  await t.test('does not open at another place, or with a bit flipped', async (t) => {
    t.equal(openBody({ ...place, seq: 8 }, body, [xb]), undefined)
    let unnoticed = 0
    for (let i = 0; i < body.length * 8; i += 97) {
      const flipped = Uint8Array.from(body)
      flipped[i >> 3] = (flipped[i >> 3] ?? 0) ^ (1 << (i & 7))
      try {
        const opened = openBody(place, flipped, [xb])
        if (opened === undefined) continue
        for (const compartment of opened.compartments) {
          const commitment = compartment.name === 'identity' ? identity.commitment : grounds.commitment
          openCompartment(compartment, core, commitment)
        }
        // Padding and other people's wraps may change without harm to us: the header's hash covers the whole body.
        unnoticed++
        t.same(opened.letter, letter)
      } catch (error) {
        t.ok(error instanceof CryptoError)
      }
    }
    t.ok(unnoticed > 0)
  })

  await t.test('has the same size and shape for one recipient and for four', async (t) => {
    const one = sealBody(place, letter, closed, [{ channelKey: xb, compartments: ['identity'] }])
    const four = sealBody(
      place,
      letter,
      closed,
      [xb, xc, xd, randomBytes(32)].map((channelKey) => ({
        channelKey,
        compartments: ['identity'] as const,
      })),
    )
    t.equal(one.length, four.length)
    t.same(one.subarray(28, 30), four.subarray(28, 30))
  })

  await t.test('shows neither that it is small nor who gets less than all', async (t) => {
    const withdrawal = sealBody(
      place,
      letter,
      [],
      [
        { channelKey: xb, compartments: ['identity'] },
        { channelKey: xc, compartments: [] },
      ],
    )
    t.equal(withdrawal.length, body.length, 'a letter alone is as large as a small alert')
    const grantCount = 4 + 24 + 2 + 4 * 72
    t.equal(withdrawal[grantCount], body[grantCount])
  })

  await t.test('names each recipient once: a second wrap would use key and nonce again', async (t) => {
    const twice = [
      { channelKey: xb, compartments: ['identity'] as const },
      { channelKey: xb, compartments: [] },
    ]
    t.throws(() => sealBody(place, letter, closed, twice), RangeError)
  })

  await t.test('sealed again shows no bytes of the first time', async (t) => {
    for (const compartment of closed) {
      const again = recloseCompartment(compartment, core)
      const commitment = compartment.name === 'identity' ? identity.commitment : grounds.commitment
      t.same(
        openCompartment(again, core, commitment),
        openCompartment(compartment, core, commitment),
        'what it says stays',
      )
      t.notOk(Buffer.from(again.box).includes(Buffer.from(compartment.box.subarray(0, 16))))
      t.notOk(Buffer.from(again.box).includes(Buffer.from(compartment.box.subarray(-16))))
    }
  })

  await t.test('refuses a compartment that is not the one committed to', async (t) => {
    const other = closeCompartment({ ...identity, bytes: utf8('{"who":2}') }, core)
    t.equal(
      problemOf(() => openCompartment(other, core, identity.commitment)),
      'commitment-broken',
    )
    t.equal(
      problemOf(() => openCompartment(other, utf8('{"core":2}'), identity.commitment)),
      'box-not-opened',
    )
  })
})

void t.test('encryption at rest binds a box to its place, and a blind index to its key', async (t) => {
  const key = storageKeyFrom(randomBytes(32))
  const sealed = key.seal(utf8('name'), 'alert 1 identity')
  t.same(key.open(sealed, 'alert 1 identity'), utf8('name'))
  t.equal(
    problemOf(() => key.open(sealed, 'alert 2 identity')),
    'box-not-opened',
  )
  t.same(key.blindIndex('subject', 'x'), key.blindIndex('subject', 'x'))
  t.not(
    toBase64(key.blindIndex('subject', 'x')),
    toBase64(storageKeyFrom(randomBytes(32)).blindIndex('subject', 'x')),
  )
})

void t.test('a document signed by a known key opens; type, key and signature are each checked', async (t) => {
  const root = signerFromSeed(newSeed())
  const document = documentOf([{ jurisdiction: 'XA', root }], 1, null)
  const envelope = signDocument(federationDocument, document, root)
  const lookup = (keyid: string) => (keyid === root.keyid ? root.publicKey : undefined)
  t.same(openDocument(federationDocument, parseEnvelope(envelopeBytes(envelope)), lookup).value, document)
  t.equal(
    problemOf(() => openDocument(alertDocument, envelope, lookup)),
    'wrong-document-type',
  )
  t.equal(
    problemOf(() => openDocument(federationDocument, envelope, () => undefined)),
    'unknown-key',
  )
  const changed = {
    ...envelope,
    payload: toBase64(envelopePayload(envelope).map((byte, i) => (i === 20 ? byte ^ 1 : byte))),
  }
  t.equal(
    problemOf(() => openDocument(federationDocument, changed, lookup)),
    'bad-signature',
  )
  const twice = { ...envelope, signatures: [...envelope.signatures, ...envelope.signatures] }
  t.equal(
    problemOf(() => openDocument(federationDocument, twice, lookup)),
    'bad-signature',
  )
})

function documentOf(
  members: readonly { jurisdiction: string; root: { publicKey: Uint8Array } }[],
  version: number,
  previous: string | null,
): FederationDocument {
  return {
    v: 1,
    federation: 'demo',
    version,
    previous,
    at: march.toISOString(),
    members: members.map(({ jurisdiction, root }) => ({
      jurisdiction,
      name: `Jurisdiction ${jurisdiction}`,
      root: toBase64(root.publicKey),
      contact: { desk: 'Single point of contact' },
    })),
    parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
  }
}

async function problemOfAsync(act: Promise<unknown>): Promise<CryptoProblem | 'none'> {
  try {
    await act
    return 'none'
  } catch (error) {
    if (error instanceof CryptoError) return error.problem
    throw error
  }
}

function problemOf(act: () => unknown): CryptoProblem | 'none' {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof CryptoError) return error.problem
    throw error
  }
}
