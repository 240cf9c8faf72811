import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { QueryAnswer, QueryResult, ScreeningRow, ScreeningStatus } from '@crosswatch/protocol'
import { compareAnswers, type Presence } from '../src/commands/equivalence/compare-answers.ts'
import { answer, id, record, start } from './support/stub-node.ts'

t.test('query: the verdict, what to do, why, and whom to call', async (t) => {
  let next: QueryAnswer = answer
  const { stub, run } = await start(t, {
    'POST /api/watchlist/v1/queries': () => next,
    'POST /api/watchlist/v1/queries/record': () => ({
      result: answer.results[0],
      identity: { subject: 'person', names: [], phones: ['+999 02 555 0142'] },
      record: '0198f000-0000-7000-8000-00000000000b',
      at: answer.at,
    }),
  })
  const shown = await run(
    'query --purpose border-check --reference lane-4 --birth-date 1979',
    '--name',
    'VANTU Dragomir',
  )
  t.equal(shown.exitCode, 0)
  for (const part of [
    /^EXERCISE HIT\n/,
    /VANTU Dragomir {2}\(name-and-birth-date, 0\.97\)/,
    /EXERCISE: this is a drill/,
    /Action +Interview, refer/,
    /Reason +Fees charged to workers/,
    /Caution +may-flee/,
    /Contact +Duty desk, \+999 02 555 0100/,
    /Evidence +\+ Agrees with a listed alias\.\n +- Another sex/,
    new RegExp(`recorded as ${record}`),
  ]) {
    t.match(shown.stdout, part)
  }
  t.same(stub.requests.at(-1)?.body, {
    purpose: 'border-check',
    reference: 'lane-4',
    subject: { name: 'VANTU Dragomir', birthDate: '1979' },
  })
  t.match(stub.requests.find(({ route }) => route.endsWith('sign-in'))?.body, { user: 'xa-border' })

  const {
    label: _l,
    evidence: _e,
    score: _s,
    grade: _g,
    handling: _h,
    ...firstLine
  } = answer.results[0] ?? {}
  next = { ...answer, results: [firstLine as QueryAnswer['results'][number]] }
  const first = await run('query --purpose border-check', '--name', 'VANTU Dragomir')
  t.match(first.stdout, /Alert of Belmora {2}\(name-and-birth-date\)/)
  t.notMatch(first.stdout, /VANTU|Grade|Evidence/)
  const opened = await run(`query --purpose border-check --open ${id}`, '--name', 'VANTU Dragomir')
  t.match(
    opened.stdout,
    /^VANTU Dragomir[^]*Identity[^]*"phones"[^]*recorded as 0198f000-0000-7000-8000-00000000000b/,
  )
  t.same(stub.requests.at(-1)?.body, {
    purpose: 'border-check',
    subject: { name: 'VANTU Dragomir' },
    alert: id,
    query: record,
  })

  next = answer
  const drill = await run('query --purpose border-check --exit-code', '--name', 'VANTU Dragomir')
  t.equal(drill.exitCode, 0, 'what programs go by does not act upon a drill')
  next = { ...answer, results: answer.results.map((one) => ({ ...one, mode: 'actual' as const })) }
  const json = await run(
    'query --purpose border-check --json --exit-code --document XA:P1 --document P2 --licence REC-7',
    '--nationality',
    'Korea, North',
  )
  t.equal(json.exitCode, 10, 'a hit, and the exit code says so')
  t.same(json.json, next)
  t.equal(json.stdout.split('\n').length, 2, 'one line on stdout and nothing else')
  t.match(stub.requests.at(-1)?.body, {
    subject: {
      nationality: 'KP',
      documents: [{ country: 'XA', number: 'P1' }, { number: 'P2' }],
      registrations: [{ number: 'REC-7' }],
    },
  })

  next = { ...next, verdict: 'possible' }
  t.equal((await run('query --purpose border-check --name X --exit-code')).exitCode, 11)
  next = { ...answer, verdict: 'none', results: [] }
  const none = await run('query --purpose border-check --name X --exit-code')
  t.equal(none.exitCode, 0)
  t.match(none.stdout, /^NO HIT\n/)
})

t.test('query: a machine-readable zone, or the whole description, through stdin', async (t) => {
  const zone =
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\r\n'
  const handlers = {
    'POST /api/watchlist/v1/queries': () => ({ ...answer, zone: { format: 'TD3', failed: ['birthDate'] } }),
  }
  const withZone = await start(t, handlers, { stdin: zone })
  t.match(
    (await withZone.run('query --mrz - --purpose border-check')).stdout,
    /check digits disagree in birthDate/,
  )
  t.match(withZone.stub.requests.at(-1)?.body, { subject: { mrz: zone.trim().replaceAll('\r', '') } })
  const described = await start(t, handlers, {
    stdin: JSON.stringify({ name: 'VANTU', emails: ['x@work.example'] }),
  })
  t.equal((await described.run('query --from - --purpose border-check')).exitCode, 0)
  t.match(described.stub.requests.at(-1)?.body, { subject: { name: 'VANTU', emails: ['x@work.example'] } })
})

t.test('query: what cannot be read is refused before anything is sent, without repeating it', async (t) => {
  const { stub, run } = await start(t, {})
  for (const [line, message] of [
    ['query --purpose border-check', /Say whom you look for/],
    ['query --purpose border-check --birth-date Tuesday', /--birth-date does not have its form/],
    ['query --purpose border-check --handle nonsense', /--handle does not have its form/],
    ['query --purpose border-check --nationality Atlantis', /nationality is not known/],
    ['query --purpose curiosity --name X', /Allowed choices are border-check/],
    ['query --name X', /--purpose/],
  ] as const) {
    const { exitCode, stderr, stdout } = await run(line)
    t.equal(exitCode, 2, line)
    t.match(stderr, message)
    t.notMatch(stderr, /Tuesday|nonsense|Atlantis/)
    t.equal(stdout, '')
  }
  t.equal(stub.requests.length, 0)
})

t.test('screen: a list is sent once, followed, and its results come into a file', async (t) => {
  const screening: ScreeningStatus = {
    id,
    purpose: 'pre-departure-screening',
    officer: 'xa-border',
    state: 'running',
    rows: 3,
    done: 0,
    hit: 0,
    possible: 0,
    refused: 1,
    createdAt: '2031-05-20T10:00:00.000Z',
    finishedAt: null,
    erasedAt: '2031-05-23T10:00:00.000Z',
  }
  let polls = 0
  const matching: ScreeningRow = {
    row: 2,
    given: { name: 'Vantu' },
    outcome: 'hit',
    remarks: [],
    results: [...answer.results],
    record,
  }
  const { stub, run, terminal } = await start(t, {
    'POST /api/watchlist/v1/screenings': () => screening,
    'GET /api/watchlist/v1/screenings/:id': () =>
      ++polls < 2 ? { ...screening, done: 1 } : { ...screening, state: 'done', done: 2, hit: 1 },
    'GET /api/watchlist/v1/screenings/:id/rows': () => ({ rows: [matching], next: null }),
    'GET /api/watchlist/v1/screenings/:id/results.csv': () => '"row","answer"\r\n"2","HIT"\r\n',
    'DELETE /api/watchlist/v1/screenings/:id': () => undefined,
  })
  const list = 'name,birth date\nVantu,1979\n'
  writeFileSync(join(terminal.directory, 'workers.csv'), list)
  const shown = await run('screen workers.csv', '--reference', 'Charter 42')
  t.equal(shown.exitCode, 0, shown.stderr)
  t.match(shown.stdout, /3 rows: 1 HIT, 0 POSSIBLE, 1 NO HIT, 1 not looked up/)
  t.match(shown.stdout, /row 2 {2}HIT {2}VANTU Dragomir \(name-and-birth-date\): Interview/)
  t.match(shown.stderr, new RegExp(`screen --resume ${id} --node XA`))
  t.match(stub.requests.find(({ route }) => route.endsWith('/screenings'))?.body, {
    purpose: 'pre-departure-screening',
    reference: 'Charter 42',
    rows: list,
  })

  const resumed = await run(`screen --resume ${id} --output results.csv --erase --json`)
  t.match(resumed.json, { id, hit: 1, matching: undefined })
  t.equal(readFileSync(join(terminal.directory, 'results.csv'), 'utf8'), '"row","answer"\r\n"2","HIT"\r\n')
  t.equal(stub.requests.filter(({ method }) => method === 'DELETE').length, 1)
  t.equal((await run('screen')).exitCode, 2)
  t.equal((await run(`screen workers.csv --resume ${id}`)).exitCode, 2)
})

t.test('what two nodes say to one query differs lawfully or is a fault', async (t) => {
  const result = (alert: string, verdict: QueryResult['verdict'], score = 0.99) =>
    ({ alert, verdict, score, issuer: 'XA' }) as QueryResult
  const compare = (
    here: readonly QueryResult[],
    there: readonly QueryResult[],
    presence: Presence = 'searchable',
    cleared: readonly string[] = [],
  ) =>
    compareAnswers(
      { node: 'XA', answer: { results: [...here] }, presence: async () => 'searchable' },
      {
        node: 'XB',
        answer: {
          results: [...there],
          cleared: cleared.map((alert) => ({ alert, override: 'o', until: '2026-01-01T00:00:00.000Z' })),
        },
        presence: async () => presence,
      },
    )
  const hit = result('a', 'document-hit')
  const name = result('a', 'name-only')
  const faint = result('a', 'name-only', 0.2)
  t.same(await compare([hit], [hit]), [])
  for (const [found, reason] of [
    [await compare([name], []), 'not-found'],
    [await compare([name], [], 'missing'), 'not-arrived'],
    [await compare([name], [], 'not-addressed'), 'agreement'],
    [await compare([name], [], 'searchable', ['a']), 'override'],
    [await compare([faint], []), 'rarity'],
    [await compare([name], [faint]), 'rarity'],
    [await compare([hit], [name]), 'other-verdict'],
  ] as const) {
    t.same(found, [{ alert: 'a', node: 'XB', reason }])
  }
})
