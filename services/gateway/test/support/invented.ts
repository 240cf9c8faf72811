import type { AlertDraft, ImportStatus, QueryAnswer, QueryResult } from '@crosswatch/protocol'

/** Everybody here is invented. */
export const drafts: readonly AlertDraft[] = [
  {
    category: 'inquiry-check',
    authority: 'Labour Inspectorate of Arvenia',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: ['border-check', 'labour-inspection', 'alert-management'],
    validUntil: '2026-12-01T23:59:59.999Z',
    cautions: ['may-flee', 'possible-victims-with-subject'],
    statement: 'Several workers describe the same recruiter, fees and route.',
    identity: {
      subject: 'person',
      names: [
        { full: 'Dragomir Ilarion Vântu', kind: 'primary', script: 'Latn' },
        { full: 'Драгомир Вынту', kind: 'alias', script: 'Cyrl' },
        { full: 'دراغومير فانتو', kind: 'alias', script: 'Arab' },
      ],
      birthDates: [{ date: '1974-08-12' }, { date: '1975', approximate: true }],
      nationalities: ['MD'],
      documents: [{ kind: 'passport', number: 'AB1234567', country: 'MD' }],
      registrations: [
        { kind: 'licence', number: 'LIC-2019/0042', authority: 'Labour Registry', country: 'XB' },
      ],
      phones: ['+37360000042'],
      urls: ['https://vantu-work.example/apply'],
      handles: [{ service: 'telegram', handle: '@vantu-work' }],
    },
    grounds: {
      codes: [
        { list: 'ilo-forced-labour', code: 'deception' },
        { list: 'recruitment-offences', code: 'worker-charged-fees' },
      ],
      legalBasis: 'Labour Inspection Act, article 14',
      decisionReference: 'LI-2026/118',
      narrative: 'Charges a fee, promises factory work, hands workers over to another employer on arrival.',
    },
    notes: 'Called twice by the hotline.',
  },
  {
    category: 'licence-withdrawn',
    authority: 'Labour Inspectorate of Arvenia',
    grade: { source: 'A', information: 1 },
    handling: { tlp: 'GREEN', onwardUse: 'labour-enforcement' },
    purposes: ['border-check', 'licensing-check', 'job-offer-check'],
    validUntil: '2028-03-01T23:59:59.999Z',
    statement: 'The licence was withdrawn and the agency still advertises.',
    identity: {
      subject: 'organisation',
      names: [{ full: 'Silver Bridge Manpower Services', kind: 'primary', script: 'Latn' }],
      registrations: [{ kind: 'licence', number: 'RA-0118', country: 'XA' }],
    },
    grounds: {
      codes: [{ list: 'recruitment-offences', code: 'licence-withdrawn' }],
      legalBasis: 'Recruitment Agencies Act, article 9',
    },
  },
  {
    category: 'wanted-broker',
    authority: 'Labour Inspectorate of Belmora',
    grade: { source: 'A', information: 2 },
    handling: { tlp: 'AMBER+STRICT', onwardUse: 'law-enforcement' },
    purposes: ['border-check', 'criminal-investigation'],
    validUntil: '2028-03-01T23:59:59.999Z',
    statement: 'Warrant for trafficking in persons.',
    identity: {
      subject: 'person',
      names: [{ full: 'خالد بن سليم الراوي', kind: 'primary', script: 'Arab' }],
      birthDates: [{ date: '1981' }],
    },
    grounds: {
      codes: [{ list: 'ilo-forced-labour', code: 'restriction-of-movement' }],
      legalBasis: 'Criminal Code, article 173',
      decisionReference: 'W-2026/7',
    },
  },
  {
    category: 'fake-posting',
    mode: 'exercise',
    authority: 'Labour Inspectorate of Arvenia',
    grade: { source: 'C', information: 3 },
    handling: { tlp: 'CLEAR', onwardUse: 'labour-enforcement' },
    purposes: ['job-offer-check'],
    validUntil: '2026-09-01T23:59:59.999Z',
    statement: 'Drill of the spring exercise.',
    posting: {
      title: 'Hotel cleaners wanted, free visa',
      employerClaimed: 'Grand Lagoon Hotel',
      country: 'XC',
    },
    identity: { subject: 'organisation', names: [], urls: ['https://lagoon-jobs.example'] },
    grounds: {
      codes: [{ list: 'htcds-recruitment', code: 'job-offer' }],
      legalBasis: 'Labour Inspection Act, article 14',
    },
  },
]

export const importsWaiting = (): ImportStatus[] => [
  {
    id: '01980f00-0000-7000-8000-00000000000a',
    source: 'oflc-debarments',
    complete: true,
    state: 'submitted',
    drafter: 'xa-analyst',
    approver: null,
    drafted: 138,
    unchanged: 0,
    refused: 2,
    missing: 0,
    issued: 0,
    createdAt: '2026-03-01T09:30:00.000Z',
  },
  {
    id: '01980f00-0000-7000-8000-00000000000b',
    source: 'ofac-sdn',
    complete: true,
    state: 'done',
    drafter: 'xa-analyst',
    approver: 'xa-supervisor',
    drafted: 17_214,
    unchanged: 12,
    refused: 3,
    missing: 4,
    issued: 17_218,
    createdAt: '2026-02-27T16:05:00.000Z',
  },
]

const brokerResult = {
  alert: '01980f00-0000-7000-8000-000000000001',
  version: 2,
  issuer: 'XA',
  issuerName: 'Arvenia',
  verdict: 'name-and-birth-date',
  score: 0.97,
  category: 'inquiry-check',
  action: 'interview-and-refer',
  instruction: 'Interview, refer to the labour inspectorate, and report.',
  mode: 'actual',
  grade: { source: 'B', information: 2 },
  handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
  cautions: ['possible-victims-with-subject', 'may-flee'],
  reasons: [
    { list: 'ilo-forced-labour', code: 'deception', title: 'Deception' },
    { list: 'recruitment-offences', code: 'worker-charged-fees', title: 'Fees or costs charged to workers' },
  ],
  label: 'Dragomir Ilarion Vântu',
  evidence: [
    {
      feature: 'name',
      effect: 'for',
      asked: 'vantu dragomri',
      listed: 'Dragomir Ilarion Vântu',
      rule: 'typing-slip',
      note: '“Dragomri” is one slip of the finger away from “Dragomir”; the family name is the same.',
    },
    {
      feature: 'birth-date',
      effect: 'for',
      asked: '1974-08-12',
      listed: '1974-08-12',
      rule: 'same',
      note: 'The birth date is the same: 12 August 1974.',
    },
    {
      feature: 'nationality',
      effect: 'against',
      asked: 'RO',
      listed: 'MD',
      rule: 'different',
      note: 'The document says RO, the alert says MD. Some people hold both.',
    },
    { feature: 'sex', effect: 'neutral', rule: 'unknown', note: 'The alert does not say.' },
  ],
  contact: {
    desk: 'Duty desk, Labour Inspectorate of Arvenia',
    phone: '+999 01 555 0100',
    email: 'desk@xa.example',
    hours: 'day and night',
  },
  validUntil: '2026-12-01T23:59:59.999Z',
} satisfies QueryResult

const frame = {
  index: { alerts: 88_213, sequence: 90_412, ageMs: 210 },
  record: '01980f00-0000-7000-8000-0000000000ff',
  at: '2026-03-01T12:00:05.120Z',
}

/** What the stub of the watchlist answers, by a word in the name that is asked for. */
export function answerTo(name: string): QueryAnswer {
  const word = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  if (word.includes('vantu')) return { ...frame, verdict: 'hit', results: [brokerResult] }
  if (word.includes('first line')) {
    const { label: _l, evidence: _e, score: _s, grade: _g, handling: _h, ...firstLine } = brokerResult
    return { ...frame, verdict: 'hit', results: [firstLine] }
  }
  if (word.includes('drill')) {
    return {
      ...frame,
      verdict: 'hit',
      results: [
        { ...brokerResult, mode: 'exercise', instruction: 'Exercise: do not act upon it.', cautions: [] },
      ],
    }
  }
  if (word.includes('rawi')) {
    const { email: _email, ...contact } = brokerResult.contact
    return {
      ...frame,
      verdict: 'possible',
      results: [
        {
          ...brokerResult,
          verdict: 'name-only',
          label: 'خالد بن سليم الراوي',
          category: 'wanted-broker',
          instruction: 'Contact the issuer at once. Act under national law.',
          issuer: 'XC',
          issuerName: 'Corvania',
          cautions: [],
          contact,
          evidence: brokerResult.evidence.slice(0, 1),
        },
      ],
    }
  }
  if (word.includes('script')) {
    return { ...frame, verdict: 'possible', results: [{ ...brokerResult, label: xss, issuerName: xss }] }
  }
  return { ...frame, verdict: 'none', results: [] }
}

/** What must arrive on a page as the text it is. */
export const xss = `<script>alert(1)</script>"onload='x'&amp;\``
