import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import type { AlertDraft } from '@crosswatch/protocol'
import { openList } from '../src/import/files/open-list.ts'
import { readCsv } from '../src/import/files/read-csv.ts'
import { listFormats } from '../src/import/formats/all.ts'
import { createPreparer, type ImportSettings, type PreparedRow } from '../src/import/prepare.ts'
import { byReason, createReport, refusedAsCsv } from '../src/import/report.ts'
import { sendRows } from '../src/import/send.ts'
import { createCountryFinder } from '../src/import/text/countries.ts'
import { birthYears, parseBirthDates, parseDay } from '../src/import/text/dates.ts'
import { endOfValidity, parsePeriod } from '../src/import/validity.ts'
import { sharedData } from './support/shared-data.ts'

const now = new Date('2031-05-20T10:00:00.000Z')

/** Reads a list as `crosswatch import` does, without sending it. */
async function readList(format: string, path: string, change: Partial<ImportSettings> = {}) {
  const found = listFormats.find(({ name }) => name === format)
  if (found === undefined) throw new Error(`no format ${format}`)
  const { source: _source, grounds, ...draft } = found.defaults
  const settings = { draft: { ...draft, authority: 'Labour Inspectorate' }, grounds, onlyCurrent: false, now }
  const prepare = createPreparer({ ...settings, ...change })
  const report = createReport()
  const rows: PreparedRow[] = []
  const file = await openList(path, found.fileNames)
  for await (const read of found.read(file, { findCountry: createCountryFinder(), onRead: () => {} })) {
    const row = prepare(read)
    if (row.kind === 'refused') report.refuse(row)
    else {
      report.prepare(row)
      rows.push(row)
    }
  }
  const result = report.report()
  const reasons = Object.fromEntries(
    byReason(result.refused).map(({ reason, rows: at }) => [reason, at.length]),
  )
  return { rows, report: result, reasons, draftOf: (ref: string) => draftOf(rows, ref) }
}

function draftOf(rows: readonly PreparedRow[], ref: string): AlertDraft | undefined {
  return rows.find((row) => row.ref === ref)?.draft
}

function folder(t: Test, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(tmpdir(), 'crosswatch-list-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}

const minimum = '/identity must hold a name with a birth year, nationality or place, or one strong identifier'

t.test('real lists: how many rows become alerts, and why the others do not', async (t) => {
  t.test('OFLC debarments', async (t) => {
    const path = sharedData(t, 'labour/us-oflc-h2-debarments-2010-2014.csv')
    if (path === undefined) return
    const { report, reasons, rows } = await readList('oflc-debarments', path)
    t.match(report, { rows: 141, prepared: 136, ended: 135 })
    t.same(reasons, { [minimum]: 3, 'the notes say that the debarment was rescinded': 2 })
    t.equal(new Set(rows.map(({ ref }) => ref)).size, 136, 'every row has a reference of its own')
    const current = await readList('oflc-debarments', path, { onlyCurrent: true })
    t.equal(current.report.prepared, 1, 'one debarment is without end')
    const again = await readList('oflc-debarments', path)
    t.same(again.rows, rows, 'reading it again gives the same drafts')
  })

  t.test('OFAC SDN with its alternate names, addresses and comments', async (t) => {
    const path = sharedData(t, 'sanctions/ofac')
    if (path === undefined) return
    const { report, reasons, rows } = await readList('ofac', path)
    t.match(report, { rows: 8976, prepared: 8210 })
    t.same(reasons, {
      'is a vessel, neither a person nor an organisation': 406,
      'is an aircraft, neither a person nor an organisation': 277,
      [minimum]: 83,
    })
    const identities = rows.flatMap(({ draft }) => draft.identity ?? [])
    const count = (of: (identity: (typeof identities)[number]) => readonly unknown[] | undefined) =>
      identities.reduce((sum, identity) => sum + (of(identity)?.length ?? 0), 0)
    t.ok(
      count(({ names }) => names.filter(({ kind }) => kind === 'weak-alias')) > 2_000,
      'weak aliases of the remarks',
    )
    t.ok(count(({ documents }) => documents) > 3_000, 'passports and identity cards')
    t.ok(count(({ birthDates }) => birthDates) > 5_000, 'birth dates')
    t.ok(count(({ emails }) => emails) > 200, 'e-mail addresses')
    t.equal(new Set(rows.map(({ draft }) => draft.category)).size, 1)
  })

  t.test('UN consolidated list', async (t) => {
    const path = sharedData(t, 'sanctions/un-consolidated.xml.gz')
    if (path === undefined) return
    const { report, reasons, rows } = await readList('un', path)
    t.match(report, { rows: 1003, prepared: 886 })
    t.same(reasons, { [minimum]: 117 })
    const names = rows.flatMap(({ draft }) => draft.identity?.names ?? [])
    t.ok(names.filter(({ script }) => script === 'Arab').length > 250, 'names in Arabic script')
    t.ok(names.filter(({ kind }) => kind === 'weak-alias').length > 500, 'aliases of low quality')
    t.same(
      names.filter(({ full }) => full.includes(';') || /\boriginal script\b/i.test(full)),
      [],
      'no name holds two',
    )
  })
})

t.test('OFLC debarments', async (t) => {
  const path = folder(t, {
    'list.csv': [
      'Program,Entity Debarred,City,State,Start Date,End Date,Sources,Notes',
      'H-2A,"Example Harvesting, LLC DBA Example Farms",Springfield,TX,2030-03-05,2032-03-04,list,',
      'H-2B,Dragomir Vantu Jr.,Fort Example,"Alberta, Canada",2030-01-01,2031-01-01,list,',
      'H-2A/H-2B,Example Manpower d/b/a Workers Abroad,,GA,2030-08-01,,list,',
      'H-2A,Rescinded Example Inc.,Springfield,TX,2030-03-05,2032-03-04,list,The debarment was rescinded.',
      'H-2A,too few,TX',
      '',
    ].join('\n'),
  })
  const { rows, reasons, draftOf: draft } = await readList('oflc-debarments', join(path, 'list.csv'))
  t.equal(rows.length, 3)
  t.same(reasons, {
    'the notes say that the debarment was rescinded': 1,
    'the columns of the row are not those of the header': 1,
  })
  const [farm, person, manpower] = rows.map(({ ref }) => draft(ref))
  t.match(farm, {
    category: 'licence-withdrawn',
    validUntil: '2032-04-01T00:00:00.000Z',
    identity: {
      subject: 'organisation',
      names: [
        { full: 'Example Harvesting, LLC', kind: 'primary' },
        { full: 'Example Farms', kind: 'trade' },
      ],
      places: [{ country: 'US', locality: 'Springfield, TX' }],
    },
    grounds: {
      codes: [{ list: 'recruitment-offences', code: 'debarment' }],
      legalBasis: '20 CFR 655.182 (debarment, H-2A)',
      decisionReference: 'H-2A debarment 2030-03-05 to 2032-03-04',
    },
  })
  t.match(person?.identity, {
    subject: 'person',
    places: [{ country: 'CA', locality: 'Fort Example, Alberta' }],
  })
  t.match(manpower?.grounds, { decisionReference: 'H-2A/H-2B debarment from 2030-08-01, without end' })
  t.same(
    rows.map(({ hasEnded }) => hasEnded),
    [false, true, false],
  )
})

t.test('OFAC lists', async (t) => {
  const remarks =
    'DOB 12 Apr 1979; alt. DOB circa 1980; POB Port Velan, Korea, North; nationality Iran; citizen Atlantis; Gender Male; ' +
    'Passport A123456 (Iran) issued 01 Jan 2020 expires 31 Dec 2029; Passport Booklet: B7777777 (Iran); National ID No. 0042-1 (Hong Kong); ' +
    'Tax ID No. 77 (Texas) (United States); Email Address d.vantu@work.example; Website www.work.example; Phone Number 989121115315; ' +
    "Telephone (357)(22660766); Digital Currency Address - XBT 1ExampleExampleExample; a.k.a. 'DRAGO'; f.k.a. 'VANTULESCU'; " +
    'Identification Number IMO 1234567; Birth Certificate Number 365; Secondary sanctions risk: none; Linked To: EXAM'
  const path = folder(t, {
    'SDN.CSV': [
      `7,"VANTU, Dragomir","individual","SDGT] [IFSR","Chief",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${remarks}"`,
      '8,"HORIZON BRIDGE LTD.",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 77 (United States); Company Number 4711 (Cuba)."',
      '9,"NOTHING KNOWN CO",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
      '10,"SEA EXAMPLE","vessel","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
      '11,"AB-CDE","aircraft","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
      '\u001A',
    ].join('\r\n'),
    'alt.csv.gz': gzipSync('7,1,"aka","VYNTU, Dragomir",-0- \n7,2,"fka","ВЫНТУ, Драгомир",-0- \n\u001A'),
    'add.csv': '7,1,-0- ,"Port Velan","Iran",-0- \n7,2,-0- ,-0- ,"undetermined",-0- \n',
    'sdn_comments.csv': '7,"PLE FIRM; a.k.a. \'EL JEFE\'."\n',
  })
  const { rows, reasons, report, draftOf: draft } = await readList('ofac', path)
  t.same(
    rows.map(({ ref }) => ref),
    ['7', '8'],
  )
  t.same(reasons, {
    [minimum]: 1,
    'is a vessel, neither a person nor an organisation': 1,
    'is an aircraft, neither a person nor an organisation': 1,
  })
  t.same(draft('7')?.identity, {
    subject: 'person',
    names: [
      { full: 'VANTU, Dragomir', kind: 'primary' },
      { full: 'VYNTU, Dragomir', kind: 'alias' },
      { full: 'ВЫНТУ, Драгомир', kind: 'former', script: 'Cyrl' },
      { full: 'DRAGO', kind: 'weak-alias' },
      { full: 'VANTULESCU', kind: 'former' },
      { full: 'EL JEFE', kind: 'weak-alias' },
    ],
    birthDates: [{ date: '1979-04-12' }, { date: '1980', approximate: true }],
    sex: 'male',
    nationalities: ['IR'],
    places: [
      { country: 'IR', locality: 'Port Velan' },
      { country: 'KP', locality: 'Port Velan' },
    ],
    documents: [
      { kind: 'passport', number: 'A123456', country: 'IR' },
      { kind: 'passport', number: 'B7777777', country: 'IR' },
      { kind: 'identity-card', number: '0042-1', country: 'HK' },
    ],
    phones: ['+989121115315', '+35722660766'],
    emails: ['d.vantu@work.example'],
    urls: ['www.work.example'],
    accounts: [{ kind: 'crypto', number: '1ExampleExampleExample' }],
  })
  t.equal(draft('7')?.grounds.decisionReference, 'OFAC SDN 7: SDGT, IFSR')
  t.same(
    draft('8')?.identity?.registrations,
    [
      { kind: 'tax', number: '77', country: 'US' },
      { kind: 'registration', number: '4711', country: 'CU' },
    ].slice(1),
    'a number of two digits is no identifier',
  )
  t.same(report.leftOut, { 'country-unknown': 1, 'number-unreadable': 2 })
})

t.test('a number that two rows of a list share stays with the first', async (t) => {
  const row = (ref: string, name: string, number: string) =>
    `${ref},"${name}",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"NIT # ${number} (Guatemala); POB Port Velan, Guatemala."`
  const path = folder(t, {
    'sdn.csv': [row('1', 'ONE SHOP', '844191-K'), row('2', 'OTHER SHOP', '844191-K')].join('\n'),
  })
  const { draftOf: draft, report } = await readList('ofac', path)
  t.equal(draft('1')?.identity?.registrations?.length, 1)
  t.equal(draft('2')?.identity?.registrations, undefined)
  t.same(report.leftOut, { 'number-of-an-earlier-row': 1 })
})

t.test('UN lists', async (t) => {
  const individual = (
    ref: string,
    body: string,
  ) => `<INDIVIDUAL><DATAID>${ref}</DATAID><FIRST_NAME>EXAMPLE</FIRST_NAME>
    <SECOND_NAME>PERSON</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.${ref}</REFERENCE_NUMBER>
    <LISTED_ON>2030-01-02</LISTED_ON>${body}</INDIVIDUAL>`
  const alias = (name: string, quality = 'Good', more = '') =>
    `<INDIVIDUAL_ALIAS><QUALITY>${quality}</QUALITY><ALIAS_NAME>${name}</ALIAS_NAME>${more}</INDIVIDUAL_ALIAS>`
  const path = folder(t, {
    'consolidated.xml': `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST><INDIVIDUALS>
      ${individual(
        '1',
        `<GENDER>Female</GENDER><NAME_ORIGINAL_SCRIPT>شخص مثال</NAME_ORIGINAL_SCRIPT>
        <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>Nowhere</VALUE></NATIONALITY>
        ${alias('Ekzample Person; Example Persson')}${alias('The Teacher', 'Low')}
        ${alias('Former &amp; Name', '', '<NOTE>previously listed as</NOTE>')}
        ${alias('Other Person (original script: Другая Персона)')}
        ${alias('Third Person, born 1 Jan. 1953 (passport no. 12345)', 'Good', '<DATE_OF_BIRTH>1953-01-01</DATE_OF_BIRTH>')}
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-02-03</DATE></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1972</FROM_YEAR><TO_YEAR>1974</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Port Velan</CITY><COUNTRY>Viet Nam</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
        <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Diplomatic Passport: Z3032 (Expired 2016)</NUMBER><ISSUING_COUNTRY>Mali</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
        <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>none</NUMBER></INDIVIDUAL_DOCUMENT>`,
      )}
      ${individual('2', '')}
      </INDIVIDUALS><ENTITIES><ENTITY><DATAID>3</DATAID><FIRST_NAME>EXAMPLE RESISTANCE MOVEMENT (ERM) ; SECOND NAME (KENYA)</FIRST_NAME>
      <REFERENCE_NUMBER>XXe.3</REFERENCE_NUMBER><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Movement</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><COUNTRY>Democratic Republic of the Congo</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>`,
  })
  const { draftOf: draft, reasons } = await readList('un', path)
  t.same(reasons, { [minimum]: 1 })
  t.same(draft('1')?.identity, {
    subject: 'person',
    names: [
      { full: 'EXAMPLE PERSON', kind: 'primary' },
      { full: 'شخص مثال', kind: 'alias', script: 'Arab' },
      { full: 'Ekzample Person', kind: 'alias' },
      { full: 'Example Persson', kind: 'alias' },
      { full: 'The Teacher', kind: 'weak-alias' },
      { full: 'Former & Name', kind: 'former' },
      { full: 'Other Person', kind: 'alias' },
      { full: 'Другая Персона', kind: 'alias', script: 'Cyrl' },
      { full: 'Third Person', kind: 'alias' },
    ],
    birthDates: [
      { date: '1971-02-03' },
      { date: '1970', approximate: true },
      { date: '1972', approximate: true },
      { date: '1973', approximate: true },
      { date: '1974', approximate: true },
      { date: '1953-01-01' },
    ],
    sex: 'female',
    nationalities: ['IR'],
    places: [{ country: 'VN', locality: 'Port Velan' }],
    documents: [{ kind: 'passport', number: 'Z3032', country: 'ML' }],
  })
  t.equal(draft('1')?.grounds.decisionReference, 'XXi.1, Test, listed 2030-01-02')
  t.same(draft('3')?.identity?.names, [
    { full: 'EXAMPLE RESISTANCE MOVEMENT', kind: 'primary' },
    { full: 'SECOND NAME', kind: 'alias' },
    { full: 'ERM', kind: 'weak-alias' },
    { full: 'Old Movement', kind: 'former' },
  ])

  const broken = folder(t, { 'consolidated.xml': '<LIST><INDIVIDUAL></LIST>' })
  await t.rejects(readList('un', broken), { message: /not well-formed XML/ })
  const bomb = folder(t, {
    'consolidated.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><LIST><INDIVIDUAL>&a;</INDIVIDUAL></LIST>',
  })
  await t.rejects(
    readList('un', bomb),
    { message: /not well-formed XML/ },
    'entities of the document are refused',
  )
})

t.test("Crosswatch's own CSV", async (t) => {
  const examples = new URL('../examples/brokers.csv', import.meta.url).pathname
  const { rows, draftOf: draft } = await readList('crosswatch-csv', examples)
  t.equal(rows.length, 3, 'the example file is valid')
  t.match(draft('X-001'), {
    category: 'inquiry-check',
    identity: {
      names: [
        { full: 'VANTU Dragomir', kind: 'primary', given: 'Dragomir', family: 'VANTU' },
        { full: 'Dragomir Vântu', kind: 'alias' },
        { full: 'Драгомир ВЫНТУ', kind: 'alias', script: 'Cyrl' },
        { full: 'Drago', kind: 'weak-alias' },
      ],
      documents: [{ kind: 'passport', country: 'XA', number: 'P0000001' }],
      handles: [{ service: 'telegram', handle: '@vantu_jobs' }],
    },
    grounds: {
      codes: [{ code: 'worker-charged-fees' }, { list: 'ilo-forced-labour', code: 'debt-bondage' }],
    },
  })
  t.match(draft('X-003')?.identity?.birthDates, [{ date: '1985', approximate: true }])

  const header = 'ref,category,name,nationalities,grounds,legal_basis,decision_reference,statement'
  const good = 'inquiry-check,Somebody Invented,XA,recruitment-offences/impersonation,Law,Order 1,Because'
  const path = folder(t, {
    'list.csv': [
      '\uFEFF' + header,
      `1,${good}`,
      `1,${good}`,
      `,${good}`,
      '2,inquiry-check,Nobody Known,,recruitment-offences/impersonation,Law,Order 1,Because',
      '3,inquiry-check,Somebody Else,XA,recruitment-offences/impersonation,Law,,Because',
      '4,inquiry-check,Somebody Else,Atlantis,recruitment-offences/impersonation,Law,Order,Because',
      '5,inquiry-check,Somebody Else,XA,no-such-list/code,Law,Order,Because',
      '6,inquiry-check,Somebody Else',
      '7,inquiry-check,"Some"body Else,XA,x/y,Law,Order,Because',
    ].join('\n'),
  })
  const list = await readList('crosswatch-csv', join(path, 'list.csv'))
  t.same(
    list.rows.map(({ ref }) => ref),
    ['1'],
  )
  t.same(
    list.report.refused.map(({ row, reasons }) => [row, reasons.join('; ')]),
    [
      [3, 'the list has this reference twice'],
      [4, 'ref is empty'],
      [5, minimum],
      [6, '/grounds/decisionReference must name the warrant, order or decision'],
      [7, String.raw`/identity/nationalities/0 must match pattern "^[A-Z]{2}$"`],
      [8, '/grounds/codes/0/list must be equal to one of the allowed values'],
      [9, 'the row has another number of columns than the header'],
      [10, '/grounds/codes/0/list must be equal to one of the allowed values'],
    ],
  )
  t.notMatch(JSON.stringify(list.report.refused.map(({ reasons }) => reasons)), /Somebody|Atlantis/)

  const escaped = folder(t, {
    'list.csv': `${header},aliases\n8,${good},${String.raw`One\; Two;Three`}\n`,
  })
  const withAliases = await readList('crosswatch-csv', join(escaped, 'list.csv'))
  t.same(
    withAliases.draftOf('8')?.identity?.names.map(({ full }) => full),
    ['Somebody Invented', 'One; Two', 'Three'],
  )

  const unknown = folder(t, { 'list.csv': 'ref,passport_number\n1,2' })
  await t.rejects(readList('crosswatch-csv', join(unknown, 'list.csv')), {
    message: /column passport_number/,
  })
  const latin = folder(t, { 'list.csv': Buffer.from('ref,name\n1,V\u00e2ntu', 'latin1') })
  await t.rejects(readList('crosswatch-csv', join(latin, 'list.csv')), { message: /not UTF-8/ })
})

t.test('CSV is read as it comes, and a quote that never closes is not passed over', async (t) => {
  const read = async (...pieces: string[]) => {
    const records = []
    async function* text() {
      yield* pieces
    }
    for await (const record of readCsv(text())) records.push(record)
    return records
  }
  t.same(await read('\uFEFFa,b\n"x"y,2\n', '3,4\n\n5,"six\nand', ' more"\r\n'), [
    { row: 1, fields: ['a', 'b'] },
    { row: 2, fields: ['"x"y', '2'] },
    { row: 3, fields: ['3', '4'] },
    { row: 4, fields: [''] },
    { row: 5, fields: ['5', 'six\nand more'] },
  ])
  await t.rejects(read('a,b\n1,2\n3,"4\n5,6\n'), { message: /in or before line 4 .* never closes/ })
  await t.rejects(read('a,b\n1,"', 'x'.repeat(2_000_000)), { message: /never closes/ })
})

t.test('dates, countries and periods', async (t) => {
  t.equal(parseDay('31 Jan 1974'), '1974-01-31')
  t.equal(parseDay('May 1963'), '1963-05')
  t.equal(parseDay('30 Feb 1974'), undefined)
  t.equal(parseDay('1974-13-01'), undefined)
  t.same(parseBirthDates('01 Jan 1970 to 31 Dec 1970'), [{ date: '1970' }])
  t.same(
    parseBirthDates('1951 to 1953').map(({ date }) => date),
    ['1951', '1952', '1953'],
  )
  t.same(parseBirthDates('between wars'), [])
  const long = birthYears(1950, 1980)
  t.equal(long.length, 10)
  t.same([long[0]?.date, long.at(-1)?.date], ['1950', '1980'])

  const find = createCountryFinder()
  for (const [name, code] of [
    ['Germany', 'DE'],
    ['Russian Federation', 'RU'],
    ['Korea, North', 'KP'],
    ['Congo, Democratic Republic of the', 'CD'],
    ["Côte d'Ivoire", 'CI'],
    ['Iran (Islamic Republic of)', 'IR'],
    ['XA', 'XA'],
  ] as const) {
    t.equal(find(name), code, name)
  }
  t.equal(find('Atlantis'), undefined)
  t.equal(find(undefined), undefined)

  t.same(parsePeriod('P1Y'), { months: 12, days: 0 })
  t.throws(() => parsePeriod('12 months'), { message: /is no period/ })
  t.equal(endOfValidity(now, 'inquiry-check', undefined), '2032-04-01T00:00:00.000Z')
  t.equal(
    endOfValidity(now, 'fake-posting', parsePeriod('P3Y')),
    '2031-10-01T00:00:00.000Z',
    'not longer than allowed',
  )
  t.equal(endOfValidity(now, 'wanted-broker', parsePeriod('P90D')), '2031-07-30T00:00:00.000Z')
  t.equal(endOfValidity(now, 'wanted-broker', parsePeriod('P2W')), '2031-06-03T00:00:00.000Z')
  t.equal(
    endOfValidity(new Date('2031-06-30T23:59:00.000Z'), 'inquiry-check', undefined),
    endOfValidity(new Date('2031-04-01T00:00:00.000Z'), 'inquiry-check', undefined),
    'the same for a whole quarter: a list imported again says the same',
  )
})

t.test('rows are sent in chunks, a few at once, and no faster than they are taken', async (t) => {
  let read = 0
  async function* rows(count: number): AsyncGenerator<PreparedRow> {
    for (let row = 1; row <= count; row++) {
      read++
      yield { kind: 'prepared', row, ref: String(row), draft: {} as AlertDraft, hasEnded: false, leftOut: [] }
    }
  }
  let [underWay, most, furthest, taken] = [0, 0, 0, 0]
  await sendRows(rows(2_750), {
    inFlight: 3,
    async addRows(chunk) {
      most = Math.max(most, ++underWay)
      t.ok(chunk.length <= 500)
      await new Promise((resolve) => setTimeout(resolve, 5))
      taken += chunk.length
      furthest = Math.max(furthest, read - taken)
      underWay--
      return { drafted: chunk.length, unchanged: 0, refused: [] }
    },
    onSent: () => {},
  })
  t.equal(taken, 2_750)
  t.equal(most, 3)
  t.ok(furthest <= 4 * 500, 'what is read and not taken stays within the chunks under way')

  read = 0
  await t.rejects(
    sendRows(rows(100_000), {
      inFlight: 3,
      addRows: () => Promise.reject(new Error('away')),
      onSent: () => {},
    }),
    { message: 'away' },
  )
  t.ok(read <= 2_000, 'after a failure nothing more is read')
})

t.test('the report of refused rows is safe to open in a spreadsheet', async (t) => {
  const refused = [
    { kind: 'refused', row: 2, ref: '=1+1', label: 'Some "Body"', reasons: ['one', 'two'] },
    { kind: 'refused', row: 3, reasons: ['three'] },
  ] as const
  t.equal(refusedAsCsv(refused, false), "row,ref,reason\r\n2,'=1+1,one; two\r\n3,,three\r\n")
  t.equal(
    refusedAsCsv(refused, true),
    'row,ref,reason,name\r\n2,\'=1+1,one; two,"Some ""Body"""\r\n3,,three,\r\n',
  )
})
