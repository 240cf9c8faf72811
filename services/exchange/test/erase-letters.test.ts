import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { connectDatabase, migrate } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import t from 'tap'

/** What the alerts service may have destroyed of letters about clearances, and what stays whatever it is told. */
void t.test('letters about a clearance', async (t) => {
  await using postgres = await startTestDatabase()
  const node = await postgres.createNode()
  const folder = fileURLToPath(new URL('../drizzle', import.meta.url))
  await migrate({ url: node.urls.exchange, folder, schema: 'exchange' })
  await using superuser = connectDatabase({ url: node.superuserUrl, applicationName: 'test', max: 1 })
  await using alerts = connectDatabase({ url: node.urls.alerts, applicationName: 'test', max: 1 })
  const [clearance, other, alert] = [randomUUID(), randomUUID(), randomUUID()]
  const rows = async (text: string, values: unknown[] = []) => (await superuser.pool.query(text, values)).rows
  /** An entry of a feed, and what it is about at this node. */
  const entry = async (issuer: string, seq: number, kind: string, ref: string) => {
    await rows(
      `insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body) values ($1, $2, $3, 'sealed', 'e', 'b')`,
      [issuer, seq, `${issuer}${seq}`],
    )
    if (issuer === 'XA') await rows('insert into exchange.sent (seq, ref) values ($1, $2)', [seq, ref])
    else
      await rows(
        `insert into exchange.inbox (kind, issuer, seq, ref, entry_hash, compartments) values ($1, $2, $3, $4, $5, '[]')`,
        [kind, issuer, seq, ref, `${issuer}${seq}`],
      )
  }
  await entry('XA', 1, 'alert', alert)
  await entry('XA', 2, 'clearance', clearance)
  await entry('XB', 1, 'clearance', clearance)
  await entry('XB', 2, 'clearance', other)
  await entry('XC', 1, 'clearance', clearance)
  await entry('XC', 2, 'clearance', alert)
  await entry('XC', 3, 'alert', alert)
  const bodies = async () =>
    (
      await rows('select issuer, seq from exchange.feed_entry where body is not null order by issuer, seq')
    ).map(({ issuer, seq }) => `${issuer}${seq}`)

  await t.test('of one that was refused goes itself, whatever it says that it is about', async (t) => {
    const refused = (issuer: string, seq: number) =>
      alerts.pool.query('select exchange.erase_clearance_letter($1, $2)', [issuer, seq])
    await refused('XC', 2)
    t.same(await bodies(), ['XA1', 'XA2', 'XB1', 'XB2', 'XC1', 'XC3'])
    await refused('XC', 3)
    t.ok((await bodies()).includes('XC3'), 'and only if it is a letter about a clearance')
  })

  await t.test('of one that is over go those that came, and none of the own feed', async (t) => {
    await alerts.pool.query('select exchange.erase_clearance_letters($1, $2)', ['XA', [clearance, alert]])
    t.same(await bodies(), ['XA1', 'XA2', 'XB2', 'XC3'], 'others catch up with the own feed body by body')
  })

  await t.test('what waits to be sealed is not sent, and nothing else is kept back', async (t) => {
    for (const [ref, kind] of [
      [clearance, 'clearance'],
      [other, 'clearance'],
      [alert, 'alert'],
    ]) {
      await rows(
        `insert into exchange.outbox (ref, kind, payload_type, document, document_key, compartments, recipients, state)
         values ($1, $2, 'p', 'd', 'k', '[]', '[]', 'waiting')`,
        [ref, kind],
      )
    }
    await alerts.pool.query('select exchange.unsend_clearance_letters($1)', [[clearance, alert]])
    t.same(await rows('select ref, kind from exchange.outbox order by id'), [
      { ref: other, kind: 'clearance' },
      { ref: alert, kind: 'alert' },
    ])
  })
})
