import type { Connection } from '@crosswatch/database'
import { type LookReceipt, lookReceiptDocument, newUuid } from '@crosswatch/protocol'
import { createAccessLog } from '@crosswatch/service-kit'
import t from 'tap'
import { usualMonths } from '../src/domain/retention-rules.ts'
import { takeReceipts } from '../src/receipts/take-receipts.ts'
import { tellIssuers } from '../src/receipts/tell-issuers.ts'
import { eraseRecords } from '../src/retention/erase-records.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import { checkpointOf, query, sequenceAll, startServer, verifyLog } from './harness.ts'
import { foundMembers } from './witnesses.ts'

const postgres = await startServer(t)

type When = 'fails and is not stored' | 'fails but is stored'
const both: readonly When[] = ['fails and is not stored', 'fails but is stored']

/** A connection whose next transaction is undone at its end, or is committed and nobody learns of it. */
function breaking(connection: Pick<Connection, 'transaction' | 'db'>, when: When) {
  let broken = true
  const transaction: Connection['transaction'] = async (work, options) => {
    if (!broken) return connection.transaction(work, options)
    broken = false
    if (when === 'fails but is stored') await connection.transaction(work, options)
    else {
      await connection
        .transaction(async (tx) => {
          await work(tx)
          throw new Error('undone')
        }, options)
        .catch(() => {})
    }
    throw new Error(when)
  }
  return { db: connection.db, transaction }
}

async function member() {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa] = net.members
  if (xa === undefined) throw new Error('no member')
  return xa.node
}

t.test('a run that erases records stands whole or not at all, and the log stays one', async (t) => {
  for (const when of both) {
    const node = await member()
    const { storageKey, watchlist, accessLog: actLog } = node
    const past = createAccessLog({
      jurisdiction: 'XA',
      storageKey,
      software: 'test 1',
      now: () => new Date('2020-02-29T10:00:00.000Z'),
    })
    await past.append(watchlist.db, [query(), query(), query()])
    await node.accessLog.append(watchlist.db, [query()])
    await sequenceAll(node)
    await createRecordIndex(node.audit).catchUp()
    const held = [await checkpointOf(node)]
    const run = (connection: Pick<Connection, 'transaction'>) =>
      eraseRecords({ connection, months: usualMonths, actLog, clock: () => new Date() })
    await t.rejects(run(breaking(node.audit, when)), { message: when })
    await sequenceAll(node)
    const stored = when === 'fails but is stored'
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, erased: stored ? 3 : 0 }, when)
    while (await run(node.audit)) continue
    await sequenceAll(node)
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, erased: 3, held: 1 })
    const { rows } = await node.superuser.pool.query('select records::int from audit.erasure_run')
    t.same(rows, [{ records: 3 }], 'one run is on record')
  }
})

t.test('what is told to issuers is told once, whatever its transaction came to', async (t) => {
  for (const when of both) {
    const node = await member()
    const touched = { alert: newUuid(), version: 1, issuer: 'XB', compartments: ['identity' as const] }
    await node.accessLog.append(node.watchlist.db, [query({ outcome: 'hit', alerts: [touched] })])
    await sequenceAll(node)
    const held = [await checkpointOf(node)]
    const tell = (connection: Pick<Connection, 'transaction' | 'db'>) =>
      tellIssuers({
        connection,
        jurisdiction: 'XA',
        peers: ['XB'],
        storageKey: node.storageKey,
        actLog: node.accessLog,
        periodMs: 3_600_000,
        clock: () => new Date('2031-03-01T12:00:00.000Z'),
      })
    await t.rejects(tell(breaking(node.audit, when)), { message: when })
    while (await tell(node.audit)) continue
    const { rows } = await node.superuser.pool.query(
      `select count(*)::int as letters from exchange.outbox where kind = 'look-receipt'`,
    )
    t.same(rows, [{ letters: 1 }], when)
    await sequenceAll(node)
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, held: 1 })
  }
})

t.test('a receipt that arrives is taken in once, whatever its transaction came to', async (t) => {
  for (const when of both) {
    const node = await member()
    const receipt: LookReceipt = {
      v: 1,
      id: newUuid(),
      issuer: 'XB',
      to: 'XA',
      at: '2031-03-01T12:00:00.000Z',
      from: 0,
      until: 4,
      looks: [
        {
          place: 2,
          commitment: 'a'.repeat(64),
          operation: 'query',
          at: '2031-03-01T11:00:00.000Z',
          purpose: 'border-check',
          roles: ['border-officer'],
          officer: 'B'.repeat(22),
          alerts: [{ alert: newUuid(), version: 1, compartments: ['identity'] }],
        },
      ],
    }
    const { box, key } = node.storageKey.seal(lookReceiptDocument.encode(receipt), 'inbox XB 1')
    await node.superuser.pool.query(
      `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
       values ('look-receipt', 'XB', 1, $1, $2, $3, $4, '[]')`,
      [Buffer.alloc(32), receipt.id, Buffer.from(box), Buffer.from(key)],
    )
    const take = (connection: Pick<Connection, 'transaction' | 'db'>) =>
      takeReceipts({
        connection,
        jurisdiction: 'XA',
        storageKey: node.storageKey,
        actLog: node.accessLog,
        clock: () => new Date(),
      })
    await t.rejects(take(breaking(node.audit, when)), { message: when })
    while (await take(node.audit)) continue
    const { rows } = await node.superuser.pool.query(
      `select (select count(*)::int from audit.foreign_look) as looks, receipts::int, looks::int as told
       from audit.receipt_account where direction = 'received'`,
    )
    t.same(rows, [{ looks: 1, receipts: 1, told: 1 }], when)
    await sequenceAll(node)
    t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 1 }, 'and is on record once')
  }
})
