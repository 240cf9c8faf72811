import { startTestDatabase } from '@crosswatch/database/testing'
import type { AlertDraft } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { until } from '../../../test/support/sharing.ts'
import { agreed, agreement } from './agreements.ts'
import { makeNode, type Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const draftOf = (number: number, change: Partial<AlertDraft> = {}) =>
  inventedDraft(number, { validUntil: '2026-12-01T00:00:00.000Z', ...change })

type Answer = Awaited<ReturnType<Node['analyst']>>

function expect(status: number, { status: actual, body }: Answer): Answer['body'] {
  if (actual !== status) throw new Error(`${actual} ${JSON.stringify(body)}`)
  return body
}

async function issued(node: Node, draft: AlertDraft): Promise<string> {
  const id = String(expect(201, await node.analyst('POST', '/v1/alerts', draft))['id'])
  expect(200, await node.analyst('POST', `/v1/alerts/${id}/submit`))
  expect(200, await node.approve(`/v1/alerts/${id}`))
  return id
}

async function revised(node: Node, id: string, draft: AlertDraft): Promise<void> {
  expect(200, await node.analyst('PUT', `/v1/alerts/${id}/draft`, draft))
  expect(200, await node.analyst('POST', `/v1/alerts/${id}/submit`))
}

/** A list that waits for its approval, with a row for each draft: `row0`, `row1` and so on. */
async function submittedList(node: Node, drafts: readonly AlertDraft[]): Promise<string> {
  const given = { source: 'list', complete: false }
  const path = `/v1/imports/${String(expect(201, await node.analyst('POST', '/v1/imports', given))['id'])}`
  const rows = drafts.map((draft, index) => ({ ref: `row${index}`, draft }))
  expect(200, await node.analyst('POST', `${path}/rows`, { rows }))
  expect(200, await node.analyst('POST', `${path}/submit`))
  return path
}

async function untilDone(node: Node, path: string): Promise<Answer['body']> {
  await until('the list is issued', async () => (await node.analyst('GET', path)).body['state'] === 'done')
  return (await node.analyst('GET', path)).body
}

/** Alerts in the order in which a list is issued. */
const alerts = (node: Node) => node.rows('select id, state, version from alerts.alert order by id')

/**
 * Nobody writes into the table until `begin` is over: whatever comes to it stands still with the locks that it has.
 *
 * @returns how the steps ended that were begun
 */
async function standingStill(
  node: Node,
  table: 'issued' | 'subject_key',
  begin: () => Promise<readonly Promise<Answer>[]>,
): Promise<readonly Answer[]> {
  const begun = await node.superuser.transaction(async (tx) => {
    await tx.execute(sql`lock table ${sql.identifier('alerts')}.${sql.identifier(table)} in exclusive mode`)
    return begin()
  })
  return Promise.all(begun)
}

async function waiting(node: Node, count: number): Promise<void> {
  const waits = `select from pg_stat_activity
    where application_name = 'test' and wait_event_type = 'Lock' and datname = current_database()`
  await until('steps that wait', async () => (await node.rows(waits)).length >= count)
}

void t.test('what an officer takes back while a list is issued row by row is not issued', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node)
  const first = await submittedList(node, [draftOf(0), draftOf(1)])
  expect(200, await node.approve(first))
  await untilDone(node, first)

  const statement = 'Revised'
  const drafts = [draftOf(0, { statement }), draftOf(1, { statement }), draftOf(2), draftOf(3), draftOf(4)]
  const path = await submittedList(node, drafts)
  // Somebody else was faster with the last one: it cannot be issued any more, so the rows go one by one.
  const twin = await issued(node, draftOf(4))
  const [, withdrawn, returned, discarded] = (await alerts(node)).map(({ id }) => `/v1/alerts/${String(id)}`)

  await standingStill(node, 'issued', async () => {
    expect(200, await node.approve(path))
    await waiting(node, 1)
    expect(200, await node.supervisor('POST', `${withdrawn}/withdraw`, { reason: 'mistaken' }))
    expect(200, await node.supervisor('POST', `${returned}/return`, { note: 'Name the decision' }))
    expect(204, await node.analyst('DELETE', `${discarded}/draft`))
    return []
  })

  t.match(await untilDone(node, path), { issued: 1, refused: 1 })
  t.match(await alerts(node), [
    { state: 'active', version: 2 },
    { state: 'withdrawn', version: 1 },
    { state: 'draft', version: 0 },
    { version: 0 },
    { id: twin, state: 'active', version: 1 },
  ])
  const left = await node.rows('select state, import from alerts.draft where returned is not null')
  t.match(left, [{ state: 'draft', import: null }], 'what is returned leaves the list that was approved')
  const sent = await node.rows("select kind from exchange.outbox where kind <> 'agreement' order by id")
  t.same(
    sent.map(({ kind }) => kind),
    ['alert', 'alert', 'alert', 'withdrawal', 'revision'],
  )
})

void t.test('an erasure reaches also whoever a version approved at the same time goes to', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node)
  const alert = await issued(node, draftOf(1))
  const asked = { alert, request: 'erasure', statement: 'It is not me.', block: false }
  const dispute = expect(201, await node.protection('POST', '/v1/disputes', asked))['id']
  await agreed(node, agreement('XC'))
  await revised(node, alert, draftOf(1, { statement: 'Revised' }))

  const [approved, decided] = await standingStill(node, 'subject_key', async () => {
    const approving = node.approve(`/v1/alerts/${alert}`)
    await waiting(node, 1)
    const given = { outcome: 'granted', explanation: 'It is erased.' }
    const deciding = node.protection('POST', `/v1/disputes/${String(dispute)}/decide`, given)
    await waiting(node, 2)
    return [approving, deciding]
  })
  t.equal(approved?.status, 200)
  t.equal(decided?.status, 204)

  t.match(await alerts(node), [{ state: 'withdrawn', version: 2 }])
  const [letter] = await node.rows("select recipients from exchange.outbox where kind = 'withdrawal'")
  t.match(letter, { recipients: [{ jurisdiction: 'XB' }, { jurisdiction: 'XC' }] })
})

void t.test('nothing is asked of an alert that is withdrawn at the same time', async (t) => {
  const node = await makeNode(t, postgres)
  const alert = await issued(node, draftOf(1))

  const [withdrawn, asked] = await standingStill(node, 'subject_key', async () => {
    const withdrawing = node.supervisor('POST', `/v1/alerts/${alert}/withdraw`, {
      reason: 'mistaken',
    })
    await waiting(node, 1)
    const given = { alert, request: 'erasure', statement: 'It is not me.', block: false }
    const asking = node.protection('POST', '/v1/disputes', given)
    await waiting(node, 2)
    return [withdrawing, asking]
  })

  t.equal(withdrawn?.status, 200)
  t.match(asked, { status: 409, code: 'wrong-state' })
  t.same(await node.rows('select id from alerts.dispute'), [])
})
