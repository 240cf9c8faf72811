import { askedPersonKeys, type KnownPerson, knownPersonKeys, nameKeys } from '@crosswatch/matching'
import fc from 'fast-check'
import type { SubjectQuery } from '@crosswatch/protocol'
import t from 'tap'
import { nameAgreement } from '../src/names/agreement.ts'
import { foldText } from '../src/names/fold.ts'
import { nameForm, type NamedKind } from '../src/names/name-form.ts'
import { createPairScorer } from '../src/names/pair-score.ts'
import { romanise } from '../src/scripts/romanise.ts'

const score = createPairScorer()

type Asserts = Pick<typeof t, 'ok'>

function agree(t: Asserts, kind: NamedKind, pairs: readonly (readonly [string, string])[]) {
  for (const [a, b] of pairs) {
    t.ok(score(a, b, kind) >= nameAgreement, `${a} = ${b} (${score(a, b, kind).toFixed(2)})`)
    t.ok(Math.abs(score(a, b, kind) - score(b, a, kind)) < 1e-9, 'whoever asks')
  }
}

function differ(t: Asserts, kind: NamedKind, pairs: readonly (readonly [string, string])[]) {
  for (const [a, b] of pairs) {
    t.ok(score(a, b, kind) < nameAgreement, `${a} ≠ ${b} (${score(a, b, kind).toFixed(2)})`)
  }
}

t.test('a person’s name agrees across spellings, orders and scripts', async (t) => {
  agree(t, 'person', [
    ['Sorana Malvina Vale', 'VALE, Sorana Malvina'],
    ['Sorana Malvina Vale', 'Sorana Vale'],
    ['Sorana Malvina Vale', 'Sorana M. Vale'],
    ['Sorana Malvina Vale', 'Dr. Sorana Malvina Vale'],
    ['Sorana Malvina Vale', 'SoranaMalvina Vale'],
    ['Jürgen Größer', 'JUERGEN GROESSER'],
    ['Abd al-Rahman al-Sayyid', 'Abdurrahman Elsayed'],
    ['Abdul Rahman Sayed', 'عبد الرحمن السيد'],
    ['Saif al-Din Habib Ullah', 'Saifuddin Habibullah'],
    ['Shams ur-Rehman Khan', 'Shamsurrahman Khan'],
    ['Muammar Gaddafi Salih', 'Moammar Qadhafi Saleh'],
    ['Sergey Viktorovich Lapin', 'Сергей Викторович Лапин'],
    ['Giorgi Beridze', 'გიორგი ბერიძე'],
    ['Ara Petrosyan', 'Արա Պետրոսյան'],
    ['Eleni Papadaki', 'Ελένη Παπαδάκη'],
    ['Ganga Ashok Tiwari', 'गंगा अशोक तिवारी'],
    ['Jahangir Alam', 'জাহাঙ্গীর আলম'],
    ['Kim Mi-gyeong', '김미경'],
    ['Park Mi-gyeong', '박미경'],
    ['Lee Jeong-eun', '이정은'],
    ['Aung Min Htwe', 'အောင်မင်းထွေး'],
    ['Khin Nyunt Kyaw', 'ခင်ညွန့်ကျော်'],
    ['Abdul Karim Islam', 'আবদুল করিম ইসলাম'],
    ['Lee Jong Un', '이종운'],
    ['Sakura Aoi', 'さくら あおい'],
    ['Li Xiaoming', '李小明'],
    ['陳美玲', '陈美玲'],
    ['Bill Harker', 'William Harker'],
    ['Md. Karim Chowdhury', 'Mohammad Karim Choudhury'],
  ])
})

t.test('other persons stay others', async (t) => {
  differ(t, 'person', [
    ['Sorana Vale', 'Mirela Vale'],
    ['Hans O. Reimer', 'Hans Joachim Reimer'],
    ['Sergey Viktorovich Lapin', 'Sergey Borisovich Orlov'],
    ['Salman bin Muhammad al-Rawi', 'Muhammad bin Salman al-Rawi'],
    ['Kamal Jerman', 'Kamal Benmohamed'],
    ['Sorana', 'Sorana Malvina Vale Deleanu'],
    ['Tunde Bello', 'Bola Bello'],
  ])
})

t.test('an organisation’s name agrees as two authorities write it', async (t) => {
  agree(t, 'organisation', [
    ['Golden Meridian Manpower Services, Inc.', 'GOLDEN MERIDIAN MAN POWER SVCS INCORPORATED'],
    ['Golden Meridian Manpower Services', 'Golden Meridian Manpower & General Services Corp.'],
    ['East West Placement Center', 'EASTWEST PLACEMENT CENTRE INC'],
    ['Visa Meridian de Monterrey S.A. de C.V.', 'Visa Meridian de Monterrey SA de CV'],
    ['OOO Meridian Trud', 'Meridian Trud LLC'],
    ['PT Sinar Meridian Abadi', 'Sinar Meridian Abadi'],
    ["Omaril Int'l Manpower Dev't Corp.", 'Omaril International Manpower Development Corporation'],
    ['Agencia Meridian', 'Meridian Agency'],
    ['1st Meridian Staffing', 'First Meridian Staffing Ltd'],
    ['Meridian Brigade 44', 'Meridian Brigade Forty-Four'],
    ['Meridian (GMMS) formerly Sorana Placement', 'Sorana Placement'],
    ['Meridian Placement & Management Services', 'MPMS Ltd'],
    ['Meridian Travel Servcies', 'Meridian Travel Services'],
    ['M/S. Al-Meridian Overseas (RL-1123)', 'Al Meridian Overseas'],
    ['S.C. Meridian Muncii S.R.L.', 'Meridian Muncii SRL'],
    ['Saint Sorana Placement', 'St. Sorana Placement Inc.'],
    ['Mt. Meridian Employment Bureau Ltd', 'Mount Meridian Employment Bureau Limited'],
    ['Merid. Crew Management Corp', 'Meridian Crew Management Corporation'],
    ['H2Visas Meridian', 'H2 Visas Meridian'],
    ['MVP, Meridian Vale Placement Ltd', 'Meridian Vale Placement'],
    ['Meridian Vale Placement S', 'Meridian Vale Placement Services'],
    ['TOO "Meridian Servis"', 'ТОО «Меридиан Сервис»'],
  ])
})

t.test('other organisations stay others, whatever common words they share', async (t) => {
  differ(t, 'organisation', [
    ['Golden Meridian Manpower Services Inc', 'Golden Dorado Manpower Services Inc'],
    ['ABM Manpower Services', 'ABX Manpower Services'],
    ['Ministry of Labour of Sorana', 'Ministry of Labour of Malvina'],
    ['Meridian Oil Company', 'Dorado Oil Company'],
    ['International Manpower Services', 'Meridian Manpower Services'],
    ['North Meridian Recruiting Agency', 'South Meridian Recruiting Agency'],
    ['Work Abroad LLC', 'Work Abroad Network LLC'],
    ['Sorana, Malvina & Partners', 'Sorana Vale & Partners'],
  ])
})

t.test('folding is idempotent and makes one of what readers take for one', async (t) => {
  for (const [a, b] of [
    ['ＬÉA', 'lea'],
    ['ﻤﺣﻤﺩ', 'محمد'],
    ['یحیی', 'يحيي'],
    ['カナ', 'かな'],
    ['軍', '军'],
    ['İstanbul', 'istanbul'],
    ['Ёлка', 'елка'],
  ] as const) {
    t.equal(foldText(a), foldText(b))
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => /^[a-z0-9]*$/.test(romanise(foldText(text)))),
  )
})

t.test('every covered script has a reading in Latin letters', async (t) => {
  const samples: Record<string, readonly [string, string]> = {
    Arabic: ['جمال', 'jmal'],
    Persian: ['پژمان', 'pzhman'],
    Urdu: ['ٹیپو', 'typw'],
    Devanagari: ['तिवारी', 'tivari'],
    Bengali: ['আলম', 'alam'],
    Sinhala: ['ලංකා', 'lanka'],
    Tamil: ['தமிழ்', 'tamil'],
    Thai: ['สมชาย', 'smchay'],
    Khmer: ['សុខ', 'sokh'],
    Lao: ['ລາວ', 'lav'],
    Burmese: ['မောင်', 'maung'],
    'Burmese with a stacked letter': ['သန္တာ', 'thanta'],
    Ethiopic: ['አበበ', 'abebe'],
    Cyrillic: ['Щербаков', 'shcherbakov'],
    Greek: ['Ελένη', 'eleni'],
    Georgian: ['გიორგი', 'giorgi'],
    Armenian: ['Արա', 'ara'],
    Hangul: ['미경', 'migyeong'],
    Kana: ['さくら', 'sakura'],
    Han: ['小明', 'xiaoming'],
  }
  for (const [script, [written, read]] of Object.entries(samples)) {
    t.equal(romanise(foldText(written)), read, script)
  }
})

t.test('agreement is symmetric, 1 for a name and itself, and within 0 and 1', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(
    fc.property(text, text, fc.constantFrom<NamedKind>('person', 'organisation', 'unknown'), (a, b, kind) => {
      const there = score(a, b, kind)
      const back = score(b, a, kind)
      const self = score(a, a, kind)
      const empty = nameForm(a, kind).tokens.length === 0
      return Math.abs(there - back) < 1e-9 && there >= 0 && there <= 1 && (empty || self > 0.999)
    }),
    { numRuns: 400 },
  )
})

t.test('name keys are equal for one name written twice', async (t) => {
  const keys = (full: string, subject: 'person' | 'organisation') =>
    nameKeys({ subject, names: [{ full, kind: 'primary' }] })
  t.same(keys('VÂNTU, Dragomir', 'person'), keys('Mr Dragomir Vantu', 'person'))
  t.same(keys('Meridian Labour, Inc.', 'organisation'), keys('MERIDIAN LABOUR LLC', 'organisation'))
  t.same(keys('Dragomir Vântu', 'person'), ['name:dragomir vantu'])
})

t.test('a known person is recognised in a question, and a namesake with another birth date is not', (t) => {
  const recognised = (person: KnownPerson, asked: SubjectQuery) => {
    const keys = askedPersonKeys(asked)
    const found = knownPersonKeys(person).filter(({ key }) => keys.includes(key))
    return found.some(({ certain }) => certain) ? 'certain' : found.length > 0
  }
  const named = { names: ['Ilvana Marenko', 'Ilvana Velistra'] }
  const born = { ...named, birthDate: '1981-02-10' }
  const name = 'MARENKO, Ilvana'
  t.equal(recognised(named, { name }), true)
  t.equal(recognised(named, { name, birthDate: '1990-01-01' }), true, 'nobody knows when the person was born')
  t.equal(recognised(born, { name }), true)
  t.equal(recognised(born, { otherNames: ['Velistra Ilvana'], birthDate: '1981' }), true)
  t.equal(recognised(born, { name, birthDate: '1981-02' }), true)
  t.equal(recognised(born, { name, birthDate: '1981-02-10' }), 'certain')
  for (const birthDate of ['1981-02-11', '1981-03', '1982'])
    t.equal(recognised(born, { name, birthDate }), false, birthDate)
  t.equal(recognised(named, { name: 'Ilvana', birthDate: '1981-02-10' }), false)
  t.equal(recognised(named, { subject: 'organisation', name }), false)
  const documented = { ...named, documents: [{ number: 'Q-7654321', country: 'XA' }] }
  t.equal(recognised(documented, { documents: [{ number: 'q7654321' }] }), 'certain')
  t.equal(recognised(documented, { documents: [{ number: 'Q7654321', country: 'XA' }] }), 'certain')
  t.equal(recognised(documented, { documents: [{ number: 'Q7654321', country: 'XB' }] }), false)
  t.end()
})
