import { fileURLToPath } from 'node:url'
import { migrate } from '@crosswatch/database'
import { setTimeout as delay } from 'node:timers/promises'
import { verifySignature } from '@crosswatch/crypto'
import type { PolicyComparison, PolicyExplanation, RecordDetail, RecordList } from '@crosswatch/protocol'
import {
  commitRecord,
  ed25519Verifier,
  encodeAccessEntry,
  leafHash,
  openCheckpoint,
  parseAccessEntry,
  parseBundle,
  parseVerifierKey,
  verifyConsistency,
  verifyExport,
  verifyReceipt,
} from '@crosswatch/transparency'
import t from 'tap'
import { createRecordIndex } from '../src/search/index-records.ts'
import { auditor, grownTo, policies, policyText, signedIn, startApp } from './app-harness.ts'
import { checkpointOf, createNode, query, startServer, writeQueries } from './harness.ts'

const postgres = await startServer(t)
const alert = '019a2b3c-4d5e-7000-8000-00000000a1e7'
const otherAlert = '019a2b3c-4d5e-7000-8000-00000000a1e8'

t.test('a record is under a signed checkpoint within about a second', async (t) => {
  const node = await createNode(t, postgres)
  const { app } = await startApp(t, node)
  for (let size = 1; size <= 3; size++) {
    await writeQueries(node, 1)
    const waited = await grownTo(node, size)
    t.ok(waited < 5000, `after ${Math.round(waited)} ms`)
  }
  t.same((await app.inject('/readyz')).json(), {
    ready: true,
    checks: { database: true, sequencer: true, migrations: true, log: true },
  })
  // Counted when the guard knows that it is committed, which is a moment after everybody can see it.
  const counted = /crosswatch_audit_records_total\{service="audit"\} 3/
  const start = performance.now()
  while (!counted.test((await app.inject('/metrics')).body) && performance.now() - start < 5000)
    await delay(10)
  t.match((await app.inject('/metrics')).body, counted)
})

t.test('anybody may check the log: checkpoint, tiles and entries are what C2SP says', async (t) => {
  const node = await createNode(t, postgres)
  const { app } = await startApp(t, node)
  const { key } = node
  const bytes = async (url: string) => {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 200, url)
    t.equal(answer.headers['content-type'], 'application/octet-stream')
    t.match(answer.headers['cache-control'], /immutable/)
    return answer.rawPayload
  }
  const empty = await app.inject('/checkpoint')
  t.equal(empty.headers['content-type'], 'text/plain; charset=utf-8')
  const first = openCheckpoint(empty.body, key.origin, [key.verifier])
  t.equal(first.size, 0n)

  await writeQueries(node, 300)
  await grownTo(node, 300)
  const second = openCheckpoint((await app.inject('/checkpoint')).body, key.origin, [key.verifier])
  t.ok(
    verifyConsistency({
      oldSize: first.size,
      oldRoot: first.root,
      newSize: second.size,
      newRoot: second.root,
      proof: [],
    }),
  )
  const entries = parseBundle(await bytes('/tile/entries/000'), 256)
  const hashes = await bytes('/tile/0/000')
  t.same(Buffer.concat(entries.map(leafHash)), hashes)
  t.equal(parseAccessEntry(entries[0] ?? Buffer.of()).type, 'query')
  // A partial tile that was served before the log grew is served still, and is the beginning of the wider one.
  t.same(await bytes('/tile/0/001.p/17'), (await bytes('/tile/0/001.p/44')).subarray(0, 17 * 32))
  t.equal(parseBundle(await bytes('/tile/entries/001.p/17'), 17).length, 17)
  t.equal((await bytes('/tile/1/000.p/1')).length, 32)

  for (const url of [
    '/tile/0/001',
    '/tile/0/001.p/45',
    '/tile/0/002',
    '/tile/3/000',
    '/tile/entries/001',
    '/tile/x',
  ]) {
    t.equal((await app.inject(url)).statusCode, 404, url)
  }
})

t.test('auditors search by officer, authority, operation, purpose, alert, time and outcome', async (t) => {
  const node = await createNode(t, postgres)
  const { found, search } = await startApp(t, node)
  const touched = { alert, version: 1, issuer: 'XB', compartments: ['identity' as const] }
  const ids = await node.accessLog.append(node.watchlist.db, [
    query({ officer: 'o"brien\\' }),
    query({ officer: 'officer-2', outcome: 'hit', alerts: [touched] }),
    query({ officer: 'officer-2', purpose: 'criminal-investigation' }),
    query({
      operation: 'alert.view',
      officer: 'analyst-1',
      alerts: [touched, { ...touched, alert: otherAlert }],
    }),
  ])
  const expect = async (filter: object, ...places: number[]) => {
    const { records } = await found(filter)
    const seen = records
      .filter(({ record }) => record.operation !== 'record.search')
      .map(({ record }) => record.id)
    t.strictSame(
      seen,
      places.map((place) => ids[place]),
      JSON.stringify(filter),
    )
    return records
  }
  await expect({}, 3, 2, 1, 0)
  await expect({ authority: 'Border Service of XA' }, 3, 2, 1, 0)
  await expect({ authority: 'Border Service' })
  await expect({ officer: 'officer-2' }, 2, 1)
  await expect({ officer: 'officer' })
  await expect({ officer: 'o"brien\\' }, 0)
  await expect({ officer: 'o"' })
  await expect({ operation: 'alert.view' }, 3)
  await expect({ recordedPurpose: 'criminal-investigation' }, 2)
  await expect({ outcome: 'hit' }, 1)
  await expect({ alert }, 3, 1)
  await expect({ alert, officer: 'officer-2', outcome: 'hit' }, 1)
  await expect({ alert: ids[0] })
  // The same from the index alone, once it has caught up.
  await grownTo(node, ids.length)
  await createRecordIndex(node.audit).catchUp()
  await expect({}, 3, 2, 1, 0)
  await expect({ officer: 'officer-2' }, 2, 1)
  await expect({ officer: 'officer-2', outcome: 'hit' }, 1)
  await expect({ officer: 'o"brien\\' }, 0)
  await expect({ officer: 'o"' })
  await expect({ operation: 'query', authority: 'Border Service of XA' }, 2, 1, 0)
  await expect({ recordedPurpose: 'criminal-investigation' }, 2)
  await expect({ alert }, 3, 1)
  await expect({ alert, outcome: 'hit' }, 1)
  const [hit] = await expect({ outcome: 'hit' }, 1)
  t.match(hit, { terms: 'kept', record: { officer: 'officer-2', purpose: 'border-check' } })
  t.notOk(hit !== undefined && 'terms' in hit.record, 'without the encrypted terms')

  const at = hit?.record.at ?? ''
  const after = new Date(Date.parse(at) + 1).toISOString()
  t.equal((await found({ from: at, to: after, outcome: 'hit' })).records.length, 1)
  t.equal((await found({ from: after, outcome: 'hit' })).records.length, 0)
  t.equal((await found({ to: at, outcome: 'hit' })).records.length, 0)

  // Page by page; each page is recorded, and none is shown twice.
  const pages: string[] = []
  let next: string | null = ids.at(-1) ?? ''
  while (next !== null) {
    const page: RecordList = await found({ limit: 1, after: next })
    pages.push(...page.records.map(({ record }) => record.id))
    next = page.next
  }
  t.strictSame(pages, ids.slice(0, -1).toReversed())

  for (const body of [
    { unknown: 1 },
    { limit: 0 },
    { limit: 201 },
    { from: '2026' },
    { officer: 7 },
    { purpose: 'x' },
  ]) {
    t.equal((await search(body)).statusCode, 400, JSON.stringify(body))
  }
})

t.test(
  'reading the log is on record before the answer leaves, with its purpose and what was asked',
  async (t) => {
    const node = await createNode(t, postgres)
    const { found, get, search } = await startApp(t, node)
    const [id = ''] = await writeQueries(node, 1)
    await search({ officer: 'officer-0', reference: 'OVERSIGHT-7' })
    await get(`/v1/records/${id}`)
    await get('/v1/records/019a2b3c-4d5e-7000-8000-000000000000')
    await get('/v1/log/export')
    const { records } = await found({ officer: 'auditor-1' })
    t.strictSame(
      records.map(({ record }) => [record.operation, record.outcome, record.count]),
      [
        ['log.export', 'done', records[0]?.record.count],
        ['record.view', 'none', 0],
        ['record.view', 'done', 1],
        ['record.search', 'done', 1],
      ],
    )
    t.ok(records.every(({ record }) => record.purpose === 'oversight' && record.roles.join() === 'auditor'))
    const opened = (await get(`/v1/records/${records.at(-1)?.record.id}`)).json<RecordDetail>()
    t.strictSame(opened.openedTerms, { reference: 'OVERSIGHT-7', query: { officer: 'officer-0' } })

    // Without a record there is no answer.
    await node.superuser.pool.query('alter function audit.append rename to gone')
    for (const answer of [await search({}), await get(`/v1/records/${id}`), await get('/v1/log/export')]) {
      t.equal(answer.statusCode, 503)
      t.equal(answer.json<{ code: string }>().code, 'not-recorded')
      t.notMatch(answer.body, 'officer-0')
    }
  },
)

t.test('only auditors read; whoever else tries is refused and on record', async (t) => {
  const node = await createNode(t, postgres)
  const { app, found, get, search } = await startApp(t, node)
  const [id = ''] = await writeQueries(node, 1)
  for (const role of ['administrator', 'supervisor', 'border-officer'] as const) {
    const officer = signedIn(role)
    for (const answer of [
      await search({}, officer),
      await get(`/v1/records/${id}`, officer),
      await get(`/v1/records/${id}/proof`, officer),
      await get('/v1/log/export', officer),
    ]) {
      t.equal(answer.statusCode, 403, role)
      t.notMatch(answer.body, 'officer-0')
    }
  }
  t.equal((await search({ purpose: 'border-check' })).json<{ code: string }>().code, 'purpose-not-allowed')
  t.equal((await get('/v1/log/export?purpose=administration')).statusCode, 403)
  t.equal((await app.inject('/v1/log/export')).statusCode, 401)
  const { records } = await found({ outcome: 'denied' })
  t.equal(records.length, 14)
  t.equal(records.filter(({ record }) => record.reason === 'forbidden').length, 12)
})

t.test('an auditor opens the terms of a record, until their key is erased', async (t) => {
  const node = await createNode(t, postgres)
  const { get } = await startApp(t, node)
  const [id = '', other = ''] = await writeQueries(node, 2)
  const detail = async () => (await get(`/v1/records/${id}`)).json<RecordDetail>()
  t.match(await detail(), { terms: 'kept', openedTerms: { query: { name: 'Someone Looked For' } } })

  await node.superuser.pool.query(
    'update audit.record_key set key = (select key from audit.record_key where record_id = $1) where record_id = $2',
    [other, id],
  )
  t.equal((await get(`/v1/records/${id}`)).statusCode, 500, 'the key of another record does not open it')
  await node.superuser.pool.query('delete from audit.record_key where record_id = $1', [id])
  t.match(await detail(), { terms: 'erased', openedTerms: null })
  t.equal((await get('/v1/records/nothing')).statusCode, 400)
})

t.test('a receipt proves offline that the record, as it is shown, is in the log', async (t) => {
  const node = await createNode(t, postgres)
  const { get } = await startApp(t, node)
  const ids = await writeQueries(node, 300)
  const early = await get(`/v1/records/${ids[0]}/proof`)
  t.ok([200, 503].includes(early.statusCode))
  await grownTo(node, 300)
  const [vkey, origin] = [node.key.vkey, parseVerifierKey(node.key.vkey).name]
  for (const place of [0, 255, 256, 299]) {
    const id = ids[place] ?? ''
    const answer = await get(`/v1/records/${id}/proof`)
    t.equal(answer.headers['content-type'], 'text/plain; charset=utf-8')
    const { canonical, salt, record } = (await get(`/v1/records/${id}`)).json<RecordDetail>()
    const commitment = commitRecord(Buffer.from(salt, 'base64'), Buffer.from(canonical))
    const entry = encodeAccessEntry({ type: record.operation, commitment })
    const proved = verifyReceipt(answer.body, entry, origin, [ed25519Verifier(vkey, verifySignature)])
    t.equal(proved.index, BigInt(place))
  }
  t.equal((await get('/v1/records/019a2b3c-4d5e-7000-8000-000000000000/proof')).statusCode, 404)
  await node.superuser.pool.query(
    'update audit.tile set hashes = sha256(hashes) || substring(hashes from 33)',
  )
  const broken = await get(`/v1/records/${ids[1]}/proof`)
  t.equal(broken.json<{ code: string }>().code, 'log-broken', 'a proof that does not hold is not handed out')
})

t.test('an export over HTTP verifies offline, and shows no terms', async (t) => {
  const node = await createNode(t, postgres)
  const { app } = await startApp(t, node)
  await writeQueries(node, 2500)
  await grownTo(node, 2500)
  const held = [await checkpointOf(node)]
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${address}/v1/log/export`, { headers: auditor })
  t.equal(answer.headers.get('content-type'), 'application/x-ndjson')
  const text = await answer.text()
  t.notMatch(text, 'Someone Looked For')
  const { vkey } = node.key
  const verdict = await verifyExport(text.split('\n'), { vkey, verifyEd25519: verifySignature, held })
  t.match(verdict, { ok: true, records: 2500, held: 1 })
})

t.test('a service whose log is missing does not start, and says what to do', async (t) => {
  const node = await createNode(t, postgres)
  await node.superuser.pool.query('alter table audit.log disable trigger all; delete from audit.log')
  await t.rejects(startApp(t, node), { code: 'log-missing' })
})

t.test('why something is refused is said of a record and of a role, and is itself on record', async (t) => {
  const node = await createNode(t, postgres)
  const { app, found } = await startApp(t, node)
  const [allowed, refused, byRule] = await node.accessLog.append(node.watchlist.db, [
    query({ policies: ['role/border-officer/query'] }),
    query({ purpose: 'labour-inspection', outcome: 'denied', reason: 'purpose-not-allowed' }),
    query({ operation: 'alert.approve', roles: ['supervisor'], outcome: 'denied', reason: 'four-eyes' }),
  ])
  const explain = async (subject: object, headers = auditor) =>
    app.inject({ method: 'POST', url: '/v1/policies/explain', headers, payload: { subject } })
  const ofRecord = async (record: string | undefined) =>
    (await explain({ kind: 'record', record })).json<PolicyExplanation>()

  t.match(await ofRecord(allowed), {
    digest: policies.digest,
    sentence: 'Allowed to border-officer: query for border-check, by role/border-officer/query.',
    now: { allowed: true, compartments: ['grounds'] },
    texts: [{ id: 'role/border-officer/query', text: /permit/ }],
    recorded: { operation: 'query', outcome: 'none', policies: ['role/border-officer/query'] },
  })
  t.match(await ofRecord(refused), {
    sentence:
      'Refused to border-officer: query for labour-inspection: no policy permits it; one does for ' +
      'border-check, pre-departure-screening, licensing-check, job-offer-check.',
    now: { allowed: false, reason: 'purpose' },
    recorded: { outcome: 'denied', reason: 'purpose-not-allowed' },
  })
  t.match(await ofRecord(byRule), { now: { allowed: false }, recorded: { reason: 'four-eyes' } })
  t.notMatch(JSON.stringify(await ofRecord(allowed)), /officer-1|Someone/, 'nothing of who and about whom')

  const administrator = signedIn('administrator')
  const evidence = {
    kind: 'officer',
    roles: ['border-officer'],
    act: 'query',
    purpose: 'border-check',
    compartment: 'evidence',
  }
  t.match((await explain(evidence, administrator)).json(), {
    sentence:
      'Refused to border-officer: query for border-check, evidence: no policy permits it for any purpose.',
    purposes: [],
  })
  t.equal((await explain({ kind: 'record', record: alert })).statusCode, 404)

  // The alerts service, as it stands where every version was issued before it kept decisions.
  for (const service of ['exchange', 'alerts'] as const) {
    const folder = fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))
    await migrate({ url: node.urls[service], folder, schema: service })
  }
  await node.accessLog.append(node.watchlist.db, [
    query({
      operation: 'alert.issue',
      roles: [],
      outcome: 'done',
      recipients: ['XB'],
      alerts: [{ alert, version: 2, issuer: 'XA', compartments: [] }],
    }),
  ])
  const unkept = { kind: 'recipient', alert, recipient: 'XB' }
  t.match((await explain(unkept)).json(), {
    sentence:
      /^Version 2 of alert .* went to XB\. Why is not known: .* before decisions about recipients were kept/,
    now: { allowed: true },
  })
  t.match((await explain({ ...unkept, recipient: 'XC' })).json(), { sentence: /did not go to XC/ })
  t.equal((await explain({ ...unkept, version: 1 })).statusCode, 404, 'what was not issued')
  t.equal((await explain(evidence, signedIn('border-officer'))).statusCode, 403)
  const { records } = await found({ operation: 'policy.explain', outcome: 'done' })
  t.equal(records.length, 7)
  t.match(records[2]?.record, {
    officer: 'administrator-1',
    purpose: 'administration',
    policies: ['policy/explain-here'],
  })
})

t.test(
  'a change of policies shows beforehand which recorded decisions would come out differently',
  async (t) => {
    const node = await createNode(t, postgres)
    const { app, found } = await startApp(t, node)
    const rows = (count: number, change: Parameters<typeof query>[0]) =>
      node.accessLog.append(
        node.watchlist.db,
        Array.from({ length: count }, () => query(change)),
      )
    await rows(1_100, {})
    const licensing = await rows(30, { purpose: 'licensing-check' })
    await rows(20, { roles: ['auditor'], outcome: 'denied', reason: 'forbidden' })
    await rows(7, { outcome: 'denied', reason: 'unknown-purpose' })
    await rows(5, { operation: 'sign-in' })
    const compare = async (payload: object, headers = auditor) =>
      app.inject({ method: 'POST', url: '/v1/policies/compare', headers, payload })

    t.match((await compare({ whole: false, files: {} })).json(), {
      inForce: policies.digest,
      proposed: policies.digest,
      considered: 1_150,
      different: 0,
      changes: [],
    })
    const officers = policyText.files['officers.cedar'] ?? ''
    const stricter = officers.replace(
      /(@id\("role\/border-officer\/query"\)[\s\S]*?)\s*Purpose::"licensing-check",/,
      '$1',
    )
    const answer = (
      await compare({ whole: false, files: { 'officers.cedar': stricter } })
    ).json<PolicyComparison>()
    t.match(answer, { considered: 1_151, different: 30 }, 'that the first was asked is a decision too')
    t.equal(answer.changes.length, 1)
    t.match(answer.changes[0], {
      operation: 'query',
      roles: ['border-officer'],
      purpose: 'licensing-check',
      recorded: true,
      before: { allowed: true },
      after: { allowed: false, reason: 'purpose' },
      count: 30,
    })
    t.ok(answer.changes[0]?.records.every((id) => licensing.includes(id)))
    t.notMatch(JSON.stringify(answer), /officer-1|Someone/)
    t.match((await compare({ whole: false, files: { 'more.cedar': 'permit (' } })).json(), {
      code: 'rule-not-met',
      detail: /more\.cedar/,
    })
    t.equal((await compare({ whole: false, files: {} }, signedIn('supervisor'))).statusCode, 403)
    t.equal((await found({ operation: 'policy.compare', outcome: 'done' })).records.length, 2)
    t.match((await found({ operation: 'policy.compare', outcome: 'denied' })).records, [
      { record: { officer: 'supervisor-1', reason: 'forbidden' } },
    ])
  },
)
