import { setTimeout as delay } from 'node:timers/promises'
import { newSession } from '@crosswatch/crypto'
import { startTestDatabase } from '@crosswatch/database/testing'
import {
  newUuid,
  outboxContext,
  releaseAnswerDocument,
  releaseRequestDocument,
  survivorDocument,
  toBase64,
  fromBase64,
  type ConsentDraft,
  type ReleaseAnswer,
  type ReleaseRequest,
} from '@crosswatch/protocol'
import t, { type Test } from 'tap'
import { releaseContext } from '../src/work/release.ts'
import { makeNode, type Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const secret = 'Sleeps at her aunt'
const consentOf = (change: Partial<ConsentDraft> = {}): ConsentDraft => ({
  subject: 'S-2026-014',
  notice: { title: 'What we pass on, and to whom', version: '3', language: 'ne' },
  status: 'given',
  method: 'spoken-before-witness',
  recipients: ['XA', 'XB'],
  never: ['XC'],
  purposes: ['criminal-investigation'],
  categories: ['contact', 'needs'],
  validUntil: '2026-09-01T00:00:00.000Z',
  reviewBy: '2026-06-01T00:00:00.000Z',
  information: { contact: secret, needs: 'Nepali interpreter' },
  ...change,
})

async function recorded(node: Node, draft: ConsentDraft = consentOf()): Promise<string> {
  const { status, body } = await node.protection('POST', '/v1/consents', draft)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return String(body['id'])
}

const questionFor = (consent: string, change: object = {}) => ({
  origin: 'XA',
  consent,
  purpose: 'criminal-investigation',
  legalBasis: 'Criminal Procedure Act, section 12',
  categories: ['contact'],
  ...change,
})

/** A question of another node, as the exchange hands it on; and what this node answers, opened as that node would. */
async function askFrom(node: Node, issuer: string, consent: string, change: Partial<ReleaseRequest> = {}) {
  const session = newSession()
  const request: ReleaseRequest = {
    v: 1,
    id: newUuid(),
    issuer,
    to: 'XA',
    at: '2026-03-01T12:00:00.000Z',
    consent,
    officer: 'officer-00000000000000b1',
    authority: 'Border Guard',
    purpose: 'criminal-investigation',
    legalBasis: 'Criminal Procedure Act, section 12',
    categories: ['contact'],
    session: toBase64(session.publicKey),
    ...change,
  }
  const [row] = await node.rows('select coalesce(max(seq), 0) + 1 as seq from exchange.inbox')
  const { box, key } = node.storageKey.seal(
    releaseRequestDocument.encode(request),
    `inbox ${issuer} ${String(row?.['seq'])}`,
  )
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     values ('release-request', $1, $2, 'h', $3, $4, $5, '[]')`,
    [issuer, row?.['seq'], request.id, box, key],
  )
  await node.rows(`select pg_notify('exchange_inbox', '')`)
  for (let turn = 0; turn < 200; turn++) {
    const [sent] = await node.rows(
      `select document, document_key, recipients from exchange.outbox where ref = $1`,
      [request.id],
    )
    const { document, document_key, recipients } = sent ?? {}
    if (document instanceof Buffer && document_key instanceof Buffer && Array.isArray(recipients)) {
      const answer: ReleaseAnswer = releaseAnswerDocument.decode(
        node.storageKey.open(
          { box: document, key: document_key },
          outboxContext(request.id, 'release', recipients),
        ),
      )
      const sealed = answer.sealed
      return sealed === undefined
        ? undefined
        : survivorDocument.decode(session.open(fromBase64(sealed), releaseContext(request)))
    }
    await delay(25)
  }
  throw new Error('no answer')
}

async function refuses(t: Test, node: Node, change: Partial<ConsentDraft>, path: string) {
  t.match(await node.protection('POST', '/v1/consents', consentOf(change)), {
    status: 422,
    body: { fields: [{ path }] },
  })
}

void t.test('what a consent must say; nothing is filled in', async (t) => {
  const node = await makeNode(t, postgres)
  await refuses(t, node, { recipients: [] }, '/recipients')
  await refuses(t, node, { purposes: [] }, '/purposes')
  await refuses(t, node, { categories: [] }, '/categories')
  await refuses(t, node, { never: ['XB'] }, '/never')
  await refuses(t, node, { information: { account: 'more than was agreed' } }, '/information')
  await refuses(t, node, { status: 'requested' }, '/information')
  await refuses(t, node, { validUntil: '2026-02-01T00:00:00.000Z' }, '/validUntil')
  await refuses(t, node, { validUntil: '2027-09-01T00:00:00.000Z' }, '/validUntil')
  await refuses(t, node, { reviewBy: '2026-10-01T00:00:00.000Z' }, '/reviewBy')
  t.equal(
    (await node.protection('POST', '/v1/consents', { ...consentOf(), minor: { guardian: 'Aunt' } })).status,
    400,
    'a minor without a best-interest decision',
  )
  t.equal((await node.liaison('GET', '/v1/consents')).status, 403)
  t.equal(
    (await node.liaison('POST', '/v1/consents', {})).status,
    403,
    'before it is looked at what was sent',
  )
  t.match(
    (await node.recorded()).filter(({ outcome }) => outcome === 'denied'),
    [
      { operation: 'consent.list', purpose: 'alert-management', reason: 'forbidden' },
      { operation: 'consent.record', purpose: 'alert-management', reason: 'forbidden' },
    ],
    'and that somebody else tried is on record',
  )
  const id = await recorded(
    node,
    consentOf({
      minor: {
        guardian: 'Aunt',
        bestInterest: 'Asked with a social worker',
        decidedBy: 'Guardianship office',
      },
    }),
  )
  t.match((await node.protection('GET', '/v1/consents')).body, {
    consents: [{ id, status: 'given', reviewDue: false }],
  })
  node.setTime('2026-06-02T00:00:00.000Z')
  t.match((await node.protection('GET', '/v1/consents')).body, { consents: [{ id, reviewDue: true }] })
  node.setTime('2026-09-01T00:00:00.000Z')
  t.match((await node.protection('GET', '/v1/consents')).body, { consents: [{ id, status: 'expired' }] })
})

void t.test(
  'survivor information is opened once, for whom it was consented to, and everybody can see it',
  async (t) => {
    const node = await makeNode(t, postgres)
    const id = await recorded(node)
    const opened = await node.liaison('POST', '/v1/releases', questionFor(id))
    t.match(opened, { status: 200, body: { information: { contact: secret } } })
    t.same(Object.keys(Object(opened.body['information'])), ['contact'], 'what was asked for and no more')
    t.same(await askFrom(node, 'XB', id), { contact: secret })
    const detail = (await node.protection('GET', `/v1/consents/${id}`)).body
    t.match(detail, {
      openings: [
        { recipient: 'XB', released: true },
        { recipient: 'XA', released: true, purpose: 'criminal-investigation' },
      ],
    })
    t.notMatch(JSON.stringify(detail), secret, 'who keeps consents does not read along')
    const records = await node.recorded()
    const { openings } = detail
    if (!Array.isArray(openings)) throw new TypeError()
    for (const { record } of openings)
      t.ok(records.some((one) => one.id === record && one.operation === 'release.answer'))
    t.same(
      records
        .map(({ operation, outcome }) => `${operation} ${outcome}`)
        .filter((one) => one.startsWith('release')),
      ['release.ask done', 'release.answer done', 'release.open done', 'release.answer done'],
    )
    const [dump] = await node.rows(
      `select string_agg(r::text, ' ') as text from (select consent.record.* from consent.record) r`,
    )
    t.notMatch(String(dump?.['text']), Buffer.from(secret).toString('hex'), 'nothing stands in the clear')
  },
)

void t.test('no live consent, no information; and the refusals look the same', async (t) => {
  const node = await makeNode(t, postgres)
  const id = await recorded(node)
  const cases: Record<string, () => Promise<unknown>> = {
    'another purpose': () => askFrom(node, 'XB', id, { purpose: 'border-check' }),
    'a category that was not consented to': () =>
      askFrom(node, 'XB', id, { categories: ['contact', 'journey'] }),
    'a recipient that is excluded': () => askFrom(node, 'XC', id),
    'a consent that does not exist': () => askFrom(node, 'XB', newUuid()),
    'a clock that is two hours off': () => askFrom(node, 'XB', id, { at: '2026-03-01T14:00:00.000Z' }),
    'no session to seal to': () => askFrom(node, 'XB', id, { session: toBase64(new Uint8Array(7)) }),
  }
  for (const [name, ask] of Object.entries(cases)) t.equal(await ask(), undefined, name)
  t.match(await node.liaison('POST', '/v1/releases', questionFor(newUuid())), {
    status: 403,
    code: 'no-consent',
  })
  t.match(await node.liaison('POST', '/v1/releases', questionFor(id, { origin: 'XZ' })), {
    status: 403,
    code: 'no-consent',
  })
  t.equal((await node.border('POST', '/v1/releases', questionFor(id))).status, 403)

  node.setTime('2026-09-01T00:00:00.000Z')
  t.match(await node.liaison('POST', '/v1/releases', questionFor(id)), { code: 'no-consent' }, 'expired')
  for (const status of ['requested', 'refused'] as const) {
    node.setTime('2026-03-01T12:00:00.000Z')
    const silent = await recorded(node, consentOf({ status, information: {} }))
    t.match(await node.liaison('POST', '/v1/releases', questionFor(silent)), { code: 'no-consent' }, status)
    t.match(
      await node.protection('POST', `/v1/consents/${silent}/renew`, {
        validUntil: '2026-09-01T00:00:00.000Z',
        reviewBy: '2026-06-01T00:00:00.000Z',
      }),
      { code: 'wrong-state' },
      'nobody renews what was not given',
    )
  }
})

void t.test('what cannot be decided is not opened, and the record says which policy failed', async (t) => {
  const node = await makeNode(t, postgres, {
    policies: {
      'extra.cedar': `@id("broken") forbid (principal, action == Action::"release", resource)
        when { 9223372036854775807 + (if context.clocksAgree then 1 else 0) > 0 };
        @id("broken-too") forbid (principal in Role::"protection-officer", action == Action::"ask", resource)
        when { 9223372036854775807 + (if context.referenceGiven then 1 else 0) > 0 };`,
    },
  })
  const id = await recorded(node)
  t.match(await node.liaison('POST', '/v1/releases', questionFor(id)), { status: 403, code: 'no-consent' })
  t.match(await node.protection('POST', '/v1/releases', questionFor(id, { reference: 'CASE-7' })), {
    status: 403,
    code: 'refused-by-policy',
  })
  t.equal(await askFrom(node, 'XB', id), undefined)
  t.equal((await node.border('POST', '/v1/releases', questionFor(id))).code, 'forbidden')
  t.match(
    (await node.recorded()).filter(({ outcome }) => outcome === 'denied'),
    [
      { operation: 'release.answer', reason: 'refused-by-policy', policies: ['failed/broken'] },
      { operation: 'release.open', reason: 'no-consent' },
      { operation: 'release.ask', reason: 'refused-by-policy', policies: ['failed/broken-too'] },
      { operation: 'release.answer', reason: 'refused-by-policy', policies: ['failed/broken'] },
      { operation: 'release.ask', reason: 'forbidden' },
    ],
  )
  t.match(
    await node.protection('GET', `/v1/consents/${id}`),
    { body: { openings: [{ released: false }, { released: false }] } },
    'the survivor can see that it was asked for',
  )
})

void t.test('a policy may refuse what the consent allows', async (t) => {
  const node = await makeNode(t, postgres, {
    policies: {
      'extra.cedar': `@id("not-abroad") forbid (principal == Jurisdiction::"XB", action == Action::"release", resource);`,
    },
  })
  const id = await recorded(node)
  t.equal(await askFrom(node, 'XB', id), undefined)
  t.match((await node.recorded()).at(-1), { reason: 'refused-by-policy', policies: ['not-abroad'] })
  t.equal((await node.liaison('POST', '/v1/releases', questionFor(id))).status, 200, 'to others it is open')
  t.match(
    (await node.recorded()).find(
      ({ outcome, operation }) => operation === 'release.answer' && outcome === 'done',
    ),
    { policies: ['survivor/consented'] },
  )
})

void t.test('200 parallel reads against one withdrawal: none succeeds after its commit', async (t) => {
  const node = await makeNode(t, postgres)
  const id = await recorded(node)
  const officers = Array.from({ length: 200 }, (_, index) => node.officer(`lee-${index}`, 'liaison-officer'))
  const first = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  let withdrawn = false
  const late: boolean[] = []
  let successes = 0
  const reading = officers.map(async (ask, index) => {
    // Most race the withdrawal; on a slow machine they may all be first, so the last ones come after it in any case.
    await (index < 180 ? delay(index) : over.promise)
    const begunAfter = withdrawn
    const { status, code } = await ask('POST', '/v1/releases', questionFor(id))
    if (status === 200) successes++
    // More wait for a connection than there are, for longer than they may.
    else if (status !== 503 && code !== 'no-consent') throw new Error(`unexpected ${status} ${String(code)}`)
    if (status === 200) first.resolve()
    if (begunAfter) late.push(status === 200)
  })
  const withdrawing = async () => {
    await first.promise
    for (;;) {
      const answer = await node.protection('POST', `/v1/consents/${id}/withdraw`)
      withdrawn = answer.status === 200
      if (answer.status === 503) continue
      over.resolve()
      return answer
    }
  }
  const [ended] = await Promise.all([withdrawing(), ...reading])
  t.equal(ended.status, 200)
  t.ok(successes > 0, `${successes} came before, the others too late`)
  t.ok(late.length >= 20)
  t.notOk(late.includes(true), 'whoever asked after the answer to the withdrawal got nothing')
  t.equal(
    ended.body['released'],
    successes,
    'as many were shown something as had been when the withdrawal was committed',
  )
  t.match(
    await node.rows('select count(*)::int as released from consent.opening where released'),
    [{ released: successes }],
    'and no opening was committed after it',
  )
  t.match(await node.liaison('POST', '/v1/releases', questionFor(id)), { code: 'no-consent' })
  t.same(await node.rows('select information, information_key from consent.record'), [
    { information: null, information_key: null },
  ])
  t.match(await node.protection('POST', `/v1/consents/${id}/withdraw`), { code: 'wrong-state' })
})

void t.test('what was consented to and opened is kept for three years after it ended', async (t) => {
  const node = await makeNode(t, postgres)
  const [held, other] = [await recorded(node), await recorded(node)]
  t.equal((await node.liaison('POST', '/v1/releases', questionFor(other))).status, 200)
  await node.rows(
    `insert into audit.legal_hold (id, kind, subject, set_by, set_at) values ($1, 'consent', $2, 'aud', now())`,
    [newUuid(), held],
  )
  const left = async () =>
    (await node.rows('select id from consent.record union all select consent from consent.opening')).map(
      ({ id }) => id,
    )
  node.setTime('2029-08-31T00:00:00.000Z')
  await node.eraseOver()
  t.equal((await left()).length, 3)
  node.setTime('2029-09-02T00:00:00.000Z')
  await node.eraseOver()
  t.same(await left(), [held], 'a hold keeps the other')
  t.match((await node.recorded()).at(-1), { operation: 'content.erase', count: 1 })
  t.match(
    await node.rows('select class, over::int, kept::int, due::int, erased::int from audit.content_retention'),
    [{ class: 'consents', over: 1, kept: 1, due: 0, erased: 1 }],
  )
})
