import {
  createMatchIndex,
  identifierKeys,
  isHit,
  isPossible,
  parseMrz,
  subjectFromMrz,
} from '@crosswatch/matching'
import type { Identity } from '@crosswatch/protocol'
import t from 'tap'

const broker: Identity = {
  subject: 'person',
  names: [
    { full: 'Dragomir Vântu-Călăraș', kind: 'primary' },
    { full: 'Драгомир Вынту', kind: 'alias' },
  ],
  birthDates: [{ date: '1976-03-14' }],
  sex: 'male',
  documents: [{ kind: 'passport', number: 'XA 1008-4421', country: 'XA' }],
  phones: ['+373 60 123 456'],
  urls: ['https://www.jobs-abroad.example/offers?utm_source=mail'],
}

function listed() {
  const index = createMatchIndex({ defaultCountry: 'MD' })
  index.upsert('broker', broker)
  index.upsert('other', { subject: 'person', names: [{ full: 'Ion Ceban', kind: 'primary' }] })
  return index
}

t.test('a listed person is found by a name with a slip, without marks, in another order', async (t) => {
  for (const name of ['VANTU-CALARAS, Dragomir', 'Dragomri Vantu Calaras', 'Dragomir Vantucalaras']) {
    const [best] = listed().search({ name, birthDate: '1976-03-14' })
    t.equal(best?.key, 'broker', name)
    t.ok(best !== undefined && isHit(best), name)
    t.equal(best?.verdict, 'name-and-birth-date', name)
  }
})

t.test('a listed person is found in another script, and the alias is named', async (t) => {
  const [best] = listed().search({ name: 'Dragomir Vyntu' })
  t.equal(best?.key, 'broker')
  t.match(best?.evidence[0]?.note, /alias/)
})

t.test(
  'a listed document wins whatever is typed with it, and says that the identity is contradicted',
  async (t) => {
    const documents = [{ number: 'xa10084421', country: 'XB' }]
    const [best] = listed().search({ name: 'Someone Else', birthDate: '1990-01-01', documents })
    t.equal(best?.key, 'broker')
    t.equal(best?.verdict, 'document-hit-contradicted')
    t.equal(listed().search({ documents: [{ number: 'XA10084421' }] })[0]?.verdict, 'document-hit')
  },
)

t.test('one slip in a document number is offered as near, never as a hit', async (t) => {
  for (const number of ['XA1OO84421', 'XAI0084421', 'XA100B4421', 'XA10048421']) {
    const [best] = listed().search({ documents: [{ number }] })
    t.equal(best?.verdict, 'near-identifier', number)
    t.ok(best !== undefined && isPossible(best) && !isHit(best), number)
  }
})

t.test('phones and web addresses are compared after normalisation', async (t) => {
  t.equal(listed().search({ phones: ['060 123 456'] })[0]?.verdict, 'document-hit')
  t.equal(listed().search({ urls: ['jobs-abroad.example/offers/'] })[0]?.verdict, 'document-hit')
})

t.test('a replaced or removed subject is no longer found by what it was', async (t) => {
  const index = listed()
  index.upsert('broker', { subject: 'person', names: [{ full: 'Petru Rareș', kind: 'primary' }] })
  t.same(index.search({ name: 'Dragomir Vântu' }), [])
  t.same(index.search({ phones: ['060123456'] }), [])
  t.ok(index.remove('broker'))
  t.notOk(index.remove('broker'))
  t.equal(index.size, 1)
})

t.test('identifier keys are stable and normalised', async (t) => {
  t.same(identifierKeys(broker, 'MD'), [
    'document:XA:XA10084421',
    'phone:+37360123456',
    'url:jobs-abroad.example/offers',
  ])
})

t.test('the specimen zone of ICAO Doc 9303 is read', async (t) => {
  const zone = parseMrz(
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
  )
  t.equal(zone?.format, 'TD3')
  t.equal(zone?.valid, true)
  t.match(zone && subjectFromMrz(zone), {
    name: 'ANNA MARIA ERIKSSON',
    birthDate: '1974-08-12',
    sex: 'female',
    documents: [{ number: 'L898902C3' }],
  })
})
