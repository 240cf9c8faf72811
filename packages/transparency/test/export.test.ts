import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import t from 'tap'
import {
  appendLeaves,
  commitRecord,
  ed25519Signer,
  ed25519Type,
  emptyTree,
  encodeAccessEntry,
  formatExportCheckpoint,
  formatExportErased,
  formatExportRecord,
  formatVerifierKey,
  leafHash,
  parseAccessEntry,
  parseExportLine,
  signCheckpoint,
  treeRoot,
  verifyExport,
} from '../src/index.ts'

const origin = 'crosswatch/test/XA/access-log'
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const verifyEd25519 = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) =>
  verify(
    null,
    message,
    createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }),
    signature,
  )

function testKey(name = origin) {
  const { publicKey: key, privateKey } = generateKeyPairSync('ed25519')
  const publicKey = key.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    vkey: formatVerifierKey({ name, type: ed25519Type, publicKey }),
    signer: ed25519Signer(name, publicKey, (message) => sign(null, message, privateKey)),
  }
}

const key = testKey()
const options = { vkey: key.vkey, verifyEd25519 }

interface Item {
  readonly type: string
  readonly salt: Uint8Array
  readonly record: string
}

const items: Item[] = Array.from({ length: 3000 }, (_, i) => ({
  type: i % 3 === 0 ? 'alert.view' : 'query',
  salt: Buffer.alloc(32, i),
  record: `{"id":${i},"note":"Жалал-Абад","operation":"${i % 3 === 0 ? 'alert.view' : 'query'}"}`,
}))

const recordLine = ({ type, salt, record }: Item, index: number) =>
  formatExportRecord({ index, type, salt, record, commitment: commitRecord(salt, Buffer.from(record)) })

/** What a log of these records publishes; also when the one who publishes it is the forger. */
function publish(list: readonly Item[], signer = key.signer) {
  const leaves = list.map(({ type, salt, record }) =>
    leafHash(encodeAccessEntry({ type, commitment: commitRecord(salt, Buffer.from(record)) })),
  )
  const root = treeRoot(appendLeaves(emptyTree(), leaves).edge)
  const checkpoint = signCheckpoint({ origin, size: BigInt(list.length), root }, [signer])
  return { checkpoint, lines: [...list.map(recordLine), formatExportCheckpoint(checkpoint)] }
}

t.test('an entry is the bytes that its documentation shows', async (t) => {
  const commitment = commitRecord(Buffer.alloc(32, 1), Buffer.from('{}'))
  const entry = encodeAccessEntry({ type: 'query', commitment })
  t.equal(entry.toString('hex'), `01057175657279${Buffer.from(commitment).toString('hex')}`)
  t.same(parseAccessEntry(entry), { type: 'query', commitment })
  const refused = { name: 'TransparencyError', problem: 'entry-malformed' }
  for (const type of ['', 'Query', 'qu ery', 'query\n', '1', 'x'.repeat(65)]) {
    t.throws(() => encodeAccessEntry({ type, commitment }), refused)
  }
  t.throws(() => encodeAccessEntry({ type: 'query', commitment: Buffer.alloc(31) }), refused)
  t.throws(() => commitRecord(Buffer.alloc(31), Buffer.from('{}')), refused)
  const wrong = [
    Buffer.of(),
    Buffer.of(1),
    entry.subarray(0, -1),
    Buffer.concat([entry, Buffer.of(0)]),
    Buffer.concat([Buffer.of(2), entry.subarray(1)]),
    Buffer.concat([Buffer.of(1, 6), entry.subarray(2)]),
  ]
  for (const bytes of wrong) t.throws(() => parseAccessEntry(bytes), refused, bytes.toString('hex'))
})

t.test('an export verifies, and so does what the auditor saw of the log before', async (t) => {
  const { lines, checkpoint } = publish(items)
  const earlier = [0, 1, 1024, 2999].map((size) => publish(items.slice(0, size)).checkpoint)
  const seen: number[] = []
  const verdict = await verifyExport(lines, {
    ...options,
    held: [...earlier, checkpoint],
    onProgress: (records) => seen.push(records),
  })
  t.match(verdict, { ok: true, records: 3000, held: 5, checkpoint: { size: 3000n } })
  t.ok(seen.includes(1024) && seen.at(-1) === 3000)
  t.match(await verifyExport(publish([]).lines, options), { ok: true, records: 0 })
})

t.test(
  'records that were erased leave their place and their commitment, and show how old they were',
  async (t) => {
    const dated = items.slice(0, 40).map((item, i) => ({
      ...item,
      record: item.record.replace('{', `{"at":"2026-03-01T00:00:${String(i).padStart(2, '0')}.000Z",`),
    }))
    const { lines } = publish(dated)
    const erase = (index: number, change: object = {}) => {
      const { type, salt, record } = dated[index] ?? { type: '', salt: Buffer.alloc(32), record: '' }
      const commitment = commitRecord(salt, Buffer.from(record))
      return formatExportErased({ index, type, commitment, erased: '2029-03-01T00:00:00.000Z', ...change })
    }
    const some = lines.with(3, erase(3)).with(7, erase(7)).with(8, erase(8))
    t.match(await verifyExport(some, options), {
      ok: true,
      records: 40,
      erased: 3,
      erasedBefore: '2026-03-01T00:00:09.000Z',
    })
    t.match(await verifyExport(lines.with(39, erase(39)), options), {
      ok: true,
      erased: 1,
      erasedBefore: undefined,
    })
    t.match(await verifyExport(lines, options), { ok: true, erased: 0, erasedBefore: undefined })
    const refused = (index: number, change: object) =>
      verifyExport(lines.with(index, erase(index, change)), options)
    t.match(await refused(3, { type: 'sign-in' }), { ok: false, problem: 'root-mismatch' })
    t.match(await refused(3, { commitment: Buffer.alloc(32) }), { ok: false, problem: 'root-mismatch' })
    t.match(await refused(3, { index: 4 }), { ok: false, problem: 'out-of-order', index: 3 })
    t.match(await refused(3, { type: 'No Type' }), { ok: false, problem: 'line-malformed', index: 3 })
  },
)

t.test('whatever is changed in an export is found, with its place', async (t) => {
  const { lines } = publish(items)
  const changed = (index: number, change: (item: Item) => Partial<Item>) => {
    const item = items[index] ?? t.fail('no such item')
    return typeof item === 'boolean'
      ? lines
      : lines.with(index, recordLine({ ...item, ...change(item) }, index))
  }
  const line17 = lines[17] ?? ''
  const cases: Record<string, [readonly string[], string, number]> = {
    'a changed record': [lines.with(17, line17.replace('Жалал', 'Talas')), 'commitment-mismatch', 17],
    'a changed salt': [lines.with(17, line17.replace('ERER', 'EREA')), 'commitment-mismatch', 17],
    'a changed record with its commitment': [
      changed(17, ({ record }) => ({ record: `${record} ` })),
      'root-mismatch',
      0,
    ],
    'a changed type': [
      lines.with(17, line17.replace('"type":"query"', '"type":"alert.view"')),
      'record-mismatch',
      17,
    ],
    'a dropped record': [lines.toSpliced(17, 1), 'out-of-order', 17],
    'a repeated record': [lines.toSpliced(17, 0, line17), 'out-of-order', 18],
    'two records exchanged': [lines.with(17, lines[18] ?? '').with(18, line17), 'out-of-order', 17],
    'the last record dropped': [lines.toSpliced(2999, 1), 'too-short', 2999],
    'a cut-off end': [lines.slice(0, 1500), 'checkpoint-missing', 0],
    'a line after the end': [[...lines, line17], 'after-checkpoint', 3000],
    'a line that is not JSON': [lines.with(17, '{'), 'line-malformed', 17],
    'a line with one key more': [lines.with(17, line17.replace('{', '{"x":1,')), 'line-malformed', 17],
    'a line with a fraction for its index': [
      lines.with(17, line17.replace('17', '17.5')),
      'line-malformed',
      17,
    ],
    'a line with a lone surrogate': [lines.with(17, line17.replace('Ж', '\\ud800')), 'line-malformed', 17],
    'a record that is not JSON': [changed(17, () => ({ record: '[' })), 'record-mismatch', 17],
    'a checkpoint of a stranger': [publish(items, testKey().signer).lines, 'checkpoint-invalid', 3000],
    'a checkpoint of fewer records': [
      [...lines.slice(0, -1), formatExportCheckpoint(publish(items.slice(0, 9)).checkpoint)],
      'too-short',
      9,
    ],
  }
  for (const [name, [forged, problem, index]] of Object.entries(cases)) {
    t.match(await verifyExport(forged, options), { ok: false, problem, index }, name)
  }
})

t.test('a log that is rebuilt and signed with its own key is found by an older checkpoint', async (t) => {
  const held = [publish(items.slice(0, 1000)).checkpoint, publish(items.slice(0, 2000)).checkpoint]
  const rebuilt = publish(items.toSpliced(1500, 1))
  t.match(await verifyExport(rebuilt.lines, options), { ok: true }, 'by itself it looks whole')
  t.match(await verifyExport(rebuilt.lines, { ...options, held }), {
    ok: false,
    problem: 'root-mismatch',
    index: 1000,
  })
  t.match(await verifyExport(publish(items.slice(0, 1500)).lines, { ...options, held }), {
    ok: false,
    problem: 'too-short',
    index: 1500,
  })
})

t.test('a key that is none and a held checkpoint of another log are named as such', async (t) => {
  const { lines } = publish(items.slice(0, 3))
  t.match(await verifyExport(lines, { ...options, vkey: 'x' }), { ok: false, problem: 'key-invalid' })
  const other = signCheckpoint({ origin: 'other', size: 1n, root: leafHash(Buffer.of()) }, [key.signer])
  t.match(await verifyExport(lines, { ...options, held: [other] }), {
    ok: false,
    problem: 'checkpoint-invalid',
  })
  t.equal(parseExportLine('null'), undefined)
})
