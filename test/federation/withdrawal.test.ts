import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startFederation } from '@crosswatch/infra'
import {
  envelopePayload,
  feedEntryDocument,
  parseEnvelope,
  type AlertDetail,
  type AlertDraft,
  type ConsentDetail,
  type DisputeDetail,
  type ErasureBoard,
  type QueryAnswer,
  type Released,
} from '@crosswatch/protocol'
import t from 'tap'
import { chainAt, inDatabase } from '../support/databases.ts'
import { fullAgreement, inventedDraft } from '../support/drafts.ts'
import { officerOf } from '../support/officers.ts'
import { agreeAmong, agreeOn, issue, listedAt, staffOf, until, type Staff } from '../support/sharing.ts'

/** What taking something back comes to on the node of another jurisdiction. */
const federation = await startFederation({
  nodes: 3,
  services: ['audit', 'exchange', 'alerts', 'consent', 'watchlist'],
  processes: 'node',
})
t.teardown(() => federation[Symbol.asyncDispose]())
const [xa, xb, xc] = [
  await staffOf(federation, 'XA'),
  await staffOf(federation, 'XB'),
  await staffOf(federation, 'XC'),
]
await agreeAmong({ XA: xa, XB: xb })
// XC gets alerts about documents only.
await agreeOn({ ...fullAgreement('XA', 'XC'), categories: ['document'] }, { XA: xa, XC: xc })

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
    }).catch(async (error: unknown) => {
      t.comment(JSON.stringify((await board()).counts))
      throw error
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

/** The command line, as a program. */
const crosswatch = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [
    '--conditions=@crosswatch/source',
    fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url)),
    ...args,
  ])

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
    const asked = { records: openings.map(({ record }) => record) }
    const file = join(federation.directory, 'openings.json')
    await until('their records have a place in the log', async () => {
      const { status, text } = await protection.ask('audit', 'POST', '/v1/openings/evidence', asked)
      await writeFile(file, text)
      return status === 200
    })
    const logs = await readFile(join(federation.directory, 'witness', 'logs.txt'), 'utf8')
    const vkey = /^log (\S+\/XA\/access-log\S+)$/m.exec(logs)?.[1] ?? ''
    const { stdout } = await crosswatch('audit', 'verify-bundle', file, '--vkey', vkey)
    t.match(stdout, /^VERIFIED {2}1 records[^]*release\.answer/, 'an advocate verifies it without the node')
    t.notMatch(stdout, told)

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

void t.test('a flag of one jurisdiction is seen there and by the issuer, and by nobody else', async (t) => {
  const { draft, id } = await issueDocument(41)
  const seen = await answerAbout(xb, draft)
  t.equal(seen.verdict, 'hit')
  await xb.supervisor.expect('alerts', 'POST', `/v1/alerts/${id}/flag`, {
    reason: 'national-law',
    note: 'Not an offence here',
  })
  await until('the flag at XA', async () => (await flagsAt(xa, id)).length === 1)
  t.match(await flagsAt(xa, id), [{ by: 'XB', reason: 'national-law', note: 'Not an offence here' }])
  await until('the flag in answers', async () => (await answerAbout(xb, draft)).results[0]?.flagged === true)
  t.not((await answerAbout(xb, draft)).verdict, 'hit', 'nobody is told to act')
  t.same(await flagsAt(xc, id), [], 'XC is not told')
  t.equal((await answerAbout(xc, draft)).verdict, 'hit', 'and acts as before')

  await xb.supervisor.expect('alerts', 'POST', `/v1/alerts/${id}/unflag`)
  await until('no flag at XA', async () => (await flagsAt(xa, id)).length === 0)
  await until('a hit at XB', async () => (await answerAbout(xb, draft)).verdict === 'hit')
})

void t.test(
  'what is disputed in one jurisdiction is contested in a third, blocked, decided and erased everywhere',
  async (t) => {
    const { draft, id } = await issueDocument(42)
    const begun = performance.now()
    const dispute = await xb.protection.expect<{ id: string }>('alerts', 'POST', '/v1/disputes', {
      alert: id,
      request: 'erasure',
      statement: 'This passport was never mine.',
      block: false,
    })
    await until(
      'contested at XC',
      async () => (await answerAbout(xc, draft)).results[0]?.contested === true,
      {
        everyMs: 20,
      },
    )
    const milliseconds = Math.round(performance.now() - begun)
    t.comment(`from the request at XB to the answer at XC: ${milliseconds} ms`)
    t.ok(milliseconds < 10_000, 'within seconds')
    t.match((await xc.protection.call('alerts', 'GET', `/v1/disputes/${dispute.id}`)).status, 404)

    const path = `/v1/disputes/${dispute.id}`
    await xa.protection.expect('alerts', 'POST', `${path}/block`, { block: true })
    for (const [code, staff] of Object.entries({ XA: xa, XB: xb, XC: xc })) {
      await until(`blocked at ${code}`, async () => !(await isAnswered(staff, draft, id)))
    }
    await xa.protection.expect('alerts', 'POST', `${path}/decide`, {
      outcome: 'granted',
      explanation: 'It names somebody else.',
    })
    await until('the decision at XB', async () => {
      const { explanation } = await xb.protection.expect<DisputeDetail>('alerts', 'GET', path)
      return explanation === 'It names somebody else.'
    })
    for (const [code, staff] of Object.entries({ XB: xb, XC: xc })) {
      await until(`erased at ${code}`, async () => (await detailAt(staff, id)).summary.state === 'withdrawn')
      const left = await inDatabase(federation, code, (client) =>
        client.query(
          `select 1 from alerts.alert where id = $1 and (core is not null or compartments <> '[]')`,
          [id],
        ),
      )
      t.equal(left.rowCount, 0, `${code} has nothing that a key could open`)
    }
    await until('receipts of both', async () => {
      const { counts } = await xa.supervisor.expect<ErasureBoard>('consent', 'GET', '/v1/erasures')
      return ['XB', 'XC'].every((recipient) =>
        counts.some((one) => one.recipient === recipient && one.state === 'received' && one.count > 0),
      )
    })
  },
)

void t.test(
  'a node that was put back from a backup goes on with its feed, although what it withdrew since is nowhere whole, and can take the rest back',
  async (t) => {
    const at = await headOf('XA')
    const [gone, left] = [inventedDraft(61), inventedDraft(62)]
    const withdrawn = await issue(xa, gone)
    const standing = await issue(xa, left)
    for (const id of [withdrawn, standing])
      await until('the alert at XB', async () => (await detailAt(xb, id)).summary.state === 'active')
    await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${withdrawn}/withdraw`, { reason: 'mistaken' })
    await until('XB has erased it', async () => (await bodiesAbout('XB', withdrawn)) === 0)

    federation.processes.kill('xa-node', 'SIGSTOP')
    await putBack('XA', at, [withdrawn, standing])
    federation.processes.kill('xa-node', 'SIGKILL')
    await federation.processes.waitReady({ timeoutMs: 180_000 })

    await until('what stands is read back', async () => {
      const detail = await detailAt(xa, standing)
      return detail.summary.state === 'active'
    })
    t.match((await detailAt(xa, standing)).recipients, [
      { jurisdiction: 'XB', presumed: true },
      { jurisdiction: 'XC', presumed: true },
    ])
    t.same(await chainAt(federation, 'XA', 'XA'), await chainAt(federation, 'XB', 'XA'), 'one feed, no fork')
    t.equal(await bareSince('XA', at), 1, 'of one entry only the header is left')

    await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${standing}/withdraw`, { reason: 'mistaken' })
    await until('gone at XB', async () => (await detailAt(xb, standing)).summary.state === 'withdrawn')
    const later = await issue(xa, inventedDraft(63))
    await until('the next one at XB', async () => (await detailAt(xb, later)).summary.state === 'active')
  },
)

async function headOf(issuer: string): Promise<number> {
  const chain = await chainAt(federation, issuer, issuer)
  return chain.length
}

/** Sealed letters about an alert that a node still has whole. */
function bodiesAbout(node: string, alert: string): Promise<number> {
  return inDatabase(federation, node, async (client) => {
    const { rowCount } = await client.query(
      `select from exchange.feed_entry e join exchange.inbox i using (issuer, seq)
       where i.ref = $1 and i.kind = 'alert' and e.body is not null`,
      [alert],
    )
    return rowCount ?? 0
  })
}

function bareSince(node: string, seq: number): Promise<number> {
  return inDatabase(federation, node, async (client) => {
    const { rowCount } = await client.query(
      `select from exchange.feed_entry where issuer = $1 and seq > $2 and body is null and class = 'sealed'`,
      [node, seq],
    )
    return rowCount ?? 0
  })
}

/** The database knows its own feed up to that entry, and these alerts not at all: as a backup of that time would. */
function putBack(node: string, seq: number, alerts: readonly string[]): Promise<unknown> {
  return inDatabase(federation, node, async (client) => {
    const { rows } = await client.query<{ envelope: Buffer }>(
      'select envelope from exchange.feed_entry where issuer = $1 and seq = $2',
      [node, seq],
    )
    const envelope = parseEnvelope(rows[0]?.envelope ?? Buffer.alloc(0))
    const { at } = feedEntryDocument.restore(envelopePayload(envelope))
    await client.query('begin')
    for (const table of ['feed_entry', 'key_event', 'channel_key'])
      await client.query(`delete from exchange.${table} where issuer = $1 and seq > $2`, [node, seq])
    await client.query('delete from exchange.sent where seq > $1', [seq])
    await client.query('delete from exchange.outbox')
    await client.query(
      `update exchange.feed set head_seq = $2, head_at = $3, published_seq = $2,
         head_hash = (select hash from exchange.feed_entry where issuer = $1 and seq = $2)
       where issuer = $1`,
      [node, seq, at],
    )
    await client.query('delete from alerts.subject_key where alert = any ($1)', [alerts])
    await client.query('delete from alerts.alert where id = any ($1)', [alerts])
    await client.query('commit')
  })
}

/** Issues an alert that all three get, and waits until they answer with it. */
async function issueDocument(number: number) {
  const draft = inventedDraft(number, { category: 'document' })
  const id = await issue(xa, draft)
  for (const [code, staff] of Object.entries({ XB: xb, XC: xc })) {
    await until(`the alert at ${code}`, () => isAnswered(staff, draft, id))
  }
  return { draft, id }
}

function answerAbout({ border }: Staff, { identity }: AlertDraft): Promise<QueryAnswer> {
  return border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
    purpose: 'border-check',
    subject: { documents: identity?.documents?.map(({ number, country }) => ({ number, country })) },
  })
}

async function isAnswered(staff: Staff, draft: AlertDraft, id: string): Promise<boolean> {
  return (await answerAbout(staff, draft)).results.some(({ alert }) => alert === id)
}

function detailAt({ analyst }: Staff, id: string): Promise<AlertDetail> {
  return analyst.expect<AlertDetail>('alerts', 'GET', `/v1/alerts/${id}`)
}

async function flagsAt(staff: Staff, id: string): Promise<AlertDetail['flags']> {
  return (await detailAt(staff, id)).flags
}
