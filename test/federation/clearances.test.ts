import { startFederation } from '@crosswatch/infra'
import type { Clearance, ClearanceList, Override, QueryAnswer } from '@crosswatch/protocol'
import t from 'tap'
import { inventedDraft } from '../support/drafts.ts'
import { inDatabase } from '../support/databases.ts'
import { agreeAmong, issue, listedAt, staffOf, until, type Staff } from '../support/sharing.ts'

/** A traveller with the name of somebody on an alert of XA is cleared at XB, and then everywhere. */
const federation = await startFederation({
  nodes: 3,
  processes: 'node',
  services: ['audit', 'exchange', 'alerts', 'consent', 'watchlist'],
})
t.teardown(() => federation[Symbol.asyncDispose]())
const staff = {
  XA: await staffOf(federation, 'XA'),
  XB: await staffOf(federation, 'XB'),
  XC: await staffOf(federation, 'XC'),
}
const { XA: xa, XB: xb, XC: xc } = staff
await agreeAmong(staff)
const draft = inventedDraft(7)
const alert = await issue(xa, draft)
const nodes = [xa, xb, xc]
await until('the alert everywhere', async () =>
  (await Promise.all(nodes.map(listedAt))).every((count) => count === 1),
)

const document = { number: 'ZX 99-00-001', country: 'RO' }
const birthDate = '1991-02-03'
const name = draft.identity?.names[0]?.full ?? ''
const ask = ({ border }: Staff, change: object = {}) =>
  border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
    purpose: 'border-check',
    subject: { name, birthDate, documents: [document], ...change },
  })
const isStopped = async (who: Staff) => (await ask(who)).verdict !== 'none'
const cleared = (id: string) => async () =>
  (await Promise.all(nodes.map((one) => ask(one)))).every(({ cleared: [by] = [] }) =>
    by === undefined ? false : 'override' in by || by.clearance === id,
  )

/** XB clears the traveller by two officers, and proposes that to XA. */
async function propose(): Promise<Clearance> {
  const { id } = await xb.border.expect<Override>('watchlist', 'POST', '/v1/overrides', {
    alert,
    document,
    purpose: 'border-check',
    reason: 'Other fingerprints.',
  })
  await xb.supervisor.expect('watchlist', 'POST', `/v1/overrides/${id}/approve`)
  return xb.supervisor.expect<Clearance>('alerts', 'POST', '/v1/clearances', {
    override: id,
    birthDate,
    ground: 'biometrics-differ',
    consent: { givenBy: 'person', on: '2026-03-01', notice: { version: '1', language: 'ne' } },
  })
}

const at = async ({ supervisor }: Staff, id: string): Promise<Clearance | undefined> =>
  (await supervisor.expect<ClearanceList>('alerts', 'GET', '/v1/clearances')).clearances.find(
    (one) => one.id === id,
  )

async function accepted(): Promise<string> {
  const { id } = await propose()
  await until('the proposal at XA', async () => (await at(xa, id)) !== undefined)
  await xa.supervisor.expect('alerts', 'POST', `/v1/clearances/${id}/accept`)
  await until('the answers everywhere', cleared(id))
  return id
}

/** Bodies of letters about a clearance, and marks, that are left at a node. */
const left = (code: string, id: string) =>
  inDatabase(federation, code, async (client) => {
    const { rows } = await client.query<{ marks: number; bodies: number }>(
      `select (select count(*)::int from alerts.clearance where mark is not null) as marks,
        (select count(*)::int from exchange.feed_entry e join exchange.inbox i using (issuer, seq)
           where i.ref = $1 and e.body is not null) as bodies`,
      [id],
    )
    return rows[0]
  })

void t.test(
  'whom XB cleared and XA accepted is not stopped at XC, until the consent is taken back',
  async (t) => {
    for (const who of nodes) t.ok(await isStopped(who), 'before')
    const id = await accepted()
    t.match(await ask(xc), { verdict: 'none', cleared: [{ alert, clearance: id }] })
    t.match(await ask(xa), { verdict: 'none', cleared: [{ alert, clearance: id }] })
    t.ok((await ask(xc, { birthDate: '1991-02-04' })).verdict !== 'none', 'and nobody else')
    t.match(
      await at(xc, id),
      { proposer: null, ground: null, consent: null },
      'XC is not told who asked, and why',
    )

    const begun = performance.now()
    await xb.supervisor.expect('alerts', 'POST', `/v1/clearances/${id}/end`, { reason: 'consent-withdrawn' })
    await until('it is gone at XA and XC', async () => (await isStopped(xa)) && (await isStopped(xc)))
    t.comment(`from the withdrawal to the answers without it: ${Math.round(performance.now() - begun)} ms`)
    await until('receipts of all', async () => {
      const { recipients = [] } = (await at(xa, id)) ?? {}
      return recipients.length === 2 && recipients.every(({ erasedAt }) => erasedAt !== null)
    })
    t.match(await at(xc, id), { state: 'ended', reason: 'consent-withdrawn' })
    // The letters that end it are the only ones left, and mark nobody.
    for (const code of ['XA', 'XB', 'XC']) t.match(await left(code, id), { marks: 0 }, code)
  },
)

void t.test('it ends with the alert', async (t) => {
  const overrides = await xb.supervisor.expect<{ overrides: Override[] }>('watchlist', 'GET', '/v1/overrides')
  for (const { id } of overrides.overrides) {
    await xb.supervisor.expect('watchlist', 'POST', `/v1/overrides/${id}/end`)
  }
  const id = await accepted()
  await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${alert}/withdraw`, { reason: 'mistaken' })
  await until('it ended everywhere', async () =>
    (await Promise.all(nodes.map((one) => at(one, id)))).every((one) => one?.state === 'ended'),
  )
  for (const code of ['XA', 'XB', 'XC']) t.match(await left(code, id), { marks: 0 }, code)
})
