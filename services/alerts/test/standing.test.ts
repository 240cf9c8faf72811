import { startTestDatabase } from '@crosswatch/database/testing'
import { contestDocument, disputeDocument } from '@crosswatch/protocol'
import t, { type Test } from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { until } from '../../../test/support/sharing.ts'
import { changeStanding, deliver } from './agreements.ts'
import { warnedNodes } from './exchanging.ts'
import type { Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const draft = inventedDraft(2, { validUntil: '2026-12-01T00:00:00.000Z' })

/** XA warned XB. */
const twoNodes = (t: Test) => warnedNodes(t, postgres, draft)

/** How the watchlist of a node sees an alert. */
async function listed(node: Node, alert: string) {
  const [row] = await node.rows(
    'select state, flagged, contested, core is not null as content from alerts.changes_after(0, 100) where id = $1',
    [alert],
  )
  return row
}

void t.test('an alert that was void stands again when it comes anew with the news of that', async (t) => {
  const { xb, alert } = await twoNodes(t)
  const [row] = await xb.rows('select core, core_key from alerts.alert where id = $1', [alert])
  const payload = xb.storageKey.open(
    { box: row?.['core'] as Buffer, key: row?.['core_key'] as Buffer },
    `alert ${alert} 1`,
  )
  const sealed = xb.storageKey.seal(payload, 'inbox XA 900')
  // One statement: both are taken in together.
  await xb.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     select 'void', 'XA', entry_seq, '\\x00'::bytea, null::uuid, null::bytea, null::bytea, '[]'::jsonb
     from alerts.alert where id = $1::uuid
     union all
     select 'alert', 'XA', 900, '\\x01', $1::uuid, $2, $3, compartments from alerts.alert where id = $1::uuid`,
    [alert, Buffer.from(sealed.box), Buffer.from(sealed.key)],
  )
  await xb.rows(`select pg_notify('exchange_inbox', '')`)
  await until('both letters are taken in', async () => {
    const [taken] = await xb.rows('select 1 from exchange.inbox where seq = 900 and document is null')
    return taken !== undefined
  })
  t.match(await xb.rows('select state, version, reason from alerts.alert where id = $1', [alert]), [
    { state: 'active', version: 1, reason: null },
  ])
  t.match(await listed(xb, alert), { state: 'active', content: true })
})

void t.test('an alert that is not actionable here is flagged, and the issuer is told why', async (t) => {
  const { xa, xb, alert, digest, carry } = await twoNodes(t)
  const at = `/v1/alerts/${alert}`
  const reason = { reason: 'national-law', note: 'Not an offence here' }

  await t.test('only a supervisor flags, and only what another jurisdiction issued', async (t) => {
    t.match(await xb.analyst('POST', `${at}/flag`, reason), { status: 403, code: 'forbidden' })
    t.match(await xa.supervisor('POST', `${at}/flag`, reason), { status: 404 })
    t.match(await xb.supervisor('POST', `${at}/flag`, { reason: 'weather' }), { status: 400 })
    t.match(await xb.supervisor('POST', `${at}/unflag`), { status: 409 })
  })
  await t.test('it stays visible as flagged, and is never acted upon', async (t) => {
    t.equal((await xb.supervisor('POST', `${at}/flag`, reason)).status, 200)
    t.match(await xb.supervisor('POST', `${at}/flag`, reason), { status: 409 }, 'once')
    t.match((await xb.analyst('GET', at)).body, {
      summary: { flagged: true, state: 'active' },
      flags: [{ by: 'XB', ...reason }],
      content: { identity: draft.identity },
    })
    t.match(await listed(xb, alert), { state: 'active', flagged: true, content: true })
    const met = {
      alert,
      at: '2026-03-01T11:00:00.000Z',
      place: 'Gate 4',
      taken: 'interviewed',
      danger: false,
      contact: { desk: 'Duty desk' },
    }
    t.match(await xb.border('POST', '/v1/hits', met), { status: 409, code: 'wrong-state' })
  })
  await t.test('the issuer sees who does not act upon it, and why', async (t) => {
    await carry()
    t.match((await xa.analyst('GET', at)).body, {
      summary: { flagged: false },
      flags: [{ by: 'XB', ...reason }],
    })
    t.match((await xa.recorded()).at(-2), { operation: 'flag.receive', reason: 'national-law' })
    t.notMatch(JSON.stringify(await xa.rows(`select encode(note, 'escape') from alerts.flag`)), 'offence')
  })
  await t.test('the next version of the alert is flagged as well', async (t) => {
    await xa.analyst('PUT', `${at}/draft`, { ...draft, statement: 'Said again, in other words.' })
    await xa.analyst('POST', `${at}/submit`)
    await xa.approve(`/v1/alerts/${alert}`)
    await carry()
    t.match((await xb.analyst('GET', at)).body, { summary: { version: 2, flagged: true } })
  })
  await t.test(
    'it is lifted again; without an agreement in force the issuer learns no more than a code',
    async (t) => {
      t.equal((await xb.supervisor('POST', `${at}/unflag`)).status, 200)
      await carry()
      t.match(await listed(xb, alert), { flagged: false })
      t.match((await xa.analyst('GET', at)).body, { flags: [] })
      await changeStanding(xb, digest, 'suspend')
      t.equal(
        (await xb.supervisor('POST', `${at}/flag`, reason)).status,
        200,
        'a national decision all the same',
      )
      await carry()
      const { flags } = (await xa.analyst('GET', at)).body as { flags: object[] }
      t.match(flags, [{ by: 'XB', reason: 'national-law' }])
      t.notMatch(JSON.stringify(flags), 'offence')
    },
  )
})

void t.test('what the subject of an alert asks is forwarded, shown meanwhile, and decided', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const statement = 'I was never in that country.'
  const given = { alert, request: 'correction', statement, block: false }
  const recorded = await xb.protection('POST', '/v1/disputes', given)
  t.match(recorded, { status: 201, body: { dueBy: '2026-03-31T12:00:00.000Z' } })
  const id = String(recorded.body['id'])
  const at = `/v1/disputes/${id}`

  await t.test('only protection officers see it, and nothing of it stands readable', async (t) => {
    t.match(await xb.analyst('POST', '/v1/disputes', given), { status: 403, code: 'forbidden' })
    t.match(await xb.supervisor('GET', at), { status: 403 })
    t.match((await xb.protection('GET', at)).body, {
      statement,
      explanation: null,
      dispute: { outcome: null },
    })
    const stored = await xb.rows(`select encode(statement, 'escape') as text from alerts.dispute`)
    t.notMatch(JSON.stringify(stored), 'never in that country')
  })
  await t.test(
    'the alert is contested where it was asked at once, and everywhere when the issuer knows',
    async (t) => {
      t.match(await listed(xb, alert), { state: 'active', contested: true })
      t.match(await listed(xa, alert), { contested: false })
      await carry()
      t.match(await listed(xa, alert), { state: 'active', contested: true })
      t.match((await xa.analyst('GET', `/v1/alerts/${alert}`)).body, { summary: { contest: 'contested' } })
      await carry()
      t.match(await xb.rows('select notice, contest from alerts.alert'), [
        { notice: 'contested', contest: 'contested' },
      ])
    },
  )
  await t.test('while it is decided it can be blocked from every answer, and be shown again', async (t) => {
    t.equal((await xa.protection('POST', `${at}/block`, { block: true })).status, 204)
    await carry()
    for (const node of [xa, xb]) t.match(await listed(node, alert), { state: 'blocked', content: false })
    t.match((await xb.analyst('GET', `/v1/alerts/${alert}`)).body, {
      summary: { state: 'active', contest: 'blocked' },
    })
    t.equal((await xa.protection('POST', `${at}/block`, { block: false })).status, 204)
    await carry()
    for (const node of [xa, xb]) t.match(await listed(node, alert), { state: 'active', contested: true })
  })
  await t.test('whoever gets a later version learns that it is contested', async (t) => {
    await xa.analyst('PUT', `/v1/alerts/${alert}/draft`, { ...draft, statement: 'Said in other words.' })
    await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
    await xa.approve(`/v1/alerts/${alert}`)
    const letters = await xa.rows('select kind from exchange.outbox order by id desc limit 2')
    t.same(letters.map(({ kind }) => kind).toReversed(), ['revision', 'contest'])
    await carry()
    t.match(await listed(xb, alert), { state: 'active', contested: true })
  })
  await t.test('after thirty days it is overdue at both ends', async (t) => {
    for (const node of [xa, xb]) {
      node.setTime('2026-04-01T00:00:00.000Z')
      t.match((await node.protection('GET', '/v1/disputes')).body, { disputes: [{ id, overdue: true }] })
    }
  })
  await t.test(
    'the issuer alone decides; the person is told, and the alert is contested no more',
    async (t) => {
      const decision = { outcome: 'partly-granted', explanation: 'The place is corrected.' }
      t.match(await xb.protection('POST', `${at}/decide`, decision), { status: 404 })
      t.equal((await xa.protection('POST', `${at}/decide`, decision)).status, 204)
      t.match(await xa.protection('POST', `${at}/decide`, decision), { status: 409 })
      t.match((await xa.analyst('GET', `/v1/alerts/${alert}`)).body, {
        summary: { state: 'active', pending: 'draft' },
        draft: { identity: draft.identity },
        returned: `A correction was granted: request ${id}.`,
      })
      await carry()
      t.match((await xb.protection('GET', at)).body, {
        dispute: { outcome: 'partly-granted', overdue: false },
        explanation: 'The place is corrected.',
      })
      for (const node of [xa, xb]) t.match(await listed(node, alert), { state: 'active', contested: false })
      t.match(await xb.protection('POST', `${at}/block`, { block: true }), { status: 409 })
    },
  )
  await t.test('every step is on record at both ends', async (t) => {
    const steps = async (node: Node) =>
      (await node.recorded())
        .filter(({ outcome }) => outcome === 'done')
        .map(({ operation }) => operation)
        .filter((step) => /^(dispute\.(record|receive|block|decide)|alert\.contest)/.test(step))
    t.same(await steps(xb), [
      'dispute.record',
      'alert.contest',
      'alert.contest',
      'alert.contest',
      'dispute.receive',
      'alert.contest',
    ])
    t.same(await steps(xa), [
      'dispute.receive',
      'alert.contest',
      'dispute.block',
      'alert.contest',
      'dispute.block',
      'alert.contest',
      'dispute.decide',
      'alert.contest',
    ])
  })
})

void t.test(
  'a granted erasure takes the alert back everywhere; who asks for access contests nothing',
  async (t) => {
    const { xa, xb, alert, carry } = await twoNodes(t)
    const ask = async (request: string, block: boolean) =>
      xb.protection('POST', '/v1/disputes', { alert, request, statement: 'What do you hold?', block })
    t.match(await ask('access', true), { status: 422, code: 'rule-not-met' })
    await ask('access', false)
    await carry()
    for (const node of [xa, xb]) t.match(await listed(node, alert), { contested: false })
    const id = String((await ask('erasure', true)).body['id'])
    t.match(await listed(xb, alert), { state: 'blocked', content: false }, 'blocked here while it is decided')
    await carry()
    await carry()
    t.match(await listed(xa, alert), { state: 'active' }, 'not at the issuer, who decides that itself')
    t.match(await listed(xb, alert), { state: 'blocked' })
    const granted = { outcome: 'granted', explanation: 'It is erased.' }
    t.equal((await xa.protection('POST', `/v1/disputes/${id}/decide`, granted)).status, 204)
    await carry()
    for (const node of [xa, xb]) t.match(await listed(node, alert), { state: 'withdrawn' })
    t.match((await xb.protection('GET', `/v1/disputes/${id}`)).body, { explanation: 'It is erased.' })
    t.match(
      (await xa.recorded()).filter(({ operation }) => operation === 'alert.withdraw'),
      [{ reason: 'lawful-request' }],
    )
    t.match(await ask('correction', false), { status: 409, code: 'wrong-state' })
  },
)

void t.test('without an agreement people may ask all the same, and are answered', async (t) => {
  const { xa, xb, alert, digest, carry } = await twoNodes(t)
  await changeStanding(xb, digest, 'suspend')
  await carry()
  const statement = 'I was never in that country.'
  const asked = { alert, request: 'erasure', statement, block: false }
  const { status, body } = await xb.protection('POST', '/v1/disputes', asked)
  t.equal(status, 201)
  const at = `/v1/disputes/${String(body['id'])}`
  await carry()
  t.match(await listed(xa, alert), { state: 'active', contested: true })
  t.match((await xb.protection('GET', at)).body, { statement })
  t.match((await xa.protection('GET', at)).body, { statement: null }, 'the words stay where they were said')
  const decision = { outcome: 'granted', explanation: 'It is erased.' }
  t.equal((await xa.protection('POST', `${at}/decide`, decision)).status, 204)
  await carry()
  for (const node of [xa, xb]) t.match(await listed(node, alert), { state: 'withdrawn' })
  t.match((await xa.protection('GET', at)).body, { explanation: 'It is erased.' })
  t.match((await xb.protection('GET', at)).body, { dispute: { outcome: 'granted' }, explanation: null })
})

void t.test('of a dispute that waits when the agreement is terminated, only the words stay', async (t) => {
  const { xa, xb, alert, digest, carry } = await twoNodes(t)
  const asked = { alert, request: 'access', statement: 'I was never in that country.', block: false }
  const id = String((await xb.protection('POST', '/v1/disputes', asked)).body['id'])
  await xb.supervisor('POST', `/v1/alerts/${alert}/flag`, { reason: 'national-law', note: 'No offence here' })
  await changeStanding(xb, digest, 'terminate')
  await carry()
  t.match((await xa.protection('GET', `/v1/disputes/${id}`)).body, { statement: null })
  const { flags } = (await xa.analyst('GET', `/v1/alerts/${alert}`)).body as { flags: object[] }
  t.match(flags, [{ by: 'XB', reason: 'national-law' }])
  t.notMatch(JSON.stringify(flags), 'offence')
})

void t.test('disputes about one alert at the same time see each other', async (t) => {
  const { xa, alert } = await twoNodes(t)
  const ask = async (block: boolean) =>
    xa.protection('POST', '/v1/disputes', { alert, request: 'erasure', statement: 'It is not me.', block })
  // Both have read the alert, or wait for it, before either may change it.
  const order = await xa.superuser.pool.connect()
  await order.query("select pg_advisory_lock(hashtextextended('crosswatch alert change', 0))")
  const waiting = async (count: number) =>
    until('steps that wait', async () => {
      const [row] = await xa.rows('select count(*)::int as waiting from pg_locks where not granted')
      return Number(row?.['waiting']) >= count
    })
  const blocking = ask(true)
  await waiting(1)
  const plain = ask(false)
  await waiting(2)
  await order.query("select pg_advisory_unlock(hashtextextended('crosswatch alert change', 0))")
  order.release()
  for (const { status } of await Promise.all([blocking, plain])) t.equal(status, 201)
  t.match(await listed(xa, alert), { state: 'blocked', content: false })
})

void t.test('what others send about disputes and flags is held to the rules', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const { body } = await xb.protection('POST', '/v1/disputes', {
    alert,
    request: 'erasure',
    statement: 'It is not me.',
    block: false,
  })
  await carry()
  const letter = (issuer: string, content: Parameters<typeof disputeDocument.encode>[0]['content']) =>
    disputeDocument.encode({
      v: 1,
      id: '01900000-0000-7000-8000-0000000000d1',
      dispute: String(body['id']),
      issuer,
      alert,
      at: '2026-03-01T12:00:00.000Z',
      content,
    })
  const outcome = { kind: 'outcome', outcome: 'granted', explanation: 'Forged' } as const
  await t.test('nobody but the issuer decides, and nobody disputes what was not sent there', async (t) => {
    await deliver(xb, 'dispute', 'XC', 900, alert, letter('XC', outcome), [])
    await deliver(xa, 'dispute', 'XB', 901, alert, letter('XB', outcome), [])
    const asked = { kind: 'request', request: 'erasure', version: 1, statement: 'Who, me?' } as const
    await deliver(xa, 'dispute', 'XC', 902, alert, letter('XC', asked), [])
    const refusals = async (node: Node) =>
      (await node.recorded()).filter(({ operation }) => operation === 'dispute.refuse').length
    t.equal(await refusals(xb), 1)
    t.equal(await refusals(xa), 2)
    t.match(await xb.rows('select outcome from alerts.dispute'), [{ outcome: null }])
    t.match(await listed(xa, alert), { state: 'active', contested: true })
  })
  await t.test('nobody but the issuer says how its alert stands', async (t) => {
    const notice = { v: 1, id: alert, at: '2026-03-01T12:00:00.000Z', contest: 'blocked' } as const
    await deliver(xb, 'contest', 'XC', 903, alert, contestDocument.encode({ ...notice, issuer: 'XC' }), [])
    t.match(await listed(xb, alert), { state: 'active', contested: true })
    await deliver(xb, 'contest', 'XA', 904, alert, contestDocument.encode({ ...notice, issuer: 'XA' }), [])
    t.match(await listed(xb, alert), { state: 'blocked', content: false })
  })
})
