import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { logKeysFrom, newSeed, signerFromSeed, storageKeyFrom, verifySignature } from '@crosswatch/crypto'
import {
  type AccessRecord,
  accessRecordDocument,
  canonicalBytes,
  type EvidenceBundle,
  type ForeignLook,
  type OversightReport,
  toBase64,
  toHex,
} from '@crosswatch/protocol'
import {
  appendLeaves,
  commitRecord,
  cosigner,
  ed25519Signer,
  ed25519Type,
  ed25519Verifier,
  emptyTree,
  encodeAccessEntry,
  formatExportCheckpoint,
  formatExportErased,
  formatExportRecord,
  formatPolicy,
  formatReceipt,
  formatVerifierKey,
  leafHash,
  membersPolicy,
  proveInclusion,
  signCheckpoint,
  treeRoot,
  witnessNoteKey,
} from '@crosswatch/transparency'
import t from 'tap'
import { evidenceReport } from '../src/commands/audit/evidence-report.ts'
import { matchReceipts } from '../src/commands/audit/match-receipts.ts'
import { recountMonths } from '../src/commands/audit/recount-months.ts'
import { type TrustedLog, verifyLook } from '../src/commands/audit/verify-looks.ts'
import { readCanonicalObject } from '../src/evidence/canonical-object.ts'
import { rootFrom } from '../src/evidence/inclusion.ts'
import { readNoteKey } from '../src/evidence/signed-note.ts'
import { bundleConfirmed, verifyEvidence } from '../src/evidence/verify-evidence.ts'
import { readPolicy } from '../src/evidence/witness-policy.ts'
import { hChaCha20 } from '../src/evidence/xchacha.ts'
import { testTerminal } from './support/terminal.ts'

const origin = 'crosswatch/test/XA/access-log'
const storageKey = storageKeyFrom(newSeed())
const idOf = (place: number) => `0198f000-0000-7000-8000-${String(place).padStart(12, '0')}`

/** A log of so many records, made with the code that nodes run, and a bundle of some of them. */
async function makeLog(size: number, wanted: readonly number[], confirmedBy: readonly string[] = []) {
  const key = signerFromSeed(newSeed())
  const vkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey: key.publicKey })
  const signer = ed25519Signer(origin, key.publicKey, (message) => key.sign(message))
  const records = Array.from({ length: size }, (_, place) => {
    const id = idOf(place)
    const context = `access-record ${id}`
    const sealed = storageKey.seal(canonicalBytes({ query: { name: `Somebody ${place}` } }), context)
    const canonical = Buffer.from(
      canonicalBytes({ id, jurisdiction: 'XA', operation: 'query', terms: toBase64(sealed.box) }),
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
  const checkpoint = signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [
    signer,
    ...confirmedBy.flatMap((code) => witnessOf(code).signers),
  ])
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

const witnesses = new Map<string, ReturnType<typeof makeWitness>>()

/** A node that cosigns with Ed25519 and with ML-DSA-44, always the same one. */
function witnessOf(code: string) {
  const witness = witnesses.get(code) ?? makeWitness(code)
  witnesses.set(code, witness)
  return witness
}

function makeWitness(jurisdiction: string) {
  const { witness, postQuantumWitness } = logKeysFrom(newSeed())
  const keys = [witness, postQuantumWitness].map((key) => ({
    ...witnessNoteKey('test', jurisdiction, key.publicKey),
    sign: (message: Uint8Array) => key.sign(message),
  }))
  return {
    jurisdiction,
    witnessKeys: keys.map(formatVerifierKey),
    signers: keys.map((key) => cosigner(key, () => 1_900_000_000n)),
  }
}

/** A key of nobody's, under this name. */
function vkeyOf(name: string) {
  return formatVerifierKey({ name, type: ed25519Type, publicKey: signerFromSeed(newSeed()).publicKey })
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

  const claims: readonly [Partial<EvidenceBundle>, string | undefined, RegExp][] = [
    [{ vkey: vkeyOf('crosswatch/test/XB/access-log') }, undefined, /another log/],
    [{ vkey: bundle.vkey.slice(0, -8) }, undefined, /another log/],
    [{ jurisdiction: 'XB' }, first.id, /another jurisdiction/],
    [{ records: [first, second, first] }, first.id, /twice/],
  ]
  for (const [claim, record, message] of claims) {
    t.throws(() => verifyEvidence({ ...bundle, ...claim }, { log, witnesses: [] }), { record, message })
  }
  const changedKey = { ...bundle, vkey: vkeyOf(origin) }
  t.equal(verifyEvidence(changedKey, { log, witnesses: [] }).length, 2, 'a log may change its key')
})

t.test('what whoever hands a bundle over can take out or put in, is not stated as a fact', async (t) => {
  const { bundle, log } = await makeLog(5, [3])
  const { run, directory } = testTerminal(t)
  const verify = (change: Partial<EvidenceBundle>, more = '') => {
    writeFileSync(join(directory, 'bundle.json'), JSON.stringify({ ...bundle, ...change }))
    return run(`audit verify-bundle bundle.json --vkey ${bundle.vkey} ${more}`)
  }
  const keyless = bundle.records.map((record) => ({ ...record, termsKey: null }))
  const changes = { records: keyless, vkey: vkeyOf(origin), madeAt: '2001-01-01T00:00:00.000Z' }
  const { exitCode, stdout } = await verify(changes, '--report report.html')
  t.equal(exitCode, 0)
  const report = readFileSync(join(directory, 'report.html'), 'utf8')
  for (const text of [stdout, report]) {
    t.match(text, 'The bundle holds no key for it: erased, or left out')
    t.match(text, 'The bundle states no rule of the node')
    t.notMatch(text, /Erased after|searched: erased|names no witnesses/)
  }
  t.match(report, 'Bundle made, as it says itself</th><td>2001-01-01')
  t.match(report, '<h1>Extract of an access log of XA</h1>')
  t.ok(report.includes(`access log <b>${origin}</b>`))
  t.ok(report.includes(log.text) && !report.includes(changes.vkey))
  t.match((await verify(changes, '--json')).json, {
    bundlePolicy: 'not stated',
    records: [{ jurisdiction: 'XA', terms: 'not-opened' }],
  })
  const rule = await verify({ policy: 'quorum none\n' })
  t.match(rule.stdout, 'The bundle states a rule of the node: enough of the witnesses that it names')

  const foreign = await verify({ vkey: vkeyOf('crosswatch/test/XB/access-log'), jurisdiction: 'XB' })
  t.equal(foreign.exitCode, 3)
  t.match(foreign.stdout, /^NOT VERIFIED\n {2}The bundle names another log/)
  const moved = await verify({ jurisdiction: 'XB' })
  t.equal(moved.exitCode, 3)
  t.match(moved.stdout, `NOT VERIFIED at record ${idOf(3)}\n  The record is of another jurisdiction`)
})

t.test(
  'a report for a court says who signed each record, and what was searched is never markup',
  async (t) => {
    const { bundle, log } = await makeLog(9, [2, 8], ['XB', 'XC'])
    const known = witnessOf('XB').witnessKeys.map((vkey) => readNoteKey(vkey) ?? never())
    const records = verifyEvidence(bundle, { log, witnesses: known })
    const [first = never(), second = never()] = records
    const about = {
      log,
      madeAt: bundle.madeAt,
      digest: 'd1',
      policy: 'none',
      bundlePolicy: 'not met',
      at: new Date(0),
    } as const
    const hostile = { ...second, terms: { name: '<img src="x" onerror="y">' }, signers: [origin] }
    const report = evidenceReport({ ...about, records: [first, hostile] })
    t.match(report, /At place 2, counted from 0, of a log of 9 entries/)
    t.ok(report.includes(first.root) && report.includes('Somebody 2'))
    t.match(report, new RegExp(`>Signed by</th><td>${origin}</td>`), 'only who signed for all of them')
    t.match(first.signers, [origin, ...new Set(known.map(({ name }) => name))])
    t.match(report, /NOT met/)
    t.ok(report.includes('&#60;img src='))
    t.notMatch(report, /<img|onerror="|<script/)
    const elsewhere = evidenceReport({ ...about, records: [{ ...first, jurisdiction: 'XD' }] })
    t.match(elsewhere, /<h1>Extract of an access log of XD</, 'as the record says')
  },
)

t.test('cosignatures of both kinds count, and a policy says how many it takes', async (t) => {
  const members = ['XB', 'XC', 'XD'].map(witnessOf)
  const [xb = never()] = members
  const { bundle, log } = await makeLog(5, [0, 4], ['XB', 'XC'])
  const keys = xb.witnessKeys.map((vkey) => readNoteKey(vkey) ?? never())
  t.equal(verifyEvidence(bundle, { log, witnesses: keys }).length, 2, 'Ed25519 and ML-DSA-44')
  const rule = { share: [2, 3] as const, neutral: [] }
  const text = formatPolicy(membersPolicy(rule, members, bundle.vkey) ?? never())
  const policy = readPolicy(text) ?? never()
  t.equal(verifyEvidence(bundle, { log, witnesses: [], policy }).length, 2)
  t.ok(bundleConfirmed(bundle, policy))

  const all = readPolicy(text.replace('group states 2', 'group states all')) ?? never()
  t.throws(() => verifyEvidence(bundle, { log, witnesses: [], policy: all }), { message: /not confirmed/ })
  // One signature of the four is spoilt: that witness does not count any more.
  for (const code of ['XB', 'XC']) {
    for (const kind of [0, 1]) {
      const [line = never()] = [(witnessOf(code).witnessKeys[kind] ?? '').split('+')[0]]
      let seen = -1
      const spoilt = (receipt: string) =>
        receipt
          .split('\n')
          .map((row) => {
            if (!row.startsWith(`\u2014 ${line} `)) return row
            seen++
            return seen % 2 === kind
              ? `${row.slice(0, 60)}${row[60] === 'A' ? 'B' : 'A'}${row.slice(61)}`
              : text
          })
          .join('\n')
      const records = bundle.records.map((record) => ({ ...record, receipt: spoilt(record.receipt) }))
      t.notOk(bundleConfirmed({ ...bundle, records }, policy), `${code} ${kind}`)
    }
  }
  for (const wrong of [
    '',
    'quorum nobody',
    'witness w key\nquorum w',
    `${text}quorum none`,
    'group g 1 x\nquorum g',
  ])
    t.equal(readPolicy(wrong), undefined, wrong)
})

t.test('the verifier shares nothing with what writes, proves and signs: it knows node and itself', (t) => {
  const folder = new URL('../src/evidence/', import.meta.url)
  const files = readdirSync(folder)
  const imports = files.flatMap((file) =>
    [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(
        /^(?:import|export) (type )?[^']*?from '([^']+)'/gms,
      ),
    ].map(([, type, from = '']) => ({ file, type, from })),
  )
  t.ok(imports.length > 8, 'imports are seen')
  for (const { file, type, from } of imports) {
    const own = from.startsWith('./') && files.includes(from.slice(2))
    t.ok(own || isBuiltin(from) || type !== undefined, `${file} imports ${from}`)
  }
  t.end()
})

t.test('a record with two readings is none', (t) => {
  t.strictSame(readCanonicalObject('{"a":[1,"é"],"b":{}}'), { a: [1, 'é'], b: {} })
  for (const text of [
    '{"a":1,"a":2}',
    '{"b":1,"a":2}',
    '{"a":1.0}',
    '{"a": 1}',
    '{"a":"\\u0041"}',
    '[]',
    '{',
    '{"a":"\ud800"}',
  ])
    t.equal(readCanonicalObject(text), undefined, text)
  t.end()
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

t.test('looks in a log and the receipts of them are matched in both directions', async (t) => {
  const alert = idOf(1)
  const record = (place: number, change: Partial<AccessRecord> = {}): AccessRecord => ({
    v: 1,
    id: idOf(place),
    jurisdiction: 'XB',
    operation: 'query',
    at: '2026-03-01T08:17:05.000Z',
    officer: 'xb-border',
    authority: 'Border Guard',
    roles: ['border-officer'],
    purpose: 'border-check',
    alerts: [{ alert, version: 2, issuer: 'XA', compartments: ['identity'] }],
    recipients: [],
    outcome: 'hit',
    policies: [],
    software: 'test 1',
    ...change,
  })
  const records = [
    record(0),
    record(1, { outcome: 'denied' }),
    record(2, { alerts: [{ alert, version: 2, issuer: 'XC', compartments: [] }] }),
    record(3),
    record(4),
  ]
  const salt = newSeed()
  const committed = (place: number) =>
    commitRecord(salt, accessRecordDocument.encode(records[place] ?? record(place)))
  const lines = async function* () {
    for (const [index, one] of records.entries()) {
      const text = Buffer.from(accessRecordDocument.encode(one)).toString('utf8')
      yield formatExportRecord({
        index,
        type: one.operation,
        salt,
        record: text,
        commitment: committed(index),
      })
    }
    yield formatExportCheckpoint('closing')
  }
  const receipt = (place: number, change: Partial<ForeignLook> = {}): ForeignLook => ({
    jurisdiction: 'XB',
    receipt: idOf(100),
    state: 'waiting',
    proof: null,
    place,
    commitment: toHex(committed(place)),
    operation: 'query',
    at: '2026-03-01T08:00:00.000Z',
    purpose: 'border-check',
    roles: ['border-officer'],
    officer: 'A'.repeat(22),
    alerts: [{ alert, version: 2, compartments: ['identity'] }],
    ...change,
  })
  const match = (receipts: readonly ForeignLook[], until = 5) =>
    matchReceipts(lines(), receipts, { issuer: 'XA', until })
  t.strictSame(await match([receipt(0), receipt(3), receipt(4)]), [])
  t.strictSame(await match([receipt(0)], 3), [], 'what was not told yet is not missed yet')
  t.match(await match([receipt(0), receipt(4)]), [{ place: 3, problem: /no receipt/ }])
  t.match(await match([receipt(0), receipt(3), receipt(4), receipt(9)]), [{ place: 9, problem: /not there/ }])
  for (const change of [
    { commitment: 'ab'.repeat(32) },
    { at: '2026-03-01T09:00:00.000Z' },
    { purpose: 'licensing-check' as const },
    { alerts: [{ alert, version: 2, compartments: [] }] },
  ]) {
    t.match(await match([receipt(0), receipt(3, change), receipt(4)]), [
      { place: 3, problem: /something else/ },
    ])
  }
  t.match(
    await match([receipt(0), receipt(1), receipt(3), receipt(4)]),
    [{ place: 1 }],
    'a refusal showed nothing',
  )
})

t.test(
  "a look abroad is judged by its proof and the other log's own signature, not by who tells of it",
  async (t) => {
    const there = 'crosswatch/test/XB/access-log'
    const key = signerFromSeed(newSeed())
    const vkey = formatVerifierKey({ name: there, type: ed25519Type, publicKey: key.publicKey })
    const commitments = [newSeed(), newSeed(), newSeed()]
    const leaves = commitments.map((commitment) => leafHash(encodeAccessEntry({ type: 'query', commitment })))
    const { edge, tiles } = appendLeaves(emptyTree(), leaves)
    const signed = (by: typeof key) =>
      signCheckpoint({ origin: there, size: edge.size, root: treeRoot(edge) }, [
        ed25519Signer(there, by.publicKey, (message) => by.sign(message)),
      ])
    const proofOf = async (
      place: number,
      { checkpoint = signed(key), extra = leaves[place] }: { checkpoint?: string; extra?: Uint8Array } = {},
    ) => {
      const proof = await proveInclusion(BigInt(place), edge.size, async () =>
        tiles.map(({ hashes }) => hashes),
      )
      return formatReceipt({ index: BigInt(place), proof, checkpoint, ...(extra && { extra }) })
    }
    const look = (proof: string | null, change: Partial<ForeignLook> = {}): ForeignLook => ({
      jurisdiction: 'XB',
      receipt: idOf(100),
      state: 'proven',
      proof,
      place: 1,
      commitment: toHex(commitments[1] ?? newSeed()),
      operation: 'query',
      at: '2026-03-01T08:00:00.000Z',
      roles: ['border-officer'],
      officer: 'A'.repeat(22),
      alerts: [{ alert: idOf(1), version: 2, compartments: ['identity'] }],
      ...change,
    })
    const log = { origin: there, verifiers: [ed25519Verifier(vkey, verifySignature)], revoked: [] }
    const judged = (one: ForeignLook, by: TrustedLog = log) => verifyLook(one, by)
    const proof = await proofOf(1)
    t.equal(judged(look(proof)), 'verified')
    t.equal(judged(look(proof, { state: 'refuted' })), 'verified', 'whatever the node says of it')
    t.equal(judged(look(null)), 'unproven')
    t.equal(judged(look(proof, { commitment: 'ab'.repeat(32) })), 'refuted')
    t.equal(judged(look(proof, { operation: 'alert.view' })), 'refuted')
    t.equal(judged(look(proof, { place: 2 })), 'invalid')
    t.equal(judged(look(await proofOf(2))), 'invalid', 'of another place')
    t.equal(judged(look(await proofOf(1, { extra: newSeed() }))), 'invalid', 'a leaf that is not there')
    t.equal(judged(look(await proofOf(1, { checkpoint: signed(signerFromSeed(newSeed())) }))), 'invalid')
    t.equal(judged(look(proof), { ...log, origin: 'crosswatch/test/XC/access-log' }), 'invalid')
    t.equal(judged(look('nonsense')), 'invalid')
    const takenBack = { ...log, verifiers: [], revoked: log.verifiers }
    t.equal(judged(look(proof), takenBack), 'unproven', 'signed with a key that was taken back since')
  },
)

t.test('the public numbers are counted again from an export, number by number', async (t) => {
  const day = (month: string, place: number) => newUuidAt(Date.parse(`${month}-15T12:00:00.000Z`) + place)
  const record = (month: string, place: number, change: Partial<AccessRecord> = {}) => ({
    id: day(month, place),
    operation: 'query',
    authority: 'Border Guard',
    purpose: 'border-check',
    outcome: 'none',
    ...change,
  })
  const records = [
    ...Array.from({ length: 14 }, (_, place) => record('2026-01', place)),
    ...Array.from({ length: 12 }, (_, place) => record('2026-01', 100 + place, { outcome: 'hit' })),
    ...Array.from({ length: 3 }, (_, place) => record('2026-02', place)),
    record('2026-01', 200, { operation: 'alert.issue' }),
    record('2026-03', 0),
  ]
  const compare = async (report: OversightReport, erased = 0, size = records.length) => {
    const recount = recountMonths(
      (async function* () {
        for (const [index, one] of records.entries()) {
          const text = JSON.stringify(one)
          const [type, salt, commitment] = [one.operation, newSeed(), newSeed()]
          yield index < erased
            ? formatExportErased({ index, type, commitment, erased: 'retention' })
            : formatExportRecord({ index, type, salt, record: text, commitment })
        }
      })(),
    )
    for await (const line of recount.lines) t.ok(line)
    return recount.compare(report, size)
  }
  const hidden = { total: null, purposes: [], authorities: [], outcomes: [] }
  const january = {
    month: '2026-01',
    total: 26,
    purposes: [{ name: 'border-check', looks: 26 }],
    authorities: [{ name: 'Border Guard', looks: 26 }],
    outcomes: [
      { name: 'hit', looks: 12 },
      { name: 'none', looks: 14 },
    ],
  }
  const february = { month: '2026-02', ...hidden }
  const report = { checkpoint: '', months: [february, january] }
  const changed = (change: Partial<typeof january>) => ({
    ...report,
    months: [february, { ...january, ...change }],
  })
  t.strictSame(await compare(report), [])
  t.strictSame(await compare(changed({ total: 27 })), [
    { month: '2026-01', what: 'total', published: 27, counted: 26 },
  ])
  t.match(await compare(changed({ outcomes: [{ name: 'hit', looks: 13 }] })), [
    { what: 'outcomes hit', published: 13, counted: 12 },
    { what: 'outcomes none', published: 'left out', counted: 14 },
  ])
  t.match(await compare(changed({ purposes: [{ name: 'oversight', looks: 26 }] })), [
    { what: 'purposes oversight', counted: 0 },
    { what: 'purposes border-check', published: 'left out' },
  ])
  t.match(
    await compare(
      changed({
        outcomes: [
          { name: 'hit', looks: 12 },
          { name: 'none', looks: null as never },
        ],
      }),
    ),
    [{ what: 'outcomes none', published: 'hidden', counted: 14 }],
  )
  t.match(await compare({ ...report, months: [february, { month: '2026-01', ...hidden }] }), [
    { what: 'total', published: 'hidden' },
    { what: 'purposes border-check', published: 'left out' },
    { what: 'authorities Border Guard', published: 'left out' },
    {},
    {},
  ])
  const twice = [...january.outcomes, { name: 'hit', looks: 90 }]
  t.match(await compare(changed({ outcomes: twice })), [{ what: 'outcomes hit', published: 90, counted: 12 }])
  t.strictSame(await compare({ ...report, months: [february] }), [
    { month: '2026-01', what: 'total', published: 'left out', counted: 26 },
  ])
  t.match(await compare({ ...report, months: [january] }), [
    { month: '2026-02', published: 'left out', counted: 3 },
  ])
  t.strictSame(
    await compare({ ...report, months: [january] }, 0, 29),
    [],
    'of the last month in the checkpoint nobody can tell that it was over',
  )
  t.strictSame(await compare(report, 5), [], 'of what was erased the month is not known')
  t.match(await compare(changed({ total: 20 }), 5), [{ published: 20, counted: 21 }])
  t.match(await compare(changed({ total: 27 }), 5), [], 'it may have been of this month')
  t.match(await compare(changed({ total: 32 }), 5), [{ published: 32, counted: 21 }])
  t.match(await compare(changed({ outcomes: [{ name: 'hit', looks: 12 }] }), 5), [
    { what: 'outcomes none', published: 'left out', counted: 9 },
  ])
})

/** An id of that time. */
function newUuidAt(time: number): string {
  const digits = time.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000000`
}
