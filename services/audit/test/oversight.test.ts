import { fileURLToPath } from 'node:url'
import { migrate } from '@crosswatch/database'
import { type KnownPerson, knownPersonKeys } from '@crosswatch/matching'
import {
  type EvidenceBundle,
  type FollowAnswer,
  newUuid,
  type ReviewList,
  type SubjectQuery,
} from '@crosswatch/protocol'
import { createAccessLog } from '@crosswatch/service-kit'
import t from 'tap'
import { findAnomalies } from '../src/anomalies/find-anomalies.ts'
import { findOfficerNames, type OfficerNameLooks } from '../src/anomalies/officer-names.ts'
import { findFewFindings, findLooksOutsideShift, type HourLooks } from '../src/anomalies/habits.ts'
import { findLooksAwayFromPost, findTwoPosts, type PostDay } from '../src/anomalies/posts.ts'
import { watchLooks } from '../src/anomalies/watch-looks.ts'
import { oversightReport } from '../src/public/oversight-report.ts'
import { drawPlaces } from '../src/review/draw-sample.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import { auditor, grownTo, signedIn, startApp } from './app-harness.ts'
import { createNode, query, sequenceAll, startServer, writeQueries } from './harness.ts'

const postgres = await startServer(t)
const alert = '019a2b3c-4d5e-7000-8000-00000000a1e7'
const otherAlert = '019a2b3c-4d5e-7000-8000-00000000a1e8'
const touched = { alert, version: 1, issuer: 'XB', compartments: ['identity' as const] }

t.test(
  'the index covers every record once, also when two processes work at it and one is lost',
  async (t) => {
    const node = await createNode(t, postgres)
    const ids = await writeQueries(node, 5000)
    await sequenceAll(node)
    const failing = createRecordIndex({
      transaction: (work, options) =>
        node.audit.transaction(async (tx) => {
          await work(tx)
          throw new Error('lost before the commit')
        }, options),
    })
    await t.rejects(failing.indexOnce(), /lost/)
    await Promise.all([createRecordIndex(node.audit).catchUp(), createRecordIndex(node.audit).catchUp()])
    const { rows } = await node.audit.pool.query<{ looks: string; records: string; places: string }>(
      `select count(*) as looks, count(distinct record_id) as records, (select places from audit.indexed) from audit.look`,
    )
    t.strictSame(rows, [{ looks: '5000', records: '5000', places: '5000' }])

    // A record that is none any more stops nothing; verification finds it.
    await node.superuser.pool.query('alter table audit.packed_record disable trigger all')
    await node.superuser.pool.query(`update audit.packed_record set packed = '{}' where id = $1`, [ids[0]])
    await node.superuser.pool.query('truncate audit.look; update audit.indexed set places = 0')
    await createRecordIndex(node.audit).catchUp()
    t.equal((await node.audit.pool.query('select from audit.look')).rowCount, 4999)
  },
)

t.test('one alert is followed through every look at it, one officer through all of theirs', async (t) => {
  const node = await createNode(t, postgres)
  const { app, found } = await startApp(t, node)
  await node.accessLog.append(node.watchlist.db, [
    query({ officer: 'officer-1', outcome: 'hit', alerts: [touched] }),
    query({ officer: 'officer-1', outcome: 'hit', alerts: [touched, { ...touched, alert: otherAlert }] }),
    query({ officer: 'officer-1' }),
    query({
      operation: 'alert.view',
      officer: 'analyst-1',
      authority: 'Labour Inspectorate of XA',
      purpose: 'criminal-investigation',
      outcome: 'done',
      alerts: [touched],
    }),
  ])
  await grownTo(node, 4)
  const follow = async (subject: object, headers = auditor) =>
    app.inject({
      method: 'POST',
      url: '/v1/records/follow',
      headers,
      payload: { purpose: 'oversight', reference: 'REVIEW-1', subject },
    })
  const ofAlert = (await follow({ kind: 'alert', alert })).json<FollowAnswer>()
  t.match(ofAlert, {
    looks: 3,
    kinds: [
      { operation: 'query', purpose: 'border-check', outcome: 'hit', looks: 2 },
      { operation: 'alert.view', authority: 'Labour Inspectorate of XA', outcome: 'done', looks: 1 },
    ],
    officers: [
      { officer: 'officer-1', looks: 2 },
      { officer: 'analyst-1', looks: 1 },
    ],
    alerts: [
      { alert, looks: 3 },
      { alert: otherAlert, looks: 1 },
    ],
    days: [{ looks: 3 }],
  })
  const { records } = await found({ alert })
  t.equal(ofAlert.first, records.at(-1)?.record.at, 'times are those of the records')
  t.equal(ofAlert.last, records[0]?.record.at)
  const ofOfficer = (await follow({ kind: 'officer', officer: 'officer-1' })).json<FollowAnswer>()
  t.match(ofOfficer, { looks: 3, alerts: [{ alert, looks: 2 }, { looks: 1 }] })
  t.match((await follow({ kind: 'officer', officer: 'nobody' })).json<FollowAnswer>(), {
    looks: 0,
    first: null,
    kinds: [],
  })
  t.equal((await follow({ kind: 'alert', alert }, signedIn('supervisor'))).statusCode, 403)
  t.equal(
    (await found({ operation: 'record.follow' })).records.length,
    4,
    'each is on record, refused or not',
  )
})

t.test(
  'a sample for review is drawn by lot from the signed root, and decided by somebody else',
  async (t) => {
    const node = await createNode(t, postgres)
    const { app, get, found } = await startApp(t, node)
    const from = new Date(Date.now() - 60_000).toISOString()
    await writeQueries(node, 200)
    await node.accessLog.append(
      node.watchlist.db,
      Array.from({ length: 200 }, () =>
        query({ operation: 'alert.receive', officer: 'system:alerts', outcome: 'done' }),
      ),
    )
    await grownTo(node, 400)
    const sample = async (count: number) =>
      app.inject({
        method: 'POST',
        url: '/v1/reviews/sample',
        headers: auditor,
        payload: { purpose: 'oversight', from, count },
      })
    t.same((await sample(20)).json(), { drawn: 20 })
    const queue = async () => (await get('/v1/reviews')).json<ReviewList>()
    const { reviews, open, oldest } = await queue()
    t.equal(open, 20)
    t.equal(oldest, reviews[0]?.openedAt)
    t.ok(
      reviews.every(
        ({ officer, kind, verdict }) => /^officer-\d$/.test(officer) && kind === 'sample' && verdict === null,
      ),
    )
    t.equal(new Set(reviews.map(({ record }) => record)).size, 20)
    t.same((await sample(200)).json(), { drawn: 180 }, 'what is in the queue is not drawn again')

    const decide = async (id: string | undefined, body: object, headers = auditor) =>
      app.inject({
        method: 'POST',
        url: `/v1/reviews/${id}/verdict`,
        headers,
        payload: { purpose: 'oversight', ...body },
      })
    const [first, second] = reviews
    t.equal((await decide(first?.id, { verdict: 'proper', note: 'Reference checked.' })).statusCode, 204)
    t.equal((await decide(first?.id, { verdict: 'improper' })).json<{ code: string }>().code, 'wrong-state')
    t.equal((await decide(second?.id, { verdict: 'fine' })).statusCode, 400)
    t.equal((await decide(second?.id, { verdict: 'proper' }, signedIn('supervisor'))).statusCode, 403)
    await node.audit.pool.query(`update audit.review set officer = 'auditor-1' where id = $1`, [second?.id])
    t.equal((await decide(second?.id, { verdict: 'proper' })).json<{ code: string }>().code, 'four-eyes')
    const after = await queue()
    t.equal(after.open, 199)
    t.match(after.reviews.length, 200)
    const { records } = await found({ operation: 'review.decide', outcome: 'done' })
    t.equal(records.length, 1)
  },
)

t.test('who holds the checkpoint draws the same lots', (t) => {
  const lots = (root: string, asked = 'x', count = 5) => {
    const places: number[] = []
    for (const place of drawPlaces(Buffer.from(root), asked, 100, 200)) {
      places.push(place)
      if (places.length === count) break
    }
    return places
  }
  t.strictSame(lots('root'), lots('root'))
  t.notSame(lots('root'), lots('boot'))
  t.notSame(lots('root'), lots('root', 'y'))
  t.strictSame(
    lots('root', 'x', 1000).toSorted((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => 100 + i),
  )
  t.end()
})

t.test('an evidence bundle carries openings and proofs, and making it is on record', async (t) => {
  const node = await createNode(t, postgres)
  const { app, found } = await startApp(t, node)
  const ids = await writeQueries(node, 3)
  await grownTo(node, 3)
  const evidence = async (records: readonly string[], headers = auditor) =>
    app.inject({
      method: 'POST',
      url: '/v1/records/evidence',
      headers,
      payload: { purpose: 'oversight', records },
    })
  await node.superuser.pool.query('delete from audit.record_key where record_id = $1', [ids[2]])
  const bundle = (await evidence(ids)).json<EvidenceBundle>()
  t.equal(bundle.vkey, node.key.vkey)
  t.strictSame(
    bundle.records.map(({ id, termsKey }) => [id, termsKey === null]),
    ids.map((id, place) => [id, place === 2]),
  )
  t.match(bundle.records[1]?.receipt, 'index 1\n')
  t.equal((await evidence(['019a2b3c-4d5e-7000-8000-000000000000'])).statusCode, 404)
  t.equal((await evidence([])).statusCode, 400)
  t.equal((await evidence(ids, signedIn('administrator'))).statusCode, 403)
  const { records } = await found({ operation: 'record.evidence' })
  t.strictSame(
    records.map(({ record }) => [record.outcome, record.count]),
    [
      ['denied', undefined],
      ['done', 3],
    ],
  )
})

t.test('what is published of a month shows no small number, and none can be computed', async (t) => {
  const node = await createNode(t, postgres)
  const { app } = await startApp(t, node)
  const look = (count: number, change: Parameters<typeof query>[0]) =>
    Array.from({ length: count }, () => query(change))
  await node.accessLog.append(node.watchlist.db, [
    ...look(40, {}),
    ...look(15, { outcome: 'hit' }),
    ...look(3, { purpose: 'labour-inspection', authority: 'Labour Inspectorate of XA' }),
    ...look(50, { operation: 'alert.receive', officer: 'system:alerts', outcome: 'done' }),
  ])
  await grownTo(node, 108)
  await createRecordIndex(node.audit).catchUp()
  t.match((await app.inject('/v1/oversight')).json(), { months: [] }, 'the month that runs is not published')
  const now = new Date()
  const later = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 0, 5))
  const { months, checkpoint } = await oversightReport(node.audit, later)
  t.strictSame(months, [
    {
      month: now.toISOString().slice(0, 7),
      total: 58,
      purposes: [
        { name: 'border-check', looks: null },
        { name: 'labour-inspection', looks: null },
      ],
      authorities: [
        { name: 'Border Service of XA', looks: null },
        { name: 'Labour Inspectorate of XA', looks: null },
      ],
      outcomes: [
        { name: 'hit', looks: 15 },
        { name: 'none', looks: 43 },
      ],
    },
  ])
  t.match(checkpoint, /\n108\n/)
})

t.test('a month is published when no record of it can come any more, and all are counted', async (t) => {
  const node = await createNode(t, postgres)
  const at = async (time: string, count: number) => {
    const { storageKey, watchlist } = node
    const now = () => new Date(time)
    await createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', now }).append(
      watchlist.db,
      Array.from({ length: count }, () => query()),
    )
  }
  const index = () => createRecordIndex(node.audit).catchUp()
  const published = async (now: string) => {
    const { months } = await oversightReport(node.audit, new Date(now))
    return months.map(({ month, total }) => `${month} ${total}`)
  }
  await at('2026-02-10T10:00:00.000Z', 20)
  await at('2026-03-10T10:00:00.000Z', 30)
  await sequenceAll(node)
  await index()
  t.strictSame(await published('2026-04-01T00:04:59.999Z'), ['2026-02 20'], 'a clock may be behind')
  const over = '2026-04-01T00:05:00.000Z'
  t.strictSame(await published(over), ['2026-03 30', '2026-02 20'])

  await at('2026-04-01T00:00:00.000Z', 1)
  t.strictSame(await published(over), ['2026-03 30', '2026-02 20'], 'a record of the next month waits')
  await at('2026-03-31T23:59:59.999Z', 1)
  t.strictSame(await published(over), ['2026-02 20'], 'a record of the month has no place yet')
  await sequenceAll(node)
  t.strictSame(await published(over), ['2026-02 20'], 'it has a place and is not counted')
  await index()
  t.strictSame(await published(over), ['2026-03 31', '2026-02 20'])
  await at('2026-01-31T23:59:59.999Z', 1)
  t.strictSame(await published(over), [], 'nor is a month published after one that is not whole')
})

t.test(
  'colleagues who look for one person, and looks that are not of the post, come up for review',
  async (t) => {
    const node = await createNode(t, postgres)
    const subject = (name: string) => ({ query: { name, birthDate: '1974-08-12' } })
    const inspect = (officer: string, name: string, reference: string, purpose = 'labour-inspection') =>
      query({
        officer,
        authority: 'Labour Inspectorate of XA',
        purpose: purpose as 'labour-inspection',
        outcome: 'none',
        terms: { ...subject(name), reference },
      })
    const records = [
      // Four colleagues, each by themselves, however the name is written; five on one case.
      ...['a', 'b', 'c', 'd'].map((officer, at) =>
        inspect(`curious-${officer}`, at % 2 === 0 ? 'Ilinca VÂNTU' : 'vantu, ilinca', `own ${at}`),
      ),
      ...[1, 2, 3, 4, 5].map((at) => inspect(`team-${at}`, 'Dana Ortov', at % 2 === 0 ? 'CASE 7' : 'case 7')),
      ...[1, 2, 3].map((at) => inspect(`few-${at}`, 'Aurel Stanca', `own ${at}`)),
      // Six who inspect, one of whom checks licences as nobody else does.
      ...[1, 2, 3, 4, 5, 6].flatMap((officer) =>
        Array.from({ length: 30 }, (_, at) =>
          inspect(`post-${officer}`, `Somebody ${officer} ${at}`, `f ${at}`),
        ),
      ),
      ...Array.from({ length: 10 }, (_, at) =>
        inspect('post-1', `Other ${at}`, `g ${at}`, 'licensing-check'),
      ),
    ]
    await node.accessLog.append(node.watchlist.db, records)
    await sequenceAll(node)
    while (await watchLooks(node.audit, node.storageKey)) continue
    await findAnomalies(node.audit, new Date())
    const { rows } = await node.audit.pool.query<{ officer: string; reason: string }>(
      `select officer, reason from audit.review where kind = 'anomaly' order by officer, reason`,
    )
    t.match(rows, [
      ...['a', 'b', 'c', 'd'].map((officer) => ({
        officer: `curious-${officer}`,
        reason: /4 officers of one authority, .* no two of them for the same case/,
      })),
      { officer: 'post-1', reason: /Looked 10 times for licensing-check .* none of 5 colleagues/ },
    ])
    t.equal(rows.length, 5)
    t.notMatch(
      JSON.stringify((await node.superuser.pool.query('select * from audit.person_trace')).rows),
      /vantu/i,
    )
  },
)

t.test(
  'whoever tries numbers one after the other, alone or with others, comes up for review once a month',
  async (t) => {
    const node = await createNode(t, postgres)
    const number = (officer: string, place: number, change = {}) =>
      query({
        officer,
        terms: {
          reference: 'LANE 4',
          query: { documents: [{ country: 'XC', number: `P${7_000_000 + place}` }] },
        },
        ...change,
      })
    const mrz = (place: number) => `P<XCEXAMPLE<<SOMEBODY<<<<<<<<<<<<<<<<<<<<<<<<<\nP${8_000_000 + place}<0XC`
    await node.accessLog.append(node.watchlist.db, [
      ...Array.from({ length: 30 }, (_, place) => number('scanner', place)),
      ...Array.from({ length: 24 }, (_, place) => number('group-of-24', 1000 + place)),
      ...Array.from({ length: 60 }, () => number('same-number', 2000)),
      ...Array.from({ length: 30 }, (_, place) => number('finds-them', 3000 + place, { outcome: 'hit' })),
      ...Array.from({ length: 30 }, (_, place) =>
        number('screening', 4000 + place, { purpose: 'pre-departure-screening' }),
      ),
      ...Array.from({ length: 30 }, (_, place) =>
        query({
          officer: `together-${place % 5}`,
          terms: { reference: 'LANE 4', query: { mrz: mrz(place) } },
        }),
      ),
      ...Array.from({ length: 30 }, () =>
        query({
          officer: 'no-case',
          purpose: 'criminal-investigation',
          terms: { query: { name: 'Somebody' } },
        }),
      ),
      ...Array.from({ length: 30 }, (_, place) =>
        query({
          officer: 'one-case',
          purpose: 'criminal-investigation',
          terms: { query: { name: 'Somebody' }, ...(place === 7 ? { reference: 'CASE 7' } : {}) },
        }),
      ),
    ])
    await sequenceAll(node)
    while (await watchLooks(node.audit, node.storageKey));
    const found = async () => {
      const { rows } = await node.audit.pool.query<{ found: string }>(
        `select split_part(cause, ' ', 1) || ' ' || officer as found from audit.review order by found`,
      )
      return rows.map((row) => row.found)
    }
    const together = [0, 1, 2, 3, 4].map((place) => `accounts-together together-${place}`)
    const now = new Date()
    t.equal(await findAnomalies(node.audit, now), 8)
    t.strictSame(await found(), [
      ...together,
      'enumeration scanner',
      'few-findings same-number',
      'no-case no-case',
    ])
    t.equal(await findAnomalies(node.audit, now), 0, 'the same is not queued twice')
    const { rows } = await node.audit.pool.query('select * from audit.number_trace, audit.review')
    t.notMatch(
      JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      /P7000/,
    )

    await findAnomalies(node.audit, new Date(now.getTime() + 40 * 86_400_000))
    t.equal(
      (await node.audit.pool.query('select from audit.number_trace')).rowCount,
      0,
      'traces are forgotten',
    )
  },
)

t.test(
  "looks for an officer's own name and for a colleague's come up for review, a namesake's do not",
  async (t) => {
    const node = await createNode(t, postgres)
    const look = (officer: string, subject: SubjectQuery, change = {}) =>
      query({ officer, terms: { reference: 'LANE 4', query: subject }, ...change })
    const found = async () => {
      await sequenceAll(node)
      while (await watchLooks(node.audit, node.storageKey));
      await findAnomalies(node.audit, new Date())
      const { rows } = await node.audit.pool.query<{
        officer: string
        reason: string
        record: string | null
      }>('select officer, reason, record_id as record from audit.review order by cause')
      return rows
    }
    await node.accessLog.append(node.watchlist.db, [look('own', { name: 'Ilvana Marenko' })])
    t.strictSame(await found(), [], 'a node without a gateway knows of no officers')

    const folder = fileURLToPath(new URL('../../gateway/drizzle', import.meta.url))
    await migrate({ url: node.urls.gateway, folder, schema: 'gateway' })
    const run = (text: string, values: unknown[]) => node.superuser.pool.query(text, values)
    const officer = async (name: string, person: KnownPerson, authority = 'Border Service of XA') => {
      const id = newUuid()
      await run(
        `insert into gateway."user" (id, name, password_hash, roles, authority) values ($1, $2, '', '[]', $3)`,
        [id, name, authority],
      )
      for (const { key, certain } of knownPersonKeys(person))
        await run('insert into gateway.user_key values ($1, $2, $3)', [
          id,
          Buffer.from(node.storageKey.blindIndex('officer', key)),
          certain,
        ])
    }
    await officer('own', { names: ['Ilvana Marenko'], birthDate: '1981-02-10' })
    await officer('other', { names: ['Tomir Velistra'], documents: [{ number: 'Q7654321', country: 'XA' }] })
    await officer('elsewhere', { names: ['Odelia Kestering'], birthDate: '1979-12-01' }, 'Customs of XA')
    const inquiry = { purpose: 'criminal-investigation' as const }
    const [, , , mrz] = await node.accessLog.append(node.watchlist.db, [
      look('own', { name: 'MARENKO, Ilvana', birthDate: '1990-05-05' }),
      look('passer', { name: 'Ilvana Marenko' }),
      look('passer', { name: 'Odelia Kestering', birthDate: '1979-12-01' }),
      look('own', {
        mrz: 'P<XXCMARENKO<<ILVANA<<<<<<<<<<<<<<<<<<<<<<<<\nX1234567<7XXC8102106F3001019<<<<<<<<<<<<<<02',
      }),
      look('once', { name: 'Velistra Tomir' }, inquiry),
      look('by-document', { documents: [{ number: 'q-7654321' }] }),
    ])
    const rows = await found()
    t.match(rows, [
      { officer: 'by-document', reason: /colleague .* \(account other\) on 1 day .* agreed on 1\./ },
      { officer: 'own', reason: /^Looked for their own name on 1 day within 30 days/, record: mrz },
    ])
    t.equal(rows.length, 2, 'a name alone once, and an officer of another authority, are nothing')

    for (const days of [6, 12, 18, 24])
      await findAnomalies(node.audit, new Date(Date.now() + days * 86_400_000))
    t.equal(
      (await run('select from audit.review', [])).rowCount,
      2,
      'nor is a look told again in the next month',
    )

    const { rows: kept } = await run('select * from audit.officer_trace', [])
    t.notMatch(JSON.stringify(kept), /marenko|velistra|7654321/i)
    await findAnomalies(node.audit, new Date(Date.now() + 40 * 86_400_000))
    t.equal((await run('select from audit.officer_trace', [])).rowCount, 0, 'forgotten after 30 days')
  },
)

t.test('a name alone counts by how seldom colleagues meet it, and twice where no case is named', (t) => {
  const activity = Array.from({ length: 20 }, (_, place) => ({
    officer: `officer-${place}`,
    authority: 'Border Service of XA',
    purpose: 'criminal-investigation',
    looks: 400,
    referenced: 400,
  }))
  const looks = (subject: string, days: number, change: Partial<OfficerNameLooks> = {}) => ({
    officer: 'officer-0',
    subject,
    days,
    certain: 0,
    uncased: 0,
    record: '',
    ...change,
  })
  const found = (...rows: readonly OfficerNameLooks[]) =>
    findOfficerNames(rows, activity).map(({ rule, officer, subject }) => `${rule} ${officer} ${subject}`)
  const colleague = ['colleague-name officer-0 officer-1']
  t.strictSame(found(looks('officer-1', 1, { certain: 1 })), colleague)
  t.strictSame(found(looks('officer-1', 3)), [])
  t.strictSame(found(looks('officer-1', 4)), colleague)
  t.strictSame(found(looks('officer-1', 2, { uncased: 2 })), colleague)
  const common = activity.slice(2).map(({ officer }) => looks('officer-1', 1, { officer }))
  t.strictSame(found(looks('officer-1', 4), ...common), [], 'a common name')
  t.strictSame(found(looks('officer-1', 12), ...common), colleague)
  t.strictSame(found(looks('officer-0', 1)), [])
  t.strictSame(found(looks('officer-0', 1, { uncased: 1 })), [], 'somebody of the same name')
  t.strictSame(found(looks('officer-0', 3)), ['own-name officer-0 officer-0'])
  t.match(findOfficerNames([looks('officer-1', 3, { certain: 2, uncased: 1 })], activity), [
    { reason: /\(account officer-1\) on 3 days .*; .* agreed on 2; no case was named on 1\.$/ },
  ])
  t.end()
})

/** Looks at these hours of the day, on so many days in a row. */
function habit(
  officer: string,
  hours: readonly number[],
  days: number,
  change: Partial<HourLooks> = {},
): HourLooks[] {
  return hours.map((hour) => ({
    officer,
    purpose: 'border-check',
    hour,
    days: Array.from({ length: days }, (_, day) => day),
    looks: days * 5,
    found: days,
    ...change,
  }))
}

t.test("looks far from an officer's own shift are noticed, rotating shifts and overtime are not", (t) => {
  const shift = [6, 7, 8, 9, 10, 11, 12, 13]
  const found = (looks: readonly HourLooks[]) => findLooksOutsideShift(looks).map(({ officer }) => officer)
  t.strictSame(found(habit('usual', shift, 20)), [])
  t.match(findLooksOutsideShift([...habit('at-night', shift, 20), ...habit('at-night', [2, 3], 2)]), [
    { rule: 'outside-shift', officer: 'at-night', reason: /20 times .* \(2, 3 o'clock UTC\)/ },
  ])
  t.strictSame(found([...habit('overtime', shift, 20), ...habit('overtime', [4, 5, 14, 15], 4)]), [])
  t.strictSame(found([...habit('once', shift, 20), ...habit('once', [22, 23], 1)]), [], 'stood in once')
  const evening = habit('over-midnight', [22, 23], 1, { days: [3] })
  const morning = habit('over-midnight', [0, 1, 2], 1, { days: [4] })
  t.strictSame(found([...habit('over-midnight', shift, 20), ...evening, ...morning]), [], 'in one night')
  const nights = [22, 1, 20].flatMap((hour, day) => habit('other-hours', [hour], 1, { days: [day] }))
  t.match(findLooksOutsideShift([...habit('other-hours', shift, 20), ...nights]), [
    { reason: /15 times .* \(1, 20, 22 o'clock UTC\)/ },
  ])
  const turns = [0, 1].flatMap((turn) =>
    habit('by-turns', shift, 6, {
      purpose: turn === 0 ? 'border-check' : 'licensing-check',
      days: [0, 2, 4, 6, 8, 10].map((day) => day + turn),
    }),
  )
  t.strictSame(found([...turns, ...habit('by-turns', [2], 2)]), ['by-turns'], 'a shift for two purposes')
  const second = [...habit('second-shift', shift, 20), ...habit('second-shift', [20, 21, 22], 8)]
  t.strictSame(found(second), [])
  t.strictSame(
    found(
      habit(
        'rotating',
        Array.from({ length: 24 }, (_, hour) => hour),
        7,
      ),
    ),
    [],
  )
  t.strictSame(found([...habit('new', shift, 5), ...habit('new', [2], 1, { looks: 50 })]), [])
  const midnight = [22, 23, 0, 1, 2, 3, 4, 5]
  t.strictSame(found([...habit('night', midnight, 20), ...habit('night', [6, 7, 20, 21], 3)]), [])
  t.end()
})

t.test('looks from where an officer does not work are noticed, and one account at two posts', (t) => {
  const at = (post: string, day: number, looks = 10): PostDay => ({
    officer: 'officer-1',
    day: `2026-03-${String(day).padStart(2, '0')}`,
    post,
    away: post !== 'Harbour',
    looks,
  })
  const days = (post: string, count: number, from = 1) =>
    Array.from({ length: count }, (_, i) => at(post, from + i))
  const reasons = (...looks: PostDay[]) => findLooksAwayFromPost(looks).map(({ reason }) => reason)
  t.strictSame(reasons(...days('Harbour', 20)), [])
  t.strictSame(reasons(...days('Airport', 10)), [], 'stands in for two weeks')
  t.match(reasons(...days('Airport', 12)), [/on 12 days from "Airport"\. None of these is a post/])
  t.strictSame(reasons(at('Harbour', 1), at('Airport', 1)), [], 'had business there once')
  t.match(reasons(...days('Harbour', 2), at('Airport', 1, 1), at('Station', 2, 1)), [
    /on 2 days from "Airport" and one post more, and from their own post on the same days/,
  ])
  t.strictSame(reasons(at('', 1, 50)), [], 'a device that was set up wrongly')
  t.strictSame(reasons(at('', 1, 2), at('', 2, 2)), [], 'too little')
  t.match(reasons(at('', 1, 2), at('', 2, 3)), [/5 times on 2 days from a network that belongs to no post/])
  t.strictSame(findTwoPosts([{ officer: 'officer-1', quarters: 1 }]), [])
  t.match(findTwoPosts([{ officer: 'officer-1', quarters: 2 }]), [
    { rule: 'two-posts', officer: 'officer-1', reason: /the same quarter of an hour, 2 times/ },
  ])
  t.end()
})

t.test('who finds far less than colleagues with the same purpose is noticed', (t) => {
  const colleagues = Array.from({ length: 20 }, (_, i) =>
    habit(`officer-${i}`, [8], 20, { looks: 1000, found: 20 }),
  ).flat()
  const found = (looks: number, hits: number, purpose = 'border-check') =>
    findFewFindings([...colleagues, ...habit('other', [8], 20, { looks, found: hits, purpose })])
  t.match(found(1000, 0), [
    { rule: 'few-findings', officer: 'other', reason: /0 of 1000 looks for border-check .* in 20\./ },
  ])
  t.strictSame(found(1000, 5), [], 'less luck than others')
  t.strictSame(found(200, 0), [], 'too few looks to tell')
  t.strictSame(found(1000, 0, 'licensing-check'), [], 'nobody to compare with')
  t.end()
})

t.test(
  'habits are counted from the log, forgotten after 30 days, and what they show comes up once',
  async (t) => {
    const node = await createNode(t, postgres)
    const day = 86_400_000
    const noon = Math.floor(Date.now() / day) * day + day / 2
    const at = async (time: number, records: readonly ReturnType<typeof query>[]) => {
      const { storageKey, watchlist } = node
      const now = () => new Date(time)
      await createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', now }).append(
        watchlist.db,
        records,
      )
    }
    for (const [ago, minute, post] of [
      [9, 0, 'Harbour'],
      [9, 20, 'Airport'],
      [8, 3, 'Harbour'],
      [8, 14, 'Airport'],
      [7, 3, 'Harbour'],
      [7, 4, 'Airport'],
      // A device that falls back to another network is at no other post.
      [6, 3, 'Harbour'],
      [6, 4, undefined],
    ] as const) {
      const away = post === undefined ? { awayFromPost: true as const } : { post }
      await at(noon - ago * day + minute * 60_000, [query({ officer: 'in-two-places', ...away })])
    }
    for (let ago = 40; ago > 0; ago--) {
      for (const hour of [-2, -1, 0, 1])
        await at(noon - ago * day + hour * 3_600_000, [query({ officer: 'by-day' })])
      if (ago === 5 || ago === 6)
        await at(
          noon - ago * day - 9 * 3_600_000,
          Array.from({ length: 3 }, () => query({ officer: 'by-day' })),
        )
    }
    const purposes = ['border-check', 'pre-departure-screening'] as const
    for (let ago = 20; ago > 0; ago--) {
      const both = ['other-hours', 'stood-in'].map((officer) => query({ officer }))
      for (const hour of [-2, -1, 0, 1]) await at(noon - ago * day + hour * 3_600_000, both)
      const late = ['other-hours', 'other-hours'].map((officer) =>
        query({ officer, purpose: purposes[ago % 2] ?? 'border-check' }),
      )
      if (ago < 4) await at(noon - ago * day - (8 + ago) * 3_600_000, late)
    }
    // One night, on both sides of midnight.
    const night = Array.from({ length: 3 }, () => query({ officer: 'stood-in' }))
    for (const hour of [11, 12]) await at(noon - 3 * day + hour * 3_600_000, night)
    await sequenceAll(node)
    while (await watchLooks(node.audit, node.storageKey));
    t.equal(await findAnomalies(node.audit, new Date()), 3)
    t.equal(await findAnomalies(node.audit, new Date()), 0)
    const { rows } = await node.audit.pool.query('select officer, reason from audit.review order by officer')
    t.match(rows, [
      { officer: 'by-day', reason: /Looked 6 times .* \(3 o'clock UTC\)/ },
      { officer: 'in-two-places', reason: /the same quarter of an hour, 2 times/ },
      { officer: 'other-hours', reason: /Looked 6 times .* \(1, 2, 3 o'clock UTC\)/ },
    ])
    const kept = await node.audit.pool.query(
      'select min(day) > current_date - 31 as young from audit.look_hour',
    )
    t.strictSame(kept.rows, [{ young: true }])
  },
)
