import { startTestDatabase } from '@crosswatch/database/testing'
import type { AlertDraft } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
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
