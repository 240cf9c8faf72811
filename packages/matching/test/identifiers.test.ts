import {
  createMatchIndex,
  identifierKeys,
  normaliseEmail,
  normaliseHandle,
  normaliseNumber,
  normalisePhone,
  normaliseUrl,
  parseMrz,
  subjectFromMrz,
  toZoneLetters,
} from '@crosswatch/matching'
import fc from 'fast-check'
import { parse as parseByOther } from 'mrz'
import t from 'tap'
import { checkAccount } from '../src/identifiers/accounts.ts'
import { lookOf, registrableDomain } from '../src/identifiers/domains.ts'
import { isOneSlipApart, neighboursOf } from '../src/identifiers/near.ts'
import { checkDigit } from '../src/mrz/check-digit.ts'

t.test('numbers lose what writers add, in any script', async (t) => {
  t.equal(normaliseNumber(' ab-12.34/5 '), 'AB12345')
  t.equal(normaliseNumber('АВ ١٢٣'), 'АВ123')
  t.equal(normaliseNumber('ＡＢ１２３'), 'AB123')
  t.equal(normaliseNumber('०१२३४५६७८९'), '0123456789')
  t.equal(normaliseNumber('--'), '')
})

t.test('phones become E.164 where the country is known', async (t) => {
  t.equal(normalisePhone('060 123 456', 'MD'), '+37360123456')
  t.equal(normalisePhone('00373 60 123 456'), '+37360123456')
  t.equal(normalisePhone('+373 (60) 123-456', 'XA'), '+37360123456')
  t.equal(normalisePhone('060123456'), '060123456')
  t.equal(normalisePhone('12 34'), '')
})

t.test('mail addresses are mailboxes of their providers', async (t) => {
  t.equal(normaliseEmail(' Jobs.Abroad+x@GoogleMail.com '), 'jobsabroad@gmail.com')
  t.equal(normaliseEmail('first.last@ya.ru'), 'first-last@yandex.ru')
  t.equal(normaliseEmail('a.b+c@example.org'), 'a.b+c@example.org', 'other hosts keep all')
  t.equal(normaliseEmail('jobs@BÜRO.example'), 'jobs@xn--bro-hoa.example')
  for (const text of ['nobody', '@example.org', 'a@', 'a@localhost']) t.equal(normaliseEmail(text), '', text)
})

t.test('web addresses keep what tells them apart', async (t) => {
  t.equal(
    normaliseUrl('HTTPS://www.Example.org:443/Jobs/?b=2&utm_source=x&a=1#top'),
    'example.org/Jobs?a=1&b=2',
  )
  t.equal(normaliseUrl('example.org/index.html'), 'example.org')
  t.equal(normaliseUrl('m.example.org//a//'), 'example.org/a')
  for (const text of ['not a url', 'http://', 'localhost', '']) t.equal(normaliseUrl(text), '', text)
  t.equal(registrableDomain('jobs.example.com.ph'), 'example.com.ph')
  t.equal(registrableDomain('jobs.example.org'), 'example.org')
  t.equal(lookOf('paypa1.example'), lookOf('paypal.example'))
  t.equal(lookOf('xn--80ak6aa92e.com'), lookOf('apple.com'), 'Cyrillic letters that look Latin')
  t.not(lookOf('meridian.example'), lookOf('dorado.example'))
})

t.test('messenger accounts are phones or names, by link too', async (t) => {
  t.equal(normaliseHandle({ service: 'whatsapp', handle: '+373 60 123 456' }), 'phone:+37360123456')
  t.equal(normaliseHandle({ service: 'telegram', handle: '@JobsAbroad' }), 'telegram:jobsabroad')
  t.equal(
    normaliseHandle({ service: 'telegram', handle: 'https://t.me/s/JobsAbroad' }),
    'telegram:jobsabroad',
  )
  t.equal(normaliseHandle({ service: 'other', handle: '@' }), '')
  t.same(identifierKeys({ urls: ['https://wa.me/37360123456', 'fb.com/profile.php?id=42'] }), [
    'handle:facebook:42',
    'phone:+37360123456',
    'url:fb.com/profile.php?id=42',
    'url:wa.me/37360123456',
  ])
})

t.test('accounts are checked by their own check digits', async (t) => {
  const check = (kind: 'iban' | 'bank' | 'crypto', number: string) => checkAccount({ kind, number })
  t.equal(check('iban', 'GB82 WEST 1234 5698 7654 32'), true)
  t.equal(check('iban', 'GB82 WEST 1234 5698 7654 33'), false)
  t.equal(check('bank', '123456'), undefined)
  t.equal(check('crypto', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'), true)
  t.equal(check('crypto', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3'), false)
  t.equal(check('crypto', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'), true, 'BIP 173')
  t.equal(check('crypto', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'), false)
  t.equal(check('crypto', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'), true, 'BIP 350')
  t.equal(check('crypto', '0x0000000000000000000000000000000000000000'), undefined)
})

t.test('keys are stable, sorted, and without repetition', async (t) => {
  const subject = {
    documents: [{ kind: 'passport' as const, number: 'ab 123456', country: 'XA' }],
    registrations: [{ kind: 'licence' as const, number: 'L-9' }],
    phones: ['+37360123456', '+373 60 123 456'],
  }
  t.same(identifierKeys(subject), ['document:XA:AB123456', 'phone:+37360123456', 'registration::L9'])
})

t.test('one slip is a look-alike, a swap, or one character; never two', async (t) => {
  for (const [a, b] of [
    ['AB1O0234', 'AB100234'],
    ['AB123456', 'AB124356'],
    ['AB123456', 'AB12345'],
    ['AB123456', 'AB1234567'],
    ['AB123456', 'AB123956'],
  ] as const) {
    t.ok(isOneSlipApart(a, b), `${a} ${b}`)
    t.ok(isOneSlipApart(b, a), `${b} ${a}`)
  }
  for (const [a, b] of [
    ['AB123456', 'AB123456'],
    ['AB123456', 'AB129956'],
    ['AB123456', 'BA124356'],
    ['1234', '1235'],
  ] as const) {
    t.notOk(isOneSlipApart(a, b), `${a} ${b}`)
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9ACEFH]{6,12}$/), (number) =>
      neighboursOf(number).every((neighbour) => neighbour.length < 6 || isOneSlipApart(number, neighbour)),
    ),
    { numRuns: 50 },
  )
})

/** The specimens of ICAO Doc 9303, parts 4 to 7. */
const specimens = {
  TD3: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
  TD2: 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6',
  TD1: 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  'MRV-A': 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<',
  'MRV-B': 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<',
}

t.test('the specimens of ICAO Doc 9303 are read in every format', async (t) => {
  for (const [format, text] of Object.entries(specimens)) {
    const zone = parseMrz(text)
    t.equal(zone?.format, format)
    t.equal(zone?.valid, true, format)
    t.match(zone?.fields, {
      primary: 'ERIKSSON',
      secondary: 'ANNA MARIA',
      sex: 'female',
      nameTruncated: false,
    })
  }
  const zone = parseMrz(specimens.TD3)
  t.match(zone && subjectFromMrz(zone), {
    subject: 'person',
    name: 'ANNA MARIA ERIKSSON',
    birthDate: '1974-08-12',
    sex: 'female',
    documents: [{ number: 'L898902C3' }],
  })
})

t.test('another reader of zones agrees', async (t) => {
  for (const format of ['TD1', 'TD2', 'TD3'] as const) {
    const ours = parseMrz(specimens[format])
    const other = parseByOther(specimens[format].split('\n'))
    const checks = other.details.filter(({ field }) => field?.endsWith('CheckDigit') === true)
    t.ok(checks.length >= 4 && checks.every(({ valid }) => valid))
    t.equal(other.documentNumber, ours?.fields.documentNumber)
    t.equal(other.fields.birthDate, ours?.fields.birthDate)
    t.equal(other.fields.lastName, ours?.fields.primary)
  }
})

t.test('a damaged zone gives the fields that still check', async (t) => {
  const damaged = specimens.TD3.replace('L898902C3', 'L898902X3')
  const zone = parseMrz(damaged)
  t.equal(zone?.valid, false)
  t.same(
    zone?.checks.filter(({ passed }) => !passed).map(({ field }) => field),
    ['documentNumber', 'composite'],
  )
  t.match(zone && subjectFromMrz(zone), { name: 'ANNA MARIA ERIKSSON', birthDate: '1974-08-12' })
  t.equal(zone && subjectFromMrz(zone).documents, undefined, 'a number that does not check is not given')
  const misread = specimens.TD3.replace('7408122', '74O8I22')
    .replace('ANNA', '4NNA')
    .replace('ERIKSSON', 'ER1KSS0N')
  t.match(
    parseMrz(misread)?.fields,
    { birthDate: '740812', primary: 'ERIKSSON' },
    'letters where digits stand',
  )
  t.equal(parseMrz(specimens.TD3.toLowerCase().replace('\n', ' \r\n '))?.valid, true)
})

t.test('a long document number goes on in the optional data', async (t) => {
  const number = 'D23145890ABC'
  const head = `I<UTO${number.slice(0, 9)}<${number.slice(9)}${checkDigit(number)}`.padEnd(30, '<')
  const zone = parseMrz(`${head}\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<`)
  t.equal(zone?.fields.documentNumber, number)
  t.equal(zone?.checks[0]?.passed, true)
})

t.test('what is no zone is not read as one', async (t) => {
  for (const text of ['', 'P<UTO', 'hello\nworld', 'A'.repeat(44), `${'<'.repeat(10)}\n${'<'.repeat(10)}`]) {
    t.equal(parseMrz(text), undefined, JSON.stringify(text))
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => parseMrz(text)?.format !== null),
  )
})

t.test('zone letters go both ways', async (t) => {
  t.equal(toZoneLetters('Größer-Ångström, Jürgen'), 'GROESSER<AANGSTROEM<JUERGEN')
  t.equal(toZoneLetters('Щербаков Юрий'), 'SHCHERBAKOV<IURII')
  t.equal(toZoneLetters('محمد'), 'MXHMD')
  const index = createMatchIndex()
  index.upsert('a', { subject: 'person', names: [{ full: 'محمد خالد الشامي', kind: 'primary' }] })
  const mrz = `P<IRQALXSHAMY<<MXHMD<XKHALD`.padEnd(44, '<') + '\nA123456784IRQ8001014M3001019<<<<<<<<<<<<<<02'
  t.equal(parseMrz(mrz)?.fields.secondary, 'محمد خالد')
  t.equal(index.search({ mrz })[0]?.key, 'a', 'names that a zone writes in Arabic codes')
})

t.test('a zone is a question: name, birth date and document together', async (t) => {
  const index = createMatchIndex()
  index.upsert('a', {
    subject: 'person',
    names: [{ full: 'Anna Maria Eriksson', kind: 'primary' }],
    birthDates: [{ date: '1974-08-12' }],
  })
  index.upsert('b', {
    subject: 'person',
    names: [{ full: 'Somebody Else', kind: 'primary' }],
    documents: [{ kind: 'passport', number: 'L898902C3' }],
  })
  const verdicts = index.search({ mrz: specimens.TD3 }).map(({ key, verdict }) => `${key} ${verdict}`)
  t.same(verdicts, ['b document-hit-contradicted', 'a name-and-birth-date'])
  const long = 'P<UTOVENKATANARASIMHARAJUVARIPETSUBRAMANIAMS\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
  t.equal(parseMrz(long)?.fields.nameTruncated, true)
  index.upsert('c', {
    subject: 'person',
    names: [{ full: 'Venkatanarasimharajuvaripetsubramaniamsekhar Rao', kind: 'primary' }],
  })
  t.equal(
    index.search({ mrz: long }).some(({ key }) => key === 'c'),
    true,
    'a cut name matches as far as it goes',
  )
})
