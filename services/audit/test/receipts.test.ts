import {
  type FollowAnswer,
  type ForeignLookList,
  type Look,
  type LookReceipt,
  lookReceiptDocument,
  newUuid,
  outboxContext,
  type ReceiptAccounts,
  receiptLimits,
} from '@crosswatch/protocol'
import { createAccessLog } from '@crosswatch/service-kit'
import { encodeAccessEntry, verifyReceipt } from '@crosswatch/transparency'
import t from 'tap'
import { readAccounts } from '../src/receipts/read-accounts.ts'
import { splitReceipts } from '../src/receipts/split-receipts.ts'
import { takeReceipts } from '../src/receipts/take-receipts.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import { auditor, signedIn } from './app-harness.ts'
import { query, sequenceAll, startServer } from './harness.ts'
import { foundMembers, type Member, startMember, until } from './witnesses.ts'

const postgres = await startServer(t)
const alert = '019a2b3c-4d5e-7000-8000-00000000a1e7'
const seen = (issuer: string, id = alert) => ({
  alert: id,
  version: 2,
  issuer,
  compartments: ['identity' as const],
})

type OutboxRow = {
  id: string
  ref: string
  recipients: { jurisdiction: string; compartments: [] }[]
  document: Buffer
  document_key: Buffer
}

/** Receipts that wait to be sealed at a node, opened. */
async function outbox({ node }: Member): Promise<LookReceipt[]> {
  const { rows } = await node.superuser.pool.query<OutboxRow>(
    `select * from exchange.outbox where kind = 'look-receipt' order by id`,
  )
  return rows.map(({ ref, recipients, document, document_key: key }) =>
    lookReceiptDocument.decode(
      node.storageKey.open({ box: document, key }, outboxContext(ref, 'look-receipt', recipients)),
    ),
  )
}

let arrived = 0

/** What the exchange of the recipient does with a letter that it has verified and opened. */
async function deliver({ node }: Member, receipt: LookReceipt, from = receipt.issuer): Promise<void> {
  arrived++
  const { box, key } = node.storageKey.seal(lookReceiptDocument.encode(receipt), `inbox ${from} ${arrived}`)
  await node.superuser.pool.query(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     values ('look-receipt', $1, $2, $3, $4, $5, $6, '[]')`,
    [from, arrived, Buffer.alloc(32), receipt.id, Buffer.from(box), Buffer.from(key)],
  )
  await node.superuser.pool.query(`select pg_notify('exchange_inbox', '')`)
}

type Service = Awaited<ReturnType<typeof startMember>>

interface Recorded {
  readonly records: readonly {
    readonly record: { readonly outcome: string; readonly reason?: string }
  }[]
}

const post = async ({ app }: Service, url: string, body: object, headers = auditor) =>
  app.inject({ method: 'POST', url, headers, payload: { purpose: 'oversight', ...body } })

const accountOf = async ({ app }: Service, jurisdiction: string) => {
  const accounts = (await app.inject({ url: '/v1/receipts', headers: auditor })).json<ReceiptAccounts>()
  const account = accounts.jurisdictions.find((one) => one.jurisdiction === jurisdiction)
  if (account === undefined) throw new Error('no account')
  return { ...account, hits: accounts.unaccountedHits }
}

async function found() {
  const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC'])
  const [xa, xb, xc] = net.members
  if (xa === undefined || xb === undefined || xc === undefined) throw new Error('no member')
  return { net, xa, xb, xc }
}

t.test(
  'whoever looks at the alert of another tells it, and the issuer finds each look in their log',
  async (t) => {
    const { net, xa, xb, xc } = await found()
    const issuer = await startMember(t, net, xa, { receiptPeriod: 1 })
    await startMember(t, net, xc)
    await xb.node.accessLog.append(xb.node.watchlist.db, [
      query({ officer: 'xb-border', outcome: 'hit', alerts: [seen('XA'), seen('XB', newUuid())] }),
      query({ officer: 'xb-border', outcome: 'denied', reason: 'purpose-not-allowed', alerts: [seen('XA')] }),
      query({ operation: 'alert.list', outcome: 'done', purpose: 'alert-management', alerts: [seen('XA')] }),
      query({
        officer: 'xb-analyst',
        operation: 'alert.view',
        roles: ['analyst'],
        outcome: 'done',
        alerts: [seen('XA')],
      }),
      query({}),
    ])
    // What was recorded before receipts were given is told as well.
    const looker = await startMember(t, net, xb, { receiptPeriod: 1 })
    const receipts = await until('receipts', async () => {
      const all = await outbox(xb)
      return all.some(({ looks }) => looks.length > 0) && all
    })
    const toIssuer = receipts.filter(({ to }) => to === 'XA')
    const toThird = receipts.filter(({ to }) => to === 'XC')
    t.ok(
      toThird.length > 0 && toThird.every(({ looks }) => looks.length === 0),
      'who was not looked at gets a letter as well, that says so',
    )
    const looks = toIssuer.flatMap((receipt) => receipt.looks)
    t.strictSame(
      looks.map(({ operation, alerts }) => [operation, alerts]),
      [
        ['query', [{ alert, version: 2, compartments: ['identity'] }]],
        ['alert.view', [{ alert, version: 2, compartments: ['identity'] }]],
      ],
      'nothing of refusals, lists, own alerts and what found nothing',
    )
    t.match(looks[0], { purpose: 'border-check', roles: ['border-officer'], at: /T\d\d:00:00\.000Z$/ })
    t.notMatch(JSON.stringify(receipts), /xb-|Someone|CASE/, 'no officer, no traveller, no case')

    for (const receipt of toIssuer) await deliver(xa, receipt)
    const list = await until('proofs', async () => {
      const body = (await post(issuer, '/v1/receipts/search', { alert })).json<ForeignLookList>()
      return body.looks.length === 2 && body.looks.every(({ state }) => state === 'proven') && body
    })
    for (const { place, commitment, operation: type, proof } of list.looks) {
      const { node } = xb
      const entry = encodeAccessEntry({ type, commitment: Buffer.from(commitment, 'hex') })
      const kept = verifyReceipt(proof ?? '', entry, node.key.origin, [node.key.verifier])
      t.equal(kept.index, BigInt(place), 'what the proof rests on is kept, and verifies anywhere')
    }
    t.strictSame(
      new Set(list.looks.map(({ jurisdiction, operation }) => `${jurisdiction} ${operation}`)),
      new Set(['XB query', 'XB alert.view']),
    )
    t.match(
      (await post(issuer, '/v1/records/follow', { subject: { kind: 'alert', alert } })).json<FollowAnswer>()
        .abroad,
      [
        { jurisdiction: 'XB', looks: 1, officers: 1, refuted: 0 },
        { jurisdiction: 'XB', looks: 1, officers: 1, refuted: 0 },
      ],
    )
    t.match(await accountOf(issuer, 'XB'), {
      received: { looks: 2, waiting: 0, refuted: 0, gaps: [] },
      hits: [],
    })
    t.match(await accountOf(looker, 'XA'), { sent: { looks: 2 } })

    // Only who gave the pseudonym can tell who it is, to its own auditor, and on record.
    const pseudonym = looks[0]?.officer
    const ask = (service: Service, body: object, headers = auditor) =>
      post(service, '/v1/receipts/resolve', { jurisdiction: 'XA', pseudonym, ...body }, headers)
    t.same((await ask(looker, {})).json(), { officer: 'xb-border' })
    t.equal(
      (await ask(looker, { jurisdiction: 'XC' })).statusCode,
      404,
      'to another one the officer is another one',
    )
    t.equal((await ask(issuer, {})).statusCode, 404)
    t.equal((await ask(looker, {}, signedIn('administrator'))).statusCode, 403)
    t.equal((await post(issuer, '/v1/receipts/search', {}, signedIn('analyst'))).statusCode, 403)
    const recorded = await post(looker, '/v1/records/search', {
      operation: 'receipt.resolve',
    })
    t.strictSame(
      recorded.json<Recorded>().records.map(({ record }) => record.outcome),
      ['denied', 'none', 'done'],
    )
    const told = await post(looker, '/v1/records/search', { operation: 'look.tell' })
    t.match(told.json<Recorded>().records, [{ record: { recipients: ['XA'], count: 2 } }])
  },
)

t.test('a receipt without a look, a look without a receipt, and places left out are evidence', async (t) => {
  const { net, xa, xb, xc } = await found()
  const issuer = await startMember(t, net, xa, { receiptPeriod: 1 })
  await startMember(t, net, xc)
  await startMember(t, net, xb)
  await xb.node.accessLog.append(xb.node.watchlist.db, [
    query({ outcome: 'hit', alerts: [seen('XA')] }),
    query({}),
  ])
  const look: Look = {
    place: 1,
    commitment: 'ab'.repeat(32),
    operation: 'query',
    at: '2026-03-01T08:00:00.000Z',
    purpose: 'border-check',
    roles: ['border-officer'],
    officer: 'A'.repeat(22),
    alerts: [{ alert, version: 2, compartments: ['identity'] }],
  }
  const receipt: LookReceipt = {
    v: 1,
    id: newUuid(),
    issuer: 'XB',
    to: 'XA',
    at: '2026-03-01T09:00:00.000Z',
    from: 1,
    until: 2,
    looks: [look],
  }
  // Another alert than the one that the receipts name was met.
  const met = newUuid()
  await xa.node.accessLog.append(xa.node.audit.db, [
    query({
      operation: 'hit.receive',
      officer: 'system:alerts',
      outcome: 'done',
      alerts: [seen('XA', met)],
      recipients: ['XB'],
    }),
  ])
  await deliver(xa, { ...receipt, id: newUuid(), to: 'XC' })
  await deliver(xa, { ...receipt, id: newUuid(), from: 2 })
  await deliver(xa, receipt)
  await deliver(xa, receipt)
  // Far beyond what its log has: nobody can say anything of it yet.
  await deliver(xa, { ...receipt, id: newUuid(), from: 2, until: 9, looks: [{ ...look, place: 8 }] })
  const { received } = await until('the comparison', async () => {
    const account = await accountOf(issuer, 'XB')
    return account.received.refuted === 1 && account.received.waiting === 1 && account
  })
  t.match(received, { gaps: [{ from: 0, until: 1 }], until: 9, waiting: 1 })
  const body = (await post(issuer, '/v1/receipts/search', { state: 'refuted' })).json<ForeignLookList>()
  t.match(body.looks, [{ place: 1, receipt: receipt.id, state: 'refuted' }])
  const refusals = await post(issuer, '/v1/records/search', {
    operation: 'look.told',
    outcome: 'denied',
  })
  t.strictSame(
    refusals.json<Recorded>().records.map(({ record }) => record.reason),
    ['out-of-range', 'not-addressed'],
  )
  t.strictSame((await accountOf(issuer, 'XB')).hits, [], 'the hit is younger than what was told')
  await xa.node.superuser.pool.query(`update audit.receipt_account set last = now() + interval '1 minute'`)
  const hits = await until('the hit', async () => {
    const account = await accountOf(issuer, 'XB')
    return account.hits.length > 0 && account.hits
  })
  t.match(hits, [{ jurisdiction: 'XB', alert: met }])
})

/** A member without its service, which takes reports of hits and receipts of XB at the times that a test says. */
async function takingMember() {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [member] = net.members
  if (member === undefined) throw new Error('no member')
  const { node } = member
  const { audit, storageKey } = node
  const actLog = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1' })
  let place = 0
  return {
    /** Reports of hits come in, one for each alert. */
    takeHits: async (at: string, alerts: readonly string[]) => {
      const now = () => new Date(at)
      const log = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', now })
      const hit = { operation: 'hit.receive', officer: 'system:alerts', outcome: 'done' } as const
      await log.append(
        audit.db,
        alerts.map((met) => query({ ...hit, recipients: ['XB'], alerts: [seen('XA', met)] })),
      )
      await sequenceAll(node)
      await createRecordIndex(audit).catchUp()
    },
    /** A receipt comes in that was made at another time, by the clock of XB. */
    takeReceipt: async (
      { made, arrives }: { readonly made: string; readonly arrives: string },
      looks: readonly { readonly at: string; readonly alert: string }[] = [],
    ) => {
      const from = place
      const told = looks.map(({ at, alert: looked }): Look => ({
        place: place++,
        commitment: 'ab'.repeat(32),
        operation: 'query',
        at,
        purpose: 'border-check',
        roles: ['border-officer'],
        officer: 'A'.repeat(22),
        alerts: [{ alert: looked, version: 2, compartments: ['identity'] }],
      }))
      const places = { from, until: place, looks: told }
      await deliver(member, { v: 1, id: newUuid(), issuer: 'XB', to: 'XA', at: made, ...places })
      const clock = () => new Date(arrives)
      await takeReceipts({ connection: audit, jurisdiction: 'XA', storageKey, actLog, clock })
    },
    accounts: async (now: string) => {
      const of = { federation: 'test', peers: ['XB'], periodMs: 3_600_000 }
      const { jurisdictions, unaccountedHits } = await readAccounts(audit.db, of, new Date(now))
      return {
        last: jurisdictions[0]?.received.last,
        unaccounted: unaccountedHits.map((hit) => hit.alert),
      }
    },
  }
}

t.test('only a look of the days before a hit accounts for it, and none of long ago', async (t) => {
  const member = await takingMember()
  const looks = [
    { at: '2026-01-05T08:00:00.000Z', accounts: false },
    { at: '2026-07-03T12:00:00.000Z', accounts: false },
    { at: '2026-07-03T13:00:00.000Z', accounts: true },
    { at: '2026-07-10T12:00:00.000Z', accounts: true },
    { at: '2026-07-10T13:00:00.000Z', accounts: true },
    { at: '2026-07-10T14:00:00.000Z', accounts: false },
  ].map((look) => ({ ...look, alert: newUuid() }))
  await member.takeHits(
    '2026-07-10T12:30:00.000Z',
    looks.map((look) => look.alert),
  )
  const [made, arrives] = ['2026-07-10T15:00:00.000Z', '2026-07-10T15:00:01.000Z']
  await member.takeReceipt({ made, arrives }, looks)
  const { unaccounted } = await member.accounts(arrives)
  t.strictSame(
    looks.map((look) => [look.at, !unaccounted.includes(look.alert)]),
    looks.map((look) => [look.at, look.accounts]),
  )
})

t.test('a receipt speaks of the time before it was made, however late it arrives', async (t) => {
  const member = await takingMember()
  const met = newUuid()
  await member.takeHits('2026-07-10T12:00:00.000Z', [met])
  const at = (time: string) => `2026-07-10T${time}:00.000Z`
  const after = async (made: string, arrives: string) => {
    await member.takeReceipt({ made: at(made), arrives: at(arrives) })
    return member.accounts(at(arrives))
  }
  const early = { last: at('11:30'), unaccounted: [] }
  t.strictSame(await after('11:30', '15:00'), early, 'made before the hit')
  t.strictSame(await after('11:00', '15:01'), early, 'one that was overtaken takes nothing back')
  const ahead = await after('23:00', '11:45')
  t.strictSame(ahead, { last: at('11:45'), unaccounted: [] }, 'no receipt is from a time to come')
  t.strictSame(await after('12:30', '15:02'), { last: at('12:30'), unaccounted: [met] })
})

t.test('who says nothing while its log goes on is silent', async (t) => {
  const { net, xa, xb, xc } = await found()
  const issuer = await startMember(t, net, xa, { receiptPeriod: 1 })
  await startMember(t, net, xc)
  await startMember(t, net, xb)
  t.match((await accountOf(issuer, 'XB')).received, { receipts: 0, last: null, silent: false })
  await xb.node.accessLog.append(xb.node.watchlist.db, [query({})])
  await until('the log to go on', async () => (await accountOf(issuer, 'XB')).received.silent)
})

t.test('many looks are told in several receipts without a gap between them', (t) => {
  const look = (place: number, alerts = 1): Look => ({
    place,
    commitment: 'ab'.repeat(32),
    operation: 'query',
    at: '2026-03-01T08:00:00.000Z',
    roles: [],
    officer: 'A'.repeat(22),
    alerts: Array.from({ length: alerts }, () => ({ alert, version: 1, compartments: [] })),
  })
  t.strictSame(splitReceipts([], 5, 9), [{ from: 5, until: 9, looks: [] }])
  const parts = splitReceipts(
    Array.from({ length: 600 }, (_, i) => look(10 + 2 * i)),
    3,
    5000,
  )
  t.strictSame(
    parts.map(({ from, until: to, looks }) => [from, to, looks.length]),
    [
      [3, 522, 256],
      [522, 1034, 256],
      [1034, 5000, 88],
    ],
  )
  const heavy = splitReceipts([look(0, 600), look(1, 600), look(2, receiptLimits.alerts)], 0, 3)
  t.strictSame(
    heavy.map(({ from, until: to }) => [from, to]),
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  )
  t.end()
})
