import { startTestDatabase } from '@crosswatch/database/testing'
import { measureDocument, type AlertDraft } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { agreement, changeStanding, deliver, signedHere } from './agreements.ts'
import { carrier } from './carrier.ts'
import { makeNode, type Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const validUntil = '2026-12-01T00:00:00.000Z'

async function issued(node: Node, draft: AlertDraft): Promise<string> {
  const { body } = await node.analyst('POST', '/v1/alerts', draft)
  const id = String(body['id'])
  await node.analyst('POST', `/v1/alerts/${id}/submit`)
  const { status, body: answer } = await node.approve(`/v1/alerts/${id}`)
  if (status !== 200) throw new Error(JSON.stringify(answer))
  return id
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 100))
}

void t.test('an alert that nobody reviews', async (t) => {
  const node = await makeNode(t, postgres)
  const first = inventedDraft(1, { validUntil, notes: 'Ask desk 4', validFrom: '2026-02-01T00:00:00.000Z' })
  const id = await issued(node, first)
  const listed = await issued(node, inventedDraft(2, { validUntil: '2026-11-30T00:00:00.000Z' }))
  await node.rows(`update alerts.alert set source = 'list' where id = $1`, [listed])
  const board = async (who = node.analyst) => (await who('GET', '/v1/reviews-due')).body
  const extend = (change: object, who = node.analyst) =>
    who('POST', `/v1/alerts/${id}/extend`, {
      validUntil: '2027-09-01T00:00:00.000Z',
      statement: 'The appeal was dismissed in September; two more workers came forward.',
      ...change,
    })

  await t.test('is announced to its issuer sixty days before a year is over, once', async (t) => {
    t.same(await board(), { alerts: [], more: false, lists: [] })
    node.setTime('2026-10-02T01:00:00.000Z')
    await until(
      async () => (await node.rows('select 1 from alerts.alert where noticed_at is not null')).length === 2,
    )
    t.match(await board(), {
      alerts: [{ alert: { id, state: 'active' }, noticedAt: '2026-10-02T01:00:00.000Z' }],
      lists: [{ source: 'list', alerts: 1, firstEndsAt: '2026-11-30T00:00:00.000Z' }],
    })
    t.equal((await node.recorded()).filter(({ operation }) => operation === 'alert.notice').length, 1)
    const metrics = await node.app.inject({ url: '/metrics' })
    t.match(metrics.body, /^crosswatch_alerts_due\{service="alerts"\} 2$/m)
    t.equal((await node.border('GET', '/v1/reviews-due')).status, 403)
  })
  await t.test('stands longer only with an assessment of its own', async (t) => {
    for (const statement of [first.statement, first.statement.toUpperCase().replace(';', ' -')]) {
      t.match(await extend({ statement }), { status: 422, body: { fields: [{ path: '/statement' }] } })
    }
    t.match(await extend({ validUntil }), { status: 422, body: { fields: [{ path: '/validUntil' }] } })
    t.match(await extend({ validUntil: '2027-11-01T00:00:00.000Z' }), {
      status: 422,
      body: { fields: [{ path: '/validUntil' }] },
    })
    const longer = { ...first, validFrom: undefined, validUntil: '2027-09-01T00:00:00.000Z' }
    t.equal((await node.analyst('PUT', `/v1/alerts/${id}/draft`, longer)).status, 200)
    t.match(
      await node.analyst('POST', `/v1/alerts/${id}/submit`),
      { status: 422, body: { fields: [{ path: '/statement' }] } },
      'nor by the way of an ordinary edit',
    )
    t.equal((await node.analyst('DELETE', `/v1/alerts/${id}/draft`)).status, 204)
  })
  await t.test('is extended by two officers, as its next version', async (t) => {
    t.match(await extend({}, node.both), { status: 200, body: { version: 1, state: 'active' } })
    t.match(await extend({}), { status: 409 }, 'one proposal at a time')
    t.match(await board(), { alerts: [{ alert: { id, pending: 'submitted' } }] }, 'it still ends')
    t.match(await node.approve(`/v1/alerts/${id}`, node.both), { code: 'four-eyes' })
    t.match(await node.approve(`/v1/alerts/${id}`), { status: 200, body: { version: 2 } })
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
      content: {
        statement: /appeal/,
        validFrom: '2026-10-02T01:00:00.000Z',
        validUntil: '2027-09-01T00:00:00.000Z',
        identity: first.identity,
        notes: 'Ask desk 4',
      },
    })
    t.match(await board(), { alerts: { length: 0 }, lists: [{ source: 'list' }] })
  })
})

void t.test('what was done about an alert', async (t) => {
  const [xa, xb] = await Promise.all([makeNode(t, postgres), makeNode(t, postgres, '', 'XB')])
  const carry = carrier(xa, xb)
  const { digest } = await signedHere(xa, agreement('XB'))
  await carry()
  await xb.admin('POST', `/v1/agreements/${digest}/endorse`)
  await xb.supervisor('POST', `/v1/agreements/${digest}/sign`)
  await carry()
  const id = await issued(xa, inventedDraft(1, { validUntil }))
  const drill = await issued(xa, inventedDraft(2, { validUntil, mode: 'exercise' }))
  await carry()
  const at = `/v1/alerts/${id}/measures`
  const measure = { kind: 'licence-suspended', day: '2026-02-27', reference: 'LIC-77/2026' }
  const reasons = async (node: Node) =>
    (await node.recorded()).filter(({ outcome }) => outcome === 'denied').map(({ reason }) => reason)

  await t.test('is told to its issuer, and stands on the board there', async (t) => {
    t.equal((await xb.analyst('POST', at, measure)).status, 201)
    await xb.border('POST', '/v1/hits', {
      alert: id,
      at: '2026-03-01T11:00:00.000Z',
      place: 'Gate 4',
      taken: 'interviewed',
      danger: false,
      contact: { desk: 'Duty desk' },
    })
    t.equal((await xa.analyst('POST', at, { kind: 'inspection-opened', day: '2026-03-01' })).status, 201)
    await carry()
    t.match((await xa.supervisor('GET', at)).body, {
      alert: id,
      jurisdictions: [
        { jurisdiction: 'XA', hits: 0, measures: [{ kind: 'inspection-opened', authority: 'Inspectorate' }] },
        { jurisdiction: 'XB', hits: 1, taken: ['interviewed'], measures: [measure] },
      ],
    })
    t.match((await xa.analyst('GET', '/v1/measures')).body, {
      alerts: [{ alert: id, issuer: 'XA', hits: 1, measures: 2, answered: ['XA', 'XB'], silent: [] }],
    })
    t.match((await xb.analyst('GET', at)).body, { jurisdictions: [{ jurisdiction: 'XB' }] })
    t.same(await xa.rows("select 1 from exchange.outbox where kind = 'measure'"), [], 'its own stays here')
  })
  await t.test('stands nowhere in the clear, and every step is on record', async (t) => {
    for (const node of [xa, xb]) {
      const rows = await node.rows(`select encode(document, 'escape') as text from alerts.measure`)
      t.notMatch(JSON.stringify(rows), /LIC-77/)
    }
    const done = (node: Node) => async () =>
      new Set(
        (await node.recorded()).map(({ operation }) => operation).filter((one) => one.startsWith('measure')),
      )
    t.same(await done(xb)(), new Set(['measure.report', 'measure.list']))
    t.same(await done(xa)(), new Set(['measure.report', 'measure.receive', 'measure.list']))
  })
  await t.test('is not taken for a drill, for a day to come, or without an agreement', async (t) => {
    t.match(await xb.analyst('POST', `/v1/alerts/${drill}/measures`, measure), { code: 'wrong-state' })
    t.match(await xb.analyst('POST', at, { ...measure, day: '2026-03-03' }), { code: 'rule-not-met' })
    t.match(await xb.border('POST', at, measure), { status: 403 })
    t.equal((await xb.analyst('GET', `/v1/alerts/01900000-0000-7000-8000-00000000000f/measures`)).status, 404)
    await changeStanding(xb, digest, 'suspend')
    t.match(await xb.analyst('POST', at, measure), { code: 'no-agreement' })
  })
  await t.test('is believed only from who has the alert, once', async (t) => {
    const forged = (issuer: string, number: number) => ({
      v: 1 as const,
      id: `01900000-0000-7000-8000-00000000020${number}`,
      issuer,
      alert: id,
      version: 1,
      kind: 'none' as const,
      day: '2026-03-01',
      authority: 'Inspectorate',
    })
    for (const [seq, issuer, number] of [
      [900, 'XC', 1],
      [901, 'XB', 2],
      [902, 'XB', 2],
    ] as const) {
      const document = forged(issuer, number)
      await deliver(xa, 'measure', issuer, seq, document.id, measureDocument.encode(document), [])
    }
    t.same(await reasons(xa), ['alert-unknown'])
    t.equal((await xa.rows('select 1 from alerts.measure')).length, 3)
  })
})
