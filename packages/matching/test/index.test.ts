import { createMatchIndex, isHit, isPossible, restoreMatchIndex, SnapshotError } from '@crosswatch/matching'
import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import fc from 'fast-check'
import t from 'tap'
import { indexOver } from '../src/index/match-index.ts'
import { createMultimap } from '../src/index/multimap.ts'
import { createIndexState, type IndexState } from '../src/index/state.ts'

const broker: Identity = {
  subject: 'person',
  names: [
    { full: 'Dragomir Ilarion Vântu-Călăraș', kind: 'primary' },
    { full: 'Драгомир Вынту', kind: 'alias' },
    { full: 'Abu Mirko', kind: 'weak-alias' },
  ],
  birthDates: [{ date: '1976-03-14' }],
  sex: 'male',
  nationalities: ['XA'],
  documents: [{ kind: 'passport', number: 'XA 1008-4421', country: 'XA' }],
}

const agency: Identity = {
  subject: 'organisation',
  names: [{ full: 'Golden Meridian Manpower Services, Inc. (GMMS)', kind: 'primary' }],
  registrations: [{ kind: 'licence', number: 'LB-123/2024', authority: 'Ministry of Labour', country: 'XA' }],
  phones: ['+373 60 123 456'],
  emails: ['jobs.meridian@gmail.com'],
  urls: ['https://www.golden-meridian.example/'],
  handles: [{ service: 'telegram', handle: '@goldenmeridian' }],
  accounts: [{ kind: 'iban', number: 'GB82 WEST 1234 5698 7654 32' }],
}

function listed() {
  const index = createMatchIndex({ defaultCountry: 'MD' })
  index.upsert('broker', broker)
  index.upsert('agency', agency)
  index.upsert('other', { subject: 'person', names: [{ full: 'Ion Ceban', kind: 'primary' }] })
  return index
}

t.test('a listed person is found by a damaged name', async (t) => {
  const written = {
    'another order and no marks': 'VANTU-CALARAS, Dragomir Ilarion',
    'a slip in every word': 'Dragomri Ilraion Vanut Calaars',
    'a middle name left out': 'Dragomir Vantu Calaras',
    'a space left out': 'Dragomir Ilarion Vantucalaras',
    'a space too many': 'Drago mir Ilarion Vantu Calaras',
    'an initial': 'D. Ilarion Vantu-Calaras',
    'another romanisation': 'Dragomir Ilaryon Vyntu-Kalarash',
    'a machine-readable zone': 'VANTU<CALARAS<<DRAGOMIR<ILARION<<<<<<<<',
    'a zone that is cut off': 'VANTU<CALARAS<<DRAGOMIR<ILARI',
    'a title': 'Mr. Dragomir Ilarion Vântu-Călăraș',
  }
  for (const [damage, name] of Object.entries(written)) {
    const [best] = listed().search({ name, birthDate: '1976-03-14' })
    t.equal(best?.key, 'broker', damage)
    t.ok(best !== undefined && isHit(best), damage)
    t.equal(best?.verdict, 'name-and-birth-date', damage)
  }
})

t.test(
  'birth dates agree as far as they are known, swapped, or one digit off; another date is never a hit',
  async (t) => {
    const ask = (birthDate: string) => listed().search({ name: 'Dragomir Vântu-Călăraș', birthDate })[0]
    const rules: Record<string, string> = {
      '1976-03-14': 'same',
      '1976': 'same-as-far-as-known',
      '1976-03': 'same-as-far-as-known',
      '1976-03-15': 'one-digit-differs',
      '1976-08-14': 'one-digit-differs',
      '1976-05-02': 'same-year',
      '1991-11-02': 'different',
    }
    for (const [birthDate, rule] of Object.entries(rules)) {
      const found = ask(birthDate)
      t.equal(found?.evidence.find(({ feature }) => feature === 'birth-date')?.rule, rule, birthDate)
      t.equal(found !== undefined && isHit(found), rule !== 'different', birthDate)
    }
    const swapped = createMatchIndex()
    swapped.upsert('a', { ...broker, birthDates: [{ date: '1976-03-04' }] })
    const [best] = swapped.search({ name: 'Dragomir Vântu-Călăraș', birthDate: '1976-04-03' })
    t.match(best?.evidence[1], { rule: 'day-and-month-swapped', effect: 'for' })
  },
)

t.test('the explanation names the alias, the letters, and what would settle it', async (t) => {
  const [best] = listed().search({ name: 'Dragomir Vyntu' })
  t.match(best?.evidence[0]?.note, /listed alias/)
  t.match(best?.evidence[0]?.listed, 'Драгомир Вынту')
  const [slip] = listed().search({ name: 'Dragomri Ilarion Vantu-Calaras' })
  t.match(
    slip?.evidence[0]?.note,
    /“dragomri” and “dragomir” differ by a typing slip \(“ri” and “ir” swapped\)/,
  )
  t.match(slip?.evidence.at(1), { feature: 'birth-date', rule: 'would-settle', effect: 'neutral' })
  t.notMatch(JSON.stringify(slip?.evidence.slice(1)), /1976|4421/, 'without giving away what is listed')
})

t.test('a weak alias counts less than the name', async (t) => {
  const by = (kind: 'alias' | 'weak-alias') => {
    const index = createMatchIndex()
    index.upsert('a', { subject: 'person', names: [{ full: 'Mirko Vale', kind }] })
    return index.search({ name: 'Mirko Vale' })[0]?.score ?? 0
  }
  t.ok(by('weak-alias') < by('alias'))
})

t.test(
  'a listed identifier wins whatever is typed with it, and says when the identity is contradicted',
  async (t) => {
    const contradiction = { name: 'Someone Else', birthDate: '1990-01-01', nationality: 'XB' }
    const questions = {
      document: { documents: [{ number: 'xa10084421', country: 'XB' }] },
      registration: { registrations: [{ number: 'LB 123 2024' }] },
      phone: { phones: ['060 123 456'] },
      email: { emails: ['JobsMeridian+1@googlemail.com'] },
      url: { urls: ['golden-meridian.example/apply?id=7&utm_source=x'] },
      handle: { urls: ['https://t.me/GoldenMeridian'] },
      account: { accounts: [{ kind: 'bank' as const, number: 'GB82WEST12345698765432' }] },
    }
    for (const [feature, question] of Object.entries(questions)) {
      const key = feature === 'document' ? 'broker' : 'agency'
      const [alone] = listed().search(question)
      t.equal(alone?.key, key, feature)
      t.ok(alone !== undefined && isHit(alone), feature)
      const [best] = listed().search({ ...question, ...contradiction }, { limit: 1 })
      t.equal(best?.key, key, feature)
      t.equal(best?.verdict, 'document-hit-contradicted', feature)
    }
  },
)

t.test('any one contradiction beside a listed document is said, and none hides it', async (t) => {
  const document = { documents: [{ number: 'XA10084421' }] }
  const typed: Readonly<Record<string, SubjectQuery>> = {
    name: { name: 'Someone Else' },
    'birth date': { birthDate: '1990-01-01' },
    nationality: { nationality: 'XB' },
    sex: { sex: 'female' },
    country: { documents: [{ number: 'XA10084421', country: 'XB' }] },
  }
  for (const [what, question] of Object.entries(typed)) {
    t.match(
      listed().search({ ...document, ...question })[0],
      {
        key: 'broker',
        verdict: 'document-hit-contradicted',
      },
      what,
    )
  }
  const agreeing = { name: 'Dragomir Vântu', birthDate: '1976-03', nationality: 'XA', sex: 'male' as const }
  t.equal(listed().search({ ...document, ...agreeing })[0]?.verdict, 'document-hit')
})

t.test('one slip in a document number is offered as near, never as a hit', async (t) => {
  for (const number of [
    'XA1OO84421',
    'XAI0084421',
    'XA100B4421',
    'XA10048421',
    'XA1008442',
    'XA100844210',
    'XA10084429',
  ]) {
    const [best] = listed().search({ documents: [{ number }] })
    t.equal(best?.verdict, 'near-identifier', number)
    t.ok(best !== undefined && isPossible(best) && !isHit(best), number)
  }
  t.same(listed().search({ documents: [{ number: 'XA20094499' }] }), [], 'two slips are another document')
})

t.test('a look-alike domain and a phone without its country are offered as near', async (t) => {
  const near = (question: object) => listed().search(question)[0]
  t.match(near({ urls: ['go1den-meridian.example'] }), { verdict: 'near-identifier', key: 'agency' })
  t.match(near({ emails: ['info@golden-meridian.example'] }), { evidence: [{ rule: 'same-domain' }] })
  t.match(listed().search({ phones: ['60123456'] }, { defaultCountry: 'XK' })[0], {
    evidence: [{ rule: 'same-last-digits', effect: 'neutral' }],
  })
})

t.test('an agency is found by its initials, by abbreviations, and without its form', async (t) => {
  for (const name of [
    'GMMS',
    'Golden Meridian Man Power Svcs.',
    'The GOLDEN MERIDIAN MANPOWER SERVICE CORP',
  ]) {
    const [best] = listed().search({ subject: 'organisation', name })
    t.equal(best?.key, 'agency', name)
    t.not(best?.verdict, 'none', name)
  }
})

t.test('several alerts about one person do not take each other’s chance', async (t) => {
  const index = createMatchIndex()
  for (const key of ['a', 'b', 'c']) index.upsert(key, broker)
  const matches = index.search({ name: 'Dragomir Vântu-Călăraș', birthDate: '1976-03-14' })
  t.equal(matches.length, 3)
  t.ok(matches.every(isHit))
})

t.test('an empty query, or one of punctuation, finds nobody', async (t) => {
  t.same(listed().search({}), [])
  t.same(listed().search({ name: '.,-!' }), [])
  t.same(createMatchIndex().search({ name: 'Dragomir' }), [])
})

t.test('a replaced or removed subject is no longer found by what it was', async (t) => {
  const index = listed()
  index.upsert('broker', { subject: 'person', names: [{ full: 'Petru Rareș', kind: 'primary' }] })
  t.same(index.search({ name: 'Dragomir Ilarion Vântu' }), [])
  t.same(index.search({ documents: [{ number: 'XA10084421' }] }), [])
  t.equal(index.search({ name: 'Petru Rares' })[0]?.key, 'broker')
  t.ok(index.remove('broker'))
  t.notOk(index.remove('broker'))
  t.notOk(index.has('broker'))
  t.equal(index.size, 2)
})

t.test('a snapshot answers as the index did, goes on changing, and is refused when damaged', async (t) => {
  const index = listed()
  index.remove('other')
  const bytes = index.snapshot()
  const restored = restoreMatchIndex(bytes, { defaultCountry: 'MD' })
  const question = { name: 'Dragomri Vântu Calaras', phones: ['060123456'] }
  t.same(restored.search(question), index.search(question))
  restored.upsert('new', { subject: 'person', names: [{ full: 'Sorana Malvina', kind: 'primary' }] })
  t.ok(restored.remove('agency'))
  t.equal(restored.search({ name: 'Sorana Malvina' })[0]?.key, 'new')
  t.same(restored.search({ phones: ['060123456'] }), [])
  t.ok(index.has('agency'), 'and leaves the first index alone')
  for (const at of [3, 40, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const damaged = bytes.slice()
    damaged[at] = (damaged[at] ?? 0) ^ 1
    t.throws(() => restoreMatchIndex(damaged, { defaultCountry: 'MD' }), SnapshotError, `byte ${at}`)
  }
  t.throws(() => restoreMatchIndex(bytes, { defaultCountry: 'XB' }), { code: 'other-version' })
  t.throws(() => restoreMatchIndex(new Uint8Array(10)), { code: 'not-a-snapshot' })
})

const syllables = [
  'an',
  'bra',
  'ce',
  'do',
  'el',
  'fi',
  'ga',
  'hu',
  'is',
  'jo',
  'ka',
  'lu',
  'mi',
  'no',
  'ro',
  'sa',
  'tov',
  'vi',
  'wen',
  'zar',
]
const word = fc
  .array(fc.constantFrom(...syllables), { minLength: 2, maxLength: 4 })
  .map((parts) => parts.join(''))
const fullName = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' '))
const person = (full: string): Identity => ({ subject: 'person', names: [{ full, kind: 'primary' }] })

t.test('properties: changes in any order leave the same answers', async () => {
  const change = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), name: fc.option(fullName) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), fullName, (changes, asked) => {
      const index = createMatchIndex()
      const held = new Map<string, string>()
      for (const { key, name } of changes) {
        if (name === null) {
          index.remove(key)
          held.delete(key)
        } else {
          index.upsert(key, person(name))
          held.set(key, name)
        }
      }
      const fresh = createMatchIndex()
      for (const [key, name] of [...held].toReversed()) fresh.upsert(key, person(name))
      const questions = [asked, ...held.values()]
      return questions.every(
        (name) => JSON.stringify(index.search({ name })) === JSON.stringify(fresh.search({ name })),
      )
    }),
    { numRuns: 60 },
  )
})

t.test('properties: an alias more never loses a subject', async () => {
  fc.assert(
    fc.property(
      fc.array(fullName, { minLength: 1, maxLength: 20 }),
      fullName,
      fc.nat(),
      (names, alias, at) => {
        const chosen = names[at % names.length] ?? ''
        const index = createMatchIndex()
        names.forEach((name, key) => index.upsert(String(key), person(name)))
        const rank = () =>
          index.search({ name: chosen }, { limit: 5 }).some(({ key }) => key === String(at % names.length))
        const before = rank()
        const [primary] = person(chosen).names
        if (primary === undefined) return true
        index.upsert(String(at % names.length), {
          subject: 'person',
          names: [primary, { full: alias, kind: 'alias' }],
        })
        return !before || rank()
      },
    ),
    { numRuns: 60 },
  )
})

t.test('properties: a listed name is found by itself, with a score from 0 to 1', async () => {
  fc.assert(
    fc.property(fc.uniqueArray(fullName, { minLength: 1, maxLength: 10 }), (names) => {
      const index = createMatchIndex()
      names.forEach((name, key) => index.upsert(String(key), person(name)))
      return names.every((name, key) => {
        const matches = index.search({ name })
        const inRange = matches.every(({ score }) => score >= 0 && score <= 1)
        return inRange && matches.some((match) => match.key === String(key) && match.verdict === 'name-only')
      })
    }),
    { numRuns: 60 },
  )
})

t.test('no input of 10 kB takes more than 50 ms', async (t) => {
  const index = listed()
  for (let number = 0; number < 3000; number++) {
    index.upsert(`p${number}`, person(fc.sample(fullName, { numRuns: 1, seed: number })[0] ?? 'x'))
  }
  const long = {
    words: 'sakalu broniszar '.repeat(600),
    letters: 'a'.repeat(10_000),
    initials: 'a. b. c. '.repeat(1100),
    signs: '陳大文'.repeat(3300),
    marks: `a${'\u0301'.repeat(9999)}`,
    brackets: '('.repeat(10_000),
    slashes: 'ab/'.repeat(3300),
    hyphens: 'al-'.repeat(3300),
    dots: 'a.'.repeat(5000),
    digits: '1234567890'.repeat(1000),
    zone: `${'A'.repeat(5000)}\n${'<'.repeat(4999)}`,
  }
  for (const [kind, text] of Object.entries(long)) {
    const question = {
      name: text,
      otherNames: [text, text],
      documents: [{ number: text }],
      phones: [text],
      emails: [text, `${text}@example.org`],
      urls: [text, `https://example.org/${text}`],
      handles: [{ service: 'telegram' as const, handle: text }],
      accounts: [{ kind: 'iban' as const, number: text }],
      mrz: text,
    }
    index.search(question)
    let best = Infinity
    for (let round = 0; round < 3; round++) {
      // Time of the processor, so that a busy machine does not fail the test.
      const before = process.threadCpuUsage()
      index.search(question)
      const { user, system } = process.threadCpuUsage(before)
      best = Math.min(best, (user + system) / 1000)
    }
    t.ok(best < 50, `${kind}: ${best.toFixed(1)} ms`)
  }
})

t.test('a search without the index finds what a broken index loses', async (t) => {
  const key = 'broker'
  const asked: Record<string, SubjectQuery> = {
    name: { name: 'Dragomir Ilarion Vântu-Călăraș' },
    'damaged name': { name: 'VANTU-CALARAS, Dragomri' },
    document: { documents: [{ number: 'XA10084421' }] },
  }
  const breaks: Record<string, (state: IndexState) => void> = {
    'it is sound': () => undefined,
    'postings are lost': ({ postings }) => postings.lengths.items.fill(0),
    'the dictionary forgets where its words stand': ({ dictionary }) =>
      Object.assign(dictionary, { near: createMultimap() }),
    'identifiers are lost': (state) => Object.assign(state, { identifiers: createMultimap() }),
  }
  const lost: string[] = []
  for (const [what, damage] of Object.entries(breaks)) {
    const state = createIndexState()
    const index = indexOver(state, { defaultCountry: 'MD' })
    index.upsert(key, broker)
    index.upsert('agency', agency)
    damage(state)
    const broken = indexOver(state, { defaultCountry: 'MD' })
    for (const [how, query] of Object.entries(asked)) {
      const steps = broken.searchAll(query)
      let step = steps.next()
      while (step.done !== true) step = steps.next()
      t.equal(step.value.find(isHit)?.key, key, `${how}, when ${what}`)
      if (!broken.search(query).some((match) => match.key === key && isHit(match)))
        lost.push(`${what}: ${how}`)
    }
  }
  t.same(lost, [
    'postings are lost: name',
    'postings are lost: damaged name',
    'the dictionary forgets where its words stand: name',
    'the dictionary forgets where its words stand: damaged name',
    'identifiers are lost: document',
  ])
})
