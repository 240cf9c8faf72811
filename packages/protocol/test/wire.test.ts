import * as fc from 'fast-check'
import t from 'tap'
import {
  bucketFor,
  canonicalBytes,
  concatBytes,
  envelopeBytes,
  envelopePayload,
  feedEntryDocument,
  FormatError,
  frameSize,
  fromBase64,
  headerHash,
  heartbeatDocument,
  letterDocument,
  makeEnvelope,
  maximumBodyBytes,
  maximumEnvelopeBytes,
  maximumFrames,
  packFrames,
  packHeartbeat,
  parseEnvelope,
  preAuthenticationEncoding,
  sameBytes,
  sealedBucketFor,
  sha256Hex,
  sizeBuckets,
  toBase64,
  unpackMessage,
  utf8,
  wrapBucketFor,
  wrapBuckets,
  type FormatProblem,
  type Frame,
} from '../src/index.ts'

const type = 'application/vnd.crosswatch.alert.v1+json'
const keyid = '0123456789abcdef0123456789abcdef'
const envelope = makeEnvelope(type, utf8('{"a":1}'), [{ keyid, signature: new Uint8Array(64).fill(7) }])

t.test('what DSSE signs', async (t) => {
  const text = (payloadType: string, payload: Uint8Array) =>
    new TextDecoder().decode(preAuthenticationEncoding(payloadType, payload))

  await t.test('is the published example, byte for byte', async (t) =>
    // secure-systems-lab/dsse, protocol.md, test vector
    t.equal(
      text('http://example.com/HelloWorld', utf8('hello world')),
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    ),
  )

  await t.test('counts bytes and not characters', async (t) => {
    t.equal(text('é', utf8('жж')), 'DSSEv1 2 é 4 жж')
    t.equal(text('', new Uint8Array()), 'DSSEv1 0  0 ')
  })

  await t.test('is never the same for two pairs of type and payload', async (t) => {
    const short = fc.string({ maxLength: 6, unit: fc.constantFrom(' ', '0', '1', '2', 'a') })
    fc.assert(
      fc.property(short, short, short, short, (type1, payload1, type2, payload2) => {
        const same = type1 === type2 && payload1 === payload2
        return same === (text(type1, utf8(payload1)) === text(type2, utf8(payload2)))
      }),
      { numRuns: 2000 },
    )
    t.pass()
  })
})

t.test('an envelope', async (t) => {
  const bytes = envelopeBytes(envelope)
  const spelled = new TextDecoder().decode(bytes)

  await t.test('is one canonical line that reads back as it was', async (t) => {
    t.equal(
      spelled,
      `{"payload":"eyJhIjoxfQ==","payloadType":"${type}","signatures":[{"keyid":"${keyid}","sig":"${toBase64(new Uint8Array(64).fill(7))}"}]}`,
    )
    t.same(parseEnvelope(bytes), envelope)
    t.same(envelopePayload(envelope), utf8('{"a":1}'))
  })

  await t.test('is refused in every other form', async (t) => {
    const sig = envelope.signatures[0]?.sig ?? ''
    const variants: Record<string, string> = {
      'an unknown field': spelled.replace('"payload":', '"note":"","payload":'),
      'an unknown field of a signature': spelled.replace('"sig":', '"key":"","sig":'),
      'no signature': spelled.replace(/"signatures":\[.*\]/, '"signatures":[]'),
      'no payload': spelled.replace('"payload":"eyJhIjoxfQ==",', ''),
      'keys in another order': `{"payloadType":"${type}","payload":"eyJhIjoxfQ==","signatures":[]}`,
      'white space': spelled.replace(',', ', '),
      'a line break at the end': `${spelled}\n`,
      'a repeated key': spelled.replace('{"payload"', '{"payload":"eyJhIjoxfQ==","payload"'),
      'payload in another spelling of the same bytes': spelled.replace('eyJhIjoxfQ==', 'eyJhIjoxfR=='),
      'payload without padding': spelled.replace('eyJhIjoxfQ==', 'eyJhIjoxfQ'),
      'payload in the alphabet for URLs': spelled.replace('eyJhIjoxfQ==', '_-__'),
      'payload with a line break': spelled.replace('eyJhIjoxfQ==', String.raw`eyJh\nIjoxfQ==`),
      'a signature in another spelling of the same bytes': spelled.replace(sig, sig.replace(/.==$/, 'x==')),
      'a signature of 63 bytes': spelled.replace(sig, toBase64(new Uint8Array(63))),
      'a signature of 65 bytes': spelled.replace(sig, toBase64(new Uint8Array(65))),
      'a key id in upper case': spelled.replace(keyid, keyid.toUpperCase()),
      'a key id that is too short': spelled.replace(keyid, keyid.slice(2)),
      'a type of somebody else': spelled.replace(type, 'application/vnd.in-toto+json'),
      'a type without a version': spelled.replace('.v1+json', '+json'),
      'a type with something behind it': spelled.replace(type, `${type};charset=utf-8`),
      'a list instead of an object': `[${spelled}]`,
      'a number': '1',
      'text that is not JSON': 'DSSEv1',
      nothing: '',
    }
    for (const [name, variant] of Object.entries(variants))
      t.equal(
        problemOf(() => parseEnvelope(utf8(variant))),
        'envelope-malformed',
        name,
      )
  })

  await t.test('bears up to 300 signatures, which is a federation', async (t) => {
    const signatures = Array.from({ length: 300 }, () => ({ keyid, signature: new Uint8Array(64) }))
    t.equal(parseEnvelope(envelopeBytes(makeEnvelope(type, utf8('1'), signatures))).signatures.length, 300)
    const more = makeEnvelope(type, utf8('1'), [...signatures, ...signatures.slice(0, 1)])
    t.equal(
      problemOf(() => parseEnvelope(envelopeBytes(more))),
      'envelope-malformed',
    )
  })

  await t.test('inside a letter is held to the same spelling', async (t) => {
    const letter = letterDocument.encode({ v: 1, kind: 'alert', document: envelope })
    t.same(letterDocument.decode(letter).document, envelope)
    const other = new TextDecoder().decode(letter).replace('eyJhIjoxfQ==', 'eyJhIjoxfR==')
    t.equal(
      problemOf(() => letterDocument.decode(utf8(other))),
      'payload-malformed',
    )
  })

  await t.test(
    'is never let through by a flipped bit that leaves type, payload and signature as they were',
    async (t) => {
      let accepted = 0
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Uint8Array.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const read = attempt(() => parseEnvelope(flipped))
        if (read === undefined) continue
        accepted++
        const [before] = envelope.signatures
        const [after] = read.signatures
        const same =
          read.payloadType === envelope.payloadType &&
          sameBytes(fromBase64(read.payload), fromBase64(envelope.payload)) &&
          after?.keyid === before?.keyid &&
          sameBytes(fromBase64(after?.sig ?? ''), fromBase64(before?.sig ?? ''))
        if (same) t.fail(`bit ${bit} may be flipped without anybody noticing`)
      }
      t.ok(accepted > 100, 'most flips are for the signature to find')
    },
  )
})

t.test('a header is chained by the hash of its payload, whoever signed it and how often', async (t) => {
  const payload = feedEntryDocument.encode({
    v: 1,
    federation: 'demo',
    issuer: 'XA',
    seq: 1,
    prev: null,
    at: '2026-03-01T12:00:00.000Z',
    class: 'sealed',
    body: { hash: sha256Hex(utf8('body')), size: 4 },
  })
  t.equal(
    new TextDecoder().decode(payload),
    '{"at":"2026-03-01T12:00:00.000Z","body":{"hash":"230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5","size":4},' +
      '"class":"sealed","federation":"demo","issuer":"XA","prev":null,"seq":1,"v":1}',
  )
  t.equal(headerHash(payload), sha256Hex(payload))
  t.equal(
    problemOf(() => heartbeatDocument.decode(payload)),
    'payload-malformed',
    'a header is no heartbeat',
  )
})

t.test('a message', async (t) => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 60 })
  const frame = fc.record({ envelope: bytes, body: fc.option(bytes, { nil: undefined }) })
  const frames = [
    { envelope: utf8('first'), body: utf8('its body') },
    { envelope: utf8('second'), body: undefined },
    { envelope: utf8('third'), body: new Uint8Array() },
  ]
  const packed = packFrames(frames)

  await t.test('is laid out as documented', async (t) =>
    t.equal(
      Buffer.from(packFrames(frames.slice(0, 2))).toString('hex'),
      [
        '58574631', // XWF1
        '0002', // entries
        '00000005',
        Buffer.from('first').toString('hex'),
        '00000008',
        Buffer.from('its body').toString('hex'),
        '00000006',
        Buffer.from('second').toString('hex'),
        'ffffffff', // not carried
      ].join(''),
    ),
  )

  await t.test('unpacks to what was packed; an empty body is not an absent one', async (t) => {
    t.same(unpackMessage(packed), { kind: 'entries', frames })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (list: Frame[]) => {
        const message = unpackMessage(packFrames(list))
        return message.kind === 'entries' && sameFrames(message.frames, list)
      }),
      { numRuns: 100 },
    )
  })

  await t.test('is as large as its frames say', async (t) => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (list: Frame[]) => {
        const size = 6 + list.reduce((sum, one) => sum + frameSize(one), 0)
        return packFrames(list).length === size
      }),
    )
    t.pass()
  })

  await t.test('is refused when it is cut anywhere', async (t) => {
    for (let length = 0; length < packed.length; length++)
      t.equal(
        problemOf(() => unpackMessage(packed.subarray(0, length))),
        'frame-malformed',
        `after ${length}`,
      )
  })

  await t.test('is refused when something follows its last entry', async (t) => {
    for (const rest of [Uint8Array.of(0), packed])
      t.equal(
        problemOf(() => unpackMessage(concatBytes(packed, rest))),
        'frame-malformed',
      )
  })

  await t.test('is refused when it claims more than it holds, or more than is allowed', async (t) => {
    const header = (count: number) => Uint8Array.of(0x58, 0x57, 0x46, 0x31, count >> 8, count & 0xff)
    const length = (value: number) =>
      Uint8Array.of(value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff)
    const large = (size: number) => concatBytes(length(size), new Uint8Array(size))
    const claims: Record<string, Uint8Array> = {
      'one entry more than there is': concatBytes(header(4), packed.subarray(6)),
      'one entry less than there is': concatBytes(header(2), packed.subarray(6)),
      '65,535 entries': header(0xffff),
      'one entry more than is allowed': concatBytes(header(maximumFrames + 1), new Uint8Array(9000)),
      'an envelope of 4 GiB': concatBytes(header(1), length(0xfffffffe), new Uint8Array(100)),
      'an envelope that is too long': concatBytes(header(1), large(maximumEnvelopeBytes + 1), length(0)),
      'a body of 4 GiB': concatBytes(
        header(1),
        length(1),
        Uint8Array.of(1),
        length(0xfffffffe),
        new Uint8Array(100),
      ),
      'a body that is too long': concatBytes(
        header(1),
        length(1),
        Uint8Array.of(1),
        large(maximumBodyBytes + 1),
      ),
      'another kind of message': utf8('XWF2'),
      'a heartbeat that is too long': concatBytes(utf8('XWH1'), new Uint8Array(maximumEnvelopeBytes + 1)),
    }
    for (const [name, message] of Object.entries(claims))
      t.equal(
        problemOf(() => unpackMessage(message)),
        'frame-malformed',
        name,
      )
    const full = Array.from({ length: maximumFrames }, () => ({
      envelope: Uint8Array.of(1),
      body: undefined,
    }))
    const read = unpackMessage(packFrames(full))
    t.equal(
      read.kind === 'entries' && read.frames.length,
      maximumFrames,
      'and the most that is allowed is read',
    )
    t.throws(() => packFrames([...full, ...full.slice(0, 1)]), RangeError, 'more is not packed either')
  })

  await t.test('of random bytes never crashes', async (t) => {
    fc.assert(
      fc.property(fc.constantFrom('XWF1', 'XWH1', 'XW'), fc.uint8Array({ maxLength: 200 }), (magic, rest) => {
        problemOf(() => unpackMessage(concatBytes(utf8(magic), rest)))
      }),
      { numRuns: 2000 },
    )
    t.pass()
  })

  await t.test('can be a heartbeat, which travels alone', async (t) =>
    t.same(unpackMessage(packHeartbeat(utf8('signed'))), { kind: 'heartbeat', envelope: utf8('signed') }),
  )
})

t.test('a body is padded', async (t) => {
  await t.test('to the next size of few', async (t) => {
    for (const [index, size] of sizeBuckets.entries()) {
      t.equal(bucketFor(size), size)
      t.equal(bucketFor((sizeBuckets[index - 1] ?? -1) + 1), size)
    }
    t.equal(bucketFor(0), 2048)
    t.equal(sizeBuckets.at(-1), maximumBodyBytes, 'the largest is what a message carries')
    t.throws(() => bucketFor(maximumBodyBytes + 1), RangeError)
    t.same(
      sizeBuckets,
      [...sizeBuckets].toSorted((a, b) => a - b),
    )
  })

  await t.test('so that it never grows by more than half, beyond the smallest', async (t) => {
    for (const [index, size] of sizeBuckets.entries()) t.ok(size <= 1.5 * (sizeBuckets[index - 1] ?? size))
  })

  await t.test('when it is sealed, to 3 KiB at least: no size means a withdrawal', async (t) => {
    t.equal(sealedBucketFor(0), 3072)
    t.equal(sealedBucketFor(3072), 3072)
    t.equal(sealedBucketFor(3073), 4096)
  })

  await t.test('with wraps for nobody, so that recipients cannot be counted', async (t) => {
    for (const [index, count] of wrapBuckets.entries()) {
      t.equal(wrapBucketFor(count), count)
      t.equal(wrapBucketFor((wrapBuckets[index - 1] ?? -1) + 1), count)
    }
    t.ok((wrapBuckets.at(-1) ?? 0) >= 300, 'a federation fits')
    t.throws(() => wrapBucketFor(513), RangeError)
  })
})

t.test('base64 on the wire has one spelling for the same bytes', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const spelled = toBase64(bytes)
      t.same(canonicalBytes(spelled), utf8(`"${spelled}"`))
      return sameBytes(fromBase64(spelled), bytes)
    }),
  )
})

function sameFrames(a: readonly Frame[], b: readonly Frame[]): boolean {
  const same = (one: Uint8Array | undefined, other: Uint8Array | undefined) =>
    one === undefined || other === undefined ? one === other : sameBytes(one, other)
  return (
    a.length === b.length &&
    a.every(({ envelope: one, body }, i) => same(one, b[i]?.envelope) && same(body, b[i]?.body))
  )
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    // Anything else is a crash, and fails the test.
    if (error instanceof FormatError) return undefined
    throw error
  }
}

function problemOf(act: () => unknown): FormatProblem | 'none' {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof FormatError) return error.problem
    throw error
  }
}
