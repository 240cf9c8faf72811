import { startTestDatabase } from '@crosswatch/database/testing'
import { alertDocument, type AlertCore, type AlertDraft } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { forgetPastVersions } from '../src/work/forget-past-versions.ts'
import { agreed, agreement, changeStanding } from './agreements.ts'
import { readBack } from './carrier.ts'
import { makeNode, type Node } from './node.ts'
import { receive, withdrawFrom } from './receive.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const validUntil = '2026-12-01T00:00:00.000Z'
const draftOf = (number: number, change: Partial<AlertDraft> = {}) =>
  inventedDraft(number, { validUntil, ...change })

async function drafted(node: Node, draft: AlertDraft): Promise<string> {
  const { status, body } = await node.analyst('POST', '/v1/alerts', draft)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return String(body['id'])
}

async function issued(node: Node, draft: AlertDraft): Promise<string> {
  const id = await drafted(node, draft)
  await node.analyst('POST', `/v1/alerts/${id}/submit`)
  const { status, body } = await node.approve(`/v1/alerts/${id}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return id
}

const outbox = (node: Node) =>
  node.rows("select kind, recipients from exchange.outbox where kind <> 'agreement' order by id")

void t.test('how an alert was listed before is kept for three years, and only its identity', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node)
  const id = await issued(node, draftOf(1))
  await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1, { statement: 'Revised' }))
  await node.analyst('POST', `/v1/alerts/${id}/submit`)
  t.match(await node.approve(`/v1/alerts/${id}`), { status: 200 })
  const past = () =>
    node.rows(`
      select p.version, p.until = a.change as next, core is not null as kept,
        (select string_agg(c ->> 'name', ',') from jsonb_array_elements(p.compartments) c) as names
      from alerts.past_version p join (select id, change from alerts.alert) a on a.id = p.alert`)
  t.same(await past(), [{ version: 1, next: true, kept: true, names: 'identity' }])
  const forgetAfter = (months: number) => {
    const at = new Date()
    at.setUTCMonth(at.getUTCMonth() + months)
    return forgetPastVersions({ connection: node.superuser, clock: () => at })
  }
  await forgetAfter(35)
  t.equal((await past()).length, 1)
  await forgetAfter(37)
  t.same(await past(), [])
})

void t.test('from draft to withdrawal', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node)
  const id = await drafted(node, draftOf(1))
  t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
    summary: { state: 'draft', version: 0, pending: 'draft' },
  })

  await t.test('nobody approves what was not submitted', async (t) => {
    t.match(await node.approve(`/v1/alerts/${id}`), { status: 409, code: 'wrong-state' })
  })
  await t.test('nobody approves their own draft, whatever roles they hold', async (t) => {
    t.equal((await node.analyst('POST', `/v1/alerts/${id}/submit`)).status, 200)
    t.match(await node.approve(`/v1/alerts/${id}`, node.both), { status: 403, code: 'four-eyes' })
    t.match(await node.approve(`/v1/alerts/${id}`, node.analyst), { status: 403, code: 'forbidden' })
    t.same(await outbox(node), [], 'nothing went out')
  })
  await t.test('a submitted draft is not edited, and comes back with a note', async (t) => {
    t.match(await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1)), { status: 409 })
    t.equal(
      (await node.supervisor('POST', `/v1/alerts/${id}/return`, { note: 'Name the decision' })).status,
      200,
    )
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, { returned: 'Name the decision' })
    t.equal((await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1))).status, 200)
    t.notMatch(
      await node.analyst('GET', `/v1/alerts/${id}`),
      { body: { returned: String } },
      'until it is edited',
    )
    t.equal((await node.analyst('POST', `/v1/alerts/${id}/submit`)).status, 200)
  })
  await t.test(
    'a second officer approves, and it goes to whom an agreement covers, with what it covers',
    async (t) => {
      t.match((await node.approve(`/v1/alerts/${id}`)).body, {
        id,
        version: 1,
        state: 'active',
      })
      t.same(await outbox(node), [
        { kind: 'alert', recipients: [{ jurisdiction: 'XB', compartments: ['identity', 'grounds'] }] },
      ])
      t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
        summary: { state: 'active', version: 1, pending: null, label: String },
        approver: 'sue',
        recipients: [{ jurisdiction: 'XB' }],
      })
    },
  )
  await t.test('a revision is the next version, and goes to whoever had the one before', async (t) => {
    t.equal(
      (await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1, { statement: 'Revised' }))).status,
      200,
    )
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
      summary: { state: 'active', pending: 'draft' },
      draft: { statement: 'Revised' },
    })
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    await changeStanding(node, digest, 'suspend')
    t.match((await node.approve(`/v1/alerts/${id}`)).body, { version: 2, state: 'active' })
    t.same((await outbox(node)).at(-1), {
      kind: 'revision',
      recipients: [{ jurisdiction: 'XB', compartments: [] }],
    })
  })
  await t.test('a withdrawal goes to every recipient, once', async (t) => {
    t.match((await node.analyst('POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' })).body, {
      state: 'withdrawn',
    })
    t.same((await outbox(node)).at(-1), {
      kind: 'withdrawal',
      recipients: [{ jurisdiction: 'XB', compartments: [] }],
    })
    t.match(await node.analyst('POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' }), { status: 409 })
  })
  await t.test('every step is on record, in order', async (t) => {
    const steps = (await node.recorded()).map(({ operation, officer }) => `${officer} ${operation}`)
    t.same(
      steps.filter((step) => !step.endsWith('alert.view') && !step.endsWith('alert.preview')),
      [
        'adam agreement.draft',
        'sue agreement.sign',
        'system:alerts agreement.receive',
        'ana alert.draft',
        'ana alert.submit',
        'ana alert.approve',
        'sue alert.return',
        'ana alert.edit',
        'ana alert.submit',
        'sue alert.approve',
        'sue alert.issue',
        'ana alert.revise',
        'ana alert.submit',
        'sue agreement.suspend',
        'sue alert.approve',
        'sue alert.issue',
        'ana alert.withdraw',
      ],
    )
  })
})

void t.test('an approval holds for the recipients that were shown, and for nobody else', async (t) => {
  const node = await makeNode(t, postgres)
  const digest = await agreed(node)
  const id = await drafted(node, draftOf(1))
  const path = `/v1/alerts/${id}`
  await node.analyst('POST', `${path}/submit`)
  const preview = async () => (await node.supervisor('GET', `${path}/recipients`)).body
  const approve = (shown: Record<string, unknown>) =>
    node.supervisor('POST', `${path}/approve`, { recipients: shown['digest'] })

  const shown = await preview()
  t.match(shown, {
    recipients: [
      {
        jurisdiction: 'XB',
        compartments: [
          { name: 'identity', fields: ['birthDates', 'documents', 'names', 'nationalities'] },
          { name: 'grounds', fields: ['codes', 'decisionReference', 'legalBasis'] },
        ],
        policies: ['agreement/receive', 'agreement/open', /^agreement\/[0-9a-f-]{36}$/],
      },
    ],
    others: ['XC'],
  })
  t.notMatch(JSON.stringify(shown), draftOf(1).identity?.names[0]?.full ?? '', 'fields, not what they hold')
  t.same(await preview(), shown, 'nothing changed, so the same is confirmed')
  t.equal((await node.supervisor('POST', `${path}/approve`)).status, 400, 'an approval says what it confirms')

  await changeStanding(node, digest, 'suspend')
  t.match(await approve(shown), { status: 409, code: 'recipients-changed' })
  t.match((await node.recorded()).at(-1), {
    operation: 'alert.issue',
    outcome: 'denied',
    reason: 'recipients-changed',
  })
  t.same((await preview())['recipients'], [], 'it asks again, and shows that nobody gets it now')
  await changeStanding(node, digest, 'resume')
  t.same(await preview(), shown)

  await node.supervisor('POST', `${path}/return`, { note: 'Name the decision' })
  await node.analyst('PUT', `${path}/draft`, draftOf(1, { statement: 'Other words' }))
  await node.analyst('POST', `${path}/submit`)
  t.match(
    await approve(shown),
    { status: 409, code: 'recipients-changed' },
    'other content was not confirmed',
  )

  const seen = await preview()
  await agreed(node, { ...agreement('XB'), compartments: ['identity'], amends: digest })
  t.match(await approve(seen), { status: 409, code: 'recipients-changed' }, 'the agreement was amended')
  t.same(await outbox(node), [], 'nothing went out')
  t.equal((await approve(await preview())).status, 200)
  t.same(await outbox(node), [
    { kind: 'alert', recipients: [{ jurisdiction: 'XB', compartments: ['identity'] }] },
  ])
})

void t.test('one learns names and licence number, another phone numbers too', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node, { ...agreement('XB'), compartments: ['identity'] })
  await agreed(node, { ...agreement('XC'), compartments: ['identity', 'contacts'] })
  const draft = draftOf(1, {
    identity: {
      subject: 'organisation',
      names: [{ full: 'Example Recruiting', kind: 'primary' }],
      nationalities: ['XC'],
      registrations: [{ kind: 'licence', number: 'LIC-1' }],
      phones: ['+99901555010'],
      accounts: [],
    },
  })
  const id = await drafted(node, draft)
  await node.analyst('POST', `/v1/alerts/${id}/submit`)
  const { recipients, digest } = (await node.supervisor('GET', `/v1/alerts/${id}/recipients`)).body
  const identity = { name: 'identity', fields: ['names', 'nationalities', 'registrations'] }
  t.match(recipients, [
    { jurisdiction: 'XB', compartments: [identity] },
    { jurisdiction: 'XC', compartments: [identity, { name: 'contacts', fields: ['phones'] }] },
  ])
  t.equal((recipients as { compartments: unknown[] }[])[0]?.compartments.length, 1)
  await node.supervisor('POST', `/v1/alerts/${id}/approve`, { recipients: digest })
  t.same((await outbox(node)).at(-1), {
    kind: 'alert',
    recipients: [
      { jurisdiction: 'XB', compartments: ['identity'] },
      { jurisdiction: 'XC', compartments: ['identity', 'contacts'] },
    ],
  })
  const { content } = (await node.analyst('GET', `/v1/alerts/${id}`)).body
  t.match(
    content,
    { identity: { registrations: [{ number: 'LIC-1' }], phones: ['+99901555010'] } },
    'its own',
  )

  const wrong = await node.admin('POST', '/v1/agreements', { ...agreement('XB'), compartments: ['contacts'] })
  t.match(
    wrong,
    { status: 422, body: { fields: [{ path: '/compartments' }] } },
    'contacts belong to somebody',
  )
})

void t.test(
  'who is only presumed to have an alert gets no version of it, and hears when it ends',
  async (t) => {
    const node = await makeNode(t, postgres)
    await agreed(node)
    const id = await issued(node, draftOf(1))
    await readBack(node, 'XA')
    const recipients = async () => (await node.analyst('GET', `/v1/alerts/${id}`)).body['recipients']
    t.match(await recipients(), [
      { jurisdiction: 'XB', presumed: true },
      { jurisdiction: 'XC', presumed: true },
    ])
    await node.analyst(
      'PUT',
      `/v1/alerts/${id}/draft`,
      draftOf(1, { grade: { source: 'A', information: 1 } }),
    )
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    t.match(await node.approve(`/v1/alerts/${id}`), { status: 200 })
    const [{ recipients: sentTo }] = (await outbox(node)).slice(-1) as [
      { recipients: { jurisdiction: string }[] },
    ]
    t.same(
      sentTo.map(({ jurisdiction }) => jurisdiction),
      ['XB'],
      'whom the agreement covers',
    )
    t.match(await recipients(), [{ jurisdiction: 'XB' }, { jurisdiction: 'XC', presumed: true }])

    await node.analyst('POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' })
    t.match((await outbox(node)).at(-1), {
      kind: 'withdrawal',
      recipients: [{ jurisdiction: 'XB' }, { jurisdiction: 'XC' }],
    })
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, { reason: 'mistaken' })
  },
)

void t.test('a link never widens access: who may not see one end does not see the link', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node, agreement('XB'))
  await agreed(node, { ...agreement('XC'), categories: ['inquiry-check'] })
  const linked = (number: number, alert: string, change: Partial<AlertDraft> = {}) =>
    draftOf(number, { links: [{ kind: 'same-network', alert, reason: 'One phone' }], ...change })
  const linksOf = async (id: string) => {
    const { content } = (await node.analyst('GET', `/v1/alerts/${id}`)).body
    return (content as AlertDraft).links?.map(({ alert }) => alert) ?? []
  }
  const sentWith = async (id: string): Promise<AlertCore['links']> => {
    const [row] = await node.rows('select version, core, core_key from alerts.alert where id = $1', [id])
    const { version, core, core_key: key } = row as { version: number; core: Buffer; core_key: Buffer }
    return alertDocument.restore(node.storageKey.open({ box: core, key }, `alert ${id} ${version}`)).links
  }

  const toXb = await issued(node, draftOf(1, { category: 'licence-withdrawn' }))
  const toBoth = await issued(node, linked(2, toXb))
  t.same(await sentWith(toBoth), [], 'XC does not get the other end, so nobody gets the link')
  t.same(await linksOf(toBoth), [toXb], 'it stays with the issuer')
  t.notMatch(JSON.stringify(await node.rows('select * from alerts.alert')), 'One phone', 'sealed')
  const back = await issued(node, linked(3, toBoth, { category: 'licence-withdrawn' }))
  t.match(await sentWith(back), [{ alert: toBoth }], 'everybody who gets this one has the other end')

  await node.analyst('POST', `/v1/alerts/${toXb}/withdraw`, { reason: 'mistaken' })
  t.same(await linksOf(toBoth), [], 'what is gone is not pointed at')

  const absent = '01900000-0000-7000-8000-0000000000aa'
  const draft = await drafted(node, linked(4, absent))
  t.match(await node.analyst('POST', `/v1/alerts/${draft}/submit`), {
    status: 422,
    body: { fields: [{ path: '/links/0/alert' }] },
  })
  const received = await receive(node, 'XB', 30, linked(5, absent))
  t.same(await linksOf(received), [], 'a link to what this node does not have')
  const other = await receive(node, 'XB', 31, linked(6, received))
  t.same(await linksOf(other), [received])
})

void t.test('a drill stays a drill', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node)
  const id = await issued(node, draftOf(1, { mode: 'exercise' }))
  await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1))
  t.match(await node.analyst('POST', `/v1/alerts/${id}/submit`), {
    status: 422,
    body: { fields: [{ path: '/mode' }] },
  })
  const foreign = await receive(node, 'XB', 32, draftOf(2, { mode: 'exercise' }))
  await receive(node, 'XB', 33, draftOf(2), { id: foreign, version: 2 })
  const [row] = await node.rows('select state, reason from alerts.alert where id = $1', [foreign])
  t.same(row, { state: 'quarantined', reason: 'mode-changed' })
})

void t.test('rows of a list never show more than was confirmed for it', async (t) => {
  const node = await makeNode(t, postgres)
  const id = String(
    (await node.analyst('POST', '/v1/imports', { source: 'list', complete: false })).body['id'],
  )
  const path = `/v1/imports/${id}`
  await node.analyst('POST', `${path}/rows`, { rows: [{ ref: 'a', draft: draftOf(1) }] })
  await node.analyst('POST', `${path}/submit`)
  const shown = (await node.supervisor('GET', `${path}/recipients`)).body
  t.same(shown['recipients'], [])
  await agreed(node)
  const stale = await node.supervisor('POST', `${path}/approve`, { recipients: shown['digest'] })
  t.match(stale, { status: 409, code: 'recipients-changed' })
  t.equal((await node.approve(path)).status, 200)
  await issuedToTheEnd(node, id)
  t.same(await outbox(node), [
    { kind: 'alert', recipients: [{ jurisdiction: 'XB', compartments: ['identity', 'grounds'] }] },
  ])

  // As if an agreement came in after the approval and before the row was issued.
  await node.rows("update alerts.import set confirmed = '[]'")
  const next = String(
    (await node.analyst('POST', '/v1/imports', { source: 'list', complete: false })).body['id'],
  )
  await node.analyst('POST', `/v1/imports/${next}/rows`, { rows: [{ ref: 'b', draft: draftOf(2) }] })
  await node.analyst('POST', `/v1/imports/${next}/submit`)
  await node.rows("update alerts.import set state = 'issuing', approver = 'sue' where id = $1", [next])
  await issuedToTheEnd(node, next)
  t.match((await node.analyst('GET', `/v1/imports/${next}`)).body, { state: 'done', issued: 0, refused: 1 })
  t.equal((await outbox(node)).length, 1, 'it went back to its drafter instead')
})

async function issuedToTheEnd(node: Node, id: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await node.analyst('GET', `/v1/imports/${id}`)).body['state'] === 'done') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the import was not issued')
}

void t.test('what a draft must bring', async (t) => {
  const node = await makeNode(t, postgres)
  const { identity } = draftOf(1)
  const refused: Record<string, [Partial<AlertDraft>, string]> = {
    'a name alone': [
      { identity: { subject: 'person', names: [{ full: 'Only Name', kind: 'primary' }] } },
      '/identity',
    ],
    nobody: [{ identity: { subject: 'person', names: [] } }, '/identity'],
    'no decision behind a check': [
      { grounds: { codes: [{ list: 'ilo-forced-labour', code: 'deception' }], legalBasis: 'Act' } },
      '/grounds/decisionReference',
    ],
    'a code that is not in its list': [
      {
        grounds: {
          codes: [{ list: 'ilo-forced-labour', code: 'no-such' }],
          legalBasis: 'Act',
          decisionReference: 'D',
        },
      },
      '/grounds/codes/0',
    ],
    'more time than the category allows': [{ validUntil: '2027-03-02T00:00:00.000Z' }, '/validUntil'],
    'time that is over': [{ validUntil: '2026-02-01T00:00:00.000Z' }, '/validUntil'],
    'a posting without contacts': [
      { category: 'fake-posting', posting: { title: 'Cooks' }, validUntil: '2026-06-01T00:00:00.000Z' },
      '/identity',
    ],
    'a fake posting without the posting': [
      {
        category: 'fake-posting',
        identity: { subject: 'organisation', names: [], phones: ['+99900000'] },
        validUntil: '2026-06-01T00:00:00.000Z',
      },
      '/posting',
    ],
    'a document alert without a number': [
      {
        category: 'document',
        identity: { subject: 'person', names: identity?.names ?? [], nationalities: ['XC'] },
      },
      '/identity',
    ],
    'a pattern with a person': [{ category: 'pattern' }, '/identity'],
  }
  for (const [name, [change, path]] of Object.entries(refused)) {
    const id = await drafted(node, draftOf(1, change))
    const answer = await node.analyst('POST', `/v1/alerts/${id}/submit`)
    t.match(answer, { status: 422, code: 'rule-not-met', body: { fields: [{ path }] } }, name)
  }
  const accepted: Partial<AlertDraft>[] = [
    { category: 'wanted-broker' },
    { category: 'discreet-check' },
    { category: 'licence-withdrawn' },
    { category: 'document' },
    {
      category: 'fake-posting',
      validUntil: '2026-06-01T00:00:00.000Z',
      posting: { title: 'Cooks' },
      identity: { subject: 'organisation', names: [], urls: ['https://jobs.example'] },
    },
  ]
  for (const [index, change] of accepted.entries()) {
    t.ok(await issued(node, draftOf(index + 10, change)), change.category ?? '')
  }
  const { identity: _, ...pattern } = draftOf(30)
  t.ok(await issued(node, { ...pattern, category: 'pattern' }))
})

void t.test('refused at the door', async (t) => {
  const node = await makeNode(t, postgres)
  const draft = draftOf(1)
  await t.test('an unknown field, at any depth', async (t) => {
    for (const body of [
      { ...draft, victim: 'x' },
      { ...draft, identity: { ...draft.identity, victim: 'x' } },
      { ...draft, grade: { ...draft.grade, extra: 1 } },
      {
        ...draft,
        grounds: { ...draft.grounds, codes: [{ list: 'ilo-forced-labour', code: 'deception', note: 'x' }] },
      },
    ]) {
      const answer = await node.analyst('POST', '/v1/alerts', body)
      t.match(answer, { status: 400, code: 'invalid-request' })
      t.notMatch(JSON.stringify(answer.body), 'victim: x')
    }
  })
  await t.test('a role that does not write, and nobody at all', async (t) => {
    for (const who of [node.admin, node.border, node.auditor]) {
      t.match(await who('POST', '/v1/alerts', draft), { status: 403, code: 'forbidden' })
      t.match(await who('GET', '/v1/alerts'), { status: 403 })
    }
    t.equal((await node.app.inject({ method: 'GET', url: '/v1/alerts' })).statusCode, 401)
  })
  await t.test('text/plain, and a path that is no id', async (t) => {
    const response = await node.app.inject({
      method: 'POST',
      url: '/v1/alerts',
      headers: { 'content-type': 'text/plain' },
      payload: 'x',
    })
    t.ok([401, 415].includes(response.statusCode))
    t.equal((await node.analyst('GET', '/v1/alerts/nothing')).status, 400)
    t.equal((await node.analyst('GET', '/v1/alerts/01900000-0000-7000-8000-000000000000')).status, 404)
  })
  await t.test('an agreement with oneself, a stranger, or among others', async (t) => {
    const proposed = (change: object, officer = node.admin) =>
      officer('POST', '/v1/agreements', { ...agreement('XB'), ...change })
    t.equal((await proposed({ parties: ['XA'] })).status, 400)
    t.equal((await proposed({ parties: ['XA', 'XZ'] })).status, 422)
    t.equal((await proposed({ parties: ['XB', 'XC'] })).status, 422)
    t.equal((await proposed({ validUntil: agreement('XB').validFrom })).status, 422)
    t.equal((await proposed({}, node.analyst)).status, 403)
  })
})

void t.test('one subject, one alert; and nothing visible beside a discreet check', async (t) => {
  const node = await makeNode(t, postgres)
  const first = await issued(node, draftOf(1))
  const again = await drafted(node, sameSubject(draftOf(2), draftOf(1)))
  await node.analyst('POST', `/v1/alerts/${again}/submit`)
  const answer = await node.approve(`/v1/alerts/${again}`)
  t.match(answer, { status: 409, code: 'already-exists' })
  t.match(JSON.stringify(answer.body), first)

  await receive(node, 'XB', 1, draftOf(3, { category: 'discreet-check' }))
  const visible = await drafted(node, draftOf(3))
  await node.analyst('POST', `/v1/alerts/${visible}/submit`)
  t.match(await node.approve(`/v1/alerts/${visible}`), {
    status: 409,
    code: 'incompatible-alert',
  })
})

void t.test('a list', async (t) => {
  const node = await makeNode(t, postgres)
  const rowsOf = (from: number, count: number, change: Partial<AlertDraft> = {}) =>
    Array.from({ length: count }, (_, i) => ({ ref: `r${from + i}`, draft: draftOf(from + i, change) }))
  const begin = async (complete = false) =>
    String((await node.analyst('POST', '/v1/imports', { source: 'list', complete })).body['id'])
  const finish = async (id: string) => {
    await node.analyst('POST', `/v1/imports/${id}/submit`)
    await node.approve(`/v1/imports/${id}`)
    for (let i = 0; i < 200; i++) {
      const { body } = await node.analyst('GET', `/v1/imports/${id}`)
      if (body['state'] === 'done') return body
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('not issued')
  }

  await t.test('is drafted, approved as one by a second officer, and issued', async (t) => {
    const id = await begin()
    const broken = { ref: 'bad', draft: draftOf(99, { identity: { subject: 'person', names: [] } }) }
    const { body } = await node.analyst('POST', `/v1/imports/${id}/rows`, {
      rows: [...rowsOf(100, 30), broken],
    })
    t.match(body, { drafted: 30, unchanged: 0, refused: [{ ref: 'bad', problems: [/identity/] }] })
    t.match(await node.approve(`/v1/imports/${id}`), { status: 409 })
    await node.analyst('POST', `/v1/imports/${id}/submit`)
    t.match(await node.approve(`/v1/imports/${id}`, node.both), { status: 403, code: 'four-eyes' })
    t.match(await finish(id), { issued: 30, refused: 1, drafted: 30 })
    t.equal((await outbox(node)).length, 30)
  })
  await t.test('sent again, changes only what changed', async (t) => {
    const id = await begin()
    const rows = [...rowsOf(100, 29), ...rowsOf(129, 1, { statement: 'Changed' }), ...rowsOf(130, 1)]
    const { body } = await node.analyst('POST', `/v1/imports/${id}/rows`, { rows })
    t.match(body, { drafted: 2, unchanged: 29, refused: [] })
    t.match(await finish(id), { issued: 2, unchanged: 29 })
    t.same(
      (await outbox(node))
        .slice(30)
        .map(({ kind }) => String(kind))
        .toSorted((a, b) => a.localeCompare(b)),
      ['alert', 'revision'],
    )
  })
  await t.test('that is complete withdraws what it no longer has', async (t) => {
    const id = await begin(true)
    await node.analyst('POST', `/v1/imports/${id}/rows`, { rows: rowsOf(100, 20) })
    await node.analyst('POST', `/v1/imports/${id}/submit`)
    t.match((await node.analyst('GET', `/v1/imports/${id}`)).body, { missing: 11, unchanged: 20 })
    await node.approve(`/v1/imports/${id}`)
    t.match(await finish(id), { state: 'done' })
    const [{ active }] = (await node.rows(
      `select count(*)::int as active from alerts.alert where state = 'active'`,
    )) as [{ active: number }]
    t.equal(active, 20)
  })
  await t.test('refuses a second row on the same subject or with the same reference', async (t) => {
    const id = await begin()
    const [row] = rowsOf(500, 1)
    const twin = {
      ref: 'twin',
      draft: draftOf(501, row?.draft.identity ? { identity: row.draft.identity } : {}),
    }
    const { body } = await node.analyst('POST', `/v1/imports/${id}/rows`, { rows: [row, twin, row] })
    t.match(body, { drafted: 1, refused: [{ ref: 'twin' }, { ref: 'r500' }] })
    t.match((await node.analyst('POST', `/v1/imports/${id}/discard`)).body, { state: 'discarded' })
    t.match(await node.analyst('POST', `/v1/imports/${id}/rows`, { rows: [row] }), { status: 409 })
  })
})

void t.test('received alerts', async (t) => {
  const node = await makeNode(t, postgres)
  const id = await receive(node, 'XB', 1, draftOf(1))
  t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
    summary: { issuer: 'XB', origin: 'received', state: 'active' },
  })

  await t.test('are not edited or withdrawn by anybody but their issuer', async (t) => {
    t.match(await node.analyst('PUT', `/v1/alerts/${id}/draft`, draftOf(1)), { status: 404 })
    t.match(await node.analyst('POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' }), { status: 404 })
    await receive(node, 'XC', 1, draftOf(2), { id, version: 2 })
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, { summary: { issuer: 'XB', version: 1 } })
  })
  await t.test('give way to a newer version, never to an older one', async (t) => {
    await receive(node, 'XB', 2, draftOf(1, { statement: 'Third' }), { id, version: 3 })
    await receive(node, 'XB', 3, draftOf(1, { statement: 'Second' }), { id, version: 2 })
    t.match((await node.analyst('GET', `/v1/alerts/${id}`)).body, {
      summary: { version: 3 },
      content: { statement: 'Third' },
    })
  })
  await t.test('are erased when they are withdrawn, even if the withdrawal came first', async (t) => {
    await withdrawFrom(node, 'XB', 4, id)
    const [row] = await node.rows(
      'select state, core, core_key, compartments from alerts.alert where id = $1',
      [id],
    )
    t.same(row, { state: 'withdrawn', core: null, core_key: null, compartments: [] })
    const later = '01900000-0000-7000-8000-00000000000a'
    await withdrawFrom(node, 'XB', 5, later)
    await receive(node, 'XB', 6, draftOf(5), { id: later })
    t.match((await node.analyst('GET', `/v1/alerts/${later}`)).body, {
      summary: { state: 'withdrawn' },
      content: {},
    })
  })
  await t.test('that break a rule are quarantined and recorded, and shown to nobody', async (t) => {
    const odd = await receive(node, 'XB', 7, draftOf(6), { action: 'refuse-service' })
    t.match((await node.analyst('GET', `/v1/alerts/${odd}`)).body, { summary: { state: 'quarantined' } })
    t.ok((await node.recorded()).some(({ operation }) => operation === 'alert.refuse'))
    const [change] = await node.rows(`select state from alerts.changes_after(0, 100) where id = $1`, [odd])
    t.same(change, { state: 'quarantined' })
  })
  await t.test('that lack the minimum of data are quarantined', async (t) => {
    const { identity = { subject: 'person', names: [] } } = draftOf(8)
    const names = { subject: identity.subject, names: identity.names }
    const bare = await receive(node, 'XB', 17, draftOf(8, { identity: names }))
    t.match(await standing(bare), { state: 'quarantined', reason: 'minimum-data-missing' })
  })
  await t.test(
    'that exclude each other on one subject are not both acted upon, whichever came first',
    async (t) => {
      const inquiry = await receive(node, 'XB', 18, draftOf(20))
      const discreet = await receive(node, 'XC', 18, draftOf(20, { category: 'discreet-check' }))
      t.match(await standing(inquiry), { state: 'quarantined', reason: 'incompatible' })
      t.match(await standing(discreet), { state: 'active' })
      const [key] = await node.rows('select 1 from alerts.subject_key where alert = $1', [inquiry])
      t.notOk(key, 'it is found by nothing')
      const late = await receive(node, 'XB', 19, draftOf(20, { category: 'licence-withdrawn' }))
      t.match(await standing(late), { state: 'quarantined', reason: 'incompatible' })
      const drill = await receive(node, 'XB', 20, draftOf(20, { mode: 'exercise' }))
      t.match(
        await standing(drill),
        { state: 'active' },
        'a drill excludes nothing and is excluded by nothing',
      )
      const arrest = await receive(node, 'XB', 21, draftOf(20, { category: 'wanted-broker' }))
      t.match(await standing(arrest), { state: 'active' })
      t.match(await standing(discreet), { state: 'quarantined' })
      const refusals = (await node.recorded()).filter(({ reason }) => reason === 'incompatible')
      t.equal(refusals.length, 3, 'each is on record')
    },
  )
  await t.test("never displace this node's own", async (t) => {
    const own = await issued(node, draftOf(21, { category: 'inquiry-check' }))
    const foreign = await receive(node, 'XB', 22, draftOf(21, { category: 'discreet-check' }))
    t.match(await standing(own), { state: 'active' })
    t.match(await standing(foreign), { state: 'active' })
    const weaker = await receive(
      node,
      'XC',
      23,
      draftOf(21, { category: 'discreet-check', mode: 'exercise' }),
    )
    t.match(await standing(weaker), { state: 'active' })
  })
  async function standing(alert: string) {
    return (await node.rows('select state, reason from alerts.alert where id = $1', [alert]))[0]
  }
  await t.test('end by themselves when nobody reviews them', async (t) => {
    const due = await receive(node, 'XB', 8, draftOf(7))
    node.setTime('2026-12-01T00:00:00.000Z')
    const state = async () =>
      (await node.rows('select state, core from alerts.alert where id = $1', [due]))[0]
    for (let i = 0; i < 300 && (await state())?.['state'] !== 'expired'; i++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    t.same(await state(), { state: 'expired', core: null })
  })
})

void t.test(
  'an alert outlives a server that is killed between approval and answer: it is there once, or not at all',
  async (t) => {
    const node = await makeNode(t, postgres)
    const id = await drafted(node, draftOf(1))
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    const answers = await Promise.all([1, 2, 3, 4].map(() => node.approve(`/v1/alerts/${id}`)))
    t.same(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409, 409, 409],
    )
    t.equal((await outbox(node)).length, 1)
  },
)

function sameSubject(draft: AlertDraft, { identity }: AlertDraft): AlertDraft {
  return identity === undefined ? draft : { ...draft, identity }
}

void t.test(
  'a policy that cannot be evaluated lets nothing out and nobody in, and is on record',
  async (t) => {
    const sum = (condition: string) => `9223372036854775807 + (if ${condition} then 1 else 0) > 0`
    const node = await makeNode(
      t,
      postgres,
      `@id("broken") forbid (principal is Jurisdiction, action == Action::"open", resource)
     when { ${sum('context.agreement.inForce')} };
     @id("broken-too") forbid (principal in Role::"analyst", action == Action::"read", resource)
     when { ${sum('context.purpose == Purpose::"alert-management"')} };`,
    )
    await agreed(node)
    const id = await drafted(node, draftOf(1))
    await node.analyst('POST', `/v1/alerts/${id}/submit`)
    t.match(await node.approve(`/v1/alerts/${id}`), {
      status: 403,
      code: 'refused-by-policy',
    })
    t.match(await node.analyst('GET', `/v1/alerts/${id}`), { status: 403, code: 'refused-by-policy' })
    t.same(await outbox(node), [])
    t.match(
      (await node.recorded()).filter(({ outcome }) => outcome === 'denied'),
      [
        { operation: 'alert.issue', reason: 'refused-by-policy' },
        { operation: 'alert.view', reason: 'refused-by-policy', policies: ['failed/broken-too'] },
      ],
    )
  },
)
