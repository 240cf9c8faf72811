import { newSeed, signerFromSeed, storageKeyFrom } from '@crosswatch/crypto'
import { canonicalBytes, type EvidenceBundle, toBase64 } from '@crosswatch/protocol'
import {
  appendLeaves,
  commitRecord,
  ed25519Signer,
  ed25519Type,
  emptyTree,
  encodeAccessEntry,
  formatReceipt,
  formatVerifierKey,
  leafHash,
  proveInclusion,
  signCheckpoint,
  treeRoot,
} from '@crosswatch/transparency'
import t from 'tap'
import { rootFrom } from '../src/evidence/inclusion.ts'
import { readNoteKey } from '../src/evidence/signed-note.ts'
import { verifyEvidence } from '../src/evidence/verify-evidence.ts'
import { hChaCha20 } from '../src/evidence/xchacha.ts'

const origin = 'crosswatch/test/XA/access-log'
const storageKey = storageKeyFrom(newSeed())
const idOf = (place: number) => `0198f000-0000-7000-8000-${String(place).padStart(12, '0')}`

/** A log of so many records, made with the code that nodes run, and a bundle of some of them. */
async function makeLog(size: number, wanted: readonly number[]) {
  const key = signerFromSeed(newSeed())
  const vkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey: key.publicKey })
  const signer = ed25519Signer(origin, key.publicKey, (message) => key.sign(message))
  const records = Array.from({ length: size }, (_, place) => {
    const id = idOf(place)
    const context = `access-record ${id}`
    const sealed = storageKey.seal(canonicalBytes({ query: { name: `Somebody ${place}` } }), context)
    const canonical = Buffer.from(
      canonicalBytes({ id, operation: 'query', terms: toBase64(sealed.box) }),
    ).toString('utf8')
    const salt = newSeed()
    const commitment = commitRecord(salt, Buffer.from(canonical))
    const entry = encodeAccessEntry({ type: 'query', commitment })
    return { id, canonical, salt, entry, termsKey: storageKey.unwrap(sealed.key, context) }
  })
  const { edge, tiles } = appendLeaves(
    emptyTree(),
    records.map(({ entry }) => leafHash(entry)),
  )
  const checkpoint = signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [signer])
  const receiptAt = async (place: number) => {
    const proof = await proveInclusion(BigInt(place), edge.size, async (ids) =>
      ids.map(
        ({ level, index }) =>
          tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array(),
      ),
    )
    return formatReceipt({ index: BigInt(place), proof, checkpoint })
  }
  const bundle: EvidenceBundle = {
    v: 1,
    kind: 'crosswatch-evidence',
    jurisdiction: 'XA',
    madeAt: '2026-03-01T00:00:00.000Z',
    vkey,
    records: await Promise.all(
      wanted.map(async (place) => {
        const { id, canonical, salt, termsKey } = records[place] ?? records[0] ?? never()
        return {
          id,
          canonical,
          salt: toBase64(salt),
          termsKey: toBase64(termsKey),
          receipt: await receiptAt(place),
        }
      }),
    ),
  }
  const log = readNoteKey(vkey) ?? never()
  return { bundle, log }
}

function never(): never {
  throw new Error('the test is wrong')
}

t.test(
  'a bundle verifies in code that shares nothing with the log, and shows what was searched',
  async (t) => {
    for (const size of [1, 2, 7, 256, 300]) {
      const places = [...new Set([0, Math.floor(size / 2), size - 1])]
      const { bundle, log } = await makeLog(size, places)
      const verified = verifyEvidence(bundle, { log, witnesses: [] })
      t.strictSame(
        verified.map(({ index, size: of, terms }) => [index, of, terms]),
        places.map((place) => [String(place), String(size), { query: { name: `Somebody ${place}` } }]),
      )
    }
  },
)

t.test('whatever is changed in a bundle is noticed, and where', async (t) => {
  const { bundle, log } = await makeLog(20, [3, 11])
  const other = await makeLog(20, [3, 11])
  type Change = Partial<EvidenceBundle['records'][number]>
  const [first = never(), second = never()] = bundle.records
  const forged = (change: Change) => ({ ...bundle, records: [first, { ...second, ...change }] })
  const cases: readonly [Change, RegExp][] = [
    [{ canonical: second.canonical.replace('query', 'quern') }, /does not lead to the root/],
    [{ canonical: `${second.canonical} ` }, /not the one that it is said to be/],
    [{ salt: first.salt }, /does not lead to the root/],
    [{ receipt: first.receipt }, /does not lead to the root/],
    [{ receipt: second.receipt.replace('index 11', 'index 12') }, /does not lead to the root/],
    [{ receipt: second.receipt.replace(`${origin}\n20`, `${origin}\n21`) }, /is not signed by/],
    [{ receipt: other.bundle.records[1]?.receipt ?? '' }, /is not signed by/],
    [{ receipt: 'c2sp.org/tlog-proof@v1\nindex x\n\n' }, /proof cannot be read/],
    [{ termsKey: first.termsKey }, /does not open/],
    [{ id: first.id }, /not the one that it is said to be/],
  ]
  for (const [change, message] of cases) {
    t.throws(() => verifyEvidence(forged(change), { log, witnesses: [] }), { message })
  }
  t.throws(() => verifyEvidence(bundle, { log, witnesses: [other.log] }), /is not signed by/)
  t.match(verifyEvidence(forged({ termsKey: null }), { log, witnesses: [] })[1], { terms: 'erased' })
})

t.test('keys of notes are taken as they were handed out, or not at all', async (t) => {
  const { bundle } = await makeLog(1, [0])
  t.equal(readNoteKey(bundle.vkey)?.name, origin)
  t.equal(readNoteKey(bundle.vkey.replace('XA', 'XB')), undefined, 'the ID is bound to the name')
  t.equal(readNoteKey('nothing'), undefined)
})

t.test('HChaCha20 and the tree as their documents have them', (t) => {
  // draft-irtf-cfrg-xchacha-03, section 2.2.1
  const key = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex')
  const subkey = hChaCha20(key, Buffer.from('000000090000004a0000000031415927', 'hex'))
  t.equal(
    Buffer.from(subkey).toString('hex'),
    '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc',
  )
  const leaf = Buffer.alloc(32, 1)
  t.equal(rootFrom(0n, 1n, leaf, []), leaf)
  for (const [index, size, proof] of [
    [1n, 1n, []],
    [-1n, 1n, []],
    [0n, 1n, [leaf]],
    [0n, 2n, []],
    [0n, 2n, [Buffer.alloc(31)]],
    [0n, 2n, [leaf, leaf]],
  ] as const) {
    t.equal(rootFrom(index, size, leaf, proof), undefined)
  }
  t.end()
})
