import { newUuid, type Identity, type Problem, type Replay, type Role } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { anAlert, grounds, type TestAlert } from './support/alerts.ts'
import { createNode, startServer, token, until, type TestNode } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const broker: Identity = {
  subject: 'person',
  names: [{ full: 'Dragomir Ilarion Vântu', kind: 'primary' }],
  birthDates: [{ date: '1974-08-12' }],
}
const asked = { name: 'VANTU, Dragomir Ilarion', birthDate: '1974-08-12' }

async function start() {
  const node = await createNode(t, postgres)
  const replay = async (record: string, roles: readonly Role[] = ['auditor'], purpose = 'oversight') => {
    const answer = await node.app.inject({
      method: 'POST',
      url: '/v1/replays',
      headers: { authorization: `Bearer ${token(roles, 'auditor-1')}` },
      payload: { record, purpose, reference: 'review 7' },
    })
    return { ...answer.json<Replay & Problem>(), status: answer.statusCode }
  }
  return { node, replay, list: (...alerts: TestAlert[]) => listed(node, alerts) }
}

/** Puts alerts in force and waits until queries find them in this version. */
async function listed(node: TestNode, alerts: readonly TestAlert[]) {
  await node.alerts.list(alerts)
  await caughtUp(node)
}

async function caughtUp(node: TestNode) {
  const { rows } = await node.superuser.db.execute<{ last: string }>(
    sql`select max(change) as last from alerts.alert`,
  )
  await until(
    'the list has every change',
    async () => (await node.status()).sequence >= Number(rows[0]?.last),
  )
}

function revised({ core, contents }: TestAlert, identity: Identity): TestAlert {
  return anAlert({ ...contents, identity }, { ...core, version: core.version + 1 })
}

t.test('a query gives its logged answer again, whatever became of the list', async (t) => {
  const { node, replay, list } = await start()
  const first = anAlert({ identity: broker })
  const others = Array.from({ length: 40 }, (_, index) =>
    anAlert({
      identity: { subject: 'person', names: [{ full: `Ilarion Somebody ${index}`, kind: 'primary' }] },
    }),
  )
  await list(first, ...others)
  const before = await node.ask(asked)
  const stranger = await node.ask({ name: 'Nobody Inparticular' })
  t.match(before, { verdict: 'hit', results: [{ alert: first.core.id, version: 1 }] })

  // Now about somebody else, flagged, and beside another one that means the person who was asked for.
  const changed = revised(first, {
    ...broker,
    names: [{ full: 'Another Name', kind: 'primary' }],
    birthDates: [],
  })
  const second = anAlert({ identity: broker })
  await list(changed, second)
  await node.alerts.stand(changed, true, null)
  await caughtUp(node)
  const after = await node.ask(asked)
  t.match(after, { results: [{ alert: second.core.id }] })

  const again = await replay(before.record)
  t.match(again, {
    verdict: 'same',
    at: before.at.slice(0, 10),
    list: before.index.sequence,
    logged: { outcome: 'hit', alerts: [{ alert: first.core.id, version: 1 }] },
    replayed: { outcome: 'hit', alerts: [{ alert: first.core.id, version: 1 }] },
    differences: [],
    erased: { answer: [], listed: 0 },
    software: { logged: 'watchlist test', replayed: 'watchlist 0.1.0' },
  })
  t.match(await replay(stranger.record), { verdict: 'same', replayed: { outcome: 'none', alerts: [] } })
  t.match(await replay(after.record), { verdict: 'same', replayed: { alerts: [{ alert: second.core.id }] } })
  t.notMatch(JSON.stringify(again), /V[aâ]ntu|Dragomir/i, 'it says no more than the record')

  await t.test('also while it was blocked, and no longer', async (t) => {
    await node.alerts.stand(second, false, 'blocked')
    await caughtUp(node)
    const blocked = await node.ask(asked)
    t.match(blocked, { verdict: 'none' })
    await node.alerts.stand(second, false, null)
    await caughtUp(node)
    t.match(await replay(blocked.record), { verdict: 'same', replayed: { outcome: 'none' } })
  })

  await t.test('what was erased since is said, and not guessed', async (t) => {
    await node.alerts.withdraw(changed)
    await caughtUp(node)
    t.match(await replay(before.record), {
      verdict: 'incomplete',
      replayed: { alerts: [] },
      differences: [],
      erased: { answer: [first.core.id], listed: 1 },
    })
    t.match(await replay(after.record), { verdict: 'same', erased: { answer: [], listed: 1 } })
    const { rows } = await node.superuser.db.execute(sql`
      select core, core_key, compartments from alerts.past_version where alert = ${first.core.id}`)
    t.ok(rows.length > 1)
    for (const row of rows) t.same(row, { core: null, core_key: null, compartments: [] })
  })
  await t.test('an older version is kept with its identity and nothing else', async (t) => {
    const full = anAlert({ identity: broker, grounds })
    await list(full)
    await list(revised(full, broker))
    const { rows } = await node.superuser.db.execute<{ names: string[] }>(sql`
      select array(select c ->> 'name' from jsonb_array_elements(compartments) c) as names
      from alerts.past_version where alert = ${full.core.id}`)
    t.equal(rows.length, 1)
    for (const { names } of rows) t.same(names, ['identity'])
  })
})

t.test('an answer that was changed on record differs, and how', async (t) => {
  const { node, replay, list } = await start()
  const alert = anAlert({ identity: broker })
  await list(alert)
  const { record } = await node.ask(asked)

  /** What an administrator does who owns the database: the log notices it, and so does this. */
  const rewrite = async (from: string, to: string) => {
    await node.superuser.db.execute(sql`alter table audit.packed_record disable trigger all`)
    await node.superuser.db.execute(sql`
      update audit.packed_record set packed = convert_to(
        replace(convert_from(audit.unpack_record(id, packed), 'UTF8'), ${from}, ${to}), 'UTF8')
      where id = ${record}`)
  }
  await rewrite('"outcome":"hit"', '"outcome":"possible"')
  t.match(await replay(record), { verdict: 'differs', differences: [{ kind: 'outcome' }] })
  await rewrite('"outcome":"possible"', '"outcome":"hit"')
  t.match(await replay(record), { verdict: 'same' })

  await rewrite('"version":1}', '"version":7}')
  t.match(await replay(record), { differences: [{ kind: 'other-version', alert: alert.core.id }] })
  const other = newUuid()
  await rewrite(alert.core.id, other)
  t.match(await replay(record), {
    differences: [
      { kind: 'not-found', alert: other },
      { kind: 'not-logged', alert: alert.core.id },
    ],
  })
})

t.test('what an override cleared is found, and cleared again', async (t) => {
  const { node, replay, list } = await start()
  const alert = anAlert({ identity: broker })
  await list(alert)
  const document = { number: 'Q1234567', country: 'XC' }
  const call = (url: string, roles: readonly Role[], sub: string, payload?: object) =>
    node.app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${token(roles, sub)}` },
      ...(payload && { payload }),
    })
  const wanted = { alert: alert.core.id, document, purpose: 'border-check', reason: 'Another person' }
  const requested = await call('/v1/overrides', ['border-officer'], 'officer-7', wanted)
  const { id } = requested.json<{ id: string }>()
  await call(`/v1/overrides/${id}/approve`, ['supervisor'], 'officer-8')
  const cleared = await node.ask({ ...asked, documents: [document] })
  t.match(cleared, { verdict: 'none', cleared: [{ alert: alert.core.id }] })
  await call(`/v1/overrides/${id}/end`, ['supervisor'], 'officer-8')

  t.match(await replay(cleared.record), {
    verdict: 'same',
    replayed: { outcome: 'none', alerts: [], cleared: [{ alert: alert.core.id, override: id }] },
  })
  await node.superuser.db.execute(sql`update watchlist.override set state = 'refused' where id = ${id}`)
  t.match(await replay(cleared.record), {
    verdict: 'differs',
    differences: [
      { kind: 'outcome' },
      { kind: 'not-logged', alert: alert.core.id },
      { kind: 'not-cleared', alert: alert.core.id },
    ],
  })
})

t.test('what the issuer cleared is cleared again, as long as the clearance stood', async (t) => {
  const { node, replay, list } = await start()
  const alert = anAlert({ identity: broker })
  await list(alert)
  const document = { number: 'Q1234567', country: 'XC' }
  const facts = { ...document, birthDate: asked.birthDate }
  const clearance = await node.alerts.clear(alert, facts, '2026-06-01T00:00:00.000Z')
  const ask = () => node.ask({ ...asked, documents: [document] })
  await until('it is heard of', async () => (await ask()).verdict === 'none')
  const { record } = await ask()
  await node.alerts.endClearance(clearance, '2026-03-10T10:00:00.000Z')
  t.match(await replay(record), {
    verdict: 'same',
    replayed: { outcome: 'none', cleared: [{ alert: alert.core.id, clearance }] },
  })
  await node.alerts.endClearance(clearance, '2026-03-10T08:30:00.000Z')
  t.match(await replay(record), {
    verdict: 'differs',
    differences: [
      { kind: 'outcome' },
      { kind: 'not-logged', alert: alert.core.id },
      { kind: 'not-cleared', alert: alert.core.id },
    ],
  })
})

t.test('who is mistaken for as many as an answer names is cleared of each of them, on record', async (t) => {
  const { node, replay, list } = await start()
  const alerts = Array.from({ length: 20 }, () => anAlert({ identity: broker }))
  await list(...alerts)
  const document = { number: 'Q1234567', country: 'XC' }
  const facts = { ...document, birthDate: asked.birthDate }
  for (const alert of alerts) await node.alerts.clear(alert, facts, '2026-06-01T00:00:00.000Z')
  const ask = () => node.ask({ ...asked, documents: [document] })
  await until('it is heard of', async () => (await ask()).verdict === 'none')
  const { record } = await ask()
  const again = await replay(record)
  t.match(again, { verdict: 'same', logged: { outcome: 'none' }, differences: [] })
  t.equal(again.logged.cleared.length, 20)
})

t.test('only auditors replay, only for oversight, only queries, and each time it is on record', async (t) => {
  const { node, replay, list } = await start()
  await list(anAlert({ identity: broker }))
  const { record } = await node.ask(asked)
  t.match(await replay(record), { status: 200 })
  for (const role of ['analyst', 'supervisor', 'border-officer', 'administrator'] as const) {
    t.match(await replay(record, [role]), { status: 403, code: 'forbidden' })
  }
  t.match(await replay(record, ['auditor'], 'border-check'), { status: 403, code: 'purpose-not-allowed' })
  t.match(await replay(newUuid()), { status: 404 })
  const records = await node.records()
  const [act] = records.filter(({ operation }) => operation === 'record.replay')
  t.match(act, {
    officer: 'auditor-1',
    outcome: 'done',
    purpose: 'oversight',
    policies: ['role/auditor/replay'],
    terms: { query: { record }, reference: 'review 7' },
  })
  t.match(await replay(act?.id ?? ''), { status: 404 }, 'a replay is no query')
  await node.post({ purpose: 'oversight', subject: asked }, ['auditor'])
  const denied = (await node.records()).find(
    ({ outcome, operation }) => outcome === 'denied' && operation === 'query',
  )
  t.match(await replay(denied?.id ?? ''), { status: 409 }, 'a refusal has no answer')
  await node.superuser.db.execute(sql`delete from audit.record_key where record_id = ${record}`)
  t.match(await replay(record), { status: 409, detail: /erased/ })
  const outcomes = (await node.records())
    .filter(({ operation }) => operation === 'record.replay')
    .map(({ outcome }) => outcome)
  t.same(outcomes.toSorted(), [
    'denied',
    'denied',
    'denied',
    'denied',
    'denied',
    'done',
    'failed',
    'failed',
    'failed',
    'failed',
  ])
  t.notMatch(node.log(), /vantu|vântu/i)
})
