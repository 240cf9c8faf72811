import { newUuid, type Identity, type ScreeningRows, type ScreeningStatus } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { anAlert, grounds } from './support/alerts.ts'
import { createNode, startServer, token, until, type TestNode } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const broker: Identity = {
  subject: 'person',
  names: [{ full: 'Dragomir Ilarion Vântu', kind: 'primary' }],
  birthDates: [{ date: '1974-08-12' }],
  documents: [{ kind: 'passport', number: 'AB1234567', country: 'MD' }],
}
const purposes = ['border-check', 'pre-departure-screening'] as const

async function nodeWithAlert(options: Parameters<typeof createNode>[2] = {}) {
  const node = await createNode(t, postgres, options)
  const alert = anAlert({ identity: broker, grounds }, { purposes: [...purposes] })
  await node.alerts.list([alert])
  await until('the alert is listed', async () => (await node.status()).alerts === 1)
  return { node, alert }
}

/** Calls of one officer. */
function officer(node: TestNode, sub = 'officer-7') {
  const call = (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, headers = {}) =>
    node.app.inject({
      method,
      url: `/v1/screenings${path}`,
      headers: { authorization: `Bearer ${token(['border-officer'], sub)}`, ...headers },
      ...(payload && { payload }),
    })
  const status = async (id: string) => (await call('GET', `/${id}`)).json<ScreeningStatus>()
  return {
    call,
    status,
    screen: (rows: string, change: object = {}, headers = {}) =>
      call('POST', '', { id: newUuid(), purpose: 'pre-departure-screening', rows, ...change }, headers),
    done: async (id: string) =>
      until('the list is done', async () => (await status(id)).state === 'done', 30_000),
  }
}

const list = [
  'No;Full name;DOB;Passport no.;Nationality',
  '1;VANTU, Dragomri;12.08.1974;XX0000001;MDA',
  '2;Wenceslas Quillfeather;1990-05-05;XX0000002;MD',
  '3;"=HYPERLINK(""http://evil.example"")";;XX0000003;Nowhere',
  '4;Somebody Else;soon;AB1234567;',
  '5;;1980;;',
  '',
].join('\n')

t.test('a list is looked up person by person, and each look is on record', async (t) => {
  const { node, alert } = await nodeWithAlert()
  const { call, screen, done, status } = officer(node)
  const created = await screen(list, { reference: 'Charter 42' })
  t.equal(created.statusCode, 201, created.body)
  t.match(created.json(), {
    rows: 5,
    refused: 1,
    purpose: 'pre-departure-screening',
    reference: 'Charter 42',
  })
  const { id } = created.json<ScreeningStatus>()
  await done(id)
  t.match(await status(id), { done: 4, hit: 2, possible: 0, refused: 1, state: 'done' })

  const { rows, next } = (await call('GET', `/${id}/rows`)).json<ScreeningRows>()
  t.equal(next, null)
  t.match(rows, [
    {
      row: 2,
      outcome: 'hit',
      remarks: [],
      results: [{ alert: alert.core.id, verdict: 'name-and-birth-date' }],
    },
    { row: 3, outcome: 'none', results: [] },
    { row: 4, outcome: 'none', remarks: [/nationality/] },
    { row: 5, outcome: 'hit', remarks: [/birth date/], results: [{ verdict: 'document-hit-contradicted' }] },
    { row: 6, outcome: 'refused', record: null, remarks: [/no name, number/] },
  ])
  const matching = (await call('GET', `/${id}/rows?matching=true`)).json<ScreeningRows>()
  t.same(
    matching.rows.map(({ row }) => row),
    [2, 5, 6],
  )

  const records = await node.records()
  const looks = records.filter(({ operation }) => operation === 'query')
  t.match(looks, [
    {
      officer: 'officer-7',
      purpose: 'pre-departure-screening',
      outcome: 'hit',
      list: 1,
      alerts: [{ alert: alert.core.id, version: 1 }],
      terms: { reference: 'Charter 42', query: { name: 'VANTU, Dragomri', birthDate: '1974-08-12' } },
    },
    { outcome: 'none' },
    { outcome: 'none' },
    { outcome: 'hit' },
  ])
  t.same(
    looks.map((look) => look.id),
    rows.slice(0, 4).map(({ record }) => record),
    'each row names its record',
  )
  t.match(
    records.filter(({ operation }) => operation !== 'query').map((one) => [one.operation, one.count]),
    [
      ['screening.create', 5],
      ['screening.view', 5],
      ['screening.view', 3],
    ],
    'looking at results again is recorded too',
  )
})

t.test('results open in a spreadsheet without running anything', async (t) => {
  const { node } = await nodeWithAlert()
  const { call, screen, done } = officer(node)
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', ' =1', '＝1', 'a "quoted", name']
  const cells = evil.map((cell) => `"${cell.replaceAll('"', '""')}",P${cell.length}`)
  const { id } = (await screen(['name,passport', ...cells].join('\r\n'))).json<ScreeningStatus>()
  await done(id)
  const answer = await call('GET', `/${id}/results.csv`)
  t.match(answer.headers, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': /^attachment/ })
  t.equal(answer.body.codePointAt(0), 0xfeff)
  const lines = answer.body.slice(1).trimEnd().split('\r\n')
  t.equal(lines.length, evil.length + 1)
  for (const line of lines)
    for (const [, cell = ''] of line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)) t.notMatch(cell, /^\s*[=+\-@＝]/)
  t.match(lines[8], '"a ""quoted"", name"')
})

t.test('what is no list is refused, and so is a purpose that the officer does not have', async (t) => {
  const { node } = await nodeWithAlert()
  const { screen } = officer(node)
  const refused: readonly (readonly [string, RegExp])[] = [
    ['Dragomir,1974\nOther,1980', /first line must name/],
    ['name\n\n\n', /no line/],
    ['name,full name\na,b', /two columns/],
    ['name\n"open', /quote/],
    [
      'name,passport\nA B,P1\n"C D,P2\nE F,P3\nG "H" I,P4\nJ K,P5',
      /a quote opens in line 3 and never closes/,
    ],
    ['name,passport\r\n"A B","P1\r\n"C D","P2"\r\n', /a quote opens in line 2 and never closes/],
    [`name\n${'x\n'.repeat(10_001)}`, /10001 persons/],
  ]
  for (const [rows, detail] of refused) {
    const answer = await screen(rows)
    t.equal(answer.statusCode, 422)
    t.match(answer.json().detail, detail)
    t.notMatch(answer.body, 'Dragomir')
  }
  const denied = await screen('name\nDragomir', { purpose: 'criminal-investigation' })
  t.equal(denied.statusCode, 403)
  t.match((await node.records()).at(-1), {
    operation: 'screening.create',
    outcome: 'denied',
    reason: 'purpose-not-allowed',
  })
  const inHaste = await screen('name\nDragomir', { purpose: 'labour-inspection', reference: 'CASE-7' }, haste)
  t.match(inHaste.json(), { code: 'break-glass-not-here' }, 'break-glass is for one person at a time')
  t.match((await node.records()).at(-1), {
    operation: 'screening.create',
    outcome: 'denied',
    reason: 'break-glass-not-here',
    roles: ['border-officer', 'break-glass'],
  })
  const { rows } = await node.superuser.db.execute(sql`select from watchlist.screening`)
  t.same(rows, [])
})

const haste = { 'x-break-glass': 'yes' }

t.test(
  'a list belongs to its officer; what stands in the tables names nobody, and is gone in time',
  async (t) => {
    const { node } = await nodeWithAlert()
    const [mine, other] = [officer(node), officer(node, 'officer-8')]
    const id = newUuid()
    t.equal((await mine.screen(list, { id, reference: 'Charter 42' })).statusCode, 201)
    t.equal((await mine.screen(list, { id })).statusCode, 201, 'sent again')
    await mine.done(id)
    t.equal((await mine.status(id)).done, 4, 'nothing happened twice')
    t.equal((await other.screen(list, { id })).statusCode, 404)
    t.equal((await other.call('GET', `/${id}`)).statusCode, 404)
    t.equal((await other.call('GET', `/${id}/rows`)).statusCode, 404)
    t.equal((await other.call('GET', `/${id}/results.csv`)).statusCode, 404)
    t.equal((await other.call('DELETE', `/${id}`)).statusCode, 404)
    t.same((await other.call('GET', '')).json(), { screenings: [] })

    const { rows } = await node.superuser.db.execute(sql`
    select screening::text as text from watchlist.screening union all
    select encode(given, 'escape') || encode(found, 'escape') || row::text from watchlist.screening_row as row`)
    t.equal(rows.length, 6)
    t.notMatch(JSON.stringify(rows), /VANTU|Quillfeather|AB1234567|Charter|V.ntu/)

    const second = newUuid()
    await mine.screen('name\nWenceslas Quillfeather', { id: second })
    await mine.done(second)
    t.equal((await mine.call('DELETE', `/${second}`)).statusCode, 204)
    t.equal((await mine.call('GET', `/${second}`)).statusCode, 404)
    const left = sql`select from watchlist.screening_row`
    t.equal((await node.superuser.db.execute(left)).rowCount, 5)

    const held = newUuid()
    await mine.screen('name\nWenceslas Quillfeather', { id: held })
    await mine.done(held)
    await node.superuser.pool.query(
      `insert into audit.legal_hold (id, kind, subject, set_by, set_at) values ($1, 'screening', $2, 'aud', now())`,
      [newUuid(), held],
    )
    const refused = await mine.call('DELETE', `/${held}`)
    t.match(refused.json(), { code: 'wrong-state' }, 'not even its officer erases what a hold names')

    node.setTime('2026-03-13T09:00:01.000Z')
    await node.restart()
    await until(
      'only what is held is left',
      async () => (await node.superuser.db.execute(left)).rowCount === 1,
    )
    t.equal((await mine.status(held)).rows, 1)
    await node.superuser.pool.query(`update audit.legal_hold set lifted_at = now(), lifted_by = 'aud'`)
    await node.restart()
    await until('it is erased', async () => (await node.superuser.db.execute(left)).rowCount === 0)
    t.equal((await mine.call('GET', `/${id}`)).statusCode, 404)
    t.match((await node.records()).at(-1), {
      operation: 'screening.erase',
      officer: 'system:watchlist',
      count: 1,
    })
  },
)

t.test('a cell may go over several lines, and a name may begin with a quote', async (t) => {
  const { node } = await nodeWithAlert()
  const { call, screen, done } = officer(node)
  const rows = 'name,address,passport\n"A\nB","1 ""Upper"" Road\nTown",P1\n"Nick" Name,,P2\n'
  const { id } = (await screen(rows)).json<ScreeningStatus>()
  await done(id)
  const found = (await call('GET', `/${id}/rows`)).json<ScreeningRows>()
  t.match(found.rows, [
    { row: 2, given: { name: 'A B', document: 'P1' } },
    { row: 3, given: { name: '"Nick" Name', document: 'P2' } },
  ])
})

t.test('a cell that is too long is cut between two characters, and its person looked up', async (t) => {
  const { node } = await nodeWithAlert()
  const { call, screen, done, status } = officer(node)
  /** The cut goes through the middle of what stands outside the basic plane. */
  const halved = (most: number) => `${'x'.repeat(most - 1)}\u{20000}y`
  const rows = [
    'name,surname,given names,passport,licence,phone',
    `${halved(200)},,,,,`,
    `,${'x'.repeat(100)},${halved(98)},,,`,
    `,,,${halved(60)},,`,
    `A B,,,,${halved(60)},`,
    `A B,,,,,+37369${halved(34)}`,
  ]
  const { id } = (await screen(rows.join('\n'))).json<ScreeningStatus>()
  await done(id)
  t.match(await status(id), { rows: 5, done: 5, refused: 0 })
  const found = (await call('GET', `/${id}/rows`)).json<ScreeningRows>()
  t.equal(found.rows[0]?.given['name'], 'x'.repeat(199))
  const terms = (await node.records()).flatMap((one) => (one.operation === 'query' ? [one.terms] : []))
  t.match(terms, [
    { query: { name: 'x'.repeat(199) } },
    { query: { name: `${'x'.repeat(100)}, ${'x'.repeat(97)}` } },
    { query: { documents: [{ number: 'x'.repeat(59) }] } },
    { query: { registrations: [{ number: 'x'.repeat(59) }] } },
    { query: { phones: [`+37369${'x'.repeat(33)}`] } },
  ])
  t.notMatch(JSON.stringify(terms), '\u{20000}')
})

t.test('a list that cannot be looked up does not keep others waiting', async (t) => {
  const { node } = await nodeWithAlert()
  const { screen, status, done } = officer(node)
  const broken = (await screen('name\nWenceslas Quillfeather')).json<ScreeningStatus>()
  await done(broken.id)
  await node.superuser.db.transaction(async (tx) => {
    await tx.execute(sql`update watchlist.screening_row set outcome = null, given = 'no box'`)
    await tx.execute(sql`update watchlist.screening set finished_at = null, done = 0`)
  })
  node.setTime('2026-03-10T09:00:01.000Z')
  const sound = (await screen('name\nSomebody Else')).json<ScreeningStatus>()
  node.setTime('2026-03-10T09:00:02.000Z')
  await done(sound.id)
  t.match(await status(broken.id), { state: 'running', done: 0 })
  t.match(node.log(), 'a turn failed and is repeated')
})

t.test('a long list goes on after a restart, and every person is on record exactly once', async (t) => {
  const { node } = await nodeWithAlert()
  const { screen, status, done } = officer(node)
  const names = Array.from({ length: 1_500 }, (_, n) => `Worker Number ${n},X${n}`)
  const { id } = (await screen(['name,document', ...names].join('\n'))).json<ScreeningStatus>()
  await until('it has begun', async () => (await status(id)).done > 0, 30_000)
  t.ok((await status(id)).done < 1_500, 'it is under way')
  await node.restart()
  await done(id)
  t.match(await status(id), { rows: 1_500, done: 1_500, hit: 0 })
  const asked = (await node.records()).flatMap(({ operation, terms }) =>
    operation === 'query' ? [JSON.stringify(terms)] : [],
  )
  t.equal(asked.length, 1_500)
  t.equal(new Set(asked).size, 1_500)
})
