import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { AlertDraft, ImportRows, ImportStatus } from '@crosswatch/protocol'
import { refuse } from '../../client/test/stub-gateway.ts'
import { confirmed, id, preview, record, start } from './support/stub-node.ts'
import { testTerminal } from './support/terminal.ts'

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

t.test('clearance: a person is cleared everywhere with their consent, and the issuer decides', async (t) => {
  const clearance = {
    id,
    alert: record,
    version: 2,
    issuer: 'XA',
    proposer: 'XB',
    state: 'proposed',
    reason: null as string | null,
    ground: 'document-confirmed',
    consent: {
      givenBy: 'person',
      on: '2026-03-01',
      notice: { version: '2026-1', language: 'ne' },
    },
    since: '2026-03-01T12:00:00.000Z',
    until: '2026-09-01T00:00:00.000Z',
    decidedAt: null,
    endedAt: null as string | null,
    recipients: [] as { jurisdiction: string; erasedAt: string | null }[],
  }
  const recipients = [
    { jurisdiction: 'XB', erasedAt: '2026-03-02T08:00:00.000Z' },
    { jurisdiction: 'XC', erasedAt: null },
  ]
  const endedAt = '2026-03-02T08:00:00.000Z'
  const over = { ...clearance, state: 'ended', reason: 'consent-withdrawn', endedAt, recipients }
  let listed = [clearance]
  const { run, stub } = await start(t, {
    'GET /api/alerts/v1/clearances': () => ({ clearances: listed }),
    'POST /api/alerts/v1/clearances': () => clearance,
    'POST /api/alerts/v1/clearances/:id/accept': () => ({ ...clearance, state: 'standing', recipients }),
    'POST /api/alerts/v1/clearances/:id/decline': () => ({ ...clearance, state: 'declined' }),
    'POST /api/alerts/v1/clearances/:id/end': () => over,
  })
  const sent = () => stub.requests.at(-1)?.body
  const asked = `clearance propose ${record} --birth-date 1990-02-28 --consent-on 2026-03-01 --notice-version 2026-1`
  const proposed = await run(`${asked} --notice-language ne --ground document-confirmed`)
  t.match(proposed.stdout, `Proposed as ${id}. XA decides.`)
  t.notMatch(proposed.stdout, '1990')
  t.same(sent(), {
    override: record,
    birthDate: '1990-02-28',
    ground: 'document-confirmed',
    consent: clearance.consent,
  })
  t.equal((await run(`${asked} --ground document-confirmed`)).exitCode, 2, 'no language goes without saying')
  t.equal((await run(`${asked} --notice-language ne --ground looks-honest`)).exitCode, 2)

  t.match((await run('clearance list')).stdout, /proposed +XA +XB +2026-09-01/)
  t.match((await run(`clearance show ${id}`)).stdout, /by person on 2026-03-01, notice 2026-1 read in ne/)
  t.match((await run(`clearance show ${record}`)).stderr, `no clearance ${record}`)
  t.match((await run(`clearance accept ${id}`)).stdout, 'Cleared. Told: XB, XC.')
  t.match((await run(`clearance decline ${id} --reason case-pending`)).stdout, 'Declined')
  t.same(sent(), { reason: 'case-pending' })
  t.equal((await run(`clearance decline ${id} --reason bored`)).exitCode, 2)
  t.match((await run(`clearance end ${id} --reason consent-withdrawn`)).stdout, 'Ended')
  t.same(sent(), { reason: 'consent-withdrawn' })
  listed = [over]
  t.match(
    (await run(`clearance show ${id}`)).stdout,
    /ended \(consent-withdrawn\)[^]+XB erased it at 2026-03-02[^]+XC has it/,
  )
  listed = []
  t.match((await run('clearance list')).stdout, 'No clearances.')
})
