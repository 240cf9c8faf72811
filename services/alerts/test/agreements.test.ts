import { startTestDatabase } from '@crosswatch/database/testing'
import { outboxContext } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { agreed, agreement, changeStanding, hears, signedHere, viewIn } from './agreements.ts'
import { makeNode, type Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const show = async (node: Node, digest: string) =>
  viewIn((await node.auditor('GET', `/v1/agreements/${digest}`)).body)

let drafts = 0

/** To whom an alert that is issued now goes. */
async function recipients(node: Node): Promise<unknown[]> {
  const draft = inventedDraft(++drafts, { validUntil: '2026-12-01T00:00:00.000Z' })
  const { body } = await node.analyst('POST', '/v1/alerts', draft)
  const path = `/v1/alerts/${String(body['id'])}`
  await node.analyst('POST', `${path}/submit`)
  const approved = await node.approve(path)
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body))
  const shown = (await node.analyst('GET', path)).body['recipients']
  return Array.isArray(shown) ? shown.map((one: { jurisdiction: string }) => one.jurisdiction) : []
}

void t.test('nothing moves before every party has signed', async (t) => {
  const node = await makeNode(t, postgres)
  const { digest, terms } = await signedHere(node, agreement('XB', 'XC'))
  t.same(await recipients(node), [])
  await hears(node, 'XB', 'sign', terms)
  t.match(await show(node, digest), { state: 'prepared' })
  t.same(await recipients(node), [])
  await hears(node, 'XC', 'sign', { ...terms, categories: ['pattern'] })
  t.match(await show(node, digest), { state: 'prepared' }, 'other terms are another agreement')
  await hears(node, 'XC', 'sign', terms)
  t.match(await show(node, digest), { state: 'in-force' })
  t.same(await recipients(node), ['XB', 'XC'])
})

void t.test('a second officer signs, on either side', async (t) => {
  const node = await makeNode(t, postgres)
  const { body } = await node.boss('POST', '/v1/agreements', agreement('XB'))
  const path = `/v1/agreements/${String(body['digest'])}`
  t.match(await node.admin('POST', `${path}/sign`), { status: 403, code: 'forbidden' })
  t.match(await node.boss('POST', `${path}/sign`), { status: 403, code: 'four-eyes' })
  t.same(await node.rows('select 1 from exchange.outbox'), [], 'nothing went out')

  const { terms } = viewIn(body)
  const proposed = { ...terms, id: '01900000-0000-7000-8000-00000000000a' }
  await hears(node, 'XB', 'sign', proposed)
  const [digest = ''] = (
    await node.rows('select digest from alerts.agreement where id = $1', [proposed.id])
  ).map((row) => String(row['digest']))
  t.match(await node.supervisor('POST', `/v1/agreements/${digest}/sign`), { status: 409 }, 'not endorsed yet')
  t.equal((await node.boss('POST', `/v1/agreements/${digest}/endorse`)).status, 200)
  t.match(await node.boss('POST', `/v1/agreements/${digest}/sign`), { code: 'four-eyes' })
  t.match((await node.supervisor('POST', `/v1/agreements/${digest}/sign`)).body, { state: 'in-force' })
  t.match(await node.supervisor('POST', `/v1/agreements/${digest}/sign`), { status: 409 }, 'once')
  t.same(await node.rows('select kind, recipients from exchange.outbox'), [
    { kind: 'agreement', recipients: [{ jurisdiction: 'XB', compartments: [] }] },
  ])
})

void t.test('any party suspends; it goes on when that party resumes', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node)
  const { terms } = await show(node, digest)
  await hears(node, 'XB', 'suspend', terms, '2026-03-01T12:01:00.000Z')
  t.match(await show(node, digest), { state: 'suspended' })
  t.same(await recipients(node), [])
  t.match(await node.supervisor('POST', `/v1/agreements/${digest}/resume`, { reason: 'x' }), { status: 409 })
  await hears(node, 'XB', 'resume', terms, '2026-03-01T12:02:00.000Z')
  t.same(await recipients(node), ['XB'])
  node.setTime('2026-03-01T12:03:00.000Z')
  await changeStanding(node, digest, 'suspend')
  t.same(await recipients(node), [])
  node.setTime('2026-03-01T12:04:00.000Z')
  await changeStanding(node, digest, 'resume')
  t.same(await recipients(node), ['XB'])
})

void t.test('termination stops what goes out at once and erases what came, for good', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node)
  const { terms } = await show(node, digest)
  const received = async (id: string) => {
    await node.rows(
      `insert into alerts.alert (id, issuer, origin, state, version, category, action, mode, valid_until, review_by,
         core, core_key, compartments, recipients, updated_at)
       values ($1, 'XB', 'received', 'active', 1, $2, 'be-aware', 'actual', '2027-01-01', '2027-01-01', 'x', 'y', '[]', '[]', now())`,
      [id, id.endsWith('1') ? 'pattern' : 'document'],
    )
  }
  await received('01900000-0000-7000-8000-000000000001')
  await received('01900000-0000-7000-8000-000000000002')
  const kept = await agreed(node, { ...agreement('XB'), categories: ['document'] })
  await hears(node, 'XB', 'terminate', terms)
  t.match(await show(node, digest), { state: 'terminated' })
  t.same(
    await node.rows(`select state, core, reason from alerts.alert where origin = 'received' order by id`),
    [
      { state: 'withdrawn', core: null, reason: 'agreement-terminated' },
      { state: 'active', core: Buffer.from('x'), reason: null },
    ],
    'what another agreement in force covers stays',
  )
  t.same(await recipients(node), [])
  t.match(await node.supervisor('POST', `/v1/agreements/${digest}/resume`, { reason: 'x' }), { status: 409 })
  await hears(node, 'XB', 'sign', terms, '2026-03-02T12:00:00.000Z')
  t.match(await show(node, digest), { state: 'terminated' }, 'nobody brings it back')
  await changeStanding(node, kept, 'terminate')
  t.match(
    await node.rows(`select state from alerts.alert where origin = 'received' and state = 'active'`),
    [],
  )
})

void t.test(
  'letters that wait when an agreement is terminated no longer go to the other party',
  async (t) => {
    const node = await makeNode(t, postgres)
    const both = await agreed(node, agreement('XB', 'XC'))
    const draft = inventedDraft(++drafts, { validUntil: '2026-12-01T00:00:00.000Z' })
    const { body } = await node.analyst('POST', '/v1/alerts', draft)
    const id = String(body['id'])
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    t.equal((await node.approve(`/v1/alerts/${id}`)).status, 200)
    const addressed = async () => {
      const [letter] = await node.rows(`select * from exchange.outbox where kind = 'alert'`)
      const { ref, document, document_key, recipients: to } = letter ?? {}
      if (!(document instanceof Buffer && document_key instanceof Buffer && Array.isArray(to)))
        throw new TypeError('no letter')
      node.storageKey.open({ box: document, key: document_key }, outboxContext(String(ref), 'alert', to))
      return to.map(({ jurisdiction }: { jurisdiction: string }) => jurisdiction)
    }
    t.same(await addressed(), ['XB', 'XC'])
    await agreed(node, { ...agreement('XC'), title: 'Another one' })
    await changeStanding(node, both, 'terminate')
    t.same(await addressed(), ['XC'], 'whom another agreement covers still gets it')
    t.match(await node.rows(`select recipients from alerts.alert`), [
      { recipients: [{ jurisdiction: 'XC' }] },
    ])
    t.match(await node.rows('select alert, version, recipient from alerts.departure'), [
      { alert: id, version: 1, recipient: 'XB' },
    ])
  },
)

void t.test('an alert allows no more onward use than each agreement under which it goes', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node, { ...agreement('XB'), onwardUse: 'law-enforcement' })
  const use = async (onwardUse: string) => {
    const draft = inventedDraft(++drafts, { validUntil: '2026-12-01T00:00:00.000Z' })
    const given = { ...draft, handling: { ...draft.handling, onwardUse } }
    const id = String((await node.analyst('POST', '/v1/alerts', given)).body['id'])
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    t.equal((await node.approve(`/v1/alerts/${id}`)).status, 200)
    const { body } = await node.analyst('GET', `/v1/alerts/${id}`)
    return (body as { content: { handling: { onwardUse: string } } }).content.handling.onwardUse
  }
  t.equal(await use('law-enforcement'), 'law-enforcement')
  t.equal(await use('ask-first'), 'ask-first', 'the drafter may allow less')
  await agreed(node, { ...agreement('XC'), title: 'A stricter one', onwardUse: 'labour-enforcement' })
  t.equal(await use('law-enforcement'), 'labour-enforcement')
  t.equal(await use('none'), 'none')
})

void t.test('an amendment takes the place of what it amends when every party has signed it', async (t) => {
  const node = await makeNode(t, postgres)
  const first = await agreed(node)
  const amendment = { ...agreement('XB', 'XC'), amends: first, compartments: ['grounds'] as const }
  const without = await node.admin('POST', '/v1/agreements', { ...amendment, parties: ['XA', 'XC'] })
  t.equal(without.status, 422, 'nobody is amended out')
  const { digest, terms } = await signedHere(node, { ...amendment, compartments: ['grounds'] })
  t.match(terms, { version: 2, replaces: first })
  await hears(node, 'XB', 'sign', terms)
  t.match(await show(node, first), { state: 'in-force' })
  await hears(node, 'XC', 'sign', terms)
  t.match(await show(node, first), { state: 'superseded' })
  t.match(await show(node, digest), { state: 'in-force' })
  t.same(await recipients(node), ['XB', 'XC'])
})

void t.test('what is not in force by either clock counts for nothing', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node, { ...agreement('XB'), validUntil: '2026-03-01T13:00:00.000Z' })
  // By the clock of the database it is over; the clock of the service is two hours and more behind.
  t.same(await recipients(node), [])
  await agreed(node, { ...agreement('XB'), validFrom: '2026-03-01T12:00:00.001Z' })
  t.same(await recipients(node), [], 'and by the clock of the service this one has not begun')
})

void t.test('a signature made with a key that was taken back counts no more', async (t) => {
  const node = await makeNode(t, postgres)
  const { digest, terms } = await signedHere(node, agreement('XB'))
  const seq = await hears(node, 'XB', 'sign', terms)
  t.match(await show(node, digest), { state: 'in-force' })
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, compartments) values ('void', 'XB', $1, '\\x00', '[]')`,
    [seq],
  )
  await node.rows(`select pg_notify('exchange_inbox', '')`)
  for (let tries = 0; tries < 100 && (await show(node, digest)).state === 'in-force'; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  t.match(await show(node, digest), { state: 'prepared' })
})

void t.test('who is no party says nothing, and it is on record', async (t) => {
  const node = await makeNode(t, postgres)
  const { digest, terms } = await signedHere(node, agreement('XB'))
  await hears(node, 'XC', 'sign', terms)
  await hears(node, 'XC', 'terminate', terms)
  t.match(await show(node, digest), { state: 'prepared', statements: [{ party: 'XA', act: 'sign' }] })
  t.match(
    (await node.recorded()).filter(({ outcome }) => outcome === 'denied').map(({ operation }) => operation),
    ['agreement.receive', 'agreement.receive'],
  )
})
