import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinOf, sealKeyFile, signFederation, storageKeyFrom, writeKeyFile } from '@crosswatch/crypto'
import {
  envelopeBytes,
  ServiceError,
  type AlertRecord,
  type Identity,
  type QueryAnswer,
  type RecordRequest,
  type Role,
} from '@crosswatch/protocol'
import { createLogger, loadConfig } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { startService, WatchlistConfig } from '../src/index.ts'
import { answerSizes } from '../src/query/pad-answer.ts'
import { readSnapshot } from '../src/snapshot/snapshot-file.ts'
import { anAlert, grounds } from './support/alerts.ts'
import { aucDeviation, timeAuc, type TimedAnswer } from './support/time-auc.ts'
import { createNode, federation, roots, startServer, token, tokenPublicKey, until } from './support/node.ts'

const postgres = await startServer(t)

/** Everybody here is invented. */
const broker: Identity = {
  subject: 'person',
  names: [
    { full: 'Dragomir Ilarion Vântu', kind: 'primary' },
    { full: 'Драгомир Вынту', kind: 'alias' },
  ],
  birthDates: [{ date: '1974-08-12' }],
  nationalities: ['MD'],
  documents: [{ kind: 'passport', number: 'AB1234567', country: 'MD' }],
  registrations: [{ kind: 'licence', number: 'LIC-2019/0042', authority: 'Labour Registry' }],
  phones: ['+37360000042'],
  emails: ['jobs@vantu-work.example'],
  urls: ['https://vantu-work.example/apply'],
}

t.test('an alert is found by whatever it is known by, and says what to do', async (t) => {
  const node = await createNode(t, postgres)
  const alert = anAlert({ identity: broker, grounds }, { cautions: ['may-flee'] })
  await node.alerts.list([alert])
  await until('the alert is listed', async () => (await node.status()).alerts === 1)

  const answer = await node.ask({ name: 'VANTU, Dragomri', birthDate: '1974-08-12' })
  t.equal(answer.verdict, 'hit')
  const [result] = answer.results
  t.match(result, {
    alert: alert.core.id,
    version: 1,
    issuer: 'XB',
    issuerName: 'Republic of XB',
    verdict: 'name-and-birth-date',
    category: 'inquiry-check',
    action: 'interview-and-refer',
    instruction: 'Interview, refer to the labour inspectorate, and report.',
    mode: 'actual',
    cautions: ['may-flee'],
    reasons: [
      { code: 'deception', title: 'Deception' },
      { code: 'debt-bondage', title: 'Debt bondage' },
    ],
    contact: { desk: 'Duty desk of XB', phone: '+999 01 555 0100' },
    validUntil: '2027-03-01T12:00:00.000Z',
  })
  for (const hidden of ['label', 'evidence', 'score', 'grade', 'handling'] as const) {
    t.notOk(hidden in (result ?? {}), `the first line does not see ${hidden}`)
  }
  t.notMatch(JSON.stringify(answer.results), /V[âa]ntu/i)
  const liaison = await node.ask({ name: 'VANTU, Dragomri', birthDate: '1974-08-12' }, {}, [
    'liaison-officer',
  ])
  const [full] = liaison.results
  t.match(full, { grade: { source: 'B', information: 2 }, label: 'Драгомир Вынту' })
  t.ok(full?.evidence?.some(({ feature, effect }) => feature === 'name' && effect === 'for'))
  t.match(
    (await node.records()).map(({ alerts }) => alerts[0]?.compartments),
    [['grounds'], ['identity', 'contacts', 'grounds']],
    'each record says of what the answer was made',
  )
  t.match(answer, { index: { alerts: 1, sequence: 1, ageMs: 0 }, at: '2026-03-10T09:00:00.000Z' })

  const asked: Record<string, Parameters<typeof node.ask>[0]> = {
    alias: { name: 'Драгомир Вынту' },
    document: { documents: [{ number: 'ab 123-4567' }] },
    licence: { registrations: [{ number: 'lic 2019 0042' }] },
    phone: { phones: ['060 000 042'] },
    'e-mail': { emails: ['Jobs@Vantu-Work.example'] },
    URL: { urls: ['http://www.vantu-work.example/apply/'] },
  }
  for (const [what, subject] of Object.entries(asked)) {
    const { verdict, results } = await node.ask(subject)
    t.equal(verdict, 'hit', what)
    t.equal(results[0]?.alert, alert.core.id, what)
  }

  const contradicted = await node.ask(
    {
      name: 'Somebody Else Entirely',
      birthDate: '1999-01-01',
      documents: [{ number: 'AB1234567' }],
    },
    {},
    ['liaison-officer'],
  )
  t.equal(contradicted.verdict, 'hit', 'a listed document is never lost to another name')
  t.equal(contradicted.results[0]?.verdict, 'document-hit-contradicted')
  t.ok(contradicted.results[0]?.evidence?.some(({ effect }) => effect === 'against'))

  const near = await node.ask({ documents: [{ number: 'AB1234576' }] })
  t.equal(near.verdict, 'possible', 'a slip of the hand is offered for comparison')
  t.equal(near.results[0]?.verdict, 'near-identifier')

  const nobody = await node.ask({ name: 'Wenceslas Quillfeather', birthDate: '1990-05-05' })
  t.same({ verdict: nobody.verdict, results: nobody.results }, { verdict: 'none', results: [] })
})

t.test(
  'the record of an alert is a second look: only what the query finds, for a purpose of its own',
  async (t) => {
    const node = await createNode(t, postgres)
    const alert = anAlert({ identity: broker, posting: { title: 'Fruit pickers' }, grounds })
    const other = anAlert({
      identity: { subject: 'person', names: [{ full: 'Ruxanda Pell', kind: 'primary' }] },
    })
    await node.alerts.list([alert, other])
    await until('they are listed', async () => (await node.status()).alerts === 2)
    const subject = { name: 'Dragomir Vantu', birthDate: '1974-08-12' }
    const { record: query } = await node.ask(subject)
    const open = (change: Partial<RecordRequest> = {}, roles: readonly Role[] = ['border-officer']) =>
      node.app.inject({
        method: 'POST',
        url: '/v1/queries/record',
        headers: { authorization: `Bearer ${token(roles)}` },
        payload: {
          alert: alert.core.id,
          query,
          purpose: 'border-check',
          reference: 'Gate 4',
          subject,
          ...change,
        },
      })

    const opened = await open()
    t.equal(opened.statusCode, 200)
    const shown: AlertRecord = opened.json()
    t.match(shown, {
      result: { label: 'Dragomir Ilarion Vântu', verdict: 'name-and-birth-date' },
      identity: { phones: ['+37360000042'] },
      posting: { title: 'Fruit pickers' },
    })
    const last = (await node.records()).at(-1)
    t.match(last, {
      id: shown.record,
      operation: 'query.open',
      purpose: 'border-check',
      outcome: 'done',
      alerts: [{ alert: alert.core.id, compartments: ['identity', 'contacts', 'posting', 'grounds'] }],
      terms: { reference: 'Gate 4', query: subject, note: `found by query ${query}` },
    })
    t.match(last?.policies, ['role/border-officer/view'])

    const absent = '01980f00-0000-7000-8000-00000000dead'
    const refusals: readonly [string, Awaited<ReturnType<typeof open>>, number][] = [
      ['an alert that the query does not find', await open({ alert: other.core.id }), 404],
      ['an alert that is not there', await open({ alert: absent }), 404],
      ['a purpose that the role has not', await open({ purpose: 'criminal-investigation' }), 403],
      ['a role that opens none', await open({}, ['protection-officer']), 403],
    ]
    for (const [what, { statusCode, body }, status] of refusals) {
      t.equal(statusCode, status, what)
      t.notMatch(body, /Vântu|Pell/)
    }
    const shape = (body = '{}') => ({ ...JSON.parse(body), detail: '', instance: '' })
    t.same(shape(refusals[0]?.[1].body), shape(refusals[1]?.[1].body), 'foreign and absent look alike')
    t.same(
      (await node.records()).slice(-4).map(({ operation, outcome, reason }) => [operation, outcome, reason]),
      [
        ['query.open', 'denied', 'not-found'],
        ['query.open', 'denied', 'not-found'],
        ['query.open', 'denied', 'purpose-not-allowed'],
        ['query.open', 'denied', 'forbidden'],
      ],
    )
    await node.alerts.withdraw(alert)
    await until('it is gone', async () => (await node.status()).alerts === 1)
    t.equal((await open()).statusCode, 404)
  },
)

t.test('document hits come first, and a drill can be told from a real alert', async (t) => {
  const node = await createNode(t, postgres)
  const drill = anAlert({ identity: { ...broker, documents: [] }, grounds }, { mode: 'exercise' })
  const byName = anAlert({ identity: { subject: 'person', names: broker.names }, grounds })
  const byDocument = anAlert({
    identity: {
      subject: 'person',
      names: [{ full: 'Another Name', kind: 'primary' }],
      documents: broker.documents ?? [],
    },
    grounds,
  })
  await node.alerts.list([drill, byName, byDocument])
  await until('all are listed', async () => (await node.status()).alerts === 3)

  const { verdict, results } = await node.ask({
    name: 'Dragomir Ilarion Vântu',
    birthDate: '1974-08-12',
    documents: [{ number: 'AB1234567' }],
  })
  t.equal(verdict, 'hit')
  t.same(
    results.map(({ alert }) => alert),
    [byDocument, byName, drill].map(({ core }) => core.id),
    'the real alert comes before the drill that fits better',
  )
  t.equal(results[2]?.mode, 'exercise')
  t.match(results[2]?.instruction, /^Exercise: do not act/)
})

t.test(
  'a flagged alert is shown and never a hit with an action; a contested one says so or is not shown',
  async (t) => {
    const node = await createNode(t, postgres)
    const alert = anAlert({ identity: broker, grounds })
    await node.alerts.list([alert])
    const ask = () => node.ask({ name: 'Dragomir Ilarion Vântu', birthDate: '1974-08-12' })
    const becomes = (what: string, holds: (answer: Awaited<ReturnType<typeof ask>>) => boolean) =>
      until(what, async () => holds(await ask()))
    await becomes('listed', ({ verdict }) => verdict === 'hit')

    await node.alerts.stand(alert, true, null)
    await becomes('flagged', ({ results }) => results[0]?.flagged === true)
    const flagged = await ask()
    t.equal(flagged.verdict, 'possible', 'there is nothing to act upon')
    t.match(flagged.results, [
      { action: 'be-aware', instruction: /^Flagged in this jurisdiction: do not act/ },
    ])
    t.equal((await node.records()).at(-1)?.outcome, 'possible')

    await node.alerts.stand(alert, false, 'contested')
    await becomes('contested', ({ results }) => results[0]?.contested === true)
    t.match(
      await ask(),
      { verdict: 'hit', results: [{ action: alert.core.action }] },
      'and acted upon meanwhile',
    )
    t.notOk((await ask()).results[0]?.flagged)

    await node.alerts.stand(alert, false, 'blocked')
    await becomes('blocked', ({ verdict }) => verdict === 'none')
    await node.alerts.stand(alert, false, null)
    await becomes('shown again', ({ verdict, results }) => verdict === 'hit' && !results[0]?.contested)
  },
)

t.test('a fake posting is found by its contacts, and the employer it claims to be is not', async (t) => {
  const node = await createNode(t, postgres)
  const posting = anAlert(
    {
      identity: {
        subject: 'organisation',
        names: [],
        emails: ['hr@northwind-jobs.example'],
        handles: [{ service: 'telegram', handle: '@northwind_hr' }],
      },
      posting: { title: 'Fruit pickers wanted', employerClaimed: 'Northwind Orchards' },
      grounds,
    },
    { category: 'fake-posting' },
  )
  await node.alerts.list([posting])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  const found = await node.ask(
    { handles: [{ service: 'telegram', handle: 'northwind_hr' }] },
    { purpose: 'job-offer-check' },
    ['analyst'],
  )
  t.equal(found.verdict, 'hit')
  t.match(found.results[0], { label: 'Fruit pickers wanted', instruction: /^Warn the applicant/ })
  t.equal((await node.ask({ name: 'Northwind Orchards' })).verdict, 'none')
  t.match((await node.records())[0]?.alerts, [
    { compartments: ['identity', 'contacts', 'posting', 'grounds'] },
  ])
})

t.test('an alert counts only while it is in force and for the purposes its issuer gave it', async (t) => {
  const node = await createNode(t, postgres)
  const alert = anAlert(
    { identity: broker, grounds },
    {
      validFrom: '2026-04-01T00:00:00.000Z',
      validUntil: '2026-06-01T00:00:00.000Z',
      reviewBy: '2026-05-01T00:00:00.000Z',
    },
  )
  await node.alerts.list([alert])
  await until('it is listed', async () => (await node.status()).alerts === 1)
  const verdict = async (...rest: [Parameters<typeof node.ask>[1]?, Parameters<typeof node.ask>[2]?]) =>
    (await node.ask({ documents: [{ number: 'AB1234567' }] }, ...rest)).verdict

  t.equal(await verdict(), 'none', 'before it is valid')
  node.setTime('2026-04-01T00:00:00.000Z')
  t.equal(await verdict(), 'hit', 'from the first moment')
  t.equal(await verdict({ purpose: 'pre-departure-screening' }), 'none', 'not for a purpose it does not name')
  t.equal(
    await verdict({ purpose: 'alert-management' }, ['analyst']),
    'hit',
    'who manages alerts sees them all',
  )
  node.setTime('2026-05-01T00:00:00.000Z')
  t.equal(await verdict(), 'none', 'not after its review was due')
})

t.test('alerts that do not count do not push out one that does', async (t) => {
  const node = await createNode(t, postgres)
  const past = { validUntil: '2026-03-05T00:00:00.000Z' }
  const expired = Array.from({ length: 12 }, () => anAlert({ identity: broker, grounds }, past))
  const inForce = anAlert({ identity: { subject: 'person', names: broker.names }, grounds })
  await node.alerts.list([...expired, inForce])
  await until('all are listed', async () => (await node.status()).alerts === 13)
  const { results } = await node.ask({ name: 'Dragomir Ilarion Vântu', birthDate: '1974-08-12' })
  t.same(
    results.map(({ alert }) => alert),
    [inForce.core.id],
  )
})

t.test('the list follows every change, and survives what it cannot read', async (t) => {
  const node = await createNode(t, postgres)
  const alerts = [0, 1, 2, 3].map((n) =>
    anAlert({
      identity: { ...broker, documents: [{ kind: 'passport', number: `CX000${n}${n}${n}7` }] },
      grounds,
    }),
  )
  const [first, second, third, fourth] = alerts
  if (!first || !second || !third || !fourth) throw new Error('four alerts')
  const pattern = anAlert({ grounds }, { category: 'pattern' })
  const listening = sql`select from pg_stat_activity where datname = ${node.database} and query ~ '^listen.*alerts_change'`
  await until('it listens', async () => (await node.superuser.db.execute(listening)).rowCount === 1)
  await node.alerts.list([...alerts, pattern])
  await until('all are read', async () => (await node.status()).sequence === 5)
  t.match(
    await node.status(),
    { alerts: 4, sequence: 5, unreadable: 0, ready: true },
    'a pattern names nobody',
  )

  const verdictOf = async (number: string) => (await node.ask({ documents: [{ number }] })).verdict
  await node.alerts.withdraw(first)
  await until('it is gone', async () => (await verdictOf('CX0000007')) === 'none')

  const revised = anAlert(
    { identity: { ...broker, documents: [{ kind: 'passport', number: 'CX9999997' }] }, grounds },
    { ...second.core, version: 2, compartments: {} },
  )
  await node.alerts.list([revised], { quietly: true })
  await until('it is found by what it says now', async () => (await verdictOf('CX9999997')) === 'hit')
  t.equal(await verdictOf('CX0001117'), 'none', 'and no longer by what it said')
  t.match((await node.ask({ documents: [{ number: 'CX9999997' }] })).results, [{ version: 2 }])

  for (const column of ['core', 'core_key', 'compartments'] as const) {
    await node.alerts.spoil(third, column)
    await until(`spoilt ${column} is counted`, async () => (await node.status()).unreadable === 1)
    t.equal(await verdictOf('CX0002227'), 'none', 'what cannot be read is not shown as it was before')
    t.equal(await verdictOf('CX0003337'), 'hit', 'the rest of the list goes on')
    t.match(node.log(), new RegExp(`"alert":"${third.core.id}".*is not listed`))
    await node.alerts.list([third])
    await until('it is mended', async () => (await node.status()).unreadable === 0)
    t.equal(await verdictOf('CX0002227'), 'hit')
  }
  await node.alerts.list([
    anAlert({ identity: broker, grounds }, { ...fourth.core, issuer: 'XC', compartments: {} }),
  ])
  await node.alerts.withdraw(fourth)
})

t.test('a machine-readable zone is read, and what of it is damaged is said', async (t) => {
  const node = await createNode(t, postgres)
  // The specimen of ICAO Doc 9303, part 4.
  const name = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
  const rest = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  const alert = anAlert({
    identity: {
      subject: 'person',
      names: [{ full: 'Anna Maria Eriksson', kind: 'primary' }],
      documents: [{ kind: 'passport', number: 'L898902C3' }],
    },
    grounds,
  })
  await node.alerts.list([alert])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  const whole = await node.ask({ mrz: `${name}\n${rest}` })
  t.equal(whole.verdict, 'hit')
  t.match(whole.zone, { format: 'TD3', failed: [] })
  t.match(whole.read, {
    name: 'ANNA MARIA ERIKSSON',
    birthDate: '1974-08-12',
    documents: [{ number: 'L898902C3' }],
  })

  const damaged = await node.ask({ mrz: `${name}\nL898902C46UTO7408122F1204159ZE184226B<<<<<10` })
  t.ok(damaged.zone?.failed.includes('documentNumber'), 'a number that fails its check digit is reported')
  t.equal(damaged.read?.documents, undefined, 'and not used')
  t.equal(damaged.results[0]?.alert, alert.core.id, 'the name still finds')

  const unreadable = await node.ask({ mrz: 'THIS IS NOT A ZONE AT ALL', name: 'Anna Maria Eriksson' })
  t.same(unreadable.zone, { format: null, failed: [] })
  t.equal(unreadable.results[0]?.alert, alert.core.id, 'what was typed beside it still finds')

  const nothing = await node.post({ purpose: 'border-check', subject: { mrz: 'THIS IS NOT A ZONE AT ALL' } })
  t.equal(nothing.statusCode, 422)
  t.match(nothing.json(), { code: 'rule-not-met', detail: /cannot be read; scan it again/ })
})

t.test('a query must name somebody, and may be written in any keyboard', async (t) => {
  const node = await createNode(t, postgres)
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  for (const subject of [
    {},
    { birthDate: '1974-08-12', nationality: 'MD' },
    { name: ' -- ' },
    { phones: ['12'] },
  ]) {
    const answer = await node.post({ purpose: 'border-check', subject })
    t.equal(answer.statusCode, 422, JSON.stringify(subject))
    t.match(answer.json(), { code: 'rule-not-met', detail: /^give a name, a number/ })
  }
  t.same(await node.records(), [], 'nothing was looked up')

  const decomposed = 'Dragomir Ilarion Vântu'.normalize('NFD')
  t.equal((await node.ask({ name: decomposed }, { reference: decomposed })).verdict, 'hit')
  t.equal((await node.ask({ name: 'Dragomir\uD800 Ilarion Vântu' })).verdict, 'hit', 'half a character')
  t.equal((await node.post({ purpose: 'border-check', subject: { name: 'x', extra: 1 } })).statusCode, 400)
})

t.test('who looked, for whom, why, and what was shown is on record', async (t) => {
  const node = await createNode(t, postgres)
  const alert = anAlert({ identity: broker, grounds })
  await node.alerts.list([alert])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  const hit = await node.ask({ name: 'Dragomir Ilarion Vântu' }, { reference: 'Gate 4, 17' })
  const none = await node.ask({ name: 'Wenceslas Quillfeather' })
  const [ofHit, ofNone] = await node.records()
  t.match(ofHit, {
    id: hit.record,
    operation: 'query',
    jurisdiction: 'XA',
    at: '2026-03-10T09:00:00.000Z',
    officer: 'officer-7',
    authority: 'Border Service of XA',
    roles: ['border-officer'],
    purpose: 'border-check',
    outcome: 'hit',
    alerts: [{ alert: alert.core.id, version: 1, issuer: 'XB', compartments: ['grounds'] }],
    count: 1,
    list: 1,
    policies: ['role/border-officer/query'],
    terms: { reference: 'Gate 4, 17', query: { name: 'Dragomir Ilarion Vântu' } },
  })
  t.match(ofNone, { id: none.record, outcome: 'none', alerts: [], count: 0, list: 1 })
})

t.test('what is refused is recorded too', async (t) => {
  const node = await createNode(t, postgres)
  const subject = { name: 'Dragomir Ilarion Vântu' }
  const refused = [
    [['border-officer'], 'criminal-investigation', 403, 'purpose-not-allowed'],
    [['analyst'], 'border-check', 403, 'purpose-not-allowed'],
    [['liaison-officer'], 'alert-management', 403, 'purpose-not-allowed'],
    [['analyst'], 'criminal-investigation', 403, 'reference-missing'],
    [['auditor', 'administrator'], 'border-check', 403, 'forbidden'],
    [['border-officer'], 'curiosity', 400, 'invalid-request'],
  ] as const
  for (const [roles, purpose, status, code] of refused) {
    const answer = await node.post({ purpose, subject }, roles)
    t.equal(answer.statusCode, status)
    t.equal(answer.json().code, code)
  }
  const records = await node.records()
  t.same(
    records.map(({ outcome, reason }) => ({ outcome, reason })),
    [
      'purpose-not-allowed',
      'purpose-not-allowed',
      'purpose-not-allowed',
      'reference-missing',
      'forbidden',
      'unknown-purpose',
    ].map((reason) => ({ outcome: 'denied', reason })),
  )
  t.match(records[0], { purpose: 'criminal-investigation', terms: { query: subject } })
  t.match(records[3], { policies: ['purpose/reference'] })
  t.equal(records[5]?.terms, undefined)

  const allowed = [
    ['border-officer', ['border-check', 'pre-departure-screening', 'licensing-check', 'job-offer-check']],
    [
      'analyst',
      [
        'labour-inspection',
        'criminal-investigation',
        'licensing-check',
        'job-offer-check',
        'alert-management',
      ],
    ],
    [
      'supervisor',
      [
        'labour-inspection',
        'criminal-investigation',
        'licensing-check',
        'job-offer-check',
        'alert-management',
      ],
    ],
    ['liaison-officer', ['criminal-investigation', 'labour-inspection', 'border-check']],
  ] as const
  for (const [role, purposes] of allowed) {
    for (const purpose of purposes) {
      const answer = await node.post({ purpose, subject, reference: 'CASE-7' }, [role])
      t.equal(answer.statusCode, 200, `${role} ${purpose}`)
    }
  }
})

t.test('what cannot be decided is refused, and the record says which policy failed', async (t) => {
  const node = await createNode(t, postgres, {
    extraPolicy: `@id("broken") forbid (principal, action in [Action::"query", Action::"view"], resource)
      when { 9223372036854775807 + (if context.referenceGiven then 1 else 0) > 0 };`,
  })
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  const question = {
    purpose: 'border-check',
    reference: 'lane 4',
    subject: { name: 'Dragomir Ilarion Vântu' },
  }
  for (let turn = 0; turn < 2; turn++) {
    const answer = await node.post(question)
    t.equal(answer.statusCode, 403)
    t.match(answer.json(), { code: 'refused-by-policy', results: undefined })
  }
  const denied = { outcome: 'denied', reason: 'refused-by-policy', policies: ['failed/broken'] }
  t.match(await node.records(), [denied, denied])
})

t.test('no answer leaves before its record is durable', async (t) => {
  const node = await createNode(t, postgres)
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  let answered = false
  let waiting: Promise<QueryAnswer> | undefined
  await node.superuser.transaction(async (tx) => {
    await tx.execute(sql`lock table audit.record in exclusive mode`)
    waiting = node.ask({ name: 'Dragomir Ilarion Vântu' })
    void waiting.then(() => (answered = true))
    await new Promise((resolve) => setTimeout(resolve, 300))
    t.equal(answered, false, 'it waits for the record')
  })
  const answer = await waiting
  t.equal((await node.records())[0]?.id, answer?.record)

  await node.superuser.db.execute(sql`alter function audit.append rename to append_no_more`)
  const asked = { purpose: 'border-check', subject: { name: 'Dragomir Ilarion Vântu' } }
  const refused = await node.post(asked)
  t.equal(refused.statusCode, 503)
  t.equal(refused.json().code, 'not-recorded')
  t.notMatch(refused.body, /V.ntu|XB|results|verdict/, 'and nothing else')
  const denied = await node.post({ ...asked, purpose: 'oversight' })
  t.equal(denied.json().code, 'not-recorded', 'nor does a refusal say why')
  await node.superuser.db.execute(sql`alter function audit.append_no_more rename to append`)
  t.equal((await node.post(asked)).statusCode, 200)

  const broken = await createNode(t, postgres, {
    accessLog: { append: () => Promise.reject(new ServiceError('not-recorded')) },
  })
  t.equal((await broken.post(asked)).statusCode, 503)
})

t.test('a hit and no hit have the same size on the wire, and the same headers', async (t) => {
  const node = await createNode(t, postgres)
  await node.alerts.list(Array.from({ length: 30 }, () => anAlert({ identity: broker, grounds })))
  await until('all are listed', async () => (await node.status()).alerts === 30)
  const ask = (name: string) => node.post({ purpose: 'border-check', subject: { name } })
  const [hit, none] = [await ask('Dragomir Ilarion Vântu'), await ask('Wenceslas Quillfeather')]
  t.equal(hit.json().results?.length, 20)
  t.same(none.json().results, [])
  t.equal(hit.rawPayload.length, answerSizes[0])
  t.equal(none.rawPayload.length, answerSizes[0])
  t.same(Object.keys(hit.headers), Object.keys(none.headers))
  t.equal(hit.headers['content-length'], none.headers['content-length'])
})

t.test('a hit and no hit cannot be told apart by their times', { timeout: 300_000 }, async (t) => {
  const node = await createNode(t, postgres)
  // A hit has twenty alerts to describe, no hit none: without steps of time it takes visibly longer.
  await node.alerts.list(Array.from({ length: 20 }, () => anAlert({ identity: broker, grounds })))
  await until('all are listed', async () => (await node.status()).alerts === 20)
  const url = `${await node.app.listen({ host: '127.0.0.1', port: 0 })}/v1/queries`
  const headers = { authorization: `Bearer ${token(['border-officer'])}`, 'content-type': 'application/json' }
  const answers: TimedAnswer[] = []
  const sizes = new Set<number>()
  const ask = async (name: string) => {
    const body = JSON.stringify({ purpose: 'border-check', subject: { name } })
    const began = performance.now()
    const answer = await fetch(url, { method: 'POST', headers, body })
    const bytes = await answer.bytes()
    const ms = performance.now() - began
    sizes.add(bytes.length)
    const { verdict }: QueryAnswer = JSON.parse(new TextDecoder().decode(bytes))
    answers.push({ ms, verdict })
  }
  const each = 250
  let asked = 0
  const caller = async () => {
    while (asked < 2 * each) {
      const [first, second] = asked % 4 === 0 ? ['hit', 'none'] : ['none', 'hit']
      asked += 2
      for (const kind of [first, second]) {
        await ask(kind === 'hit' ? 'Dragomir Ilarion Vântu' : 'Wenceslas Quillfeather')
      }
    }
  }
  await Promise.all([caller(), caller(), caller()])
  const hits = answers.filter(({ verdict }) => verdict === 'hit').length
  t.equal(hits, answers.length / 2, 'as many hits as others')
  t.equal(sizes.size, 1, 'all of one size')
  const auc = timeAuc(answers)
  const bound = 5 * aucDeviation(hits, answers.length - hits)
  t.ok(Math.abs(auc - 0.5) <= bound, `rank test ${auc.toFixed(3)}, within 0.5 +- ${bound.toFixed(3)}`)
})

t.test('neither logs nor metrics nor errors say who was looked for or found', async (t) => {
  const node = await createNode(t, postgres)
  const alert = anAlert({ identity: broker, grounds })
  await node.alerts.list([alert])
  await until('it is listed', async () => (await node.status()).alerts === 1)
  await node.alerts.spoil(alert, 'compartments')
  await until('it is counted', async () => (await node.status()).unreadable === 1)
  await node.alerts.list([alert])
  await until('it is mended', async () => (await node.status()).unreadable === 0)
  const subject = {
    name: 'Dragomir Ilarion Vântu',
    documents: [{ number: 'AB1234567' }],
    phones: ['+37360000042'],
  }
  await node.ask(subject, { reference: 'Gate 4' })
  const problems = [
    await node.post({ purpose: 'oversight', subject }),
    await node.post({
      purpose: 'border-check',
      subject: { ...subject, phones: ['1', '2', '3', '4', '5', '6'] },
    }),
    await node.post({ purpose: 'border-check', subject: { mrz: 'DRAGOMIR ILARION VANTU' } }),
  ]
  const metrics = (await node.app.inject('/metrics')).body
  const canaries = /dragomir|ilarion|v[âa]ntu|AB1234567|37360000042|Gate 4/i
  t.notMatch(node.log(), canaries)
  t.notMatch(metrics, canaries)
  for (const { statusCode, body } of problems) {
    t.ok(statusCode >= 400)
    t.notMatch(body, canaries)
  }
  t.match(metrics, /crosswatch_watchlist_queries_total\{.*verdict="hit".*\} 1/)
  t.match(metrics, /crosswatch_watchlist_queries_total\{.*verdict="denied".*\} 1/)
  for (const gauge of ['alerts', 'sequence', 'age_seconds', 'unreadable_alerts', 'lag_seconds_count']) {
    t.match(metrics, new RegExp(`crosswatch_watchlist_${gauge}\\{`))
  }
})

t.test('it starts before the alerts service, and is ready when it has caught up', async (t) => {
  const node = await createNode(t, postgres, { alertsLater: true })
  const early = await node.post({ purpose: 'border-check', subject: { name: 'Anybody' } })
  t.equal(early.statusCode, 503)
  t.equal((await node.app.inject('/readyz')).statusCode, 503)
  await node.alerts.prepare()
  await node.app.prepared()
  t.equal((await node.app.inject('/readyz')).statusCode, 200)
  t.match(await node.status(), { alerts: 0, sequence: 0, ready: true })

  node.setTime('2026-03-10T10:00:00.000Z')
  await until('it has looked again', async () => (await node.status()).ageMs === 0)
  await node.superuser.db.execute(sql`alter function alerts.changes_after rename to changes_no_more`)
  node.setTime('2026-03-10T10:00:31.000Z')
  t.equal((await node.app.inject('/readyz')).statusCode, 503, 'a list that is not kept up is not ready')
  await node.superuser.db.execute(sql`alter function alerts.changes_no_more rename to changes_after`)
  await until('it is', async () => (await node.app.inject('/readyz')).statusCode === 200)
})

t.test(
  'a restart goes on from an encrypted snapshot, and from nothing where that is of no use',
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswatch-watchlist-'))
    t.teardown(() => rm(folder, { recursive: true }))
    const snapshotFile = join(folder, 'list.snapshot')
    const node = await createNode(t, postgres, { snapshotFile })
    const [stays, goes, comes] = [broker, broker, broker].map((identity) => anAlert({ identity, grounds }))
    if (stays === undefined || goes === undefined || comes === undefined) return
    await node.alerts.list([stays, goes])
    await node.alerts.list([anAlert({ identity: broker, grounds })], { quietly: true })
    const snapshotOf = async (sequence: number) => {
      const read = await readSnapshot(snapshotFile, storageKeyFrom(node.secret))
      return read?.sequence === sequence
    }
    await until('the snapshot has it all', () => snapshotOf(3), 30_000)
    // The last one came without a hint: the list that answers finds it by itself a little later.
    await until('the list has it all', async () => (await node.status()).alerts === 3)
    const bytes = await readFile(snapshotFile)
    for (const text of ['Dragomir', 'AB1234567', 'vantu-work', 'border-check', goes.core.id])
      t.notOk(bytes.includes(text), 'nothing of it stands there in the clear')

    const found = async () =>
      (await node.ask({ documents: [{ number: 'AB1234567' }] })).results.map(({ alert }) => alert)
    const before = await found()
    await node.app.close()
    await node.alerts.list([comes])
    await node.alerts.withdraw(goes)
    await node.restart()
    t.match(node.log(), 'the list goes on from its snapshot')
    const after = await found()
    t.equal(before.length, 3)
    t.same(after.toSorted(), [...before.filter((id) => id !== goes.core.id), comes.core.id].toSorted())

    const damaged = Buffer.from(await readFile(snapshotFile))
    damaged[200] = (damaged[200] ?? 0) ^ 1
    const { superuser } = node
    const spoilt: Record<string, () => Promise<unknown>> = {
      'a flipped bit': () => writeFile(snapshotFile, damaged),
      'cut off': () => writeFile(snapshotFile, bytes.subarray(0, -1)),
      empty: () => writeFile(snapshotFile, ''),
    }
    for (const [what, spoil] of Object.entries(spoilt)) {
      await node.app.close()
      await spoil()
      await node.restart()
      t.same(new Set(await found()), new Set(after), what)
    }

    // A backup was put back, which does not have an alert that the snapshot has.
    await node.app.close()
    await writeFile(snapshotFile, bytes)
    const { db } = superuser
    await db.execute(sql`create table alerts.restored (like alerts.alert including all)`)
    await db.execute(sql`insert into alerts.restored select * from alerts.alert where id <> ${stays.core.id}`)
    await db.execute(sql`drop table alerts.alert cascade`)
    await db.execute(sql`alter table alerts.restored rename to alert`)
    await db.execute(sql`alter table alerts.alert owner to ${sql.identifier(`${node.database}_alerts`)}`)
    await node.restart()
    t.same(new Set(await found()), new Set(after.filter((id) => id !== stays.core.id)))
  },
)

t.test('it goes on when the database was away', async (t) => {
  const own = await startServer(t)
  const node = await createNode(t, own)
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  await until('it is listed', async () => (await node.status()).alerts === 1)

  await own.server.kill()
  const away = await node.post({ purpose: 'border-check', subject: { name: 'Dragomir Ilarion Vântu' } })
  t.equal(away.statusCode, 503, 'the list is in memory, but nothing is shown without a record')
  t.equal((await node.app.inject('/readyz')).statusCode, 503)
  await own.server.start()
  await until('it answers', async () => (await node.app.inject('/readyz')).statusCode === 200)
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  await until('the new alert is listed', async () => (await node.status()).alerts === 2)
  t.equal((await node.ask({ name: 'Dragomir Ilarion Vântu' })).results.length, 2)
})

t.test('the service starts from its configuration', async (t) => {
  const node = await createNode(t, postgres)
  await node.alerts.list([anAlert({ identity: broker, grounds })])
  const folder = await mkdtemp(join(tmpdir(), 'crosswatch-watchlist-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = (name: string) => join(folder, name)
  const cost = { memoryKiB: 8, passes: 1 }
  await writeKeyFile(
    file('storage.json'),
    await sealKeyFile('storage', 'XA storage', node.secret, 'open', cost),
  )
  await writeFile(file('passphrase'), 'open\n')
  await writeFile(file('token.pem'), tokenPublicKey)
  await writeFile(file('federation'), envelopeBytes(signFederation(federation, roots)))
  const environment = {
    CROSSWATCH_JURISDICTION: 'XA',
    CROSSWATCH_DATABASE_URL: node.urls.watchlist,
    CROSSWATCH_FEDERATION_FILE: file('federation'),
    CROSSWATCH_FEDERATION_PIN: pinOf(federation),
    CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: file('token.pem'),
    CROSSWATCH_PASSPHRASE_FILE: file('passphrase'),
    CROSSWATCH_STORAGE_KEY_FILE: file('storage.json'),
  }
  const logger = createLogger({ service: 'watchlist', level: 'silent' })
  const start = (change = {}) =>
    startService({ config: loadConfig(WatchlistConfig, { ...environment, ...change }), logger })

  await t.rejects(start({ CROSSWATCH_JURISDICTION: 'XX' }), { code: 'invalid-configuration' })
  await writeFile(file('crosswatch.cedarschema'), 'entity Officer;')
  await writeFile(file('border.cedar'), '@id("x")\npermit (principal,')
  await t.rejects(start({ CROSSWATCH_POLICY_FOLDER: folder }), {
    code: 'unreadable-policy',
    title: /correct the named place and start again/,
    detail: /border\.cedar, line 2/,
  })
  await t.rejects(start({ CROSSWATCH_POLICY_FOLDER: file('nowhere') }), { code: 'unreadable-policy' })
  const app = await start()
  t.teardown(() => app.close())
  await app.ready()
  await app.prepared()
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/queries',
    headers: { authorization: `Bearer ${token(['border-officer'])}` },
    payload: { purpose: 'border-check', subject: { phones: ['+373 600 000 42'] } },
  })
  // The clock is the real one here: the example may be over by now.
  t.equal(answer.statusCode, 200)
  t.equal(answer.json<QueryAnswer>().index.alerts, 1)
  t.equal((await node.records())[0]?.software, 'watchlist 0.1.0')
})
