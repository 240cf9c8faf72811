import { newUuid, type RecordDetail, type RecordList, type RetentionReport } from '@crosswatch/protocol'
import { createAccessLog } from '@crosswatch/service-kit'
import t from 'tap'
import { retentionRules, usualMonths } from '../src/domain/retention-rules.ts'
import { eraseRecords } from '../src/retention/erase-records.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import { auditor, grownTo, signedIn, startApp } from './app-harness.ts'
import {
  type AuditNode,
  checkpointOf,
  createNode,
  query,
  sequenceAll,
  startServer,
  verifyLog,
} from './harness.ts'

const postgres = await startServer(t)
const old = new Date('2020-02-29T10:00:00.000Z')
const alert = '019a2b3c-4d5e-7000-8000-00000000a1e7'
const touched = (id = alert) => ({ alert: id, version: 1, issuer: 'XA', compartments: ['identity' as const] })

/** Writes into the log as a service did at another time. */
async function writeAt(node: AuditNode, time: Date, records: readonly ReturnType<typeof query>[]) {
  const { storageKey, watchlist } = node
  const log = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', now: () => time })
  return log.append(watchlist.db, records)
}

async function erase(node: AuditNode, now = new Date()): Promise<void> {
  const actLog = node.accessLog
  while (await eraseRecords({ connection: node.audit, months: usualMonths, actLog, clock: () => now }));
}

const count = async ({ audit }: AuditNode, from: string) =>
  (await audit.pool.query(`select from ${from}`)).rowCount

t.test('what was kept long enough goes, and every proof stays', async (t) => {
  const node = await createNode(t, postgres)
  const gone = await writeAt(node, old, [
    query({ officer: 'officer-gone', outcome: 'hit', alerts: [touched()] }),
    query({}),
    query({ operation: 'sign-in', outcome: 'done' }),
  ])
  const young = await writeAt(node, new Date(), [query({}), query({ alerts: [touched()] })])
  const { app, get } = await startApp(t, node)
  await grownTo(node, 5)
  const before = await checkpointOf(node)
  const report = (await get('/v1/retention')).json<RetentionReport>()
  t.match(
    report.classes.map(({ class: name, over, kept, due }) => [name, over, kept, due]),
    [
      ['access', 2, 0, 2],
      ['alert-history', 0, 0, 0],
      ['supervision', 0, 0, 0],
      ['administration', 1, 0, 1],
    ],
    'a dry run: nothing is erased by looking',
  )
  t.equal(await count(node, `audit.packed_record where id = any(array['${gone.join("','")}']::uuid[])`), 3)
  await erase(node)
  for (const id of gone) {
    t.equal(await count(node, `audit.packed_record where id = '${id}'`), 0)
    t.equal(await count(node, `audit.record_key where record_id = '${id}'`), 0)
    t.equal(await count(node, `audit.look where record_id = '${id}'`), 0)
    t.equal(await count(node, `audit.alert_look where record_id = '${id}'`), 0)
  }
  for (const id of young) t.equal((await get(`/v1/records/${id}`)).statusCode, 200)
  t.match((await get(`/v1/records/${gone[0]}`)).json(), { code: 'not-found', detail: /its proof remains/ })
  t.equal((await get(`/v1/records/${gone[0]}/proof`)).statusCode, 200)
  const verdict = await verifyLog(node.audit.db, node.key, [before])
  t.match(verdict, { ok: true, erased: 3, held: 1 }, 'the log verifies against what was held before')
  const [first] = young
  const { record } = (await get(`/v1/records/${first}`)).json<RecordDetail>()
  t.match(verdict, { erasedBefore: record.at }, 'and shows of what age the erased ones are at least')
  const { runs } = (await get('/v1/retention')).json<RetentionReport>()
  t.strictSame(
    runs.map(({ records }) => records).toSorted((a, b) => a - b),
    [1, 2],
  )
  const found = await app.inject({
    method: 'POST',
    url: '/v1/records/search',
    headers: auditor,
    payload: { purpose: 'oversight', operation: 'record.erase' },
  })
  t.equal(found.json<RecordList>().records.length, 2, 'each run is on record')
  // An index that is made anew misses nothing and invents nothing.
  await node.superuser.pool.query(
    // In the order in which the index that runs takes them.
    'update audit.indexed set places = 0; truncate audit.look, audit.alert_look',
  )
  await createRecordIndex(node.audit).catchUp()
  t.equal(await count(node, `audit.look where record_id = any(array['${gone.join("','")}']::uuid[])`), 0)
})

t.test('a record is not deleted without a row that says so, and what was erased is not hidden', async (t) => {
  const node = await createNode(t, postgres)
  const [id] = await writeAt(node, old, [query({}), query({})])
  await sequenceAll(node)
  const owner = node.audit.pool
  await t.rejects(owner.query('delete from audit.packed_record where id = $1', [id]), /append-only/)
  await t.rejects(owner.query('truncate audit.packed_record'), /append-only/)
  await erase(node)
  await createRecordIndex(node.audit).catchUp()
  await erase(node)
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, erased: 2 })
  await t.rejects(owner.query('delete from audit.erased_record'), /append-only/)
  await t.rejects(owner.query('update audit.erasure_run set records = 0'), /append-only/)
  await node.superuser.pool.query('alter table audit.erased_record disable trigger all')
  await node.superuser.pool.query('delete from audit.erased_record where record_id = $1', [id])
  t.match(await verifyLog(node.audit.db, node.key), { ok: false, index: 0 })
})

t.test('a hold, an open review and an alert that lives keep records; each hold is on record', async (t) => {
  const node = await createNode(t, postgres)
  const ended = newUuid()
  const [byOfficer, byAlert, byReview, living, history] = await writeAt(node, old, [
    query({ officer: 'officer-held' }),
    query({ alerts: [touched()] }),
    query({}),
    query({ operation: 'alert.issue', outcome: 'done', alerts: [touched()] }),
    query({ operation: 'alert.issue', outcome: 'done', alerts: [touched(ended)] }),
  ])
  await writeAt(node, new Date(), [query({ alerts: [touched()] })])
  const { app, get } = await startApp(t, node)
  await grownTo(node, 6)
  const post = async (url: string, body: object, headers = auditor) =>
    app.inject({ method: 'POST', url, headers, payload: { purpose: 'oversight', ...body } })
  const hold = async (subject: object) =>
    (await post('/v1/holds', { subject, reason: 'Court order 12' })).json<{ id: string }>().id
  const officerHold = await hold({ kind: 'officer', officer: 'officer-held' })
  await hold({ kind: 'alert', alert })
  await node.audit.pool.query(
    `insert into audit.review (id, kind, officer, record_id, reason, opened_at) values ($1, 'sample', 'officer-1', $2, 'x', now())`,
    [newUuid(), byReview],
  )
  t.equal(
    (await post('/v1/holds', { subject: { kind: 'alert', alert }, reason: 'x' }, signedIn('administrator')))
      .statusCode,
    403,
  )
  t.match((await get('/v1/retention')).json<RetentionReport>(), {
    classes: [
      { class: 'access', over: 3, kept: 3, due: 0 },
      { class: 'alert-history', over: 2, kept: 1, due: 1 },
    ],
    holds: [
      { subject: { kind: 'alert', alert }, reason: 'Court order 12', setBy: 'auditor-1' },
      { subject: { kind: 'officer', officer: 'officer-held' } },
    ],
  })
  t.ok(await hold({ kind: 'consent', consent: newUuid() }))
  await node.watchlist.pool.query(
    `select audit.report_retention('watchlist', 'overrides', 36, 5, 1, 0, '2025-03-01T00:00:00Z', 4, '2026-03-01T00:00:00Z')`,
  )
  t.match((await get('/v1/retention')).json<RetentionReport>(), {
    content: [
      {
        service: 'watchlist',
        class: 'overrides',
        months: 36,
        over: 5,
        kept: 1,
        due: 0,
        oldest: '2025-03-01T00:00:00.000Z',
        erased: 4,
      },
    ],
    holds: [{ subject: { kind: 'consent' } }, {}, {}],
  })
  await erase(node)
  const there = async (id: string | undefined) =>
    (await count(node, `audit.packed_record where id = '${id}'`)) === 1
  for (const id of [byOfficer, byAlert, byReview, living]) t.ok(await there(id))
  t.notOk(await there(history), 'of an alert of which nothing was heard since')

  t.equal((await post(`/v1/holds/${officerHold}/lift`, { reason: 'Proceeding closed' })).statusCode, 204)
  t.equal((await post(`/v1/holds/${officerHold}/lift`, { reason: 'again' })).statusCode, 409)
  t.equal((await post(`/v1/holds/${newUuid()}/lift`, { reason: 'x' })).statusCode, 404)
  await erase(node)
  t.notOk(await there(byOfficer))
  t.ok(await there(byAlert))
  const recorded = async (operation: string) =>
    (await post('/v1/records/search', { operation, outcome: 'done' })).json<RecordList>().records.length
  t.equal(await recorded('hold.set'), 3)
  t.equal(await recorded('hold.lift'), 1)
})

t.test('months are counted by the calendar', (t) => {
  const before = (now: string, access: number) =>
    retentionRules({ ...usualMonths, access }, new Date(now)).find((rule) => rule.class === 'access')?.before
  t.equal(before('2026-03-31T10:00:00.000Z', 36), '2023-03-31T10:00:00.000Z')
  t.equal(before('2026-03-31T10:00:00.000Z', 1), '2026-02-28T10:00:00.000Z')
  t.equal(before('2026-01-15T10:00:00.000Z', 13), '2024-12-15T10:00:00.000Z')
  const operations = retentionRules(usualMonths, new Date()).flatMap((rule) => rule.operations)
  t.equal(new Set(operations).size, operations.length, 'each operation is of one class')
  t.end()
})
