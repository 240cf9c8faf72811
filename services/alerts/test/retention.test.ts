import { startTestDatabase } from '@crosswatch/database/testing'
import { newUuid } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { agreement } from './agreements.ts'
import { exchangingNodes } from './exchanging.ts'
import type { makeNode, Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const over = '2031-01-01T00:00:00.000Z'
const draft = inventedDraft(3, { validUntil: '2026-12-01T00:00:00.000Z' })

/** XA warned XB, who met the subject, did something, flagged it and took a dispute; all of it has ended. */
async function ended(t: Parameters<typeof makeNode>[0], retentionDays: number) {
  const { xa, xb, carry } = await exchangingNodes(t, postgres, { ...agreement('XB'), retentionDays })
  const alert = String((await xa.analyst('POST', '/v1/alerts', draft)).body['id'])
  await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
  await xa.approve(`/v1/alerts/${alert}`)
  await carry()
  const at = '2026-03-01T11:00:00.000Z'
  const met = {
    alert,
    at,
    place: 'Gate 4',
    taken: 'interviewed',
    danger: false,
    contact: { desk: 'Duty desk' },
  }
  const hit = String((await xb.border('POST', '/v1/hits', met)).body['id'])
  const request = { kind: 'request', urgency: 'normal', legalBasis: 'Act 9', question: 'Who was with them?' }
  t.equal((await xb.liaison('POST', `/v1/hits/${hit}/messages`, request)).status, 201)
  const measure = { kind: 'inspection-opened', day: '2026-02-27' }
  t.equal((await xb.analyst('POST', `/v1/alerts/${alert}/measures`, measure)).status, 201)
  const asked = { alert, request: 'access', statement: 'What do you hold?', block: false }
  const dispute = String((await xb.protection('POST', '/v1/disputes', asked)).body['id'])
  await xb.supervisor('POST', `/v1/alerts/${alert}/flag`, { reason: 'national-law' })
  await xb.supervisor('POST', `/v1/alerts/${alert}/unflag`)
  await carry()
  const decision = { outcome: 'granted', explanation: 'See enclosed.' }
  t.equal((await xa.protection('POST', `/v1/disputes/${dispute}/decide`, decision)).status, 204)
  t.equal((await xa.analyst('POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })).status, 200)
  await carry()
  for (const node of [xa, xb]) {
    await node.rows(
      `insert into alerts.clearance (id, alert, version, issuer, state, since, valid_until, ended_at)
       values ($1, $2, 1, 'XA', 'ended', '2026-03-01T12:00:00Z', '2026-05-30T12:00:00Z', '2026-03-01T12:00:00Z')`,
      [newUuid(), alert],
    )
  }
  return { xa, xb, alert, hit }
}

/** What is left in the tables of the classes, by class. */
async function left(node: Node) {
  const [row] = await node.rows(`select
    (select count(*)::int from alerts.alert where core is not null) as content,
    (select count(*)::int from alerts.alert) as alerts,
    (select count(*)::int from alerts.draft) as drafts,
    (select count(*)::int from alerts.hit) as hits,
    (select count(*)::int from alerts.message) as messages,
    (select count(*)::int from alerts.measure) as measures,
    (select count(*)::int from alerts.dispute) as disputes,
    (select count(*)::int from alerts.clearance) as clearances,
    (select count(*)::int from alerts.flag) as flags`)
  return row
}

const hold = async (node: Node, kind: string, subject: string) =>
  node.rows(
    `insert into audit.legal_hold (id, kind, subject, set_by, set_at) values ($1, $2, $3, 'aud', now())`,
    [newUuid(), kind, subject],
  )

void t.test('what ended is erased after its time, with a record and a report', async (t) => {
  const { xa, xb, alert, hit } = await ended(t, 3_650)
  const atXb = { alerts: 1, hits: 1, messages: 1, measures: 1, disputes: 1, clearances: 1, flags: 1 }
  await t.test('nothing goes before its time', async (t) => {
    for (const node of [xa, xb]) {
      node.setTime('2027-01-01T00:00:00.000Z')
      await node.eraseOver()
    }
    t.match(await left(xa), {
      content: 1,
      alerts: 1,
      hits: 1,
      messages: 1,
      measures: 1,
      disputes: 1,
      clearances: 1,
      flags: 1,
    })
    t.match(await left(xb), atXb)
  })
  await t.test('a legal hold on the alert keeps all that is about it, and only that', async (t) => {
    const other = String((await xb.analyst('POST', '/v1/alerts', inventedDraft(4))).body['id'])
    await xb.rows('update alerts.alert set updated_at = $1 where id = $2', [
      '2027-01-01T00:00:00.000Z',
      other,
    ])
    await hold(xb, 'alert', alert)
    xb.setTime(over)
    await xb.eraseOver()
    t.match(await left(xb), { ...atXb, drafts: 0 })
    t.same(await xb.rows('select id from alerts.alert where id = $1', [other]), [], 'the old draft is gone')
    t.match(
      await xb.rows(
        `select class, kept::int, due::int, erased::int from audit.content_retention order by class`,
      ),
      [
        { class: 'clearances', kept: 1, erased: 0 },
        { class: 'disputes', kept: 1, erased: 0 },
        { class: 'drafts', kept: 0, erased: 1 },
        { class: 'ended-alerts', kept: 0 },
        { class: 'flags', kept: 1 },
        { class: 'hits', kept: 1 },
        { class: 'imports', kept: 0 },
        { class: 'measures', kept: 1, due: 0 },
      ],
    )
    await xb.rows(`update audit.legal_hold set lifted_at = now(), lifted_by = 'aud'`)
    await xb.eraseOver()
    t.match(await left(xb), { hits: 0, messages: 0, measures: 0, disputes: 0, clearances: 0, flags: 0 })
    t.match((await xb.recorded()).at(-1), { operation: 'content.erase', officer: 'system:alerts' })
  })
  await t.test('what carried it in the feeds goes as well, and the alert stays gone', async (t) => {
    const entry = `insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body) values ($1, $2, '', 'sealed', '', 'body')`
    const received = `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, compartments) values ('hit', $1, $2, '', $3, '[]')`
    for (const [seq, ref] of [
      [901, alert],
      [902, newUuid()],
    ]) {
      await xa.rows(entry, ['XA', seq])
      await xa.rows('insert into exchange.sent (seq, ref) values ($1, $2)', [seq, ref])
    }
    await xa.rows(entry, ['XB', 903])
    await xa.rows(received, ['XB', 903, hit])
    xa.setTime(over)
    await xa.eraseOver()
    t.match(await left(xa), {
      content: 0,
      alerts: 1,
      hits: 0,
      messages: 0,
      measures: 0,
      disputes: 0,
      clearances: 0,
      flags: 0,
    })
    t.same(await xa.rows('select seq::int from exchange.feed_entry where body is not null and seq > 900'), [
      { seq: 902 },
    ])
    t.match(await xa.rows('select state, notes, drafter from alerts.alert'), [
      { state: 'withdrawn', notes: null, drafter: null },
    ])
    t.match((await xa.analyst('GET', `/v1/alerts/${alert}`)).body, { summary: { state: 'withdrawn' } })
    t.notMatch((await xa.analyst('GET', `/v1/alerts/${alert}`)).body, { content: { identity: {} } })
  })
})

void t.test('what was done about a foreign alert goes as early as the agreement says', async (t) => {
  const { xa, xb } = await ended(t, 30)
  for (const node of [xa, xb]) {
    node.setTime('2026-03-30T00:00:00.000Z')
    await node.eraseOver()
    t.match(await left(node), { hits: 1, messages: 1, measures: 1, disputes: 1, clearances: 1, flags: 1 })
    node.setTime('2026-04-02T00:00:00.000Z')
    await node.eraseOver()
  }
  t.match(await left(xb), { hits: 0, messages: 0, measures: 0, disputes: 0, clearances: 0, flags: 0 })
  t.match(await left(xa), { hits: 1, messages: 1, measures: 1, disputes: 1 }, 'the issuer keeps its own case')
})

void t.test('a class has months of its own, and a service speaks for itself only', async (t) => {
  const { xb } = await ended(t, 3_650)
  xb.setTime('2027-06-01T00:00:00.000Z')
  await xb.eraseOver({ hits: 12 })
  t.match(await left(xb), { hits: 0, messages: 0, measures: 1, disputes: 1 })
  t.match(await xb.rows(`select months from audit.content_retention where class = 'hits'`), [{ months: 12 }])
  await t.rejects(
    xb.asService(`select audit.report_retention('consent', 'consents', 1, 0, 0, 0, null, 0, now())`),
    /speaks for itself/,
  )
})
