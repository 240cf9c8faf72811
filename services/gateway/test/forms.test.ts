import { categories, type AlertDraft, type Purpose, readPartialDate } from '@crosswatch/protocol'
import t from 'tap'
import { html, render } from '../src/console/html/html.ts'
import { emptyForm, formValues, type FormBody } from '../src/console/forms/form.ts'
import { draftDefaults, lastDay } from '../src/console/pages/alerts/draft/draft-defaults.ts'
import { readDraft } from '../src/console/pages/alerts/draft/read-draft.ts'
import { scriptOf } from '../src/console/pages/alerts/draft/scripts.ts'
import { writeDraft } from '../src/console/pages/alerts/draft/write-draft.ts'
import { readSearch } from '../src/console/pages/log/read-search.ts'
import { padPage, pageStep } from '../src/console/pages/query/pad-page.ts'
import { readQuery } from '../src/console/pages/query/read-query.ts'
import { createCountries } from '../src/console/words/countries.ts'
import { drafts, xss } from './support/invented.ts'

const countries = createCountries([
  { jurisdiction: 'XA', name: 'Arvenia' },
  { jurisdiction: 'XB', name: 'Belmora' },
])

t.test('what is put into a template is text, whatever it looks like', (t) => {
  t.equal(
    render(html`<p class="${xss}">${xss}</p>`).includes('<script>'),
    false,
    'neither in text nor in an attribute',
  )
  t.equal(render(html`<p title="${'" onload="x'}"></p>`), '<p title="&quot; onload=&quot;x"></p>')
  t.equal(render(html`<b>${html`<i>${'&'}</i>`}</b>`), '<b><i>&amp;</i></b>', 'templates nest')
  t.equal(render(html`${[html`<i></i>`, '<', 3, false, null, undefined]}`), '<i></i>&lt;3')
  const forged: { text: string } = JSON.parse('{"text":{"markup":"<script>","Symbol(markup)":"<script>"}}')
  t.throws(() => render(html`${forged.text}`), 'what came as JSON cannot pass as markup')
  t.end()
})

t.test('a date is read as officers type it', (t) => {
  const cases: [string, string | undefined][] = [
    ['1984', '1984'],
    ['17 03 1984', '1984-03-17'],
    ['17.3.1984', '1984-03-17'],
    ['17/03/1984', '1984-03-17'],
    ['1984-03-17', '1984-03-17'],
    ['17 Mar 1984', '1984-03-17'],
    ['17 march 1984', '1984-03-17'],
    ['17031984', '1984-03-17'],
    ['19840317', '1984-03-17'],
    ['03 1984', '1984-03'],
    ['1984-03', '1984-03'],
    ['30 02 1984', undefined],
    ['13 13 1984', undefined],
    ['84', undefined],
    ['1 2 3 1984', undefined],
    ['soon', undefined],
    ['', undefined],
  ]
  for (const [text, date] of cases) t.equal(readPartialDate(text), date, text)
  t.end()
})

t.test('countries are known by code and by name, members by their own', (t) => {
  t.equal(countries.find('moldova'), 'MD')
  t.equal(countries.find('Moldova (MD)'), 'MD')
  t.equal(countries.find('md'), 'MD')
  t.equal(countries.find("côte d'ivoire"), 'CI')
  t.equal(countries.find('Belmora'), 'XB')
  t.equal(countries.find('Nowhere'), undefined)
  t.equal(countries.nameOf('XA'), 'Arvenia')
  t.equal(
    countries.all.some(({ code }) => code === 'ZZ' || code === 'XK'),
    false,
  )
  t.end()
})

const allowed: readonly Purpose[] = ['border-check', 'job-offer-check']
const today = new Date('2026-03-01T12:00:00Z')
const ask = (body: FormBody) => readQuery(formValues(body), allowed, countries, today)

t.test('a query is what was typed, tidied, and nothing that was not', (t) => {
  t.same(
    ask({
      purpose: 'border-check',
      reference: '  Flight XX 118 ',
      name: 'Vântu\u0000  Dragomir'.normalize('NFD'),
      birthDate: '12 8 1974',
      nationality: 'Moldova (MD)',
      document: 'ab1234567',
      registration: 'LIC-2019/0042',
      phone: '+373 600 00042',
      email: 'jobs@vantu-work.example',
      url: 'vantu-work.example',
    }).request,
    {
      purpose: 'border-check',
      reference: 'Flight XX 118',
      subject: {
        name: 'Vântu   Dragomir',
        birthDate: '1974-08-12',
        nationality: 'MD',
        documents: [{ number: 'ab1234567' }],
        registrations: [{ number: 'LIC-2019/0042' }],
        phones: ['+373 600 00042'],
        emails: ['jobs@vantu-work.example'],
        urls: ['vantu-work.example'],
      },
    },
  )
  const zone =
    'p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<\r\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\r'
  t.match(ask({ purpose: 'border-check', mrz: zone }).request?.subject, {
    mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
  })
  const problems = (body: FormBody) => [...(ask(body).problems ?? []).keys()]
  t.same(problems({ purpose: 'border-check' }), ['mrz'], 'nothing was asked')
  t.same(problems({ purpose: 'border-check', birthDate: '1984', nationality: 'XB' }), ['name'])
  t.same(
    problems({ purpose: 'border-check', name: 'x', birthDate: '2027' }),
    ['birthDate'],
    'nobody was born then',
  )
  t.same(problems({ purpose: 'oversight', name: 'x' }), ['purpose'], 'a purpose of another role')
  t.same(problems({ name: 'x' }), ['purpose'])
  t.same(problems({ purpose: 'border-check', name: 'x', birthDate: 'never', nationality: '??' }), [
    'birthDate',
    'nationality',
  ])
  t.same(problems({ purpose: 'border-check', mrz: 'P<UTO' }), ['mrz'])
  t.same(problems({ purpose: 'border-check', name: 'x'.repeat(201) }), ['name'])
  t.end()
})

t.test('an alert that goes through the form comes out as it went in', (t) => {
  const rich: AlertDraft = {
    ...first(drafts),
    validFrom: '2026-03-02T00:00:00.000Z',
    links: [
      { kind: 'same-network', alert: '01980f00-0000-7000-8000-000000000009', reason: 'The same two phones' },
    ],
    evidence: {
      caseReference: 'LI-2026/118',
      exhibits: [{ sha256: 'ab'.repeat(32), kind: 'image', takenAt: '2026-02' }],
    },
  }
  rich.identity = {
    ...first(drafts).identity,
    subject: 'person',
    names: [
      { full: 'Dragomir Ilarion Vântu', kind: 'primary', script: 'Latn', given: 'Dragomir', family: 'Vântu' },
      { full: 'Драгомир Вынту', kind: 'weak-alias', script: 'Cyrl' },
    ],
    sex: 'male',
    places: [
      { locality: 'Harbour Quarter', country: 'XB' },
      { country: 'XA' },
      { locality: 'Old Town, East' },
    ],
    documents: [{ kind: 'work-permit', number: 'WP 1, 2', country: 'XB' }],
    accounts: [{ kind: 'iban', number: 'XX00 1234 5678' }],
    emails: ['a@x.example', 'b@x.example'],
  }
  for (const draft of [...drafts, rich]) {
    const read = readDraft(formValues(writeDraft(draft)), draft.category, countries, today)
    t.same(read.problems, undefined, draft.category)
    t.same(read.draft, { mode: 'actual', cautions: [], ...draft })
  }
  const changed = writeDraft(rich)
  const renamed = readDraft(
    formValues({ ...changed, nameFull: ['Somebody Else'] }),
    'inquiry-check',
    countries,
    today,
  )
  t.same(renamed.draft?.identity?.names, [{ full: 'Somebody Else', kind: 'primary', script: 'Latn' }])
  t.end()
})

t.test('a draft says field by field what it lacks', (t) => {
  const visit = {
    account: {
      id: '',
      name: 'xa-analyst',
      roles: ['analyst'] as const,
      authority: 'Labour Inspectorate',
      posts: [],
    },
    caller: { token: '', requestId: '' },
    csrf: '',
  }
  for (const category of categories) {
    const values = formValues(draftDefaults(category, visit, today))
    const { problems } = readDraft(values, category, countries, today)
    t.ok(problems?.has('ground') && problems.has('legalBasis') && problems.has('gradeSource'), category)
    t.equal(
      problems?.has('decisionReference'),
      ['wanted-broker', 'discreet-check', 'inquiry-check'].includes(category),
    )
  }
  const problemsOf = (change: FormBody) =>
    readDraft(formValues({ ...writeDraft(first(drafts)), ...change }), 'inquiry-check', countries, today)
      .problems
  t.match(problemsOf({ documents: 'passport, X1\na, b, c' })?.get('documents'), /^Line 2/)
  t.match(problemsOf({ birthDates: '1984\nlong ago' })?.get('birthDates'), /^Line 2/)
  t.match(
    problemsOf({ birthDates: '1984\n2026-03\n2 3 2026' })?.get('birthDates'),
    /^Line 3: this day is still to come/,
  )
  t.ok(problemsOf({ nationalities: 'MD, Atlantis' })?.has('nationalities'))
  t.ok(problemsOf({ narrative: 'x'.repeat(501) })?.has('narrative'))
  t.ok(problemsOf({ validUntil: '2026-02-30' })?.has('validUntil'))
  t.ok(problemsOf({ purposes: [] })?.has('purposes'))
  t.ok(problemsOf({ linkAlert: ['nothing'] })?.has('link-1'))
  t.ok(problemsOf({ exhibits: 'no hash' })?.has('exhibits'))
  t.same(
    [...(readDraft(emptyForm, 'pattern', countries, today).problems?.keys() ?? [])],
    [
      'ground',
      'legalBasis',
      'statement',
      'gradeSource',
      'gradeInformation',
      'purposes',
      'tlp',
      'onwardUse',
      'validUntil',
      'authority',
    ],
    'in the order of the page',
  )
  t.equal(lastDay('inquiry-check', new Date('2026-03-01T12:00:00Z')), '2027-02-28')
  t.equal(lastDay('fake-posting', new Date('2026-08-31T12:00:00Z')), '2027-02-27', 'a month without that day')
  t.end()
})

t.test('names are marked with the script they are written in', (t) => {
  for (const [name, script] of [
    ['Vântu', 'Latn'],
    ['Драгомир', 'Cyrl'],
    ['دراغومير', 'Arab'],
    ['王小明', 'Hani'],
    ['さくら', 'Jpan'],
    ['김민수', 'Kore'],
    ['राम', 'Deva'],
    ['123', undefined],
  ]) {
    t.equal(scriptOf(name ?? ''), script, String(name))
  }
  t.end()
})

t.test('a search of the log names what it looks for', (t) => {
  const read = readSearch(
    formValues({
      officer: 'xa-border',
      operation: 'query',
      from: '2026-03-01T08:00',
      to: '2026-03-02',
      outcome: 'hit',
    }),
  )
  t.same(read.search, {
    purpose: 'oversight',
    limit: 50,
    officer: 'xa-border',
    operation: 'query',
    outcome: 'hit',
    from: '2026-03-01T08:00:00.000Z',
    to: '2026-03-02T00:00:00.000Z',
  })
  t.same(
    [...(readSearch(formValues({ from: 'then', alert: 'x' })).problems?.keys() ?? [])],
    ['alert', 'from'],
  )
  t.end()
})

t.test('a page of a hit is as large as a page without one', (t) => {
  const random = (length: number) => new Uint8Array(length).fill(7)
  for (const length of [0, 1, 9_000, pageStep - 10, pageStep - 9, pageStep, 40_000]) {
    const padded = padPage('ä'.repeat(length), random)
    t.equal(Buffer.byteLength(padded) % pageStep, 0, String(length))
    t.ok(padded.startsWith('ä'.repeat(length)))
  }
  t.end()
})

function first<T>(items: readonly T[]): T {
  const [item] = items
  if (item === undefined) throw new Error('there is none')
  return item
}
