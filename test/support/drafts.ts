import type { AgreementDraft, AlertDraft } from '@crosswatch/protocol'

const given = [
  'Ana',
  'Boris',
  'Cvetan',
  'Dara',
  'Emil',
  'Fatima',
  'Goran',
  'Hana',
  'Ivo',
  'Jana',
  'Kiril',
  'Lena',
]
const family = [
  'Adanov',
  'Belikar',
  'Corvin',
  'Dremer',
  'Estavo',
  'Faldin',
  'Gorvat',
  'Halimi',
  'Istrov',
  'Jarmel',
]

/** An invented broker, another one for every number. */
export function inventedDraft(number: number, change: Partial<AlertDraft> = {}): AlertDraft {
  const first = given[number % given.length] ?? ''
  const last = family[Math.floor(number / given.length) % family.length] ?? ''
  return {
    category: 'inquiry-check',
    authority: 'Labour Inspectorate',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: ['border-check', 'labour-inspection'],
    validUntil: new Date(Date.now() + 200 * 24 * 3600 * 1000).toISOString(),
    statement: 'Several workers name the same recruiter; the decision is final.',
    identity: {
      subject: 'person',
      names: [
        { full: `${first} ${last}ski ${lettersOf(number)}`, kind: 'primary' },
        { full: `${first} ${lettersOf(number)} ${last}`, kind: 'alias' },
      ],
      birthDates: [{ date: String(1950 + (number % 50)) }],
      nationalities: ['XC'],
      documents: [{ kind: 'passport', number: `T${String(number).padStart(8, '0')}`, country: 'XC' }],
    },
    grounds: {
      codes: [{ list: 'ilo-forced-labour', code: 'debt-bondage' }],
      legalBasis: 'Labour Code, article 12',
      decisionReference: `D-${number}`,
    },
    ...change,
  }
}

/** A number as a pronounceable word, so that names differ. */
function lettersOf(number: number): string {
  const syllables = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'ha',
    'je',
    'ki',
    'lo',
    'mu',
    'na',
    'pe',
    'ri',
    'so',
    'tu',
    'va',
  ]
  let rest = number
  let word = ''
  do {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length)
  } while (rest > 0)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** An agreement among these parties that covers everything. */
export function fullAgreement(...parties: string[]): AgreementDraft {
  return {
    title: 'Memorandum of understanding, 2026',
    parties,
    categories: [
      'wanted-broker',
      'discreet-check',
      'inquiry-check',
      'licence-withdrawn',
      'fake-posting',
      'document',
      'pattern',
    ],
    compartments: ['identity', 'contacts', 'posting', 'grounds', 'evidence'],
    purposes: ['border-check', 'labour-inspection', 'licensing-check', 'job-offer-check'],
    onwardUse: 'ask-first',
    retentionDays: 365,
    onTermination: 'erase',
    legal: [{ treaty: 'Convention on recruitment', article: 'article 4' }],
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2030-01-01T00:00:00.000Z',
    contacts: [],
  }
}
