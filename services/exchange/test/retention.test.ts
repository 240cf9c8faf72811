import { fileURLToPath } from 'node:url'
import { newContentKey, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { createAccessLog, eraseOver } from '@crosswatch/service-kit'
import t from 'tap'
import { exchangeRetention } from '../src/store/retention.ts'

t.test('refused entries are erased a year after they came last, with a record and a report', async (t) => {
  await using postgres = await startTestDatabase()
  const node = await postgres.createNode()
  for (const service of ['audit', 'exchange'] as const) {
    const folder = fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))
    await migrate({ url: node.urls[service], folder, schema: service })
  }
  await using connection = connectDatabase({ url: node.urls.exchange, applicationName: 'test', max: 2 })
  await using superuser = connectDatabase({ url: node.superuserUrl, applicationName: 'test', max: 1 })
  const insert = (seq: number, lastAt: string) =>
    connection.pool.query(
      `insert into exchange.quarantine (issuer, seq, hash, reason, detail, source, envelope, body, first_at, last_at)
       values ('XB', $1, 'hash', 'bad-signature', 'detail', 'hub', 'envelope', 'body', '2024-01-01T00:00:00Z', $2)`,
      [seq, lastAt],
    )
  await insert(1, '2025-02-28T23:59:59Z')
  await insert(2, '2025-03-02T00:00:00Z')
  const options = {
    connection,
    service: 'exchange',
    rules: exchangeRetention({ quarantine: 12 }),
    actLog: createAccessLog({
      jurisdiction: 'XA',
      storageKey: storageKeyFrom(newContentKey()),
      software: 'exchange test',
    }),
    clock: () => new Date('2026-03-01T12:00:00Z'),
  }
  t.equal(await eraseOver(options), false)
  const left = async () => (await connection.pool.query('select seq from exchange.quarantine')).rows
  t.match(await left(), [{ seq: '2' }])
  t.equal((await left()).length, 1)
  const { rows } = await superuser.pool.query(
    'select months, over, due, erased from audit.content_retention where service = $1 and class = $2',
    ['exchange', 'quarantine'],
  )
  t.same(rows, [{ months: 12, over: '1', due: '0', erased: '1' }])
  const { rows: records } = await superuser.pool.query<{ record: Buffer }>('select record from audit.record')
  t.match(
    records.map(({ record }) => JSON.parse(String(record))),
    [{ operation: 'content.erase', officer: 'system:exchange', count: 1 }],
  )
  await eraseOver(options)
  t.equal(
    (await superuser.pool.query('select from audit.record')).rowCount,
    1,
    'nothing to erase, nothing to say',
  )
})
