import { isMarked, markPerson } from '@crosswatch/crypto'
import { startTestDatabase } from '@crosswatch/database/testing'
import { readLedger } from '@crosswatch/service-kit'
import { clearanceDocument, newUuid, type Clearance, type ClearanceLetter } from '@crosswatch/protocol'
import t, { type Test } from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { until } from '../../../test/support/sharing.ts'
import { agreement, changeStanding, deliver, signedHere } from './agreements.ts'
import { readBack } from './carrier.ts'
import { warnedNodes } from './exchanging.ts'
import type { Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const draft = inventedDraft(2, { validUntil: '2026-12-01T00:00:00.000Z' })
const document = { number: 'ZX 99-00-001', country: 'RO' }
const birthDate = '1991-02-03'
const facts = { country: 'RO', number: 'ZX9900001', birthDate }

/** XA warned XB, and two officers of XB cleared somebody. */
async function twoNodes(t: Test) {
  const nodes = await warnedNodes(t, postgres, draft)
  const { xa, xb, carry } = nodes
  /** XB proposes what rests on that override, XA accepts, and both know. @returns the clearance */
  const accepted = async (on: string): Promise<string> => {
    const { id } = await proposed(xb, on)
    await carry()
    t.match(await xa.supervisor('POST', `/v1/clearances/${id}/accept`), { status: 200 })
    await carry()
    return id
  }
  return { ...nodes, override: await overrideAt(xb, nodes.alert), accepted }
}

/** An override that the watchlist of a node keeps. */
async function overrideAt(node: Node, alert: string, requester = 'lia'): Promise<string> {
  const id = newUuid()
  const content = { document, reason: 'Other fingerprints.', label: '' }
  const sealed = node.storageKey.seal(Buffer.from(JSON.stringify(content)), `override ${id}`)
  await node.rows(
    `insert into watchlist.override (id, alert, alert_version, issuer, purpose, document, identity, content, content_key, state,
       requester, decider, created_at, valid_until)
     values ($1, $2, 1, 'XA', 'border-check', $6, '\\x00', $3, $4, 'approved', $5,
       'sue', '2026-03-01T12:00:00Z',
       '2026-05-30T12:00:00Z')`,
    [id, alert, Buffer.from(sealed.box), Buffer.from(sealed.key), requester, Buffer.from(id)],
  )
  return id
}

const proposal = (override: string, change: object = {}) => ({
  override,
  birthDate,
  ground: 'biometrics-differ',
  consent: { givenBy: 'person', on: '2026-03-01', notice: { version: '1', language: 'ne' } },
  ...change,
})

async function proposed(node: Node, override: string): Promise<Clearance> {
  const answer = await node.liaison('POST', '/v1/clearances', proposal(override))
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return (await of(node, String(answer.body['id']))) ?? Promise.reject(new Error('not listed'))
}

/** XA and XB agree once more. */
async function underNewAgreement(xa: Node, xb: Node, carry: () => Promise<void>): Promise<void> {
  const { digest } = await signedHere(xa, agreement('XB'))
  await carry()
  await xb.admin('POST', `/v1/agreements/${digest}/endorse`)
  await xb.supervisor('POST', `/v1/agreements/${digest}/sign`)
  await carry()
}

/** Another version, which says the same. */
async function revise(node: Node, alert: string): Promise<void> {
  await node.analyst('PUT', `/v1/alerts/${alert}/draft`, { ...draft, grade: { source: 'A', information: 1 } })
  await node.analyst('POST', `/v1/alerts/${alert}/submit`)
  const { status, body } = await node.approve(`/v1/alerts/${alert}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

/** How a node lists a clearance. */
async function of(node: Node, id: string): Promise<Clearance | undefined> {
  const { clearances } = (await node.supervisor('GET', '/v1/clearances')).body as { clearances?: Clearance[] }
  return clearances?.find((one) => one.id === id)
}

/** What the watchlist of a node is handed. */
const standing = (node: Node) => node.rows('select id from alerts.standing_clearances()')

/** Boxes and sealed letters that are left of a clearance. */
const left = async (node: Node, id: string) =>
  node.rows(
    `select id::text from alerts.clearance where id = $1 and mark is not null
     union all select kind from exchange.inbox where ref = $1 and document is not null`,
    [id],
  )

const settled = (node: Node, id: string, state: string) =>
  until(`it is ${state}`, async () => (await of(node, id))?.state === state)

/** The last records of a node about clearances. */
const recorded = async (node: Node) =>
  (await node.recorded())
    .filter(({ operation }) => operation.startsWith('clearance.') && operation !== 'clearance.list')
    .map(({ operation, outcome, reason }) => [operation, outcome, reason])

void t.test(
  'whom XB cleared is cleared by the issuer everywhere, until the consent is taken back',
  async (t) => {
    const { xa, xb, alert, carry, override } = await twoNodes(t)

    await t.test(
      'only who speaks with the issuer proposes, on an override of their own that holds',
      async (t) => {
        t.match(await xb.analyst('POST', '/v1/clearances', proposal(override)), { status: 403 })
        t.match(await xb.liaison('POST', '/v1/clearances', proposal(newUuid())), { status: 404 })
        const others = await overrideAt(xb, alert, 'bob')
        t.match(await xb.liaison('POST', '/v1/clearances', proposal(others)), { status: 404 })
        const ahead = { consent: { ...proposal('').consent, on: '2026-03-03' } }
        t.match(await xb.liaison('POST', '/v1/clearances', proposal(override, ahead)), {
          code: 'rule-not-met',
        })
        for (const [day, code] of [
          ['2026-03-03', 'rule-not-met'],
          ['1990-02-30', 'invalid-request'],
        ]) {
          t.match(
            await xb.liaison('POST', '/v1/clearances', proposal(override, { birthDate: day })),
            { code },
            `nobody was born on ${day}`,
          )
        }
        t.match(
          await xb.liaison('POST', '/v1/clearances', proposal(override, { consent: undefined })),
          { status: 400 },
          'nothing goes without a consent',
        )
        t.same(await recorded(xb), [['clearance.propose', 'denied', 'forbidden']])
      },
    )

    const { id } = await proposed(xb, override)
    await t.test('what leaves marks the person and does not name them', async (t) => {
      t.match(await xb.liaison('POST', '/v1/clearances', proposal(override)), { code: 'already-exists' })
      t.same(await standing(xb), [], 'nothing changes before the issuer decides')
      await carry()
      t.match(await of(xa, id), {
        state: 'proposed',
        proposer: 'XB',
        ground: 'biometrics-differ',
        consent: proposal('').consent,
        until: '2026-05-30T12:00:00.000Z',
      })
      const [row] = await xa.rows('select mark, mark_key from alerts.clearance where id = $1', [id])
      const box = { box: row?.['mark'] as Buffer, key: row?.['mark_key'] as Buffer }
      const mark = JSON.parse(Buffer.from(xa.storageKey.open(box, `clearance ${id}`)).toString())
      t.ok(isMarked(mark, facts))
      t.notOk(isMarked(mark, { ...facts, birthDate: '1991-02-04' }), 'another birth date')
      t.notOk(isMarked(mark, { ...facts, country: '' }), 'a document of somebody else')
      t.notMatch(JSON.stringify([mark, await xb.rows('select * from alerts.clearance')]), /9900001|1991/)
    })

    await t.test('a supervisor of the issuer decides, and nobody else', async (t) => {
      t.match(await xa.liaison('POST', `/v1/clearances/${id}/accept`), { status: 403 })
      t.match(await xb.supervisor('POST', `/v1/clearances/${id}/accept`), { status: 404 })
      t.match(await xa.supervisor('POST', `/v1/clearances/${id}/end`, { reason: 'not-confirmed' }), {
        status: 409,
      })
      t.match(await xa.supervisor('POST', `/v1/clearances/${id}/accept`), {
        status: 200,
        body: { state: 'standing', recipients: [{ jurisdiction: 'XB', erasedAt: null }] },
      })
      t.match(await xa.supervisor('POST', `/v1/clearances/${id}/accept`), { status: 409 })
      t.same(await standing(xa), [{ id }])
      await carry()
      t.same(await standing(xb), [{ id }])
      t.match(await of(xb, id), { state: 'standing', proposer: 'XB' })
    })

    await t.test('a later version about the same subject leaves it, one about another ends it', async (t) => {
      await xa.analyst('PUT', `/v1/alerts/${alert}/draft`, {
        ...draft,
        statement: 'Said again, in other words.',
      })
      await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
      await xa.approve(`/v1/alerts/${alert}`)
      await until('it is held against version 2', async () => (await of(xa, id))?.version === 2)
      t.same(await standing(xa), [{ id }])
    })

    await t.test('without consent it is gone there and here, and the issuer has a receipt', async (t) => {
      t.match(await xb.liaison('POST', `/v1/clearances/${id}/end`, { reason: 'expired' }), { status: 400 })
      t.match(await xb.liaison('POST', `/v1/clearances/${id}/end`, { reason: 'consent-withdrawn' }), {
        status: 200,
      })
      t.same(await standing(xb), [])
      await carry()
      t.match(await of(xa, id), { state: 'ended', reason: 'consent-withdrawn' })
      await carry()
      await carry()
      t.match(await of(xa, id), {
        recipients: [{ jurisdiction: 'XB', erasedAt: '2026-03-01T12:00:00.000Z' }],
      })
      for (const node of [xa, xb]) {
        t.same(await left(node, id), [], 'nothing is left of it')
        t.match(
          await readLedger(node.ledgerFile),
          [{ kind: 'clearance', id, alert, issuer: 'XA', state: 'ended', reason: 'consent-withdrawn' }],
          'and no backup brings it back',
        )
        t.same(await node.rows('select lines from consent.ledger'), [{ lines: '1' }])
      }
      t.match(await xb.liaison('POST', `/v1/clearances/${id}/end`, { reason: 'consent-withdrawn' }), {
        status: 409,
      })
    })

    await t.test('each step is on record', async (t) => {
      t.same(
        (await recorded(xb)).slice(1),
        [
          ['clearance.propose', 'done', 'biometrics-differ'],
          ['clearance.accept', 'denied', 'forbidden'],
          ['clearance.receive', 'done', 'standing'],
          ['clearance.end', 'done', 'consent-withdrawn'],
          ['clearance.receive', 'done', 'ended'],
        ].filter(([, outcome]) => outcome === 'done'),
      )
      t.same(await recorded(xa), [
        ['clearance.receive', 'done', 'proposal'],
        ['clearance.accept', 'denied', 'forbidden'],
        ['clearance.accept', 'done', undefined],
        ['clearance.receive', 'done', 'retraction'],
        ['clearance.receive', 'done', 'erased'],
      ])
    })
  },
)

void t.test('it ends with what it rests on, whatever the agreement says then', async (t) => {
  const { xa, xb, alert, digest, carry, override, accepted } = await twoNodes(t)
  await t.test('with the override of the node that proposed it', async () => {
    const id = await accepted(override)
    await xb.rows(`update watchlist.override set state = 'ended' where id = $1`, [override])
    await settled(xb, id, 'ended')
    await carry()
    t.match(await of(xa, id), { state: 'ended', reason: 'override-ended' })
  })
  await t.test('when the alert says something else of its subject', async () => {
    const id = await accepted(await overrideAt(xb, alert))
    const { identity } = draft
    await xa.analyst('PUT', `/v1/alerts/${alert}/draft`, { ...draft, identity: { ...identity, sex: 'male' } })
    await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
    await xa.approve(`/v1/alerts/${alert}`)
    await settled(xa, id, 'ended')
    await carry()
    t.match(await of(xb, id), { state: 'ended', reason: 'alert-changed' })
  })
  await t.test('with its time, at every node by itself', async () => {
    const id = await accepted(await overrideAt(xb, alert))
    for (const node of [xa, xb]) node.setTime('2026-05-30T12:00:00.000Z')
    await Promise.all([xa, xb].map((node) => settled(node, id, 'ended')))
    t.match(await of(xb, id), { reason: 'expired' })
    for (const node of [xa, xb]) node.setTime('2026-03-01T12:00:00.000Z')
    await carry()
  })
  await t.test('an agreement that is suspended carries none, and keeps back no end of one', async () => {
    const id = await accepted(await overrideAt(xb, alert))
    await changeStanding(xb, digest, 'suspend')
    const another = await xb.liaison('POST', '/v1/clearances', proposal(await overrideAt(xb, alert)))
    t.match(another, { code: 'no-agreement' })
    await xb.liaison('POST', `/v1/clearances/${id}/end`, { reason: 'consent-withdrawn' })
    await carry()
    t.match(await of(xa, id), { state: 'ended' })
    await changeStanding(xb, digest, 'resume')
    await carry()
  })
  await t.test('a refusal says why, and keeps nothing', async () => {
    const { id } = await proposed(xb, await overrideAt(xb, alert))
    await carry()
    const no = { reason: 'may-be-the-subject' }
    t.match(await xa.supervisor('POST', `/v1/clearances/${id}/decline`, no), { status: 200 })
    await carry()
    t.match(await of(xb, id), { state: 'declined', reason: 'may-be-the-subject' })
    for (const node of [xa, xb]) t.same(await left(node, id), [])
  })
  await t.test('with the alert', async () => {
    const id = await accepted(await overrideAt(xb, alert))
    await xa.analyst('POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })
    await settled(xa, id, 'ended')
    await carry()
    await settled(xb, id, 'ended')
    t.match(await of(xb, id), { reason: 'alert-ended' })
    t.same(await standing(xb), [])
  })
})

void t.test('nothing is erased while lines of the ledger of erasures are missing', async (t) => {
  const { xb, override, accepted } = await twoNodes(t)
  const id = await accepted(override)
  const end = () => xb.liaison('POST', `/v1/clearances/${id}/end`, { reason: 'consent-withdrawn' })
  await xb.rows('update consent.ledger set lines = lines + 1')
  t.match(await end(), { status: 503 })
  t.same(await standing(xb), [{ id }])
  t.same(await readLedger(xb.ledgerFile), [])
  await xb.rows('update consent.ledger set lines = lines - 1')
  t.match(await end(), { status: 200 })
  t.match(await readLedger(xb.ledgerFile), [{ kind: 'clearance', id }])
})

void t.test('an end that was written down and did not come about comes about, and is told', async (t) => {
  const { xa, xb, alert, carry, override, accepted } = await twoNodes(t)
  /** What the consent service does with a line of the ledger that the database does not know. */
  const replayed = (node: Node, own: string, id: string, state: string, reason: string) =>
    node.rows(`select alerts.end_clearances_again($1, $2::jsonb)`, [
      own,
      JSON.stringify([{ id, alert, issuer: 'XA', state, reason, at: '2026-03-01T12:00:00.000Z' }]),
    ])
  const told = async (node: Node) =>
    until(
      'it is told',
      async () => (await node.rows('select from alerts.clearance where untold')).length === 0,
    )

  const withdrawn = await accepted(override)
  await replayed(xb, 'XB', withdrawn, 'ended', 'consent-withdrawn')
  t.same(await standing(xb), [], 'what the person is known by is gone at once')
  await told(xb)
  await carry()
  t.match(await of(xa, withdrawn), { state: 'ended', reason: 'consent-withdrawn' })
  t.same(await standing(xa), [])
  t.ok(
    (await recorded(xb)).some(
      ([operation, , reason]) => operation === 'clearance.end' && reason === 'consent-withdrawn',
    ),
  )

  // An officer who tried again got through: the line of the first time is carried out too, and keeps nothing back.
  const again = await accepted(await overrideAt(xb, alert))
  await xb.liaison('POST', `/v1/clearances/${again}/end`, { reason: 'consent-withdrawn' })
  const waiting = () => xb.rows('select id from exchange.outbox where ref = $1', [again])
  const before = await waiting()
  t.equal(before.length, 1, 'the letter that ends it')
  await replayed(xb, 'XB', again, 'ended', 'consent-withdrawn')
  t.same(await waiting(), before, 'still goes out')
  await carry()
  t.match(await of(xa, again), { state: 'ended', reason: 'consent-withdrawn' })

  const declined = await accepted(await overrideAt(xb, alert))
  await replayed(xa, 'XA', declined, 'declined', 'not-shown')
  await told(xa)
  await carry()
  t.match(await of(xb, declined), { state: 'ended', reason: 'not-confirmed' }, 'it stands nowhere')
  t.same(await standing(xb), [])
})

void t.test('a recipient that lost the alert for a while gets the clearance again with it', async (t) => {
  const { xa, xb, alert, digest, carry, override, accepted } = await twoNodes(t)
  const id = await accepted(override)
  t.same(await standing(xb), [{ id }])

  await changeStanding(xa, digest, 'terminate')
  await carry()
  await settled(xb, id, 'ended')
  t.match(await of(xb, id), { reason: 'alert-ended' })
  await carry()
  t.match(await of(xa, id), { state: 'standing', recipients: [{ jurisdiction: 'XB', erasedAt: /^2026/ }] })

  await underNewAgreement(xa, xb, carry)
  await revise(xa, alert)
  await carry()
  const again = async () => (await of(xa, id))?.recipients.some(({ erasedAt }) => erasedAt === null)
  await until('the issuer sends it once more', async () => (await again()) === true)
  await carry()
  t.match(await of(xb, id), { state: 'standing', reason: null })
  t.same(await standing(xb), [{ id }])

  await xa.supervisor('POST', `/v1/clearances/${id}/end`, { reason: 'not-confirmed' })
  await carry()
  t.match(await of(xb, id), { state: 'ended', reason: 'not-confirmed' })
  await revise(xa, alert)
  await carry()
  t.same(await standing(xb), [], 'what the issuer ended stays ended')
})

void t.test('a node that lost its database takes its clearances up again, and can end them', async (t) => {
  const { xa, xb, alert, carry, override, accepted } = await twoNodes(t)
  const id = await accepted(override)
  await readBack(xa, 'XA')
  t.match(await of(xa, id), {
    state: 'standing',
    until: '2026-05-30T12:00:00.000Z',
    recipients: [{ jurisdiction: 'XB' }, { jurisdiction: 'XC' }],
  })
  t.same(await standing(xa), [{ id }], 'by the same mark')
  await xa.supervisor('POST', `/v1/clearances/${id}/end`, { reason: 'not-confirmed' })
  await carry()
  t.match(await of(xb, id), { state: 'ended', reason: 'not-confirmed' })
  await readBack(xa, 'XA')
  t.same(await standing(xa), [], 'what it ended it ends again')

  const { id: second } = await proposed(xb, await overrideAt(xb, alert))
  await carry()
  await readBack(xb, 'XB')
  t.match(await of(xb, second), { state: 'proposed', proposer: 'XB', issuer: 'XA' })
  await xb.liaison('POST', `/v1/clearances/${second}/end`, { reason: 'consent-withdrawn' })
  await carry()
  t.match(await of(xa, second), { state: 'ended', reason: 'consent-withdrawn' })
})

void t.test('what an issuer said with a key that was taken back clears nobody', async (t) => {
  const { xb, alert, override, accepted } = await twoNodes(t)
  const id = await accepted(override)
  t.same(await standing(xb), [{ id }])
  const [row] = await xb.rows('select entry_seq from alerts.clearance where id = $1', [id])
  await xb.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, compartments) values ('void', 'XA', $1, '\\x00', '[]')`,
    [row?.['entry_seq']],
  )
  await settled(xb, id, 'ended')
  t.match(await of(xb, id), { reason: 'not-confirmed' })
  t.same(await standing(xb), [])
  t.match(await xb.rows('select state from alerts.alert where id = $1', [alert]), [{ state: 'active' }])
})

void t.test('who has no say in a clearance is refused, with the reason', async (t) => {
  const { xa, xb, alert, override, accepted } = await twoNodes(t)
  const id = await accepted(override)
  let seq = 900
  const says = async (node: Node, issuer: string, clearance: string, content: ClearanceLetter['content']) => {
    const at = '2026-03-01T12:00:00.000Z'
    const payload = clearanceDocument.encode({ v: 1, id: clearance, issuer, alert, at, content })
    await deliver(node, 'clearance', issuer, ++seq, clearance, payload, [])
    return (await recorded(node)).at(-1)
  }
  const mark = markPerson(facts)
  const ends = '2026-05-30T12:00:00.000Z'
  const forged = { kind: 'standing', mark, identity: '0'.repeat(64), until: ends } as const
  const refusedFor = (reason: string) => ['clearance.refuse', 'denied', reason]

  t.same(await says(xb, 'XC', newUuid(), forged), refusedFor('not-the-issuer'), 'XC clears of an alert of XA')
  t.same(await says(xb, 'XC', id, forged), refusedFor('not-the-issuer'))
  t.same(await says(xb, 'XC', id, { kind: 'ended', reason: 'not-confirmed' }), refusedFor('not-the-issuer'))
  const asked = { kind: 'proposal', version: 1, ground: 'identity-misused', mark, until: ends } as const
  const { consent } = proposal('')
  t.same(
    await says(xa, 'XC', newUuid(), { ...asked, consent: { ...consent, givenBy: 'person' } }),
    refusedFor('alert-unknown'),
    'XC never got the alert',
  )
  t.same(
    await says(xa, 'XC', id, { kind: 'retraction', reason: 'consent-withdrawn' }),
    refusedFor('clearance-unknown'),
  )
  t.same(await says(xa, 'XC', id, { kind: 'erased' }), refusedFor('clearance-unknown'), 'XC never had it')
  t.same(await standing(xa), [{ id }])
  t.same(await standing(xb), [{ id }])
  t.equal((await xb.rows('select id from alerts.clearance')).length, 1, 'nothing of it was kept')
})
