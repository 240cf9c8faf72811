import type { Identity, Override, OverrideList, Role } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { anAlert, grounds } from './support/alerts.ts'
import { createNode, startServer, token, until } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const broker: Identity = {
  subject: 'person',
  names: [{ full: 'Dragomir Ilarion Vântu', kind: 'primary' }],
  birthDates: [{ date: '1974-08-12' }],
  documents: [{ kind: 'passport', number: 'AB1234567', country: 'MD' }],
}
const traveller = {
  name: 'Dragomir Ilarion Vântu',
  birthDate: '1974-08-12',
  documents: [{ number: 'ZX 99-00-001', country: 'RO' }],
}

async function start() {
  const node = await createNode(t, postgres)
  const alert = anAlert({ identity: broker, grounds })
  await node.alerts.list([alert])
  await until('the alert is listed', async () => (await node.status()).alerts === 1)
  const call = (sub: string, role: Role, path = '', payload?: object) =>
    node.app.inject({
      method: path === '' && payload === undefined ? 'GET' : 'POST',
      url: `/v1/overrides${path}`,
      headers: { authorization: `Bearer ${token([role], sub)}` },
      ...(payload && { payload }),
    })
  const ask = (change: object = {}) =>
    call('officer-7', 'border-officer', '', {
      alert: alert.core.id,
      document: { number: 'zx9900001', country: 'RO' },
      purpose: 'border-check',
      reason: 'Other fingerprints.',
      ...change,
    })
  const stateOf = async () =>
    (await call('officer-7', 'border-officer')).json<OverrideList>().overrides.map(({ state }) => state)
  return { node, alert, call, ask, stateOf }
}

t.test('nobody is cleared of a drill: it is never acted upon', async (t) => {
  const { node, ask } = await start()
  const drill = anAlert({ identity: broker, grounds }, { mode: 'exercise' })
  await node.alerts.list([drill])
  await until('it is listed', async () => (await node.status()).alerts === 2)
  t.equal((await ask({ alert: drill.core.id })).json().code, 'wrong-state')
})

t.test('a traveller is cleared of an alert by two officers, and of nothing else', async (t) => {
  const { node, alert, call, ask, stateOf } = await start()
  t.equal((await node.ask(traveller)).verdict, 'hit')
  const asked = await ask()
  t.equal(asked.statusCode, 201, asked.body)
  const { id } = asked.json<Override>()
  t.match(asked.json(), { state: 'requested', requester: 'officer-7', decider: null, issuer: 'XB' })
  t.equal((await ask()).json().code, 'already-exists')
  t.equal((await node.ask(traveller)).verdict, 'hit', 'nothing changes until it is approved')

  t.equal((await call('officer-8', 'border-officer', `/${id}/approve`, {})).statusCode, 403)
  t.equal((await call('officer-7', 'supervisor', `/${id}/approve`, {})).json().code, 'four-eyes')
  const denied = (await node.records()).filter(({ outcome }) => outcome === 'denied')
  t.match(denied, [
    { operation: 'override.approve', officer: 'officer-8', outcome: 'denied', reason: 'forbidden' },
    { operation: 'override.approve', officer: 'officer-7', outcome: 'denied', reason: 'four-eyes' },
  ])
  t.match((await call('officer-9', 'supervisor', `/${id}/approve`, {})).json(), {
    state: 'approved',
    decider: 'officer-9',
  })
  const cleared = await node.ask(traveller)
  t.match(cleared, { verdict: 'none', results: [], cleared: [{ alert: alert.core.id, override: id }] })
  t.match(
    (await node.records()).findLast(({ operation }) => operation === 'query'),
    {
      outcome: 'none',
      terms: { note: `alert ${alert.core.id} cleared by override ${id}` },
    },
  )

  const { documents: _documents, ...noDocument } = traveller
  t.equal((await node.ask(noDocument)).verdict, 'hit', 'without the document')
  const other = { ...traveller, documents: [{ number: 'ZX9900002', country: 'RO' }] }
  t.equal((await node.ask(other)).verdict, 'hit', 'with another document')
  const listed = { ...traveller, documents: [...traveller.documents, { number: 'AB1234567' }] }
  t.match(await node.ask(listed), { verdict: 'hit', results: [{ verdict: 'document-hit' }] })
  const second = anAlert({ identity: broker, grounds })
  await node.alerts.list([second])
  await until('another alert is listed', async () => (await node.status()).alerts === 2)
  t.match(await node.ask(traveller), { verdict: 'hit', results: [{ alert: second.core.id }] })
  await node.alerts.withdraw(second)

  t.same(await stateOf(), ['approved'])
  t.same((await call('officer-8', 'border-officer')).json(), { overrides: [] }, "others' are not shown")
  t.equal((await call('officer-9', 'supervisor')).json<OverrideList>().overrides.length, 1)
  t.same(
    (await node.records())
      .filter(({ operation, outcome }) => operation.startsWith('override.') && outcome !== 'denied')
      .map(({ operation, officer }) => [operation, officer]),
    [
      ['override.request', 'officer-7'],
      ['override.approve', 'officer-9'],
      ['override.list', 'officer-7'],
      ['override.list', 'officer-8'],
      ['override.list', 'officer-9'],
    ],
  )
  const { rows } = await node.superuser.db.execute(sql`select override::text from watchlist.override`)
  t.notMatch(JSON.stringify(rows), /V.ntu|9900001|fingerprints/, 'nothing of it stands in the database')
  t.equal((await call('officer-7', 'border-officer', `/${id}/end`, {})).statusCode, 200)
  await until('it is a hit again', async () => (await node.ask(traveller)).verdict === 'hit')
  t.equal((await ask()).statusCode, 201, 'it can be asked for again')
})

t.test('it falls when the alert says something else of its subject, and ends with its time', async (t) => {
  const { node, alert, call, ask, stateOf } = await start()
  const { id } = (await ask({ days: 10 })).json<Override>()
  await call('officer-9', 'supervisor', `/${id}/approve`, {})
  t.equal((await node.ask(traveller)).verdict, 'none')

  const revised = (identity: Identity, version: number) =>
    anAlert({ identity, grounds }, { ...alert.core, version, compartments: {} })
  await node.alerts.list([revised(broker, 2)])
  await until('version 2 is listed', async () => (await node.status()).sequence === 2)
  t.equal((await node.ask(traveller)).verdict, 'none', 'a revision that leaves the subject as it is')

  await node.alerts.list([revised({ ...broker, sex: 'male' }, 3)])
  await until('version 3 is listed', async () => (await node.status()).sequence === 3)
  t.equal((await node.ask(traveller)).verdict, 'hit')
  t.same(await stateOf(), ['fallen'])
  const bySystem = async (operation: string) =>
    (await node.records()).filter((record) => record.operation === operation)
  await until('it is on record', async () => (await bySystem('override.fall')).length > 0)
  t.match(await bySystem('override.fall'), [
    {
      officer: 'system:watchlist',
      purpose: 'border-check',
      outcome: 'done',
      alerts: [{ alert: alert.core.id, version: 1, issuer: 'XB', compartments: [] }],
      terms: { note: `override ${id}` },
    },
  ])

  const next = (await ask({ days: 1 })).json<Override>()
  t.equal((await call('officer-9', 'supervisor', `/${next.id}/refuse`, {})).json().state, 'refused')
  t.equal((await node.ask(traveller)).verdict, 'hit')
  const last = (await ask({ days: 1 })).json<Override>()
  await call('officer-9', 'supervisor', `/${last.id}/approve`, {})
  await node.restart()
  t.equal((await node.ask(traveller)).verdict, 'none', 'it holds after a restart')
  node.setTime('2026-03-11T09:00:00.000Z')
  t.equal((await node.ask(traveller)).verdict, 'hit', 'its time is over')
  t.ok((await stateOf()).includes('expired'))
  await until('it is on record', async () => (await bySystem('override.expire')).length > 0)
  t.match(await bySystem('override.expire'), [
    { officer: 'system:watchlist', terms: { note: `override ${last.id}` } },
  ])
  t.equal((await bySystem('override.fall')).length, 1, 'and what fell is on record once')
  t.same((await stateOf()).toSorted(), ['expired', 'fallen', 'refused'])
  node.setTime('2029-04-01T09:00:00.000Z')
  await node.restart()
  await until('they are erased after three years', async () => (await stateOf()).length === 0)
  t.equal((await bySystem('content.erase')).length, 1)
  node.setTime('2026-03-11T09:00:00.000Z')
  t.equal((await ask({ alert: last.id })).statusCode, 404)
  t.equal((await ask({ purpose: 'criminal-investigation' })).statusCode, 403)
  t.match(
    (await node.records()).filter(({ outcome }) => outcome === 'denied'),
    [{ operation: 'override.request', purpose: 'criminal-investigation', alerts: [] }],
  )
})

t.test(
  'whom the issuer cleared is known by document and birth date together, and by nothing less',
  async (t) => {
    const { node, alert } = await start()
    const facts = { country: 'RO', number: 'ZX9900001', birthDate: '1974-08-12' }
    t.equal((await node.ask(traveller)).verdict, 'hit')
    const clearance = await node.alerts.clear(alert, facts, '2026-06-01T00:00:00.000Z')
    await until('it is heard of', async () => (await node.ask(traveller)).verdict === 'none')
    const cleared = await node.ask(traveller)
    t.match(cleared, {
      results: [],
      cleared: [{ alert: alert.core.id, clearance, until: '2026-06-01T00:00:00.000Z' }],
    })
    t.match((await node.records()).at(-1), {
      operation: 'query',
      outcome: 'none',
      terms: { note: `alert ${alert.core.id} cleared by clearance ${clearance}` },
    })
    const asked = async (change: object) => (await node.ask({ ...traveller, ...change })).verdict
    t.not(await asked({ birthDate: '1974-08-13' }), 'none', 'born on another day')
    t.equal(await asked({ birthDate: '1974' }), 'hit', 'a year is not a day')
    t.equal(await asked({ birthDate: undefined }), 'hit')
    t.equal(await asked({ documents: undefined }), 'hit')
    t.equal(await asked({ documents: [{ number: 'ZX9900001', country: 'MD' }] }), 'hit', 'of another country')
    const listed = { documents: [...traveller.documents, { number: 'AB1234567' }] }
    t.equal(await asked(listed), 'hit', 'a listed document is always shown')

    await node.alerts.list([
      anAlert(
        { identity: { ...broker, sex: 'male' }, grounds },
        { ...alert.core, version: 2, compartments: {} },
      ),
    ])
    await until('version 2 is listed', async () => (await node.status()).sequence === 2)
    t.equal(await asked({}), 'hit', 'the alert says something else of its subject')
    await node.alerts.list([
      anAlert({ identity: broker, grounds }, { ...alert.core, version: 3, compartments: {} }),
    ])
    await until('version 3 is listed', async () => (await node.status()).sequence === 3)
    t.equal(await asked({}), 'none')

    await node.alerts.endClearance(clearance, '2026-03-10T09:00:00.000Z')
    await until('it is over', async () => (await asked({})) === 'hit')
    const broken = await node.alerts.clear(alert, facts, '2026-06-01T00:00:00.000Z')
    await node.superuser.db.execute(sql`update alerts.clearance set mark = '\\x00' where id = ${broken}`)
    await node.restart()
    t.equal(await asked({}), 'hit', 'one that cannot be opened clears nobody')
  },
)
