import { startFederation } from '@crosswatch/infra'
import type { ErasureBoard, QueryAnswer } from '@crosswatch/protocol'
import t from 'tap'
import { inDatabase } from '../support/databases.ts'
import { inventedDraft } from '../support/drafts.ts'
import { agreeAmong, issue, listedAt, staffOf, until } from '../support/sharing.ts'

/** What taking something back comes to on the node of another jurisdiction. */
t.setTimeout(3 * 60_000)

const federation = await startFederation({
  nodes: 2,
  services: ['audit', 'exchange', 'alerts', 'consent', 'watchlist'],
})
t.teardown(() => federation[Symbol.asyncDispose]())
const [xa, xb] = [await staffOf(federation, 'XA'), await staffOf(federation, 'XB')]
await agreeAmong({ XA: xa, XB: xb })

const verdictAt = async (name: string) =>
  (
    await xb.border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
      purpose: 'border-check',
      subject: { name },
    })
  ).verdict

void t.test(
  'a withdrawn alert is gone from the answers of the other node, and a receipt comes back',
  async (t) => {
    const drafts = Array.from({ length: 7 }, (_, index) => inventedDraft(index + 1))
    const ids: string[] = []
    for (const draft of drafts) ids.push(await issue(xa, draft))
    await until('the alerts at XB', async () => (await listedAt(xb)) === drafts.length)

    const milliseconds: number[] = []
    for (const [index, id] of ids.entries()) {
      const name = drafts[index]?.identity?.names[0]?.full ?? ''
      t.equal(await verdictAt(name), 'hit', 'before')
      const begun = performance.now()
      await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' })
      await until('the alert is gone', async () => (await verdictAt(name)) !== 'hit', { everyMs: 10 })
      milliseconds.push(performance.now() - begun)
    }
    const median = milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)] ?? Infinity
    t.comment(`from the withdrawal to the answer without it: ${Math.round(median)} ms at the median`)
    t.ok(median <= 2_000, 'within two seconds at the median')

    const board = () => xa.supervisor.expect<ErasureBoard>('consent', 'GET', '/v1/erasures')
    await until('receipts for all', async () => {
      const { counts } = await board()
      return counts.some(({ state, count }) => state === 'received' && count === drafts.length)
    })
    t.match(
      await board(),
      { counts: [{ recipient: 'XB', state: 'received' }] },
      'and none is open or refused',
    )

    const left = await inDatabase(federation, 'XB', async (client) => {
      const { rows } = await client.query<{ bodies: string; boxes: string }>(
        `select (select count(*) from exchange.feed_entry e join exchange.inbox i using (issuer, seq)
               where i.kind = 'alert' and e.body is not null) as bodies,
              (select count(*) from alerts.alert where core is not null or compartments <> '[]') as boxes`,
      )
      return rows
    })
    t.same(left, [{ bodies: '0', boxes: '0' }], 'nothing that a key could open is left')
  },
)
