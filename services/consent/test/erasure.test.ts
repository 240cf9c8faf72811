import { setTimeout as delay } from 'node:timers/promises'
import { startTestDatabase } from '@crosswatch/database/testing'
import {
  newUuid,
  outboxContext,
  receiptDocument,
  sha256,
  toHex,
  utf8,
  type Receipt,
} from '@crosswatch/protocol'
import t from 'tap'
import { makeNode, type Node } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

/** An alert as the alerts service leaves it when it has ended. */
async function ended(
  node: Node,
  alert: {
    id: string
    origin: 'own' | 'received'
    state: string
    issuer: string
    entry?: number
    content?: boolean
  },
): Promise<void> {
  const { id, origin, state, issuer, entry = null, content = false } = alert
  const recipients =
    origin === 'own' ? ['XB', 'XC'].map((jurisdiction) => ({ jurisdiction, compartments: [] })) : []
  await node.rows(
    `insert into alerts.alert (id, issuer, origin, state, version, category, action, mode, valid_until, review_by, compartments,
       recipients, entry_seq, change, updated_at, core)
     values ($1, $2, $3, $4, 1, 'pattern', 'be-aware', 'actual', now(), now(), '[]', $5, $6, nextval('alerts.change_seq'),
       '2026-03-01T11:59:00Z', $7)`,
    [id, issuer, origin, state, JSON.stringify(recipients), entry, content ? Buffer.from('left') : null],
  )
  await node.rows(`select pg_notify('alerts_change', '')`)
}

/** An entry of a feed, as the exchange keeps it, and what it was about. */
async function entryOf(
  node: Node,
  issuer: string,
  seq: number,
  ref: string,
  kind = 'alert',
): Promise<string> {
  const hash = sha256(utf8(`${issuer} ${seq}`))
  await node.rows(
    `insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body) values ($1, $2, $3, 'sealed', 'e', 'b')`,
    [issuer, seq, hash],
  )
  if (issuer === 'XA') await node.rows('insert into exchange.sent (seq, ref) values ($1, $2)', [seq, ref])
  else {
    await node.rows(
      `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, compartments) values ($1, $2, $3, $4, $5, '[]')`,
      [kind, issuer, seq, hash, ref],
    )
  }
  return toHex(hash)
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 200; turn++) {
    const found = await look()
    if (found !== undefined) return found
    await delay(25)
  }
  throw new Error('it did not happen')
}

async function sentReceipts(node: Node): Promise<Receipt[]> {
  const rows = await node.rows(
    `select ref, kind, document, document_key, recipients from exchange.outbox order by id`,
  )
  return rows.map(({ ref, document, document_key, recipients }) => {
    if (!(document instanceof Buffer && document_key instanceof Buffer && Array.isArray(recipients)))
      throw new TypeError('not a letter')
    const context = outboxContext(String(ref), 'receipt', recipients)
    return receiptDocument.decode(node.storageKey.open({ box: document, key: document_key }, context))
  })
}

/** A receipt that arrived, as the exchange hands it on. */
async function arrive(
  node: Node,
  issuer: string,
  seq: number,
  receipt: Omit<Receipt, 'v' | 'issuer'>,
): Promise<void> {
  const bytes = receiptDocument.encode({ v: 1, issuer, ...receipt })
  const { box, key } = node.storageKey.seal(bytes, `inbox ${issuer} ${seq}`)
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     values ('receipt', $1, $2, 'h', $3, $4, $5, '[]')`,
    [issuer, seq, receipt.id, box, key],
  )
  await node.rows(`select pg_notify('exchange_inbox', '')`)
}

void t.test('what another member took back is destroyed, and a signed receipt says so', async (t) => {
  const node = await makeNode(t, postgres)
  const [first, second] = [newUuid(), newUuid()]
  await entryOf(node, 'XB', 4, first)
  await entryOf(node, 'XB', 5, second)
  const hash = await entryOf(node, 'XB', 6, first, 'withdrawal')
  await ended(node, { id: first, origin: 'received', state: 'withdrawn', issuer: 'XB', entry: 6 })
  const receipts = await until(async () => {
    const sent = await sentReceipts(node)
    return sent.length > 0 ? sent : undefined
  })
  t.match(receipts, [
    {
      issuer: 'XA',
      to: 'XB',
      upTo: 6,
      bodies: 1,
      alerts: [{ alert: first, version: 1, cause: 'withdrawn', entry: 6, hash }],
    },
  ])
  t.same(
    await node.rows('select seq, body is null as erased from exchange.feed_entry order by seq'),
    [
      { seq: '4', erased: true },
      { seq: '5', erased: false },
      { seq: '6', erased: false },
    ],
    'the body of that alert and no other',
  )
  t.match(await node.recorded(), [{ operation: 'erasure.done', recipients: ['XB'], count: 1 }])
})

void t.test('there is no receipt while anything is left', async (t) => {
  const node = await makeNode(t, postgres)
  const id = newUuid()
  await entryOf(node, 'XB', 1, id)
  await ended(node, { id, origin: 'received', state: 'expired', issuer: 'XB', entry: 1, content: true })
  await delay(300)
  t.same(await sentReceipts(node), [])
  await node.rows('update alerts.alert set core = null')
  t.match(await until(async () => (await sentReceipts(node))[0]), {
    alerts: [{ alert: id, cause: 'expired' }],
  })
})

void t.test('the board of an issuer', async (t) => {
  const node = await makeNode(t, postgres)
  const id = newUuid()
  const hash = await entryOf(node, 'XA', 9, id)
  await ended(node, { id, origin: 'own', state: 'withdrawn', issuer: 'XA' })
  const board = async (query = '') => (await node.supervisor('GET', `/v1/erasures${query}`)).body
  const states = async () => {
    const { demands } = await board()
    if (!Array.isArray(demands)) throw new TypeError('no demands')
    return demands.map((one) => `${one.recipient} ${one.state}`).toSorted()
  }
  const become = (...expected: string[]) =>
    until(async () => ((await states()).join() === expected.join() ? true : undefined))

  await become('XB pending', 'XC pending')
  const item = { alert: id, version: 1, cause: 'withdrawn' as const, entry: 9, hash }
  const receipt = { to: 'XA', at: '2026-03-01T12:00:01.000Z', upTo: 9, bodies: 1 }

  await t.test('a receipt that names another entry of the feed does not count', async () => {
    const forged = { ...item, hash: toHex(sha256(utf8('another'))) }
    await arrive(node, 'XC', 3, { ...receipt, id: newUuid(), alerts: [forged] })
    await become('XB pending', 'XC refused')
  })
  await t.test('a receipt for an entry about another alert does not count either', async () => {
    const other = await entryOf(node, 'XA', 10, newUuid())
    await arrive(node, 'XC', 4, { ...receipt, id: newUuid(), alerts: [{ ...item, entry: 10, hash: other }] })
    await become('XB pending', 'XC refused')
  })
  await t.test('a receipt that names the withdrawal settles it, for whoever signed it only', async () => {
    await arrive(node, 'XB', 7, { ...receipt, id: newUuid(), alerts: [item] })
    await become('XB received', 'XC refused')
    await arrive(node, 'XC', 5, { ...receipt, id: newUuid(), alerts: [item] })
    await become('XB received', 'XC received')
  })
  await t.test('one that is here before this node has read that it is owed settles it too', async () => {
    const quick = newUuid()
    const itsHash = await entryOf(node, 'XA', 11, quick)
    await arrive(node, 'XB', 8, {
      ...receipt,
      id: newUuid(),
      alerts: [{ ...item, alert: quick, entry: 11, hash: itsHash }],
    })
    await ended(node, { id: quick, origin: 'own', state: 'withdrawn', issuer: 'XA' })
    await become('XB received', 'XB received', 'XC pending', 'XC received')
    await arrive(node, 'XC', 6, {
      ...receipt,
      id: newUuid(),
      alerts: [{ ...item, alert: quick, entry: 11, hash: itsHash }],
    })
    await become('XB received', 'XB received', 'XC received', 'XC received')
    await node.rows('delete from consent.demand where alert = $1', [quick])
  })
  await t.test('whoever gives none in time is overdue', async (t) => {
    const late = newUuid()
    await ended(node, { id: late, origin: 'own', state: 'expired', issuer: 'XA' })
    await become('XB pending', 'XB received', 'XC pending', 'XC received')
    node.setTime('2026-03-02T12:00:00.000Z')
    await become('XB overdue', 'XB received', 'XC overdue', 'XC received')
    t.match(await board('?state=overdue&recipient=XC'), {
      counts: [{}, {}, {}, {}],
      demands: [{ alert: late, recipient: 'XC', cause: 'expired' }],
      next: null,
    })
  })
  t.equal((await node.border('GET', '/v1/erasures')).status, 403)
})

void t.test(
  'an alert that went with its agreement is settled by a receipt of its own, whichever comes first',
  async (t) => {
    const node = await makeNode(t, postgres)
    const [late, early] = [newUuid(), newUuid()]
    const hashes = [await entryOf(node, 'XA', 4, late), await entryOf(node, 'XA', 5, early)]
    const receipt = (alert: string, entry: number, hash = '') => ({
      id: newUuid(),
      to: 'XA',
      at: '2026-03-01T12:00:00.000Z',
      upTo: entry,
      alerts: [{ alert, version: 1, cause: 'terminated' as const, entry, hash }],
      bodies: 1,
    })
    const board = () =>
      node.rows('select alert, cause, receipt is not null as received from consent.demand order by alert')
    await arrive(node, 'XB', 900, receipt(early, 5, hashes[1]))
    await until(async () => ((await board()).length === 1 ? true : undefined))
    for (const alert of [late, early])
      await node.rows(
        `insert into alerts.departure values (nextval('alerts.change_seq'), $1, 1, 'XB', '2026-03-01T11:59:00Z')`,
        [alert],
      )
    await node.rows(`select pg_notify('alerts_change', '')`)
    await until(async () => ((await board()).length === 2 ? true : undefined))
    t.match(await board(), [
      { alert: late, cause: 'terminated', received: false },
      { alert: early, cause: 'terminated', received: true },
    ])
    await arrive(node, 'XB', 901, receipt(late, 4, hashes[0]))
    await until(async () => ((await board()).every(({ received }) => received) ? true : undefined))
  },
)

void t.test('what this node erased with an agreement is receipted as such', async (t) => {
  const node = await makeNode(t, postgres)
  const id = newUuid()
  const hash = await entryOf(node, 'XB', 4, id)
  await ended(node, { id, origin: 'received', state: 'withdrawn', issuer: 'XB', entry: 4 })
  await node.rows(
    `update alerts.alert set reason = 'agreement-terminated', change = nextval('alerts.change_seq')`,
  )
  await node.rows(`select pg_notify('alerts_change', '')`)
  const receipts = await until(async () => {
    const all = await sentReceipts(node)
    return all.some(({ alerts }) => alerts[0]?.cause === 'terminated') ? all : undefined
  })
  t.match(receipts.at(-1), { alerts: [{ alert: id, cause: 'terminated', entry: 4, hash }] })
})
