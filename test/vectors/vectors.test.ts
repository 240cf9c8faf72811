import {
  isMarked,
  acceptChannel,
  channelEpoch,
  channelKeyPair,
  createFeedKeys,
  CryptoError,
  keyIdOf,
  openBody,
  openCompartment,
  openDocument,
  openKeyFile,
  quorumOf,
  readKeyEvent,
  signerFromSeed,
  storageKeyFrom,
  verifyFederation,
  verifyPassword,
  type EntryPlace,
  type KeyFileKind,
  type KeyOwner,
  type TravelFacts,
} from '@crosswatch/crypto'
import {
  accessRecordDocument,
  alertDocument,
  canonicalBytes,
  CanonicalError,
  envelopeBytes,
  envelopePayload,
  FormatError,
  fromBase64,
  fromHex,
  headerHash,
  agreementDocument,
  agreementTermsDocument,
  heartbeatDocument,
  clearanceDocument,
  contestDocument,
  disputeDocument,
  flagDocument,
  hitReportDocument,
  letterDocument,
  parseCanonical,
  parseEnvelope,
  preAuthenticationEncoding,
  receiptDocument,
  releaseAnswerDocument,
  releaseRequestDocument,
  sha256,
  sha256Hex,
  sizeBuckets,
  toBase64,
  threadMessageDocument,
  toHex,
  unpackMessage,
  utf8,
  withdrawalDocument,
  type ClearanceMark,
  type Compartment,
} from '@crosswatch/protocol'
import {
  commitRecord,
  encodeAccessEntry,
  leafHash,
  parseAccessEntry,
  TransparencyError,
} from '@crosswatch/transparency'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { derive } from '../../packages/crypto/src/derive.ts'
import { emptyFeed, withChannel, type FeedState } from '../../services/exchange/src/ingest/feed-state.ts'
import { judgeFork } from '../../services/exchange/src/ingest/known-place.ts'
import { openEntry } from '../../services/exchange/src/ingest/open-entry.ts'
import { Refusal } from '../../services/exchange/src/ingest/refusal.ts'
import { readEntry, verifyEntry } from '../../services/exchange/src/ingest/verify-entry.ts'

/**
 * Every vector holds against this implementation, and everything invalid is refused for the reason that the vector states.
 * Nothing here shares code with what made the vectors.
 */
interface Invalid {
  readonly name: string
  readonly reason: string
}

interface Key {
  readonly seedLabel: string
  readonly seedHex: string
  readonly publicKeyHex: string
  readonly keyid: string
}

interface Member {
  readonly jurisdiction: string
  readonly root: Key
  readonly signing: Key
  readonly channelSeedHex: string
}

function read(name: string): string {
  return readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')
}

void t.test('the secrets are the hashes of their labels', async (t) => {
  const { members }: { members: Member[] } = JSON.parse(read('federation'))
  for (const { root, signing } of members) {
    for (const { seedLabel, seedHex, publicKeyHex, keyid } of [root, signing]) {
      t.equal(sha256Hex(utf8(`crosswatch test vectors: ${seedLabel}`)), seedHex)
      t.equal(toHex(signerFromSeed(fromHex(seedHex)).publicKey), publicKeyHex)
      t.equal(keyIdOf(fromHex(publicKeyHex)), keyid)
    }
  }
})

void t.test('canonical.json', async (t) => {
  interface Vector {
    name: string
    hex: string
  }
  const { valid, invalid }: { valid: Vector[]; invalid: (Vector & Invalid)[] } = JSON.parse(read('canonical'))
  for (const { name, hex } of valid) t.equal(toHex(canonicalBytes(parseCanonical(fromHex(hex)))), hex, name)
  for (const { name, hex, reason } of invalid)
    t.equal(
      reasonOf(() => parseCanonical(fromHex(hex))),
      reason,
      name,
    )
})

void t.test('dsse.json', async (t) => {
  const {
    encodings,
    key,
    payloadType,
    valid,
    invalid,
  }: {
    encodings: { payloadType: string; payloadHex: string; encodingHex: string }[]
    key: Key
    payloadType: string
    valid: { name: string; envelope: string; payloadHex: string; signatureHex: string }[]
    invalid: (Invalid & { envelope: string })[]
  } = JSON.parse(read('dsse'))
  const lookup = (keyid: string) => (keyid === key.keyid ? fromHex(key.publicKeyHex) : undefined)
  t.equal(payloadType, withdrawalDocument.payloadType)
  for (const { payloadType: type, payloadHex, encodingHex } of encodings)
    t.equal(toHex(preAuthenticationEncoding(type, fromHex(payloadHex))), encodingHex)
  for (const { name, envelope, payloadHex, signatureHex } of valid) {
    const parsed = parseEnvelope(utf8(envelope))
    t.equal(toHex(openDocument(withdrawalDocument, parsed, lookup).payload), payloadHex, name)
    const signature = signerFromSeed(fromHex(key.seedHex)).sign(
      preAuthenticationEncoding(payloadType, fromHex(payloadHex)),
    )
    t.equal(toHex(signature), signatureHex, 'Ed25519 is deterministic')
    t.equal(Buffer.from(envelopeBytes(parsed)).toString(), envelope)
  }
  for (const { name, reason, envelope } of invalid)
    t.equal(
      reasonOf(() => openDocument(withdrawalDocument, parseEnvelope(utf8(envelope)), lookup)),
      reason,
      name,
    )
})

void t.test('feed-entry.json', async (t) => {
  const file: {
    owner: { federation: string; jurisdiction: string; rootHex: string }
    members: Member[]
    channelKeyHex: string
    chain: {
      name: string
      class: string
      header: string
      hash: string
      envelope: string
      bodyBase64: string
    }[]
    messageBase64: string
    invalid: (Invalid & { after: number; envelopeHex: string; bodyBase64: string | null })[]
  } = JSON.parse(read('feed-entry'))
  const owner: KeyOwner = { ...file.owner, rootKey: fromHex(file.owner.rootHex) }
  const xb = file.members.find(({ jurisdiction }) => jurisdiction === 'XB')
  const xbSecrets = {
    jurisdiction: 'XB',
    channelSecret: () => channelKeyPair(fromHex(xb?.channelSeedHex ?? '')).secretKey,
  }
  /** The feed after so many entries of the chain, and what XB could open on the way. */
  const stateAfter = (count: number) => {
    let state: FeedState = emptyFeed('XA')
    const opened = []
    for (const { envelope, bodyBase64 } of file.chain.slice(0, count)) {
      const frame = { envelope: utf8(envelope), body: fromBase64(bodyBase64) }
      const entry = verifyEntry(readEntry(frame), owner, state.head, state.keys)
      const found = openEntry(entry, state, xbSecrets)
      const { seq, at } = entry.header
      state = { ...state, head: { seq, hash: entry.hash, at }, keys: entry.keys }
      if (found?.kind === 'channel') state = withChannel(state, { epoch: found.epoch, seq, key: found.key })
      opened.push(found)
    }
    return { state, opened }
  }

  await t.test('the chain verifies entry by entry, and XB opens what is for it', async (t) => {
    const { state, opened } = stateAfter(file.chain.length)
    t.equal(state.head.seq, file.chain.length)
    for (const { name, header, hash, envelope, class: kind } of file.chain) {
      const payload = envelopePayload(parseEnvelope(utf8(envelope)))
      t.equal(Buffer.from(payload).toString(), header, name)
      t.equal(headerHash(payload), hash)
      t.match(header, `"class":"${kind}"`)
    }
    t.same(
      opened.map((found) => (found?.kind === 'letter' ? found.letter : found?.kind)),
      [undefined, 'channel', 'alert', 'withdrawal', undefined, undefined],
    )
    const [, channel, alert] = opened
    t.equal(channel?.kind === 'channel' && toHex(channel.key), file.channelKeyHex)
    t.same(alert?.kind === 'letter' && alert.compartments.map(({ name }) => name), ['identity', 'grounds'])
  })

  await t.test('the message holds the chain', async (t) => {
    const message = unpackMessage(fromBase64(file.messageBase64))
    t.same(
      message.kind === 'entries' &&
        message.frames.map(({ envelope, body }) => ({
          envelope: Buffer.from(envelope).toString(),
          bodyBase64: toBase64(body ?? new Uint8Array()),
        })),
      file.chain.map(({ envelope, bodyBase64 }) => ({ envelope, bodyBase64 })),
    )
  })

  for (const { name, reason, after, envelopeHex, bodyBase64 } of file.invalid) {
    await t.test(`${name}: ${reason}`, async (t) => {
      const { state } = stateAfter(after)
      const frame = {
        envelope: fromHex(envelopeHex),
        body: bodyBase64 === null ? undefined : fromBase64(bodyBase64),
      }
      const act = () => {
        const entry = readEntry(frame)
        const stored = file.chain[entry.header.seq - 1]
        const taken = entry.header.seq <= after && stored !== undefined
        if (taken && stored.hash !== entry.hash) {
          const there = { seq: entry.header.seq, hash: stored.hash, envelope: utf8(stored.envelope) }
          judgeFork(entry, owner, state, [there])
        } else verifyEntry(entry, owner, state.head, state.keys)
      }
      t.equal(reasonOf(act), reason)
    })
  }
  t.ok(file.invalid.length > 40)
})

void t.test('heartbeat.json', async (t) => {
  const {
    key,
    valid,
    invalid,
  }: {
    key: Key
    valid: { name: string; payload: string; envelope: string; messageHex: string }[]
    invalid: (Invalid & { envelope: string })[]
  } = JSON.parse(read('heartbeat'))
  const lookup = (keyid: string) => (keyid === key.keyid ? fromHex(key.publicKeyHex) : undefined)
  const open = (envelope: Uint8Array) => openDocument(heartbeatDocument, parseEnvelope(envelope), lookup)
  for (const { name, payload, envelope, messageHex } of valid) {
    const message = unpackMessage(fromHex(messageHex))
    t.equal(message.kind === 'heartbeat' && Buffer.from(message.envelope).toString(), envelope, name)
    t.equal(Buffer.from(open(utf8(envelope)).payload).toString(), payload)
  }
  for (const { name, reason, envelope } of invalid)
    t.equal(
      reasonOf(() => open(utf8(envelope))),
      reason,
      name,
    )
})

void t.test('receipt.json', async (t) => {
  const {
    key,
    valid,
    invalid,
  }: {
    key: Key
    valid: { name: string; payload: string; envelope: string }[]
    invalid: (Invalid & { envelope: string })[]
  } = JSON.parse(read('receipt'))
  const lookup = (keyid: string) => (keyid === key.keyid ? fromHex(key.publicKeyHex) : undefined)
  const open = (envelope: string) => openDocument(receiptDocument, parseEnvelope(utf8(envelope)), lookup)
  for (const { name, payload, envelope } of valid)
    t.equal(Buffer.from(open(envelope).payload).toString(), payload, name)
  for (const { name, reason, envelope } of invalid)
    t.equal(
      reasonOf(() => open(envelope)),
      reason,
      name,
    )
})

void t.test('release.json', async (t) => {
  const {
    keys,
    valid,
    invalid,
  }: {
    keys: Record<string, Key>
    valid: { name: string; signer: string; payloadType: string; payload: string; envelope: string }[]
    invalid: (Invalid & { envelope: string })[]
  } = JSON.parse(read('release'))
  const lookup = (signer: string) => (keyid: string) =>
    keyid === keys[signer]?.keyid ? fromHex(keys[signer].publicKeyHex) : undefined
  for (const { name, signer, payloadType, payload, envelope } of valid) {
    const parsed = parseEnvelope(utf8(envelope))
    const opened =
      payloadType === releaseRequestDocument.payloadType
        ? openDocument(releaseRequestDocument, parsed, lookup(signer))
        : openDocument(releaseAnswerDocument, parsed, lookup(signer))
    t.equal(Buffer.from(opened.payload).toString(), payload, name)
  }
  for (const { name, reason, envelope } of invalid)
    t.equal(
      reasonOf(() => openDocument(releaseAnswerDocument, parseEnvelope(utf8(envelope)), lookup('XA'))),
      reason,
      name,
    )
})

void t.test('agreement.json', async (t) => {
  const {
    keys,
    valid,
    invalid,
  }: {
    keys: Key[]
    valid: { name: string; payload: string; digest: string; envelope: string }[]
    invalid: (Invalid & { envelope: string })[]
  } = JSON.parse(read('agreement'))
  const lookup = (keyid: string) => {
    const key = keys.find((one) => one.keyid === keyid)
    return key && fromHex(key.publicKeyHex)
  }
  const open = (envelope: string) => openDocument(agreementDocument, parseEnvelope(utf8(envelope)), lookup)
  for (const { name, payload, digest, envelope } of valid) {
    const opened = open(envelope)
    t.equal(Buffer.from(opened.payload).toString(), payload, name)
    t.equal(sha256Hex(agreementTermsDocument.encode(opened.value.terms)), digest, name)
  }
  t.equal(valid[0]?.digest, valid[1]?.digest, 'every party signs the same terms')
  for (const { name, reason, envelope } of invalid)
    t.equal(
      reasonOf(() => open(envelope)),
      reason,
      name,
    )
})

void t.test('channel.json', async (t) => {
  interface Vector {
    name: string
    seedHex: string
    context: { federation: string; issuer: string; recipient: string; epoch: string }
    bodyBase64: string
  }
  const {
    valid,
    invalid,
  }: {
    valid: (Vector & { publicKeyHex: string; keyHex: string })[]
    invalid: (Vector & Invalid)[]
  } = JSON.parse(read('channel'))
  const accept = ({ seedHex, context, bodyBase64 }: Vector) => {
    const body = fromBase64(bodyBase64)
    const epoch = channelEpoch(body)
    return acceptChannel(body, channelKeyPair(fromHex(seedHex)).secretKey, { ...context, epoch })
  }
  for (const vector of valid) {
    t.equal(toHex(channelKeyPair(fromHex(vector.seedHex)).publicKey), vector.publicKeyHex, vector.name)
    t.equal(toHex(accept(vector) ?? new Uint8Array()), vector.keyHex)
    t.equal(fromBase64(vector.bodyBase64).length, 2048)
  }
  for (const vector of invalid)
    t.equal(
      reasonOf(() => accept(vector) ?? notAddressed()),
      vector.reason,
      vector.name,
    )
})

void t.test('compartment.json', async (t) => {
  interface Vector {
    name: string
    compartment: Compartment
    corePayload: string
    commitment: string | null
    keyHex: string
    boxHex: string
  }
  const {
    valid,
    invalid,
  }: {
    valid: (Vector & { saltHex: string; text: string })[]
    invalid: (Vector & Invalid)[]
  } = JSON.parse(read('compartment'))
  const open = ({ compartment, corePayload, commitment, keyHex, boxHex }: Vector) =>
    openCompartment(
      { name: compartment, box: fromHex(boxHex), key: fromHex(keyHex) },
      utf8(corePayload),
      commitment ?? undefined,
    )
  for (const vector of valid) {
    t.equal(Buffer.from(open(vector)).toString(), vector.text, vector.name)
    t.equal(sha256Hex(fromHex(vector.saltHex), utf8(vector.text)), vector.commitment)
    const core = alertDocument.decode(utf8(vector.corePayload))
    t.equal(core.compartments[vector.compartment], vector.commitment)
  }
  for (const vector of invalid)
    t.equal(
      reasonOf(() => open(vector)),
      vector.reason,
      vector.name,
    )
})

void t.test('sealed-body.json', async (t) => {
  const {
    valid,
    invalid,
    derivations,
    nobody,
  }: {
    derivations: {
      parentHex: string
      purpose: string
      context: (string | number)[]
      length: number
      hex: string
    }[]
    nobody: { channelKeyHex: string }
    valid: {
      name: string
      place: EntryPlace
      bodyBase64: string
      letter: string
      corePayload: string | null
      recipients: { jurisdiction: string; channelKeyHex: string; opens: string[] }[]
      wrap: { tagHex: string; offset: number; saltHex: string } | null
    }[]
    invalid: (Invalid & {
      place: EntryPlace
      bodyBase64: string
      channelKeyHex: string
      corePayload: string
    })[]
  } = JSON.parse(read('sealed-body'))
  for (const { parentHex, purpose, context, length, hex } of derivations)
    t.equal(toHex(derive(fromHex(parentHex), purpose, context, length)), hex, purpose)
  for (const { name, place, bodyBase64, letter, corePayload, recipients, wrap } of valid) {
    const body = fromBase64(bodyBase64)
    t.ok(sizeBuckets.includes(body.length) && body.length >= 3072, name)
    for (const { jurisdiction, channelKeyHex, opens } of recipients) {
      const opened = openBody(place, body, [fromHex(channelKeyHex)])
      t.equal(Buffer.from(opened?.letter ?? '').toString(), letter)
      t.same(
        opened?.compartments.map((compartment) => compartment.name),
        opens,
        `${jurisdiction} opens ${opens.join(', ') || 'the letter only'}`,
      )
      for (const compartment of opened?.compartments ?? []) {
        const core = utf8(corePayload ?? '')
        openCompartment(compartment, core, alertDocument.decode(core).compartments[compartment.name])
      }
    }
    t.equal(openBody(place, body, [fromHex(nobody.channelKeyHex)]), undefined, 'nobody else opens anything')
    t.ok(letterDocument.decode(utf8(letter)))
    if (wrap) {
      t.equal(toHex(body.subarray(wrap.offset, wrap.offset + 24)), wrap.tagHex)
      t.equal(toHex(body.subarray(4, 28)), wrap.saltHex)
    }
  }
  for (const { name, reason, place, bodyBase64, channelKeyHex, corePayload } of invalid) {
    const open = () => {
      const opened = openBody(place, fromBase64(bodyBase64), [fromHex(channelKeyHex)]) ?? notAddressed()
      const core = utf8(corePayload)
      const { compartments } = alertDocument.decode(core)
      for (const compartment of opened.compartments)
        openCompartment(compartment, core, compartments[compartment.name])
    }
    t.equal(reasonOf(open), reason, name)
  }
})

void t.test('key-statements.json', async (t) => {
  const file: {
    owner: { federation: string; jurisdiction: string; rootHex: string }
    valid: { name: string; envelope: string; kind: string; keyid: string; use?: string; lastGood?: number }[]
    invalid: (Invalid & { envelope: string })[]
    states: {
      learn: { seq: number; envelope: string }[]
      ask: { name: string; keyid: string; seq: number; at: string; maySign: boolean }[]
    }
  } = JSON.parse(read('key-statements'))
  const owner: KeyOwner = { ...file.owner, rootKey: fromHex(file.owner.rootHex) }
  const readEvent = (envelope: string) => readKeyEvent(parseEnvelope(utf8(envelope)), owner)
  for (const { name, envelope, kind, keyid, use, lastGood } of file.valid) {
    const event = readEvent(envelope)
    t.equal(event.kind, kind, name)
    if (event.kind === 'key') t.same([event.keyid, event.statement.use], [keyid, use])
    else t.same([event.revocation.keyid, event.revocation.lastGood], [keyid, lastGood])
  }
  for (const { name, reason, envelope } of file.invalid)
    t.equal(
      reasonOf(() => readEvent(envelope)),
      reason,
      name,
    )
  const keys = createFeedKeys()
  for (const { seq, envelope } of file.states.learn) keys.learn(readEvent(envelope), seq)
  for (const { name, keyid, seq, at, maySign } of file.states.ask)
    t.equal(keys.signingKey(keyid, seq, at) !== undefined, maySign, name)
  t.same(
    file.states.ask.map(({ maySign }) => maySign),
    [true, true, false, true, false, false, false, true, false, false],
    'as the rules say',
  )
})

void t.test('follow-up.json', async (t) => {
  interface FollowUp {
    readonly kind: 'hit' | 'message'
    readonly payload: string
  }
  const { valid, invalid }: { valid: (FollowUp & { digest: string })[]; invalid: (FollowUp & Invalid)[] } =
    JSON.parse(read('follow-up'))
  const documents = { hit: hitReportDocument, message: threadMessageDocument }
  for (const { kind, payload, digest } of valid) {
    documents[kind].decode(utf8(payload))
    t.equal(sha256Hex(utf8(payload)), digest)
  }
  for (const { kind, payload, name, reason } of invalid)
    t.equal(
      reasonOf(() => documents[kind].decode(utf8(payload))),
      reason,
      name,
    )
})

void t.test('standing.json', async (t) => {
  interface Standing {
    readonly kind: 'flag' | 'dispute' | 'contest' | 'clearance'
    readonly payload: string
  }
  const {
    valid,
    invalid,
    marked,
  }: {
    valid: (Standing & { digest: string })[]
    invalid: (Standing & Invalid)[]
    marked: { mark: ClearanceMark; facts: TravelFacts; known: boolean }[]
  } = JSON.parse(read('standing'))
  const documents = {
    flag: flagDocument,
    dispute: disputeDocument,
    contest: contestDocument,
    clearance: clearanceDocument,
  }
  for (const { mark, facts, known } of marked) t.equal(isMarked(mark, facts), known)
  for (const { kind, payload, digest } of valid) {
    documents[kind].decode(utf8(payload))
    t.equal(sha256Hex(utf8(payload)), digest)
  }
  for (const { kind, payload, name, reason } of invalid)
    t.equal(
      reasonOf(() => documents[kind].decode(utf8(payload))),
      reason,
      name,
    )
})

void t.test('federation.json', async (t) => {
  interface Vector {
    name: string
    pin: string
    file: string
  }
  const {
    valid,
    invalid,
    quorums,
  }: {
    quorums: { members: number; signatures: number }[]
    valid: (Vector & { version: number; members: string[] })[]
    invalid: (Vector & Invalid)[]
  } = JSON.parse(read('federation'))
  for (const { members, signatures } of quorums) t.equal(quorumOf(members), signatures)
  for (const { name, pin, file, version, members } of valid) {
    const federation = verifyFederation(file, pin)
    t.equal(federation.document.version, version, name)
    t.same([...federation.members.keys()], members)
  }
  for (const { name, pin, file, reason } of invalid)
    t.equal(
      reasonOf(() => verifyFederation(file, pin)),
      reason,
      name,
    )
})

void t.test('key-file.json', async (t) => {
  interface Vector {
    name: string
    kind: KeyFileKind
    passphrase: string
    file: string
  }
  const {
    valid,
    invalid,
    passwords,
  }: {
    valid: (Vector & { secretHex: string })[]
    invalid: (Vector & Invalid)[]
    passwords: { password: string; stored: string; fits: boolean }[]
  } = JSON.parse(read('key-file'))
  for (const { name, kind, passphrase, file, secretHex } of valid)
    t.equal(toHex(await openKeyFile(kind, utf8(file), passphrase)), secretHex, name)
  for (const { name, kind, passphrase, file, reason } of invalid) {
    const outcome = await openKeyFile(kind, utf8(file), passphrase).then(
      () => () => undefined,
      (error: unknown) => () => {
        throw error
      },
    )
    t.equal(reasonOf(outcome), reason, name)
  }
  for (const { password, stored, fits } of passwords) t.equal(await verifyPassword(password, stored), fits)
})

void t.test('access-record.json', async (t) => {
  const {
    valid,
    invalidRecords,
    invalidEntries,
  }: {
    valid: {
      name: string
      type: string
      record: string
      saltHex: string
      commitmentHex: string
      entryHex: string
      leafHashHex: string
      terms: { storageSecretHex: string; context: string; wrappedKeyHex: string; text: string }
    }[]
    invalidRecords: (Invalid & { record: string })[]
    invalidEntries: (Invalid & { entryHex: string })[]
  } = JSON.parse(read('access-record'))
  for (const { name, type, record, saltHex, commitmentHex, entryHex, leafHashHex, terms } of valid) {
    const document = accessRecordDocument.decode(utf8(record))
    t.equal(document.operation, type, name)
    t.equal(toHex(commitRecord(fromHex(saltHex), utf8(record))), commitmentHex)
    t.equal(toHex(sha256(fromHex(saltHex), utf8(record))), commitmentHex)
    t.equal(toHex(encodeAccessEntry({ type, commitment: fromHex(commitmentHex) })), entryHex)
    t.equal(parseAccessEntry(fromHex(entryHex)).type, type)
    t.equal(toHex(leafHash(fromHex(entryHex))), leafHashHex)
    t.equal(toHex(sha256(Uint8Array.of(0), fromHex(entryHex))), leafHashHex)
    const box = fromBase64(document.terms ?? '')
    const opened = storageKeyFrom(fromHex(terms.storageSecretHex)).open(
      { box, key: fromHex(terms.wrappedKeyHex) },
      terms.context,
    )
    t.equal(Buffer.from(opened).toString(), terms.text)
  }
  for (const { name, reason, record } of invalidRecords)
    t.equal(
      reasonOf(() => accessRecordDocument.decode(utf8(record))),
      reason,
      name,
    )
  for (const { name, reason, entryHex } of invalidEntries)
    t.equal(
      reasonOf(() => parseAccessEntry(fromHex(entryHex))),
      reason,
      name,
    )
})

void t.test('the examples in the READMEs are these vectors', async (t) => {
  for (const [name, least] of [
    ['protocol', 15],
    ['crypto', 2],
  ] as const) {
    const text = readFileSync(new URL(`../../packages/${name}/README.md`, import.meta.url), 'utf8')
    const examples = [...text.matchAll(/<!-- vector: (\S+) (\S+)(.*?) -->\n\n```\w*\n(.*?)\n```/gs)]
    t.ok(examples.length >= least, `packages/${name}/README.md has examples`)
    for (const [, file = '', path = '', how = '', example = ''] of examples) {
      const shown = example.replaceAll('\n', '')
      const value = shownAs(how, valueAt(file, path))
      t.equal(how.includes('prefix') ? value.slice(0, shown.length) : value, shown, `${file} ${path}`)
    }
  }
})

function valueAt(file: string, path: string): string {
  let value: unknown = JSON.parse(read(file))
  for (const step of path.split('.')) value = Reflect.get(Object(value), step)
  return String(value)
}

/** `utf8`: hexadecimal read as text. `payload`: what an envelope holds. `base64`: the bytes in hexadecimal. */
function shownAs(how: string, value: string): string {
  if (how.includes('utf8')) return Buffer.from(fromHex(value)).toString()
  if (how.includes('payload'))
    return Buffer.from(envelopePayload(parseEnvelope(utf8(value.trim())))).toString()
  return how.includes('base64') ? toHex(fromBase64(value)) : value
}

/** For somebody else: no error, and nothing to open. */
class NotAddressed extends Error {}

function notAddressed(): never {
  throw new NotAddressed()
}

function reasonOf(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof Refusal) return error.reason
    if (error instanceof NotAddressed) return 'not-addressed'
    const known = [CryptoError, FormatError, CanonicalError, TransparencyError]
    if (known.some((kind) => error instanceof kind) && error instanceof Error && 'problem' in error)
      return String(error.problem)
    throw error
  }
}
