import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import t from 'tap'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import {
  actions,
  AlertDraft,
  alertDocument,
  Base64,
  categories,
  categoryRules,
  CodedGround,
  codeListNames,
  codeLists,
  compatibilityRules,
  isCompatible,
  modes,
  takesPrecedence,
  compartmentDocuments,
  compartments,
  draftProblems,
  Epoch,
  errorCatalogue,
  eventCatalogue,
  federationDocument,
  feedEntryDocument,
  FormatError,
  Grade,
  Handling,
  handlingLists,
  heartbeatDocument,
  Key32,
  keyEventBody,
  keyStatementDocument,
  letterDocument,
  operations,
  letterKinds,
  PartialDate,
  Problem,
  purposes,
  revocationDocument,
  roles,
  sameBytes,
  ServiceError,
  Sha256Hex,
  text,
  Timestamp,
  titleOfCode,
  toProblem,
  utf8,
  Uuid,
  withdrawalDocument,
  agreementDocument,
  agreementTermsDocument,
  accessRecordDocument,
  addMonths,
  canonicalBytes,
  type StandingAlert,
} from '../src/index.ts'
import { eventDocument, eventDocumentFile } from '../tools/event-document.ts'
import { everySchema, fullValue, intrusions, objectSchemas, type Schema } from './support/schemas.ts'

t.test('no format has a place where something unknown can hide', async (t) => {
  const schemas = everySchema()
  t.ok(schemas.length > 50, 'every schema of the package is looked at')

  await t.test('every object schema is closed, however deep', async (t) => {
    for (const { name, schema } of schemas) {
      for (const { path, schema: object } of objectSchemas(schema)) {
        t.equal(object.additionalProperties, false, `${name} at ${path}`)
      }
    }
  })

  await t.test('a field more is refused in every object of every format', async (t) => {
    let tried = 0
    for (const { name, schema } of schemas) {
      const check = Compile(schema)
      for (const value of fc.sample(fullValue(schema), { numRuns: 5, seed: 1 })) {
        if (!check.Check(value)) t.fail(`${name}: the example itself does not fit`)
        for (const { path, value: changed } of intrusions(schema, value)) {
          tried++
          if (check.Check(changed)) t.fail(`${name} takes an unknown field at ${path}`)
        }
      }
    }
    t.ok(tried > 1000)
  })
})

interface AnyDocument {
  readonly encode: (value: unknown) => Uint8Array
  readonly decode: (bytes: Uint8Array) => unknown
}

const documents = {
  'application/vnd.crosswatch.access-record.v1+json': accessRecordDocument,
  'application/vnd.crosswatch.alert.v1+json': alertDocument,
  'application/vnd.crosswatch.evidence.v1+json': compartmentDocuments.evidence,
  'application/vnd.crosswatch.federation.v1+json': federationDocument,
  'application/vnd.crosswatch.feed-entry.v1+json': feedEntryDocument,
  'application/vnd.crosswatch.grounds.v1+json': compartmentDocuments.grounds,
  'application/vnd.crosswatch.heartbeat.v1+json': heartbeatDocument,
  'application/vnd.crosswatch.identity.v1+json': compartmentDocuments.identity,
  'application/vnd.crosswatch.key.v1+json': keyStatementDocument,
  'application/vnd.crosswatch.key-event.v1+json': keyEventBody,
  'application/vnd.crosswatch.letter.v1+json': letterDocument,
  'application/vnd.crosswatch.posting.v1+json': compartmentDocuments.posting,
  'application/vnd.crosswatch.revocation.v1+json': revocationDocument,
  'application/vnd.crosswatch.agreement-terms.v1+json': agreementTermsDocument,
  'application/vnd.crosswatch.agreement.v1+json': agreementDocument,
  'application/vnd.crosswatch.withdrawal.v1+json': withdrawalDocument,
}

t.test('every document', async (t) => {
  for (const [payloadType, document] of Object.entries(documents)) {
    await t.test(payloadType, async (t) => {
      t.equal(document.payloadType, payloadType)
      const schema = document.schema as Schema
      const values = fc.sample(fullValue(schema), { numRuns: 10, seed: 2 })
      // Each document has a schema of its own; here they are all the same to us.
      const { encode, decode } = document as unknown as AnyDocument
      for (const value of values) {
        const bytes = encode(value)
        t.ok(sameBytes(encode(decode(bytes)), bytes), 'comes back as it went out')
        for (const { value: changed } of intrusions(schema, value))
          t.equal(
            problemOf(() => decode(canonicalBytes(changed))),
            'payload-malformed',
          )
        for (const key of schema.required ?? []) {
          const without = Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== key))
          t.equal(
            problemOf(() => decode(canonicalBytes(without))),
            'payload-malformed',
            `without ${key}`,
          )
        }
      }
      if (schema.properties?.['v']) {
        const later = { ...(values[0] as object), v: 2 }
        t.equal(
          problemOf(() => decode(canonicalBytes(later))),
          'payload-malformed',
          'of a later version',
        )
      }
    })
  }

  await t.test('is refused without telling what it holds', async (t) => {
    const secret = 'Canary Canarysson'
    for (const bytes of [
      canonicalBytes({ names: [{ full: secret, kind: secret }], subject: 'person' }),
      canonicalBytes({ names: [], subject: 'person', [secret]: secret }),
      canonicalBytes({ names: [{ full: 'x', kind: 'primary', [secret]: secret }], subject: 'person' }),
      utf8(`{"subject":"${secret}","subject":"${secret}"}`),
    ]) {
      try {
        compartmentDocuments.identity.decode(bytes)
        t.fail('it was read')
      } catch (error) {
        t.notMatch(error instanceof Error && `${error.message} ${String(error.cause)}`, /Canary/)
      }
    }
  })
})

t.test('scalars have one spelling', async (t) => {
  const cases: [name: string, schema: TSchema, good: string[], bad: string[]][] = [
    [
      'a time',
      Timestamp,
      [
        '2026-03-01T12:00:00.000Z',
        '1970-01-01T00:00:00.000Z',
        '2024-02-29T23:59:59.999Z',
        '9999-12-31T23:59:59.999Z',
      ],
      [
        '2026-02-29T00:00:00.000Z',
        '2026-02-30T00:00:00.000Z',
        '2026-04-31T00:00:00.000Z',
        '2100-02-29T00:00:00.000Z',
        '2026-00-10T00:00:00.000Z',
        '2026-13-10T00:00:00.000Z',
        '0000-01-01T00:00:00.000Z',
        '1969-12-31T00:00:00.000Z',
        '2026-03-01T24:00:00.000Z',
        '2026-03-01T12:00:60.000Z',
        '2026-03-01T12:00:00Z',
        '2026-03-01T12:00:00.0Z',
        '2026-03-01T12:00:00.000+00:00',
        '2026-03-01t12:00:00.000z',
        '2026-03-01 12:00:00.000Z',
        '+002026-03-01T12:00:00.000Z',
        '2026-03-01T12:00:00.000Z\n',
        '٢٠٢٦-03-01T12:00:00.000Z',
      ],
    ],
    [
      'a partial date',
      PartialDate,
      ['1980', '1980-02', '1980-02-29'],
      ['80', '1980-13', '1980-1', '1980-00', '1980-01-32', '1980-'],
    ],
    ['a month', Epoch, ['2026-03'], ['2026-00', '2026-13', '2026-3', '2026-03-01']],
    [
      'an id',
      Uuid,
      ['01900000-0000-7000-8000-000000000001'],
      [
        '01900000-0000-4000-8000-000000000001',
        '01900000-0000-7000-c000-000000000001',
        '01900000-0000-7000-8000-00000000000A',
        '{01900000-0000-7000-8000-000000000001}',
      ],
    ],
    ['a hash', Sha256Hex, ['0'.repeat(64)], ['0'.repeat(63), 'A'.repeat(64), `${'0'.repeat(64)}\n`]],
    [
      'base64',
      Base64,
      ['', 'AA==', 'AAA=', 'AAAA'],
      ['A', 'AA', 'AB==', 'AAB=', 'AAAA=', 'AA==AA==', '-_-_', 'AAAA\n', ' AAAA'],
    ],
    [
      'a public key',
      Key32,
      [`${'A'.repeat(43)}=`],
      [`${'A'.repeat(42)}B=`, 'A'.repeat(44), `${'A'.repeat(42)}==`],
    ],
    [
      'text',
      text(3),
      ['a', 'abc', 'éж名', '😀😀😀', '\u00A0'],
      ['', 'abcd', 'a\nb', 'a\tb', 'a\u007F', '\u0000', '😀😀😀😀'],
    ],
  ]
  for (const [name, schema, good, bad] of cases) {
    await t.test(name, async (t) => {
      const check = Compile(schema)
      for (const value of good) t.ok(check.Check(value), JSON.stringify(value))
      for (const value of bad) t.notOk(check.Check(value), JSON.stringify(value))
    })
  }

  await t.test('every day of the calendar and no other is one', async (t) => {
    const check = Compile(Timestamp)
    for (const year of [1972, 1999, 2000, 2024, 2025, 2100, 2400, 9996]) {
      for (let day = 0; day < 14 * 33; day++) {
        const spelled = `${year}-${pad(Math.floor(day / 33))}-${pad(day % 33)}T00:00:00.000Z`
        const real = new Date(spelled)
        const isReal = !Number.isNaN(real.getTime()) && real.toISOString() === spelled
        if (check.Check(spelled) !== isReal) t.fail(spelled)
      }
    }
    t.pass()
  })
})

t.test('every code list', async (t) => {
  const check = Compile(CodedGround)
  for (const list of codeListNames) {
    await t.test(list, async (t) => {
      const { codes, list: name, source, title, version } = codeLists[list]
      t.equal(name, list)
      t.ok(title.length > 3 && source.length > 20, 'says what it is and where it comes from')
      t.ok(Number.isInteger(version) && version > 0)
      t.ok(codes.length > 0)
      t.equal(new Set(codes.map(({ code }) => code)).size, codes.length, 'has no code twice')
      t.equal(new Set(codes.map(({ title: each }) => each)).size, codes.length, 'has no title twice')
      for (const { code, title: each } of codes) {
        t.ok(check.Check({ list, code }), `${code} can be a ground`)
        t.ok(each.trim() === each && each.length > 0)
        t.equal(titleOfCode(list, code), each)
      }
      t.equal(titleOfCode(list, 'no-such-code'), undefined)
      t.equal(titleOfCode(list, 'constructor'), undefined)
    })
  }
  await t.test('of ILO has the eleven indicators of forced labour', async (t) =>
    t.equal(codeLists['ilo-forced-labour'].codes.length, 11),
  )
  await t.test('for handling says what each grade and colour means', async (t) => {
    const { tlp, gradingSource, gradingInformation } = handlingLists
    const spelled = (list: typeof tlp) =>
      list.codes.map(({ code }) => code.toUpperCase().replace('-', '+')).toSorted()
    const enumOf = (schema: unknown) => [...((schema as Schema).enum ?? [])].map(String).toSorted()
    t.same(spelled(tlp), enumOf(Handling.properties.tlp))
    t.same(spelled(gradingSource), enumOf(Grade.properties.source))
    t.same(spelled(gradingInformation), ['1', '2', '3', '4'])
    for (const { source } of [tlp, gradingSource, gradingInformation]) t.ok(source.length > 20)
  })
  await t.test('that is closed in the code names nothing twice', async (t) => {
    for (const list of [
      categories,
      actions,
      compartments,
      purposes,
      roles,
      letterKinds,
    ] as readonly (readonly string[])[])
      t.equal(new Set(list).size, list.length)
  })
})

t.test('every category', async (t) => {
  t.same(Object.keys(categoryRules).toSorted(), [...categories].toSorted(), 'has a rule')
  t.same(
    Object.values(categoryRules)
      .map(({ action }) => action)
      .toSorted(),
    [...actions].toSorted(),
    'has an action of its own, and every action a category',
  )
  const months = Object.fromEntries(
    Object.values(categoryRules).map(({ category, reviewMonths }) => [category, reviewMonths]),
  )
  t.same(months, {
    'wanted-broker': 36,
    'discreet-check': 12,
    'inquiry-check': 12,
    'licence-withdrawn': 36,
    'fake-posting': 6,
    document: 36,
    pattern: 12,
  })
  for (const [category, rule] of Object.entries(categoryRules)) {
    t.equal(rule.category, category)
    t.ok(rule.needs.includes('grounds'), 'says why')
    t.equal(rule.needs.includes('identity'), category !== 'pattern', 'names a subject, except a pattern')
    t.equal(rule.needsDecision, ['wanted-broker', 'discreet-check', 'inquiry-check'].includes(category))
    t.match(rule.instruction, /^[A-Z].*\.$/)
  }
})

t.test('the compatibility matrix', async (t) => {
  const alert = fc.record({ category: fc.constantFrom(...categories), mode: fc.constantFrom(...modes) })
  const holds = (property: (one: StandingAlert, other: StandingAlert) => boolean) =>
    fc.assert(fc.property(alert, alert, property), { numRuns: 500 })

  t.same([...compatibilityRules.precedence].toSorted(), [...categories].toSorted(), 'orders every category')
  t.ok(Number.isInteger(compatibilityRules.version), 'has a version')
  holds((one, other) => isCompatible(one, other) === isCompatible(other, one))
  t.pass('says the same whichever came first')
  holds((one, other) => one.mode === other.mode || isCompatible(one, other))
  t.pass('lets a drill exclude nothing in earnest, and nothing in earnest a drill')
  holds((one, other) => one.category !== other.category || isCompatible(one, other))
  t.pass('lets several jurisdictions say the same')
  holds(
    (one, other) =>
      [takesPrecedence(one, other), takesPrecedence(other, one)].filter(Boolean).length ===
      (one.category === other.category ? 0 : 1),
  )
  t.pass('says of every two which stands')
  const visible = ['wanted-broker', 'inquiry-check', 'licence-withdrawn', 'document']
  holds((one, other) => {
    const discreet = [one, other].filter(({ category }) => category === 'discreet-check').length === 1
    const noticed = visible.includes(one.category) || visible.includes(other.category)
    return isCompatible(one, other) === !(one.mode === other.mode && discreet && noticed)
  })
  t.pass('excludes a discreet check beside whatever the subject notices, and nothing else')
})

const now = new Date('2026-03-01T12:00:00.000Z')
const draft: AlertDraft = {
  category: 'inquiry-check',
  authority: 'Labour Inspectorate',
  grade: { source: 'B', information: 2 },
  handling: { tlp: 'AMBER', onwardUse: 'none' },
  purposes: ['border-check'],
  validUntil: '2026-09-01T00:00:00.000Z',
  statement: 'Several workers name the same recruiter.',
  identity: {
    subject: 'person',
    names: [{ full: 'Example Person', kind: 'primary' }],
    birthDates: [{ date: '1980' }],
  },
  grounds: {
    codes: [{ list: 'ilo-forced-labour', code: 'deception' }],
    legalBasis: 'Labour Code, article 12',
    decisionReference: 'D-1',
  },
}
const agency: NonNullable<AlertDraft['identity']> = {
  subject: 'organisation',
  names: [],
  registrations: [{ kind: 'licence', number: 'L-1' }],
}

t.test('a draft', async (t) => {
  const problems = (change: Partial<AlertDraft>) =>
    draftProblems({ ...draft, ...change }, now).map(({ path }) => path)
  const person = draft.identity ?? { subject: 'person', names: [] }
  const { decisionReference: _, ...undecided } = draft.grounds

  await t.test('with the minimum of data meets the rules of its category', async (t) => {
    t.ok(Compile(AlertDraft).Check(draft))
    const posting = { subject: 'person' as const, names: [], urls: ['https://jobs.example/1'] }
    t.same(problems({}), [])
    t.same(problems({ category: 'wanted-broker' }), [])
    t.same(problems({ category: 'discreet-check' }), [])
    t.same(
      problems({
        category: 'licence-withdrawn',
        identity: agency,
      }),
      [],
    )
    t.same(problems({ category: 'fake-posting', identity: posting, posting: { title: 'Waiter' } }), [])
    t.same(
      problems({
        category: 'document',
        identity: { ...person, documents: [{ kind: 'passport', number: 'T1' }] },
      }),
      [],
    )
    const { identity: __, ...anonymous } = draft
    t.same(draftProblems({ ...anonymous, category: 'pattern' }, now), [])
  })

  await t.test('without it does not, and is told where', async (t) => {
    const { birthDates: _dates, ...unplaced } = person
    t.same(problems({ identity: unplaced }), ['/identity'], 'a name alone identifies nobody')
    t.same(problems({ identity: { ...unplaced, nationalities: ['XC'] } }), [])
    t.same(problems({ grounds: undecided }), ['/grounds/decisionReference'])
    t.same(
      problems({ category: 'licence-withdrawn', grounds: undecided }),
      [],
      'no decision is needed for this one',
    )
    t.same(problems({ category: 'fake-posting' }), ['/posting', '/identity'])
    t.same(problems({ category: 'document' }), ['/identity'])
    t.same(problems({ category: 'pattern' }), ['/identity'], 'a pattern is about no person')
    t.same(
      problems({ grounds: { ...draft.grounds, codes: [{ list: 'ilo-forced-labour', code: 'invented' }] } }),
      ['/grounds/codes/0'],
    )
  })

  await t.test('stands no longer than its category allows', async (t) => {
    t.same(problems({ validUntil: '2027-03-01T12:00:00.000Z' }), [])
    t.same(problems({ validUntil: '2027-03-01T12:00:00.001Z' }), ['/validUntil'])
    t.same(problems({ validUntil: '2026-03-01T12:00:00.000Z' }), ['/validUntil'], 'it has passed')
    t.same(problems({ validFrom: '2026-10-01T00:00:00.000Z' }), ['/validUntil'], 'it ends before it begins')
    t.equal(addMonths(new Date('2024-02-29T00:00:00.000Z'), 12).toISOString(), '2025-02-28T00:00:00.000Z')
    t.equal(addMonths(new Date('2026-08-31T00:00:00.000Z'), 6).toISOString(), '2027-02-28T00:00:00.000Z')
  })
})

t.test('every error', async (t) => {
  const check = Compile(Problem)
  for (const [code, [status, sentence]] of Object.entries(errorCatalogue)) {
    t.ok(status >= 400 && status < 600, code)
    t.match(sentence, /^[A-Z].*\.$/, `${code} says what to do in a sentence`)
  }
  const secret = new Error('Canary')
  const error = new ServiceError('four-eyes', {
    detail: 'alert 1',
    cause: secret,
    fields: [{ path: '/a', part: 'body', problem: 'is needed' }],
  })
  const problem = toProblem(error, '01900000-0000-7000-8000-000000000001')
  t.ok(check.Check(problem))
  t.notMatch(JSON.stringify(problem), /Canary/, 'keeps its cause to itself')
})

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function problemOf(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof FormatError) return error.problem
    throw error
  }
}

t.test('the document of the event types says what the catalogue says', async (t) => {
  const stored = await readFile(eventDocumentFile, 'utf8')
  t.ok(stored === eventDocument(), 'else run packages/protocol/tools/event-catalogue.ts')
  t.strictSame(Object.keys(eventCatalogue), [...operations], 'every event, in the order of the list')
})
