import { startFederation } from '@crosswatch/infra'
import type { ConsentDetail, ErasureBoard, QueryAnswer, Released } from '@crosswatch/protocol'
import t from 'tap'
import { inDatabase } from '../support/databases.ts'
import { inventedDraft } from '../support/drafts.ts'
import { officerOf } from '../support/officers.ts'
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

void t.test(
  'survivor information crosses the border once, sealed to the officer who asks, under live consent',
  async (t) => {
    const { description } = federation
    const protection = await officerOf(description, 'XA', 'xa-protection', 'protection-officer')
    const liaison = await officerOf(description, 'XB', 'xb-liaison', 'liaison-officer')
    const day = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString()
    const told = 'Reachable through the shelter at noon'
    const { id } = await protection.expect<{ id: string }>('consent', 'POST', '/v1/consents', {
      subject: 'S-2026-014',
      notice: { title: 'What we pass on, and to whom', version: '3', language: 'ne' },
      status: 'given',
      method: 'signed',
      recipients: ['XB'],
      never: [],
      purposes: ['criminal-investigation'],
      categories: ['contact'],
      validUntil: day(90),
      reviewBy: day(30),
      information: { contact: told },
    })
    const question = {
      origin: 'XA',
      consent: id,
      purpose: 'criminal-investigation',
      legalBasis: 'Criminal Procedure Act, section 12',
      categories: ['contact'],
    }
    const begun = performance.now()
    const { information } = await liaison.expect<Released>('consent', 'POST', '/v1/releases', question)
    t.comment(`a release across the border: ${Math.round(performance.now() - begun)} ms`)
    t.same(information, { contact: told })
    const { openings } = await protection.expect<ConsentDetail>('consent', 'GET', `/v1/consents/${id}`)
    t.match(openings, [{ recipient: 'XB', released: true, authority: 'Authority of XB' }])
    t.notMatch(openings[0]?.officer, 'xb-liaison', 'an officer of XB is named to XA by a pseudonym')
    const operations = (node: string) =>
      inDatabase(federation, node, async (client) => {
        const { rows } = await client.query<{ operation: string }>(
          `select convert_from(record, 'UTF8')::json ->> 'operation' as operation from audit.record`,
        )
        return rows
          .map(({ operation }) => operation)
          .filter((operation) => operation.startsWith('release'))
          .toSorted()
      })
    t.same(await operations('XA'), ['release.answer'], 'on record at the origin')
    t.same(await operations('XB'), ['release.ask', 'release.open'], 'and where it was asked for')

    await protection.expect('consent', 'POST', `/v1/consents/${id}/withdraw`)
    t.match(await liaison.call('consent', 'POST', '/v1/releases', question), {
      status: 403,
      body: { code: 'no-consent' },
    })
  },
)

void t.test('without the consent service nothing is disclosed, and the error says what to do', async (t) => {
  // It hangs, rather than ends: an ended one would be started again at once.
  federation.processes.kill('xa-consent', 'SIGSTOP')
  t.teardown(() => federation.processes.kill('xa-consent', 'SIGCONT'))
  const liaison = await officerOf(federation.description, 'XB', 'xb-liaison', 'liaison-officer')
  t.match(
    await liaison.call('consent', 'POST', '/v1/releases', {
      origin: 'XA',
      consent: '01980f00-0000-7000-8000-0000000000c1',
      purpose: 'criminal-investigation',
      legalBasis: 'Criminal Procedure Act, section 12',
      categories: ['contact'],
    }),
    { status: 504, body: { code: 'timed-out', title: 'No answer came in time; try again.' } },
  )
})
