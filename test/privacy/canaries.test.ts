import { startFederation } from '@crosswatch/infra'
import { sizeBuckets, unpackMessage, type AlertDraft, type QueryAnswer } from '@crosswatch/protocol'
import t from 'tap'
import { inDatabase } from '../support/databases.ts'
import { inventedDraft } from '../support/drafts.ts'
import { hubMessages } from '../support/hub.ts'
import { agreeAmong, importList, issue, listedAt, staffOf, until } from '../support/sharing.ts'
import { bytesAt, filesBelow } from './at-rest.ts'

/**
 * Strings that stand nowhere else are planted in every field of an alert that can hold text, and then looked for in all that
 * lies on a disk: the hub's stream, every file of PostgreSQL with its write-ahead log, and every log.
 */
const federation = await startFederation({
  services: ['audit', 'exchange', 'alerts', 'watchlist'],
  processes: 'node',
  logLevel: 'debug',
  // One receipt of looks for every member at the start, and none among what is counted later.
  receiptPeriodSeconds: 3600,
})
t.teardown(() => federation[Symbol.asyncDispose]())
const [xa, xb, xc] = [
  await staffOf(federation, 'XA'),
  await staffOf(federation, 'XB'),
  await staffOf(federation, 'XC'),
]
// XC is a member like the others, and nothing is shared with it.
await agreeAmong({ XA: xa, XB: xb })

const planted: string[] = []
const draft = plant(inventedDraft(1))
const id = await issue(xa, draft)
await until('the alert at XB', async () => (await listedAt(xb)) === 1)
const second = plant(inventedDraft(2))
await importList(xa, 'planted', [{ ref: canary('ref'), draft: second }])
await until('the imported alert at XB', async () => (await listedAt(xb)) === 2)
// Read, searched, revised and refused: every way in which content passes through a service.
const found = await xb.border.expect<QueryAnswer>('watchlist', 'POST', '/v1/queries', {
  purpose: 'border-check',
  reference: canary('reference'),
  subject: { name: draft.identity?.names[0]?.full ?? '' },
})
await xb.analyst.expect('alerts', 'GET', `/v1/alerts/${id}`)
await xa.analyst.expect('alerts', 'PUT', `/v1/alerts/${id}/draft`, plant(inventedDraft(3)))
await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${id}/submit`)
await xa.supervisor.expect('alerts', 'POST', `/v1/alerts/${id}/return`, { note: canary('note') })
await xa.analyst.call('alerts', 'POST', '/v1/alerts', { ...draft, unknown: canary('unknown') })
await xa.analyst.call('alerts', 'POST', `/v1/alerts/${canary('path')}`, draft)

void t.test('what was planted is found by those who may find it', async (t) => {
  t.equal(found.verdict, 'hit')
  t.ok(found.results.some((result) => result.alert === id))
  t.ok(planted.length > 40)
})

void t.test("no planted string lies in the hub's stream, in a database, or in a log", async (t) => {
  // What PostgreSQL still holds in memory is brought to its files.
  for (const node of ['XA', 'XB', 'XC'])
    await inDatabase(federation, node, (client) => client.query('checkpoint'))
  const files = filesBelow(federation.directory).filter((file) => !/\.(?:sock|lock|pid)$/.test(file))
  const hits: string[] = []
  let looked = 0
  for (const file of files) {
    const bytes = bytesAt(file)
    looked += bytes.length
    for (const value of planted)
      if (forms(value).some((form) => bytes.includes(form))) hits.push(`${file}: ${value.slice(0, 12)}`)
  }
  t.comment(`${files.length} files, ${Math.round(looked / 1024 / 1024)} MiB`)
  t.same(hits, [])
  t.ok(files.some((file) => file.includes('postgres')) && files.some((file) => file.includes('nats')))
})

void t.test('no planted string lies in a dump of any database', async (t) => {
  // Value by value, because PostgreSQL compresses long ones in its files.
  for (const node of ['XA', 'XB', 'XC']) {
    const dump = await dumpOf(node)
    t.ok(dump.length > 20, `${node} has tables`)
    const hits = dump.flatMap(({ table, bytes }) =>
      planted.filter((value) => forms(value).some((form) => bytes.includes(form))).map(() => table),
    )
    t.same(hits, [], node)
    t.ok(
      dump.some(({ bytes }) => bytes.includes(Buffer.from('"XA"'))),
      'the same search finds the issuer, who stands there',
    )
  }
})

void t.test('the search itself finds what is there', async (t) => {
  // A check that cannot fail is worse than none: the same search finds a word that is known to be on the disk.
  const known = Buffer.from('crosswatch_alerts')
  const inPostgres = filesBelow(federation.directory).filter((file) => file.includes('postgres'))
  t.ok(inPostgres.some((file) => bytesAt(file).includes(known)))
})

void t.test('a node that is not addressed learns issuer, sequence, time and padded size only', async (t) => {
  const rows = await inDatabase(federation, 'XC', async (client) => {
    const { rows: entries } = await client.query<{
      envelope: Buffer
      body: Buffer | null
      letter: string | null
    }>(
      `select entry.envelope, entry.body, letter.kind as letter
         from exchange.feed_entry entry left join exchange.inbox letter using (issuer, seq)
        where entry.issuer = 'XA' and entry.class = 'sealed' order by seq`,
    )
    return entries
  })
  // How others looked at its alerts is told to every member, looked at or not: that is all that it can open.
  const opened = rows.filter(({ letter }) => letter !== null)
  t.same(new Set(opened.map(({ letter }) => letter)), new Set(['look-receipt']))
  const sealed = rows.filter(({ letter }) => letter === null)
  t.ok(
    sealed.length >= 3,
    'of the agreement of others, of both alerts, and of what else they tell each other',
  )
  const published = await inDatabase(federation, 'XA', (client) =>
    client.query(`select 1 from exchange.feed_entry where issuer = 'XA' and class = 'sealed'`),
  )
  t.equal(rows.length, published.rowCount, 'it holds the place of every entry')
  for (const { envelope, body } of sealed) {
    t.equal(body, null)
    const { payload }: { payload: string } = JSON.parse(envelope.toString())
    const header: Record<string, unknown> & { body: { size: number } } = JSON.parse(
      Buffer.from(payload, 'base64').toString(),
    )
    t.same(Object.keys(header), ['at', 'body', 'class', 'federation', 'issuer', 'prev', 'seq', 'v'])
    t.same(Object.keys(header.body), ['hash', 'size'])
    t.ok(sizeBuckets.includes(header.body.size))
  }
  const inbox = await inDatabase(federation, 'XC', (client) =>
    client.query(`select 1 from exchange.inbox where kind <> 'look-receipt'`),
  )
  t.equal(inbox.rowCount, 0)
  t.equal(await listedAt(xc), 0)
})

void t.test('at the hub, an alert to one, a withdrawal and an alert to nobody look alike', async (t) => {
  const before = (await sealedAtHub()).length
  await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${id}/withdraw`, { reason: 'mistaken' })
  // No agreement covers this purpose: it is addressed to nobody.
  await issue(xa, inventedDraft(9, { purposes: ['criminal-investigation'] }))
  await until('both published', async () => (await sealedAtHub()).length >= before + 2)
  const bodies = await sealedAtHub()
  for (const body of bodies) {
    t.equal(Buffer.from(body.subarray(0, 4)).toString(), 'XWS1')
    t.equal(Buffer.from(body).readUInt16BE(28), 4, 'the same number of wraps')
    t.equal(body[30 + 4 * 72], 2, 'the same number of grants')
  }
})

async function sealedAtHub(): Promise<Uint8Array[]> {
  const messages = (await hubMessages(federation)).filter(({ subject }) => subject === 'xw.feed.XA')
  const frames = messages.flatMap(({ data }) => {
    const message = unpackMessage(data)
    return message.kind === 'entries' ? message.frames : []
  })
  return frames.flatMap(({ body }) =>
    body && Buffer.from(body.subarray(0, 4)).toString() === 'XWS1' ? [body] : [],
  )
}

/** All values of all tables of a node, a line of JSON for each row beside the bytes that stand in it. */
async function dumpOf(node: string): Promise<{ table: string; bytes: Buffer }[]> {
  return inDatabase(federation, node, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const dump = []
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`)
      const values = rows.flatMap((row) => Object.values(row))
      const lines = values.map((value) =>
        Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`),
      )
      dump.push({ table: name, bytes: Buffer.concat(lines) })
    }
    return dump
  })
}

/** Makes a string that stands nowhere else, and remembers it. */
function canary(field: string): string {
  const value = `Zq${field.replaceAll(/[^a-z]/gi, '')}${planted.length}x${Math.random().toString(36).slice(2, 10)}`
  planted.push(value)
  return value
}

/** A draft with a canary in every field that can hold text. */
function plant(bare: AlertDraft): AlertDraft {
  return {
    ...bare,
    authority: canary('authority'),
    statement: canary('statement'),
    cautions: ['may-flee'],
    identity: {
      subject: 'person',
      names: [
        {
          full: canary('full'),
          kind: 'primary',
          given: canary('given'),
          family: canary('family'),
          patronymic: canary('patronymic'),
        },
        { full: canary('alias'), kind: 'alias' },
      ],
      birthDates: [{ date: '1975' }],
      nationalities: ['XC'],
      places: [{ country: 'XC', locality: canary('locality') }],
      documents: [{ kind: 'passport', number: canary('document'), country: 'XC' }],
      registrations: [{ kind: 'licence', number: canary('licence'), authority: canary('register') }],
      phones: [canary('phone')],
      emails: [`${canary('email')}@example.org`],
      urls: [`https://${canary('url').toLowerCase()}.example/${canary('path')}`],
      handles: [{ service: 'telegram', handle: canary('handle') }],
      accounts: [{ kind: 'bank', number: canary('account') }],
    },
    posting: {
      title: canary('title'),
      employerClaimed: canary('employer'),
      occupation: canary('occupation'),
      locality: canary('place'),
      pay: canary('pay'),
      feeAsked: canary('fee'),
      text: canary('text'),
    },
    grounds: {
      codes: bare.grounds.codes,
      legalBasis: canary('basis'),
      decisionReference: canary('decision'),
      narrative: canary('narrative'),
    },
    evidence: { caseReference: canary('case'), exhibits: [] },
    notes: canary('notes'),
  }
}

/** As it is, and as it would stand in base64 (at each of three offsets), hexadecimal, or UTF-16. */
function forms(value: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + value).toString('base64')
    // The characters that depend on the neighbours are left off.
    return Buffer.from(encoded.slice(offset === 0 ? 0 : 4, encoded.length - 4))
  })
  const hex = Buffer.from(value).toString('hex')
  return [
    Buffer.from(value),
    ...base64,
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    Buffer.from(value, 'utf16le'),
  ]
}
