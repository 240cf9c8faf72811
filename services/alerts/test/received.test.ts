import { startTestDatabase } from '@crosswatch/database/testing'
import { agreementDocument, type AlertDraft } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { until } from '../../../test/support/sharing.ts'
import { agreed, agreement, hears, viewIn } from './agreements.ts'
import { makeNode, type Node } from './node.ts'
import { receive, withdrawFrom } from './receive.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const validUntil = '2026-12-01T00:00:00.000Z'
const draftOf = (number: number, change: Partial<AlertDraft> = {}) =>
  inventedDraft(number, { validUntil, ...change })

async function standing(node: Node, alert: string) {
  return (await node.rows('select * from alerts.alert where id = $1', [alert]))[0]
}

/** What the consent service is told of an alert that ended: what a receipt is made of. */
async function ended(node: Node, alert: string) {
  const [row] = await node.rows(
    'select version, state, entry_seq::int, remains::int from alerts.ended_after(0, 100) where id = $1',
    [alert],
  )
  return row
}

/** The root of the issuer takes back what its feed holds from here on. */
async function takeBack(node: Node, issuer: string, seq: number): Promise<void> {
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, compartments) values ('void', $1, $2, '\\x00', '[]')`,
    [issuer, seq],
  )
  await node.rows(`select pg_notify('exchange_inbox', '')`)
}

async function expire(node: Node, alert: string): Promise<void> {
  node.setTime('2026-12-02T00:00:00.000Z')
  await until('it expires', async () => (await standing(node, alert))?.['state'] === 'expired')
}

void t.test('what an issuer said with a key that was taken back', async (t) => {
  const node = await makeNode(t, postgres)
  const replaced = await receive(node, 'XB', 1, draftOf(1))
  await receive(node, 'XB', 5, draftOf(1, { statement: 'Forged' }), { id: replaced, version: 7 })
  const forged = await receive(node, 'XB', 6, draftOf(2))
  const odd = await receive(node, 'XB', 7, draftOf(3), { action: 'refuse-service', version: 3 })
  const before = await receive(node, 'XB', 4, draftOf(4))
  await takeBack(node, 'XB', 5)
  await until('it is taken in', async () => (await standing(node, forged))?.['state'] === 'quarantined')

  await t.test('is listed and shown without its content, and keeps nobody from the list', async (t) => {
    const { status, body } = await node.analyst('GET', '/v1/alerts')
    t.equal(status, 200)
    t.equal((body['alerts'] as unknown[]).length, 4)
    t.match(await node.analyst('GET', `/v1/alerts/${before}`), { body: { summary: { state: 'active' } } })
    for (const id of [replaced, forged, odd]) {
      t.match(await node.analyst('GET', `/v1/alerts/${id}`), {
        status: 200,
        body: {
          summary: { state: 'quarantined', version: 0, label: '' },
          content: {},
          reason: 'revoked-key',
        },
      })
      t.match(await standing(node, id), { core: null, core_key: null, compartments: [] })
    }
    const listed = await node.rows(
      'select id, state, core from alerts.changes_after(0, 100) where core is not null',
    )
    t.match(listed, [{ id: before, state: 'active' }])
  })
  await t.test("comes back with the issuer's next version, whatever number it bore", async (t) => {
    await receive(node, 'XB', 20, draftOf(1, { statement: 'Second' }), { id: replaced, version: 2 })
    t.match(await node.analyst('GET', `/v1/alerts/${replaced}`), {
      body: { summary: { state: 'active', version: 2 }, content: { statement: 'Second' } },
    })
  })
  await t.test('is withdrawn with the version that the issuer withdraws', async (t) => {
    await withdrawFrom(node, 'XB', 21, odd)
    t.same(await ended(node, odd), { version: 9, state: 'withdrawn', entry_seq: 21, remains: 0 })
  })
  await t.test('ends with its time, and no receipt names the entry that was taken back', async (t) => {
    await expire(node, forged)
    t.same(await ended(node, forged), { version: 0, state: 'expired', entry_seq: null, remains: 0 })
  })
})

void t.test(
  'an alert that is not acted upon ends with its time, is erased, and the issuer is told',
  async (t) => {
    const node = await makeNode(t, postgres)
    const displaced = await receive(node, 'XB', 1, draftOf(1))
    await receive(node, 'XC', 1, draftOf(1, { category: 'discreet-check' }))
    const drill = await receive(node, 'XB', 2, draftOf(2, { mode: 'exercise' }))
    await receive(node, 'XB', 3, draftOf(2), { id: drill, version: 2 })
    t.match(await standing(node, displaced), { state: 'quarantined', reason: 'incompatible', core: Buffer })
    t.match(await standing(node, drill), { state: 'quarantined', reason: 'mode-changed', core: Buffer })
    for (const id of [displaced, drill]) {
      await expire(node, id)
      t.match(await standing(node, id), { reason: null, core: null, core_key: null, compartments: [] })
    }
    t.same(await ended(node, displaced), { version: 1, state: 'expired', entry_seq: 1, remains: 0 })
    t.same(await ended(node, drill), { version: 2, state: 'expired', entry_seq: 3, remains: 0 })
  },
)

/** A step that is under way when a letter comes: committed once the letter waits for it. */
async function meanwhile(
  node: Node,
  step: string,
  values: unknown[],
  comes: () => Promise<unknown>,
): Promise<void> {
  const client = await node.superuser.pool.connect()
  try {
    await client.query('begin')
    await client.query(step, values)
    const arrived = comes()
    await until(
      'the letter waits for it',
      async () => {
        const waiting = await node.rows(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return waiting.length > 0
      },
      { timeoutMs: 5_000 },
    ).catch(() => undefined)
    await client.query('commit')
    await arrived
  } finally {
    client.release()
  }
}

void t.test('what an officer does while a letter about the alert is taken in stands', async (t) => {
  const node = await makeNode(t, postgres)
  const id = await receive(node, 'XB', 1, draftOf(1))

  await t.test('a revision', async (t) => {
    await meanwhile(
      node,
      `update alerts.alert set flagged = true, contest = 'blocked' where id = $1`,
      [id],
      () => receive(node, 'XB', 2, draftOf(1), { id, version: 2 }),
    )
    t.match(await standing(node, id), { state: 'active', version: 2, flagged: true, contest: 'blocked' })
  })
  await t.test('an alert that displaces it', async (t) => {
    await meanwhile(node, `update alerts.alert set notice = 'contested' where id = $1`, [id], () =>
      receive(node, 'XC', 1, draftOf(1, { category: 'discreet-check' })),
    )
    t.match(await standing(node, id), { state: 'quarantined', reason: 'incompatible', notice: 'contested' })
  })
})

void t.test('what was on its way when its agreement was terminated', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node, { ...agreement('XB'), title: 'Everything' })
  const { terms } = viewIn((await node.admin('GET', `/v1/agreements/${digest}`)).body)
  const erased = await receive(node, 'XB', 1, draftOf(1))
  await agreed(node, { ...agreement('XB'), categories: ['document'] })
  await hears(node, 'XB', 'terminate', terms)
  t.match(await standing(node, erased), { state: 'withdrawn', reason: 'agreement-terminated' })
  const gone = { state: 'withdrawn', reason: 'agreement-terminated', core: null, compartments: [] }

  await t.test('comes in without its content, and the issuer gets its receipt', async (t) => {
    const late = await receive(node, 'XB', 2, draftOf(2))
    t.match(await standing(node, late), { ...gone, version: 1 })
    t.same(await ended(node, late), { version: 1, state: 'terminated', entry_seq: 2, remains: 0 })
    t.same(await node.rows('select 1 from alerts.subject_key'), [])
    t.match((await node.recorded()).at(-1), { operation: 'alert.refuse', reason: 'agreement-terminated' })
  })
  await t.test('does not bring back what was erased', async (t) => {
    await receive(node, 'XB', 3, draftOf(1), { id: erased, version: 2 })
    t.match(await standing(node, erased), { ...gone, version: 2 })
    t.same(await ended(node, erased), { version: 2, state: 'terminated', entry_seq: 3, remains: 0 })
  })
  await t.test('is withdrawn by its issuer as what was here, and then for good', async (t) => {
    await withdrawFrom(node, 'XB', 4, erased)
    t.same(await ended(node, erased), { version: 9, state: 'withdrawn', entry_seq: 4, remains: 0 })
  })
  await t.test('stands where another agreement in force covers it', async (t) => {
    const covered = await receive(node, 'XB', 5, draftOf(5, { category: 'document' }))
    t.match(await standing(node, covered), { state: 'active' })
    const other = await receive(node, 'XC', 5, draftOf(6))
    t.match(await standing(node, other), { state: 'active' })
  })
})

void t.test('an alert never stands beside the end of its agreement that came at the same time', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node)
  let alert = ''
  await meanwhile(
    node,
    `insert into alerts.agreement_statement (digest, party, act, at) values ($1, 'XB', 'terminate', now())`,
    [digest],
    async () => (alert = await receive(node, 'XB', 1, draftOf(1))),
  )
  t.match(await standing(node, alert), { state: 'withdrawn', reason: 'agreement-terminated' })
})

void t.test('an alert that comes together with the agreement that covers it stands', async (t) => {
  const node = await makeNode(t, postgres)
  const first = await agreed(node)
  const { terms } = viewIn((await node.admin('GET', `/v1/agreements/${first}`)).body)
  await hears(node, 'XB', 'terminate', terms)
  const { body } = await node.admin('POST', '/v1/agreements', { ...agreement('XB'), title: 'Another one' })
  const signed = viewIn((await node.supervisor('POST', `/v1/agreements/${String(body['digest'])}/sign`)).body)
  const at = '2026-03-01T12:00:00.000Z'
  const payload = agreementDocument.encode({ v: 1, issuer: 'XB', act: 'sign', at, terms: signed.terms })
  const { box, key } = node.storageKey.seal(payload, 'inbox XB 900')
  // Nobody is told of it: the alert that follows is read while it still waits.
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     values ('agreement', 'XB', 900, '\\x00', $1, $2, $3, '[]')`,
    [signed.terms.id, Buffer.from(box), Buffer.from(key)],
  )
  const alert = await receive(node, 'XB', 901, draftOf(1))
  t.match(await standing(node, alert), { state: 'active', reason: null })
})
