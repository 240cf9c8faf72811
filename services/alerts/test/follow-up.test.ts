import { startTestDatabase } from '@crosswatch/database/testing'
import {
  compartmentDocuments,
  sha256Hex,
  threadMessageDocument,
  toBase64,
  utf8,
  type ThreadMessage,
} from '@crosswatch/protocol'
import { closeCompartment, commitCompartment } from '@crosswatch/crypto'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { agreement, changeStanding, deliver } from './agreements.ts'
import { exchangingNodes } from './exchanging.ts'
import type { makeNode, Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const exhibit = sha256Hex(utf8('an exhibit'))
const draft = inventedDraft(1, {
  validUntil: '2026-12-01T00:00:00.000Z',
  evidence: { caseReference: 'Case 77', exhibits: [{ sha256: exhibit, kind: 'document' }] },
})

const confirmation = (alert: string) => ({
  alert,
  at: '2026-03-01T11:00:00.000Z',
  place: 'Gate 4, Port Corva',
  taken: 'interviewed',
  danger: false,
  contact: { desk: 'Duty desk', phone: '+44 20 7946 0100' },
})

/** XA warns, XB meets the subject. */
async function twoNodes(t: Parameters<typeof makeNode>[0]) {
  const { xa, xb, digest, carry } = await exchangingNodes(t, postgres, {
    ...agreement('XB'),
    // Everything but the evidence.
    compartments: ['identity', 'posting', 'grounds'],
  })
  const { body } = await xa.analyst('POST', '/v1/alerts', draft)
  const alert = String(body['id'])
  await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
  t.equal((await xa.approve(`/v1/alerts/${alert}`)).status, 200)
  await carry()
  return { xa, xb, alert, digest, carry }
}

void t.test('under an agreement that ran out nothing more goes out, and the error says so', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const id = String((await xb.border('POST', '/v1/hits', confirmation(alert))).body['id'])
  await carry()
  // The agreement runs until 2030; the alert would have ended by itself before.
  for (const node of [xa, xb]) {
    await node.rows(`update alerts.alert set valid_until = '2031-01-01', review_by = '2031-01-01'`)
    node.setTime('2030-01-01T00:00:00.000Z')
  }
  const request = {
    kind: 'request',
    legalBasis: 'Act, section 3',
    question: 'Which exhibits?',
    urgency: 'normal',
  }
  for (const refused of [
    await xb.border('POST', '/v1/hits', confirmation(alert)),
    await xb.liaison('POST', `/v1/hits/${id}/messages`, request),
    await xb.analyst('POST', `/v1/alerts/${alert}/measures`, {
      kind: 'inspection-opened',
      day: '2029-12-30',
    }),
  ]) {
    t.match(refused, { status: 403, code: 'no-agreement' })
    t.match(refused.body['title'], /No agreement in force covers this; ask the administrator/)
  }
  const other = { ...inventedDraft(9), validUntil: '2030-06-01T00:00:00.000Z' }
  const next = String((await xa.analyst('POST', '/v1/alerts', other)).body['id'])
  await xa.analyst('POST', `/v1/alerts/${next}/submit`)
  t.match((await xa.supervisor('GET', `/v1/alerts/${next}/recipients`)).body, { recipients: [] })
  t.equal((await xa.approve(`/v1/alerts/${next}`)).status, 200, 'at home it is in force')
  const waiting = await xa.rows('select recipients from exchange.outbox where ref = $1', [next])
  t.ok(waiting.every(({ recipients }) => Array.isArray(recipients) && recipients.length === 0))
})

void t.test('from a confirmed hit to the end of its thread', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const { status, body } = await xb.border('POST', '/v1/hits', confirmation(alert))
  t.equal(status, 201)
  t.equal(body['dueBy'], '2026-03-02T00:00:00.000Z', 'twelve hours for the issuer')
  const id = String(body['id'])
  await carry()
  const at = `/v1/hits/${id}`
  const write = (node: Node, message: object) => node.liaison('POST', `${at}/messages`, message)

  await t.test('the issuer learns what, where, when, what was done and whom to call', async (t) => {
    t.match((await xa.liaison('GET', at)).body, {
      hit: { alert, issuer: 'XA', reporter: 'XB', state: 'open', overdue: false },
      report: { place: 'Gate 4, Port Corva', taken: 'interviewed', contact: { desk: 'Duty desk' } },
    })
  })
  await t.test('nothing of it stands readable in either database', async (t) => {
    for (const node of [xa, xb]) {
      const text = JSON.stringify(
        await node.rows('select encode(report, $1) as report from alerts.hit', ['escape']),
      )
      t.notMatch(text, /Port Corva|Duty desk/)
    }
  })
  await t.test('an issuer who says nothing for twelve hours is overdue at both ends', async (t) => {
    for (const node of [xa, xb]) {
      node.setTime('2026-03-02T00:00:00.001Z')
      t.match((await node.liaison('GET', '/v1/hits')).body, { hits: [{ id, overdue: true }] })
    }
  })

  const request = {
    kind: 'request',
    legalBasis: 'Act, section 3',
    question: 'Which exhibits?',
    urgency: 'urgent',
  }
  const asked = String((await write(xb, request)).body['id'])
  await carry()
  await t.test('a request has a legal basis and a deadline of twelve hours or five days', async (t) => {
    t.match((await xa.liaison('GET', at)).body, {
      messages: [{ from: 'XB', content: { ...request, dueBy: '2026-03-02T12:00:00.001Z' }, overdue: false }],
    })
    t.match(await write(xb, { ...request, legalBasis: '' }), { status: 400 })
    xa.setTime('2026-03-02T13:00:00.000Z')
    t.match((await xa.liaison('GET', at)).body, { messages: [{ overdue: true }] })
  })
  await t.test('only the side that was asked answers, and only what was asked', async (t) => {
    const answer = { kind: 'answer', request: asked, text: 'See the evidence.', evidence: true }
    t.match(await write(xb, answer), { status: 409, code: 'wrong-state' })
    t.match(await write(xa, { ...answer, request: alert }), { status: 409, code: 'wrong-state' })
    t.equal((await write(xa, answer)).status, 201)
    t.match(await write(xa, answer), { status: 409 }, 'once')
    await carry()
  })
  await t.test(
    'evidence is opened for this thread alone, under the legal basis of the request',
    async (t) => {
      t.match((await xb.liaison('GET', at)).body, {
        hit: { overdue: false },
        messages: [{ overdue: false }, { from: 'XA', evidence: draft.evidence }],
      })
      const { body: shown } = await xb.analyst('GET', `/v1/alerts/${alert}`)
      t.notMatch(shown, { content: { evidence: {} } }, 'the alert itself shows no more than before')
      t.match(
        (await xa.recorded()).findLast(({ operation }) => operation === 'thread.write'),
        { legalBasis: 'Act, section 3', alerts: [{ compartments: ['evidence'] }] },
      )
    },
  )
  await t.test('exhibits change hands when the taker confirms what the giver signed', async (t) => {
    const handedAt = '2026-03-02T12:30:00.000Z'
    const handover = { kind: 'handover', exhibits: [exhibit], from: 'Desk XA', to: 'Desk XB', handedAt }
    const given = String((await write(xa, handover)).body['id'])
    await carry()
    const confirmed = { kind: 'handover-confirmed', handover: given }
    t.match(await write(xa, confirmed), { status: 409 }, 'not by the giver')
    t.equal((await write(xb, confirmed)).status, 201)
    await carry()
    const { messages } = (await xa.liaison('GET', at)).body as {
      messages: { digest: string; content: { digest?: string } }[]
    }
    t.equal(messages.at(-1)?.content.digest, messages.at(-2)?.digest)
  })
  await t.test('closing says what came of it, ends the thread, and is counted', async (t) => {
    await xb.rows(`insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body)
      select issuer, seq, entry_hash, 'sealed', ''::bytea, 'sealed'::bytea from exchange.inbox where kind = 'message'`)
    t.equal((await write(xb, { kind: 'closing', outcome: 'confirmed' })).status, 201)
    const left = await xb.rows('select 1 from exchange.feed_entry where body is not null')
    t.equal(left.length, 1, 'of the two messages, the sealed body of the one with evidence is destroyed')
    await carry()
    for (const node of [xa, xb]) {
      t.match((await node.liaison('GET', at)).body, { hit: { state: 'closed', outcome: 'confirmed' } })
      t.match(await write(node, request), { status: 409, code: 'wrong-state' })
      t.match((await node.auditor('GET', '/v1/hit-counts')).body, {
        counts: [{ alert, issuer: 'XA', category: 'inquiry-check', hits: 1, open: 0, confirmed: 1 }],
        issuers: [{ issuer: 'XA', alerts: 1, hits: 1, open: 0, confirmed: 1, notThisPerson: 0 }],
      })
    }
  })
  await t.test('every step is on record at both ends', async (t) => {
    const steps = async (node: Node) =>
      (await node.recorded())
        .map(({ operation }) => operation)
        .filter((step) => /^(hit|thread)\.(confirm|write|receive|refuse)/.test(step))
    t.same(await steps(xb), [
      'hit.confirm',
      'thread.write',
      'thread.receive',
      'thread.receive',
      'thread.write',
      'thread.write',
    ])
    t.same((await steps(xa)).length, 6)
  })
  await t.test('evidence that was opened goes when its alert is withdrawn; the thread stays', async (t) => {
    await xa.analyst('POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })
    await carry()
    const thread = (await xb.liaison('GET', at)).body
    t.match(thread, { messages: [{}, { from: 'XA' }] })
    t.notMatch(JSON.stringify(thread), /Case 77/)
    t.same(await xb.rows(`select 1 from alerts.message where compartments <> '[]'`), [])
    t.same(
      (await xa.rows(`select 1 from alerts.message where compartments <> '[]'`)).length,
      1,
      'not the issuer',
    )
  })
})

void t.test('the thread on an alert that is gone is ended in good order, from either side', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const hits: string[] = []
  for (let count = 0; count < 2; count++) {
    const { body } = await xb.border('POST', '/v1/hits', confirmation(alert))
    hits.push(String(body['id']))
  }
  await carry()
  await xa.analyst('POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })
  await carry()
  for (const [index, node] of [xa, xb].entries()) {
    const path = `/v1/hits/${hits[index]}`
    const closing = { kind: 'closing', outcome: 'not-this-person' }
    t.equal((await node.liaison('POST', `${path}/messages`, closing)).status, 201)
    await carry()
    for (const side of [xa, xb])
      t.match((await side.liaison('GET', path)).body, { hit: { outcome: 'not-this-person' } })
  }
})

void t.test('who may do what', async (t) => {
  const { xa, xb, alert, digest, carry } = await twoNodes(t)
  const refused = await xb.analyst('POST', '/v1/hits', confirmation(alert))
  t.match(refused, { status: 403, code: 'forbidden' })
  t.match((await xb.recorded()).at(-1), { operation: 'hit.confirm', outcome: 'denied', reason: 'forbidden' })
  t.match(
    await xb.supervisor('POST', `/v1/hits/${alert}/messages`, { kind: 'closing', outcome: 'confirmed' }),
    {
      status: 403,
    },
  )
  t.match(await xb.admin('GET', '/v1/hit-counts'), { status: 403 })
  t.match(await xb.border('GET', '/v1/hits'), { status: 403 })
  t.match(await xb.border('POST', '/v1/hits', { ...confirmation(alert), at: '2026-03-01T11:20:00.000Z' }), {
    status: 400,
  })
  const absent = '01900000-0000-7000-8000-0000000000aa'
  t.match(await xb.border('POST', '/v1/hits', confirmation(absent)), { status: 404 })
  t.match(await xb.liaison('GET', `/v1/hits/${absent}`), { status: 404 })

  await t.test('where a person is in danger the issuer has one hour', async (t) => {
    const { body } = await xb.border('POST', '/v1/hits', { ...confirmation(alert), danger: true })
    t.equal(body['dueBy'], '2026-03-01T13:00:00.000Z')
  })
  await t.test('without an agreement in force nothing leaves', async (t) => {
    await changeStanding(xb, digest, 'suspend')
    t.match(await xb.border('POST', '/v1/hits', confirmation(alert)), { status: 403, code: 'no-agreement' })
    t.equal((await xb.rows('select 1 from alerts.hit')).length, 1)
    await changeStanding(xb, digest, 'resume')
  })
  await t.test('an exercise and a withdrawn alert are never acted upon', async (t) => {
    await xb.rows(`update alerts.alert set mode = 'exercise'`)
    t.match(await xb.border('POST', '/v1/hits', confirmation(alert)), { status: 409, code: 'wrong-state' })
    await xb.rows(`update alerts.alert set mode = 'actual'`)
    await xa.analyst('POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })
    await carry()
    t.match(await xb.border('POST', '/v1/hits', confirmation(alert)), { status: 409, code: 'wrong-state' })
  })
})

void t.test('what another node sends is held to the same rules', async (t) => {
  const { xa, xb, alert, carry } = await twoNodes(t)
  const hit = String((await xb.border('POST', '/v1/hits', confirmation(alert))).body['id'])
  await carry()
  const asked = String(
    (
      await xb.liaison('POST', `/v1/hits/${hit}/messages`, {
        kind: 'request',
        legalBasis: 'Act',
        question: 'Which?',
        urgency: 'normal',
      })
    ).body['id'],
  )
  await carry()
  const refusals = async (node: Node) =>
    (await node.recorded()).filter(({ outcome }) => outcome === 'denied').map(({ reason }) => reason)
  let count = 0
  const message = (change: Partial<ThreadMessage>): ThreadMessage => ({
    v: 1,
    id: `01900000-0000-7000-8000-00000000010${++count}`,
    hit,
    issuer: 'XA',
    at: '2026-03-01T12:00:00.000Z',
    content: { kind: 'answer', request: asked, text: 'Forged' },
    compartments: {},
    ...change,
  })

  await t.test('a third party has no place in the thread', async (t) => {
    await deliverMessage(xb, 'XC', 900, message({ issuer: 'XC' }))
    t.same(await refusals(xb), ['hit-unknown'])
  })
  await t.test('evidence that the alert does not commit to is refused with its message', async (t) => {
    const other = commitCompartment(
      'evidence',
      compartmentDocuments.evidence.encode({ caseReference: 'Other', exhibits: [] }),
    )
    const forged = message({ compartments: { evidence: other.commitment } })
    const closed = closeCompartment(other, threadMessageDocument.encode(forged))
    const stored = {
      name: closed.name,
      box: toBase64(closed.box),
      key: toBase64(xb.storageKey.wrap(closed.key, `compartment ${forged.id} evidence`)),
    }
    await deliverMessage(xb, 'XA', 901, forged, [stored])
    t.same(await refusals(xb), ['hit-unknown', 'evidence-refused'])
    t.equal((await xb.rows('select 1 from alerts.message')).length, 1)
  })
  await t.test('an answer to nothing is refused, and a message that comes twice counts once', async (t) => {
    await deliverMessage(xb, 'XA', 902, message({ content: { kind: 'answer', request: alert, text: 'x' } }))
    t.same((await refusals(xb)).at(-1), 'reference-unknown')
    const twice = message({})
    await deliverMessage(xb, 'XA', 903, twice)
    await deliverMessage(xb, 'XA', 904, twice)
    t.equal((await xb.rows('select 1 from alerts.message')).length, 2)
    t.equal((await refusals(xb)).length, 3)
  })
  await t.test('a report from where the alert was never sent is refused', async (t) => {
    await xa.rows(`update alerts.alert set recipients = '[]'`)
    await xb.border('POST', '/v1/hits', confirmation(alert))
    await carry()
    t.same(await refusals(xa), ['alert-unknown'])
  })
  await t.test('a report on what is a drill here is refused, whoever sent it', async (t) => {
    await xa.rows(`update alerts.alert set mode = 'exercise', recipients = $1`, [
      JSON.stringify([{ jurisdiction: 'XB', compartments: [] }]),
    ])
    await xb.border('POST', '/v1/hits', confirmation(alert))
    await carry()
    t.same((await refusals(xa)).at(-1), 'exercise')
    t.equal((await xa.rows('select 1 from alerts.hit')).length, 1)
  })
})

async function deliverMessage(
  node: Node,
  issuer: string,
  seq: number,
  message: ThreadMessage,
  compartments: object[] = [],
): Promise<void> {
  await deliver(node, 'message', issuer, seq, message.id, threadMessageDocument.encode(message), compartments)
}
