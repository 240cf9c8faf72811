import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import type {
  AlertDraft,
  ImportRows,
  ImportStatus,
  QueryAnswer,
  QueryResult,
  RecipientsPreview,
  ScreeningRow,
  ScreeningStatus,
} from '@crosswatch/protocol'
import { refuse, startStubGateway, type StubHandler, stubUsers } from '../../client/test/stub-gateway.ts'
import { compareAnswers, type Presence } from '../src/commands/equivalence/compare-answers.ts'
import { testTerminal, type TestTerminalOptions } from './support/terminal.ts'

const id = '0198f000-0000-7000-8000-000000000001'
const record = '0198f000-0000-7000-8000-00000000000a'

const confirmed = 'c0'.repeat(32)
const preview: RecipientsPreview = {
  digest: confirmed,
  recipients: [
    {
      jurisdiction: 'XB',
      compartments: [
        { name: 'identity', fields: ['names', 'registrations'] },
        { name: 'grounds', fields: [] },
      ],
      policies: ['agreement/open'],
    },
  ],
  others: ['XC'],
}

const answer: QueryAnswer = {
  verdict: 'hit',
  results: [
    {
      alert: id,
      version: 2,
      issuer: 'XB',
      issuerName: 'Belmora',
      verdict: 'name-and-birth-date',
      score: 0.97,
      category: 'inquiry-check',
      action: 'interview-and-refer',
      instruction: 'Interview, refer to the labour inspectorate, and report.',
      mode: 'exercise',
      grade: { source: 'B', information: 2 },
      handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
      cautions: ['may-flee'],
      reasons: [
        { list: 'recruitment-offences', code: 'worker-charged-fees', title: 'Fees charged to workers' },
      ],
      label: 'VANTU Dragomir',
      evidence: [
        { feature: 'name', effect: 'for', rule: 'same', note: 'Agrees with a listed alias.' },
        { feature: 'sex', effect: 'against', rule: 'different', note: 'Another sex is listed.' },
      ],
      contact: { desk: 'Duty desk', phone: '+999 02 555 0100' },
      validUntil: '2032-01-01T00:00:00.000Z',
    },
  ],
  index: { alerts: 12, sequence: 40, ageMs: 240 },
  record,
  at: '2031-05-20T10:00:00.000Z',
}

/** A stub of one node, and a terminal in whose data folder it is the node XA. */
async function start(
  t: Test,
  handlers: Readonly<Record<string, StubHandler>>,
  options: TestTerminalOptions = {},
) {
  const stub = await startStubGateway(t, handlers)
  const terminal = testTerminal(t, options)
  const federation = {
    version: 1,
    document: { file: join(terminal.directory, 'none'), pin: '0'.repeat(64) },
    nodes: [{ jurisdiction: 'XA', name: 'Arvenia', gateway: stub.url }],
    users: Object.entries(stubUsers).map(([user, password]) => ({
      user,
      password,
      jurisdiction: 'XA',
      roles: [user === 'xa-border' ? 'border-officer' : user.replace('xa-', '')],
    })),
  }
  writeFileSync(join(terminal.directory, 'federation.json'), JSON.stringify(federation))
  return {
    stub,
    terminal,
    run: (line: string, ...more: string[]) => terminal.run(line, '--data', '.', '--node', 'XA', ...more),
  }
}

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

t.test('failures: one sentence, an exit code, and with --json an object on stdout', async (t) => {
  const { stub, run, terminal } = await start(t, {
    'POST /api/watchlist/v1/queries': () => refuse('purpose-not-allowed'),
    'POST /api/alerts/v1/alerts/:id/approve': () => refuse('four-eyes'),
    'POST /api/alerts/v1/alerts/:id/submit': () => refuse('wrong-state', 'the alert is active'),
    'GET /api/alerts/v1/imports': () => refuse('database-unavailable'),
    'GET /api/alerts/v1/agreements': () => ({ unexpected: true }),
  })
  const denied = await run('query --name X --purpose border-check --json')
  t.equal(denied.exitCode, 4)
  t.match(denied.json, { error: { code: 'purpose-not-allowed' } })
  t.match(denied.stderr, /^Your role does not work for this purpose/)
  t.equal((await run(`alert approve ${id} --confirm ${confirmed}`)).exitCode, 4)
  const wrongState = await run(`alert submit ${id}`)
  t.equal(wrongState.exitCode, 1)
  t.match(wrongState.stderr, /which steps remain\. \(the alert is active\)/)
  t.equal((await run('import list')).exitCode, 5)
  const inside = await run('agreement list')
  t.equal(inside.exitCode, 1)
  t.match(inside.stderr, /Something went wrong inside the command \(TypeError\)/)

  t.match((await run('alert show nonsense')).stderr, /The id is a UUID/)
  t.match(
    (await terminal.run('alert list --data elsewhere')).stderr,
    /There is no federation in .*elsewhere; start one/,
  )
  t.match((await terminal.run('alert list --data .')).stderr, /Say which node: --node with one of XA/)
  t.match((await terminal.run('alert list --data . --node XZ')).stderr, /no node XZ; there are XA/)
  t.match((await run('alert list --as nobody')).stderr, /no demo user nobody; there are xa-analyst/)
  const unknown = await terminal.run('alrt --json')
  t.equal(unknown.exitCode, 2)
  t.match(unknown.json, { error: { code: 'commander.unknownCommand' } })
  t.match(unknown.stderr, /Did you mean alert/)

  const gateway = await terminal.run(`import list --gateway ${stub.url} --user xa-analyst`)
  t.equal(gateway.exitCode, 2)
  t.match(gateway.stderr, /no terminal to ask at; use --password-file or CROSSWATCH_PASSWORD/)
  t.match((await terminal.run('import list --gateway http://node.example --user x')).stderr, /in the clear/)
  t.match(
    (await terminal.run(`import list --gateway ${stub.url} --user x --as y`)).stderr,
    /names the node already/,
  )
})

t.test('a password comes from a file or a variable, and is never shown', async (t) => {
  const handlers = { 'GET /api/alerts/v1/agreements': () => ({ agreements: [] }) }
  const { stub, terminal } = await start(t, handlers, { environment: { CROSSWATCH_USER: 'xa-admin' } })
  writeFileSync(join(terminal.directory, 'password'), 'admin password\n')
  const line = `agreement list --gateway ${stub.url} --password-file password`
  t.match((await terminal.run(line)).stdout, /nothing leaves this node/)
  const other = testTerminal(t, {
    environment: {
      CROSSWATCH_GATEWAY: stub.url,
      CROSSWATCH_USER: 'xa-admin',
      CROSSWATCH_PASSWORD: 'wrong password',
    },
  })
  const refused = await other.run('agreement list')
  t.equal(refused.exitCode, 4)
  t.match(refused.stderr, /user name or the password is wrong/)
  t.notMatch(refused.stderr, /wrong password\b/)
})

t.test('help: every command has one, with an example', async (t) => {
  const terminal = testTerminal(t)
  const paths = ['']
  for (const path of paths) {
    const { stdout, exitCode } = await terminal.run(`${path} --help`)
    t.equal(exitCode, 0, path)
    t.match(stdout, /\n {2}\$ crosswatch /, `${path} has an example`)
    const commands = stdout.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? ''
    for (const [, name] of commands.matchAll(/^ {2}([a-z-]+)/gm)) {
      if (name !== undefined && name !== 'help') paths.push(`${path} ${name}`.trim())
    }
  }
  t.ok(paths.length > 35, `${paths.length} commands`)
  t.match((await terminal.run('--help')).stdout, /Exit codes:/)
})

t.test('import: drafts, reports, submits, and is repeatable', async (t) => {
  const known = new Map<string, string>()
  let status: ImportStatus | undefined
  const begin = (source: string, complete: boolean): ImportStatus => ({
    id,
    source,
    complete,
    state: 'open',
    drafter: 'x',
    approver: null,
    drafted: 0,
    unchanged: 0,
    refused: 0,
    missing: 0,
    issued: 0,
    createdAt: '2031-05-20T10:00:00.000Z',
  })
  const set = (change: Partial<ImportStatus>) => (status = { ...(status ?? begin('', false)), ...change })
  let polls = 0
  const { run, terminal, stub } = await start(
    t,
    {
      'POST /api/alerts/v1/imports': ({ body }) => {
        const { source, complete } = body as { source: string; complete: boolean }
        return (status = begin(source, complete))
      },
      'POST /api/alerts/v1/imports/:id/rows': ({ body }) => {
        const { rows } = body as ImportRows
        const refused = rows.filter(({ draft }) => draft.identity?.subject === 'organisation')
        const fresh = rows.filter(
          ({ ref, draft }) =>
            !refused.some((row) => row.ref === ref) && known.get(ref) !== JSON.stringify(draft),
        )
        for (const { ref, draft } of fresh) known.set(ref, JSON.stringify(draft))
        set({ drafted: (status?.drafted ?? 0) + fresh.length })
        return {
          drafted: fresh.length,
          unchanged: rows.length - fresh.length - refused.length,
          refused: refused.map(({ ref }) => ({
            ref,
            problems: [`alert ${record} is about the same subject`],
          })),
        }
      },
      'POST /api/alerts/v1/imports/:id/submit': () => set({ state: 'submitted' }),
      'POST /api/alerts/v1/imports/:id/discard': () => set({ state: 'discarded' }),
      'GET /api/alerts/v1/imports/:id/recipients': () => preview,
      'POST /api/alerts/v1/imports/:id/approve': () => set({ state: 'issuing' }),
      'GET /api/alerts/v1/imports/:id': () => set(++polls > 1 ? { state: 'done', issued: 2 } : { issued: 1 }),
    },
    { now: '2031-05-20T10:00:00.000Z' },
  )
  const examples = new URL('../examples/brokers.csv', import.meta.url).pathname
  const line = `import ${examples} --format crosswatch-csv --source examples`
  const first = await run(`${line} --report refused.csv`)
  t.equal(first.exitCode, 0, first.stderr)
  t.match(first.stdout, /examples: 3 rows\n {2}drafted +2\n {2}unchanged +0\n {2}refused +1\n/)
  t.match(first.stdout, /1 {2}alert \.\.\. is about the same subject: row 3\n/)
  t.match(
    first.stdout,
    new RegExp(`crosswatch import approve ${id} --node XA --data \\. --as supervisor --wait`),
  )
  t.notMatch(first.stdout, /Horizon|VANTU/, 'no names on the terminal')
  t.equal(
    readFileSync(join(terminal.directory, 'refused.csv'), 'utf8'),
    `row,ref,reason\r\n3,X-002,alert ${record} is about the same subject\r\n`,
  )
  const sent = stub.requests.find(({ route }) => route.endsWith('/rows'))?.body as ImportRows | undefined
  t.match(sent?.rows[0]?.draft, {
    authority: 'Labour Inspectorate of Arvenia',
    validUntil: '2032-04-01T00:00:00.000Z',
  } satisfies Partial<AlertDraft>)

  const second = await run(`${line} --json`)
  t.match(second.json, { id, state: 'discarded', rows: 3, drafted: 0, unchanged: 2, refused: 1 })
  t.match(second.json, { reasons: [{ reason: 'alert ... is about the same subject', rows: [3], count: 1 }] })
  t.match((await run(line)).stdout, /Nothing changed, so there is nothing to approve/)
  t.match((await run(`${line} --with-names`)).stdout, /row 3 \(Horizon Bridge Manpower Ltd\)/)

  const graded = await run(
    `${line} --grade C3 --valid-for P90D --tlp GREEN --category inquiry-check --decision-reference Order-9`,
  )
  t.match(graded.stdout, /drafted +2/, 'other settings, other drafts')
  const asked = await run(`import approve ${id} --as supervisor --wait`)
  t.match(asked.stdout, `Nothing was issued yet. To confirm exactly this:\n  crosswatch import approve ${id}`)
  t.match(asked.stdout, `--wait --confirm ${confirmed}`)
  const approved = await run(`import approve ${id} --as supervisor --wait --confirm ${confirmed}`)
  t.match(approved.stdout, /done\n {2}drafted 2, issued 2/)
  t.match(stub.requests.findLast(({ route }) => route.endsWith('sign-in'))?.body, { user: 'xa-supervisor' })

  const before = stub.requests.length
  const dry = await terminal.run(`${line} --dry-run --json`)
  t.match(dry.json, { checked: 3, rows: 3, refused: 0 })
  t.equal(stub.requests.length, before, 'nothing was sent, and no node was needed')
})

t.test('import: what was begun is dropped when it cannot be finished', async (t) => {
  let rows = () => refuse('log-broken')
  const status = { id, state: 'open', drafted: 1, missing: 0, complete: true }
  const { run, stub, terminal } = await start(t, {
    'POST /api/alerts/v1/imports': () => status,
    'POST /api/alerts/v1/imports/:id/rows': () => rows(),
    'POST /api/alerts/v1/imports/:id/submit': () => ({ ...status, state: 'submitted' }),
    'POST /api/alerts/v1/imports/:id/discard': () => ({ ...status, state: 'discarded' }),
  })
  const routes = () => stub.requests.map(({ route }) => route.split('/').at(-1))
  const examples = new URL('../examples/brokers.csv', import.meta.url).pathname
  const failed = await run(`import ${examples} --format crosswatch-csv --source examples`)
  t.equal(failed.exitCode, 1)
  t.match(failed.stderr, /access log is not as it was signed/)
  t.equal(routes().at(-1), 'discard')

  rows = () => ({ drafted: 1, unchanged: 0, refused: [] }) as never
  writeFileSync(join(terminal.directory, 'list.csv'), `${readFileSync(examples, 'utf8')}X-9,only two\n`)
  const incomplete = await run('import list.csv --format crosswatch-csv --source examples --complete')
  t.equal(incomplete.exitCode, 1)
  t.match(incomplete.stderr, /Row 5 cannot be read, so the list cannot count as complete/)
  t.equal(routes().at(-1), 'discard')

  const interruption = new AbortController()
  const stopped = testTerminal(t, { interrupted: interruption.signal })
  rows = () => {
    interruption.abort()
    return { drafted: 1, unchanged: 0, refused: [] } as never
  }
  const interrupted = await stopped.run(
    `import ${examples} --format crosswatch-csv --source examples --data ${terminal.directory} --node XA`,
  )
  t.equal(interrupted.exitCode, 130)
  t.equal(routes().at(-1), 'discard', 'also after Ctrl-C')
})

t.test('import: misuse', async (t) => {
  const { run, terminal } = await start(t, {})
  writeFileSync(join(terminal.directory, 'list.csv'), 'ref,name\n')
  for (const [line, message] of [
    ['import list.csv', /--format with oflc-debarments, ofac, un, crosswatch-csv/],
    ['import list.csv --format crosswatch-csv', /needs --source NAME/],
    ['import list.csv --format crosswatch-csv --source Bad_Name', /--source takes/],
    ['import none.csv --format ofac', /There is no .*none\.csv; check the path/],
    ['import . --format ofac', /holds no sdn\.csv/],
    ['import list.csv --format ofac --grade Z9', /It takes A, B, C or X/],
    ['import list.csv --format ofac --grounds x/y', /Lists are ilo-forced-labour/],
    ['import list.csv --format ofac --valid-for P1M --valid-until 2031-01-01 --dry-run', /either/],
  ] as const) {
    const { exitCode, stderr } = await run(line)
    t.equal(exitCode, 2, line)
    t.match(stderr, message)
  }
})

t.test('alert: drafted from a file, listed, shown, decided', async (t) => {
  const summary = {
    id,
    version: 0,
    issuer: 'XA',
    origin: 'own',
    state: 'draft',
    pending: 'submitted',
    category: 'fake-posting',
    action: 'warn-applicant',
    mode: 'exercise',
    label: 'Fish farm workers',
    validUntil: '2031-10-01T00:00:00.000Z',
    reviewBy: '2031-10-01T00:00:00.000Z',
    updatedAt: '2031-05-20T10:00:00.000Z',
  }
  const reference = (state: string) => ({ id, version: 1, state })
  const { run, stub } = await start(
    t,
    {
      'POST /api/alerts/v1/alerts': () => reference('draft'),
      'PUT /api/alerts/v1/alerts/:id/draft': () => reference('draft'),
      'DELETE /api/alerts/v1/alerts/:id/draft': () => undefined,
      'POST /api/alerts/v1/alerts/:id/submit': () => reference('submitted'),
      'GET /api/alerts/v1/alerts/:id/recipients': () => preview,
      'POST /api/alerts/v1/alerts/:id/approve': () => reference('active'),
      'POST /api/alerts/v1/alerts/:id/return': () => reference('draft'),
      'POST /api/alerts/v1/alerts/:id/withdraw': () => reference('withdrawn'),
      'GET /api/alerts/v1/alerts': () => ({ alerts: [summary, summary], next: 'more' }),
      'GET /api/alerts/v1/alerts/:id': () => ({
        summary,
        content: { authority: 'Labour Inspectorate', grounds: { codes: [] } },
        draft: null,
        issuedAt: null,
        drafter: 'xa-analyst',
        approver: null,
        recipients: [{ jurisdiction: 'XB', compartments: ['identity'] }],
        flags: [{ by: 'XB', reason: 'national-law', since: '2031-05-20T10:00:00.000Z' }],
      }),
    },
    { now: '2031-05-20T10:00:00.000Z' },
  )
  const example = new URL('../examples/alert.json', import.meta.url).pathname
  const drafted = await run(`alert draft ${example} --submit`)
  t.match(
    drafted.stdout,
    new RegExp(`A second officer approves it: crosswatch alert approve ${id} --node XA`),
  )
  t.match(stub.requests.find(({ route }) => route === 'POST /api/alerts/v1/alerts')?.body, {
    authority: 'Labour Inspectorate of Arvenia',
    validUntil: '2031-10-01T00:00:00.000Z',
  })
  t.equal((await run(`alert draft ${example} --edit ${id} --json`)).exitCode, 0)
  t.match(
    (await run(`alert approve ${id}`)).stdout,
    /Would be sent to\n {2}XB {2}identity \(names, registrations\), grounds\n {2}XC {2}nothing\nNothing was issued/,
  )
  t.notOk(stub.requests.some(({ route }) => route.endsWith('/approve')))
  t.match((await run(`alert approve ${id} --confirm ${confirmed}`)).stdout, /Issued as version 1/)
  t.same(stub.requests.at(-1)?.body, { recipients: confirmed })
  t.match(stub.requests.findLast(({ route }) => route.endsWith('sign-in'))?.body, { user: 'xa-supervisor' })
  t.match((await run(`alert return ${id}`, '--note', 'name the decision')).stdout, /Given back/)
  t.same(stub.requests.at(-1)?.body, { note: 'name the decision' })
  t.match((await run(`alert withdraw ${id} --reason mistaken`)).stdout, /Withdrawn/)
  t.equal((await run(`alert withdraw ${id} --reason boredom`)).exitCode, 2)
  t.match((await run(`alert discard ${id}`)).stdout, /is gone/)
  const listed = await run('alert list --state submitted --limit 3')
  t.match(listed.stdout, /fake-posting \(exercise\) +2031-10-01 +Fish farm workers/)
  t.match(listed.stdout, /There are more; --limit N shows them/)
  const shown = await run(`alert show ${id}`)
  t.match(
    shown.stdout,
    /Fish farm workers[^]*fake-posting, warn-applicant, EXERCISE[^]*Recipient {2}XB: identity/,
  )
})

t.test('agreement: drafted from a file, signed by another officer, listed and shown', async (t) => {
  const digest = '0'.repeat(63) + '1'
  const example = (name: string) => new URL(`../examples/${name}`, import.meta.url).pathname
  const terms = JSON.parse(readFileSync(example('agreement.json'), 'utf8')) as object
  const view = {
    digest,
    state: 'prepared',
    terms: { v: 1, id: '0198f000-0000-7000-8000-000000000001', version: 1, ...terms },
    statements: [{ party: 'XA', act: 'sign', at: '2026-03-01T12:00:00.000Z' }],
    preparedBy: 'xa-admin',
  }
  const { run, stub } = await start(t, {
    'POST /api/alerts/v1/agreements': () => view,
    'POST /api/alerts/v1/agreements/:digest/sign': () => view,
    'POST /api/alerts/v1/agreements/:digest/terminate': () => ({ ...view, state: 'terminated' }),
    'GET /api/alerts/v1/agreements': () => ({ agreements: [view] }),
    'GET /api/alerts/v1/agreements/:digest': () => view,
  })
  const users = () =>
    stub.requests.filter(({ route }) => route.endsWith('sign-in')).map(({ body }) => body as { user: string })
  t.match((await run(`agreement draft ${example('agreement.json')}`)).stdout, `agreement sign ${digest}`)
  t.match(users().at(-1), { user: 'xa-admin' })
  t.match((await run(`agreement sign ${digest}`)).stdout, 'Not signed yet by XB')
  t.match(users().at(-1), { user: 'xa-supervisor' })
  t.match((await run('agreement list')).stdout, /prepared +XA,XB +2026-01-01 +2090-01-01 +inquiry-check/)
  t.match(
    (await run(`agreement show ${digest}`)).stdout,
    /1\. Parties\n {3}XA \(XA\)[^]*Signatures and notices\n {3}2026-03-01T12:00:00\.000Z {2}XA {2}sign/,
  )
  t.match((await run(`agreement terminate ${digest} --reason x`)).stdout, 'terminated')
  t.match((await run('agreement terminate here --reason x')).stderr, 'named by its digest')
  t.match((await run(`agreement terminate ${digest}`)).stderr, '--reason')
  t.match((await run(`agreement draft ${example('alert.json')}`)).stderr, 'is no agreement')
})

t.test('hit and thread: reported, followed and closed from the command line', async (t) => {
  const hit = {
    id,
    alert: record,
    version: 1,
    issuer: 'XA',
    reporter: 'XB',
    category: 'inquiry-check',
    danger: true,
    state: 'open',
    outcome: null,
    dueBy: '2026-03-01T13:00:00.000Z',
    overdue: true,
    createdAt: '2026-03-01T12:00:00.000Z',
  }
  const said = {
    id: record,
    from: 'XB',
    at: hit.createdAt,
    digest: '0f'.repeat(32),
    overdue: true,
    evidence: null,
  }
  const outcomes = { hits: 3, open: 0, confirmed: 2, notThisPerson: 1, undetermined: 0 }
  const { run, stub } = await start(t, {
    'POST /api/alerts/v1/hits': () => ({ id, dueBy: hit.dueBy }),
    'GET /api/alerts/v1/hits': () => ({ hits: [hit] }),
    'GET /api/alerts/v1/hits/:id': () => ({
      hit,
      report: { at: hit.createdAt, place: 'Gate 4', taken: 'stopped', contact: { desk: 'Duty desk' } },
      messages: [
        {
          ...said,
          content: {
            kind: 'request',
            question: 'Which?',
            legalBasis: 'Act 3',
            urgency: 'urgent',
            dueBy: hit.dueBy,
          },
        },
      ],
    }),
    'POST /api/alerts/v1/hits/:id/messages': () => ({ id: record }),
    'GET /api/alerts/v1/hit-counts': () => ({
      counts: [{ alert: record, issuer: 'XA', category: 'inquiry-check', ...outcomes }],
      issuers: [{ issuer: 'XA', alerts: 1, ...outcomes }],
    }),
  })
  const sent = () => stub.requests.at(-1)?.body
  const confirm = ['--place', 'Gate 4', '--desk', 'Duty desk', '--taken', 'stopped']
  t.match(
    (await run(`hit confirm ${record} --danger --at 2026-03-01T12:40`, ...confirm)).stdout,
    `Reported as hit ${id}. The issuer answers by 2026-03-01T13`,
  )
  t.match(sent(), {
    alert: record,
    at: '2026-03-01T12:00:00.000Z',
    danger: true,
    contact: { desk: 'Duty desk' },
  })
  t.match((await run(`hit confirm ${record} --at noon`, ...confirm)).stderr, '--at takes a UTC time')
  t.match((await run('hit list')).stdout, /open OVERDUE DANGER +2026-03-01T12\S+ +XB +XA/)
  t.match((await run(`hit show ${id}`)).stdout, /Gate 4, stopped[^]*XB {2}request {2}OVERDUE[^]*Which\?/)
  t.match((await run('hit counts')).stdout, /XA +1 +3 +0 +2 +1 +0 +67 %/)

  const write = async (line: string, ...more: string[]) => {
    t.equal((await run(`thread ${line}`, ...more)).exitCode, 0, line)
    return sent()
  }
  t.match(
    await write(`request ${id} --question Which? --urgency urgent`, '--legal-basis', 'Act, section 3'),
    {
      kind: 'request',
      legalBasis: 'Act, section 3',
      urgency: 'urgent',
    },
  )
  t.match(await write(`answer ${id} ${record} --text Here --evidence`), { request: record, evidence: true })
  t.match(await write(`handover ${id} --exhibit ${said.digest} --from XA --to XB --at 2026-03-01T12:30Z`), {
    exhibits: [said.digest],
    handedAt: '2026-03-01T12:30:00.000Z',
  })
  t.match(await write(`confirm ${id} ${record}`), { kind: 'handover-confirmed', handover: record })
  t.match(await write(`close ${id} --outcome not-this-person`), {
    kind: 'closing',
    outcome: 'not-this-person',
  })
  t.equal((await run(`thread close ${id} --outcome perhaps`)).exitCode, 2)
  t.match((await run(`thread handover ${id} --exhibit 12 --from a --to b`)).stderr, 'takes a SHA-256')
})

t.test('alert flag and dispute: a national decision, and what the subject of an alert asks', async (t) => {
  const dispute = {
    id,
    alert: record,
    version: 1,
    issuer: 'XA',
    madeAt: 'XB',
    request: 'erasure',
    block: true,
    outcome: null,
    dueBy: '2026-03-31T12:00:00.000Z',
    overdue: true,
    recordedAt: '2026-03-01T12:00:00.000Z',
    decidedAt: null,
  }
  const { run, stub } = await start(t, {
    'POST /api/alerts/v1/alerts/:id/flag': () => ({ id, version: 2, state: 'active' }),
    'POST /api/alerts/v1/alerts/:id/unflag': () => ({ id, version: 2, state: 'active' }),
    'POST /api/alerts/v1/disputes': () => ({ id, dueBy: dispute.dueBy }),
    'GET /api/alerts/v1/disputes': () => ({ disputes: [dispute] }),
    'GET /api/alerts/v1/disputes/:id': () => ({
      dispute,
      statement: 'It is not me.',
      explanation: 'So be it.',
    }),
    'POST /api/alerts/v1/disputes/:id/block': () => ({}),
    'POST /api/alerts/v1/disputes/:id/decide': () => ({}),
  })
  const sent = () => stub.requests.at(-1)?.body
  t.match((await run(`alert flag ${id} --reason national-law --note unfit`)).stdout, 'Not acted upon here')
  t.same(sent(), { reason: 'national-law', note: 'unfit' })
  t.equal((await run(`alert flag ${id} --reason weather`)).exitCode, 2)
  t.match((await run(`alert unflag ${id}`)).stdout, 'Acted upon here again')

  const recorded = await run(
    `dispute record ${record} --request erasure --block`,
    '--statement',
    'It is not me.',
  )
  t.match(recorded.stdout, `Recorded as ${id}. The issuer decides by 2026-03-31`)
  t.same(sent(), { alert: record, request: 'erasure', statement: 'It is not me.', block: true })
  t.match((await run('dispute list')).stdout, /open OVERDUE not shown +erasure +XB +XA +2026-03-31/)
  t.match((await run(`dispute show ${id}`)).stdout, /It is not me\.\nDecision: So be it\./)
  t.match((await run(`dispute block ${id}`)).stdout, 'Not shown meanwhile')
  t.match((await run(`dispute unblock ${id}`)).stdout, 'Shown again')
  t.same(sent(), { block: false })
  t.match(
    (await run(`dispute decide ${id} --outcome refused`, '--explanation', 'It is right.')).stdout,
    'Decided: refused',
  )
  t.same(sent(), { outcome: 'refused', explanation: 'It is right.' })
})

t.test('evaluate matching: figures from files of one’s own', async (t) => {
  const terminal = testTerminal(t)
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(terminal.directory, name), `${lines.join('\n')}\n`)
  write('persons.csv', [
    'id,full_name,first_name,last_name,gender,date_of_birth,place_of_birth,nationality',
    'p1,Dragomir Vantu,Dragomir,Vantu,male,1979-04-12,Port Velan,Germany',
    'p2,Mirela Kostar,Mirela,Kostar,female,1985-01-02,Port Velan,Germany',
  ])
  write('queries.csv', [
    'qid,kind,name,dob,truth_id',
    'q1,typo,Dragomir Vantuu,1979-04-12,p1',
    'q2,same,Mirela Kostar,,p2',
  ])
  write('negatives.csv', ['id,full_name,date_of_birth', 'n1,Somebody Different,1990-01-01'])
  write('pairs.csv', [
    'schema,name1,name2,is_match',
    'Person,Dragomir Vantu,VANTU Dragomir,true',
    'Person,Dragomir Vantu,Mirela Kostar,false',
  ])
  write('scripts.csv', ['dataid,kind,latin_name,original_script', 's1,person,Dragomir Vantu,Драгомир Ванту'])
  const all = await terminal.run(
    'evaluate matching --index persons.csv --queries queries.csv --negatives negatives.csv --pairs pairs.csv --cross-script scripts.csv --json',
  )
  t.equal(all.exitCode, 0, all.stderr)
  t.match(all.json, {
    recallAt5: { nameOnly: { mean: 1, byKind: { typo: 1, same: 1 } }, withBirthDate: { mean: 1 } },
    operating: { falsePositiveRate: 0 },
    pairs: { f1: 1, precision: 1, recall: 1 },
    crossScript: { recallAt5: 1 },
  })
  const text = await terminal.run('evaluate matching --index persons.csv --queries queries.csv')
  t.match(text.stdout, /mean +1\.0000 +1\.0000\n/)
  t.equal((await terminal.run('evaluate matching')).exitCode, 2)
  t.match((await terminal.run('evaluate matching --queries queries.csv')).stderr, /name it with --index/)
  const chances = await terminal.run(
    'evaluate matching --index persons.csv --queries queries.csv --reliability --json',
  )
  t.match(chances.json, { reliability: { withBirthDate: { bands: [{ right: 1 }] } } })
  const strangers = await terminal.run(
    'evaluate matching --index persons.csv --negatives negatives.csv --json',
  )
  t.same(
    strangers.json,
    { operating: { threshold: 0.7, falsePositiveRate: 0 } },
    'what was not asked is not said',
  )
})

t.test('evaluate matching: a file that is not what it should be is named, and why', async (t) => {
  const terminal = testTerminal(t)
  const write = (name: string, content: string | Uint8Array) =>
    writeFileSync(join(terminal.directory, name), content)
  write('none.csv', '')
  write('header.csv', 'name1,name2,is_match\n')
  write('columns.csv', 'schema,name1,name2\nPerson,a,b\n')
  write('verdict.csv', 'name1,name2,is_match\nA,B,perhaps\n')
  write('wide.csv', 'name1,name2,is_match\nA,B,true\nA,B,true,more\n')
  write('latin1.csv', Buffer.from('name1,name2,is_match\nV\xe2ntu,V\xe2ntu,true\n', 'latin1'))
  write('cut.csv', gzipSync('name1,name2,is_match\nA,B,true\n').subarray(0, 30))
  const refused: Readonly<Record<string, RegExp>> = {
    'absent.csv': /There is no .*absent\.csv/,
    'none.csv': /none\.csv is empty/,
    'header.csv': /header\.csv has a header but no rows/,
    'columns.csv': /columns\.csv has no column is_match; it has schema, name1, name2/,
    'verdict.csv': /neither true nor false under is_match in row 2/,
    'wide.csv': /4 fields in row 3, but 3 columns/,
    'latin1.csv': /not UTF-8/,
    'cut.csv': /cut\.csv is a damaged gzip file/,
    '.': /is a folder; name a file/,
  }
  for (const [name, reason] of Object.entries(refused)) {
    const { exitCode, stderr } = await terminal.run(`evaluate matching --pairs ${name}`)
    t.equal(exitCode, 2, name)
    t.match(stderr, reason)
  }
  write(
    'loose.csv',
    '\uFEFFIs_Match, NAME2 ,name1\r\nYES,VANTU Dragomir,Dragomir Vantu\r\n\r\n0,Mirela Kostar,Dragomir Vantu\r\n',
  )
  t.match((await terminal.run('evaluate matching --pairs loose.csv --json')).json, { pairs: { f1: 1 } })
})

t.test('completion: scripts for bash and zsh that know every command', async (t) => {
  const terminal = testTerminal(t)
  for (const shell of ['bash', 'zsh']) {
    const { stdout, exitCode } = await terminal.run(`completion ${shell}`)
    t.equal(exitCode, 0)
    for (const word of ['"-import approve"', '--valid-for', '"-audit verify"', '--save-checkpoint']) {
      t.ok(stdout.includes(word), `${shell}: ${word}`)
    }
  }
  t.equal((await terminal.run('completion fish')).exitCode, 2)
})

void t.test('what two nodes say to one query differs lawfully or is a fault', async (t) => {
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
