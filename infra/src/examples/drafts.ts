import type { AlertDraft } from '@crosswatch/protocol'

// Invented, every one. Telephone numbers are from ranges that are kept free for fiction (+1 202 555 01xx, +44 20 7946 0xxx,
// +61 491 570 xxx), addresses end in .example.

/** One example: what the list calls it, which jurisdiction warns, and the draft without its dates. */
export type Example = {
  readonly ref: string
  readonly issuer: string
  readonly monthsValid: number
  readonly draft: Omit<AlertDraft, 'validUntil' | 'authority'>
}

const amber = { tlp: 'AMBER', onwardUse: 'ask-first' } as const
const green = { tlp: 'GREEN', onwardUse: 'labour-enforcement' } as const

export const EXAMPLES: readonly Example[] = [
  {
    ref: 'xa-1',
    issuer: 'XA',
    monthsValid: 30,
    draft: {
      category: 'wanted-broker',
      grade: { source: 'A', information: 2 },
      handling: amber,
      purposes: ['border-check', 'criminal-investigation'],
      cautions: ['may-flee', 'false-identity'],
      statement: 'Convicted in absence of running a debt-bondage scheme; travels on borrowed documents.',
      identity: {
        subject: 'person',
        names: [
          { full: 'Dragomir VANTU', kind: 'primary', given: 'Dragomir', family: 'Vantu', script: 'Latn' },
          { full: 'Драгомир ВАНТУ', kind: 'alias', script: 'Cyrl' },
          { full: 'Drago Wantou', kind: 'weak-alias', script: 'Latn' },
        ],
        birthDates: [{ date: '1979-04-12' }],
        sex: 'male',
        nationalities: ['XB'],
        documents: [{ kind: 'passport', number: 'XB4471902', country: 'XB' }],
        phones: ['+44 20 7946 0117'],
      },
      grounds: {
        codes: [
          { list: 'ilo-forced-labour', code: 'debt-bondage' },
          { list: 'ilo-forced-labour', code: 'retention-of-identity-documents' },
          { list: 'recruitment-offences', code: 'trafficking-in-persons' },
        ],
        legalBasis: 'Penal Code of Arvenia, article 214',
        decisionReference: 'Warrant 118/2026, District Court of Arven',
        narrative:
          'Charged workers the price of a year of wages for construction jobs and kept their passports.',
      },
    },
  },
  {
    ref: 'xa-2',
    issuer: 'XA',
    monthsValid: 24,
    draft: {
      category: 'licence-withdrawn',
      grade: { source: 'A', information: 1 },
      handling: green,
      purposes: ['licensing-check', 'pre-departure-screening', 'job-offer-check', 'labour-inspection'],
      statement: 'Licence withdrawn after worker-paid fees were proven in 41 contracts.',
      identity: {
        subject: 'organisation',
        names: [
          { full: 'Zarubin & Kell Overseas Placement Ltd', kind: 'primary', script: 'Latn' },
          { full: 'ZK Placement', kind: 'trade', script: 'Latn' },
        ],
        places: [{ country: 'XA', locality: 'Arven' }],
        registrations: [{ kind: 'licence', number: 'XA-REC-2231', country: 'XA' }],
        emails: ['office@zk-placement.example'],
        urls: ['https://zk-placement.example/jobs'],
      },
      grounds: {
        codes: [
          { list: 'recruitment-offences', code: 'licence-withdrawn' },
          { list: 'ilo-recruitment-fees', code: 'fee-recovered-from-workers' },
        ],
        legalBasis: 'Employment Agencies Act of Arvenia, section 31',
        decisionReference: 'Decision LI-2026-0412',
      },
    },
  },
  {
    ref: 'xa-3',
    issuer: 'XA',
    monthsValid: 5,
    draft: {
      category: 'fake-posting',
      grade: { source: 'B', information: 2 },
      handling: green,
      purposes: ['job-offer-check', 'pre-departure-screening', 'border-check'],
      statement: 'The hotel exists and denies the offer; applicants are asked to pay for a visa in advance.',
      identity: {
        subject: 'organisation',
        names: [{ full: 'Aurora Bay Recruitment Desk', kind: 'primary', script: 'Latn' }],
        phones: ['+1 202 555 0143'],
        emails: ['hr@aurora-bay-careers.example'],
        urls: ['https://aurora-bay-careers.example/kitchen'],
        handles: [{ service: 'whatsapp', handle: '+12025550143' }],
      },
      posting: {
        title: 'Kitchen and housekeeping staff, no experience needed',
        employerClaimed: 'Hotel Aurora Bay',
        country: 'XC',
        locality: 'Port Corva',
        pay: '2,900 a month, meals and room free',
        feeAsked: '450 for visa processing, before the interview',
        language: 'en',
        seenOn: '2026-09-14',
        text: 'Urgent! 40 places. No contract needed now, pay the visa fee to reserve. Write on WhatsApp only.',
      },
      grounds: {
        codes: [
          { list: 'recruitment-offences', code: 'impersonation' },
          { list: 'recruitment-offences', code: 'worker-charged-fees' },
          { list: 'ilo-forced-labour', code: 'deception' },
        ],
        legalBasis: 'Employment Agencies Act of Arvenia, section 12',
      },
    },
  },
  {
    ref: 'xb-1',
    issuer: 'XB',
    monthsValid: 10,
    draft: {
      category: 'inquiry-check',
      grade: { source: 'B', information: 2 },
      handling: amber,
      purposes: ['border-check', 'labour-inspection'],
      statement: 'Named by nine workers of three farms as the man who holds their documents.',
      identity: {
        subject: 'person',
        names: [
          { full: 'نصير الزعتوري', kind: 'primary', script: 'Arab' },
          { full: 'Nusayr AL-ZAATURI', kind: 'alias', script: 'Latn' },
          { full: 'Nosair Zatouri', kind: 'alias', script: 'Latn' },
        ],
        birthDates: [{ date: '1984', approximate: true }],
        sex: 'male',
        nationalities: ['XC'],
        phones: ['+61 491 570 156'],
      },
      grounds: {
        codes: [
          { list: 'ilo-forced-labour', code: 'retention-of-identity-documents' },
          { list: 'ilo-forced-labour', code: 'withholding-of-wages' },
        ],
        legalBasis: 'Labour Inspection Act of Belmora, article 9',
        decisionReference: 'Inquiry order 77/2026',
      },
    },
  },
  {
    ref: 'xb-2',
    issuer: 'XB',
    monthsValid: 11,
    draft: {
      category: 'discreet-check',
      grade: { source: 'C', information: 3 },
      handling: { tlp: 'AMBER+STRICT', onwardUse: 'none' },
      purposes: ['border-check', 'criminal-investigation'],
      cautions: ['possible-victims-with-subject'],
      statement: 'Accompanies groups of young workers; whom he travels with matters more than where.',
      identity: {
        subject: 'person',
        names: [
          { full: 'बिरेन्द्रलाल खुमतारी', kind: 'primary', script: 'Deva' },
          { full: 'Birendralal KHUMTARI', kind: 'alias', script: 'Latn' },
        ],
        birthDates: [{ date: '1990-11' }],
        sex: 'male',
        nationalities: ['XB'],
        documents: [{ kind: 'passport', number: 'XB9930041', country: 'XB' }],
      },
      grounds: {
        codes: [{ list: 'ilo-forced-labour', code: 'abuse-of-vulnerability' }],
        legalBasis: 'Police Act of Belmora, article 40',
        decisionReference: 'Order PB-2026-31',
      },
    },
  },
  {
    ref: 'xb-3',
    issuer: 'XB',
    monthsValid: 11,
    draft: {
      category: 'pattern',
      grade: { source: 'B', information: 2 },
      handling: green,
      purposes: ['border-check', 'pre-departure-screening', 'labour-inspection'],
      statement: 'Seen in four unrelated cases within two months.',
      grounds: {
        codes: [{ list: 'ilo-recruitment-fees', code: 'cost-medical' }],
        legalBasis: 'Labour Inspection Act of Belmora, article 9',
        narrative:
          'Workers must repeat a medical test at one clinic before departure; the fee is lent to them by the recruiter and deducted from wages for a year.',
      },
    },
  },
  {
    ref: 'xc-1',
    issuer: 'XC',
    monthsValid: 5,
    draft: {
      category: 'fake-posting',
      grade: { source: 'A', information: 2 },
      handling: green,
      purposes: ['job-offer-check', 'pre-departure-screening', 'border-check'],
      cautions: ['possible-victims-with-subject'],
      statement: 'Two applicants were taken to a guarded compound instead of the office they were promised.',
      identity: {
        subject: 'organisation',
        names: [
          { full: 'บริษัท สกายพาธ ออนไลน์', kind: 'primary', script: 'Thai' },
          { full: 'Skypath Online', kind: 'trade', script: 'Latn' },
        ],
        phones: ['+44 20 7946 0851'],
        urls: ['https://skypath-online.example/apply'],
        handles: [{ service: 'line', handle: 'skypath-jobs' }],
      },
      posting: {
        title: 'แอดมินตอบแชท รายได้ดี',
        employerClaimed: 'Skypath Online',
        occupation: 'Customer chat',
        pay: '45,000 ต่อเดือน',
        language: 'th',
        seenOn: '2026-10',
        text: 'รับสมัครแอดมินตอบแชท ไม่ต้องมีประสบการณ์ ที่พักและตั๋วเครื่องบินฟรี ติดต่อทางไลน์เท่านั้น',
      },
      grounds: {
        codes: [
          { list: 'ilo-forced-labour', code: 'deception' },
          { list: 'ilo-forced-labour', code: 'restriction-of-movement' },
          { list: 'htcds-recruitment', code: 'online' },
        ],
        legalBasis: 'Anti-Trafficking Act of Corvania, section 6',
      },
    },
  },
  {
    ref: 'xc-2',
    issuer: 'XC',
    monthsValid: 10,
    draft: {
      category: 'inquiry-check',
      grade: { source: 'B', information: 3 },
      handling: amber,
      purposes: ['border-check', 'labour-inspection'],
      statement: 'Signs employment contracts for four companies that have no premises.',
      identity: {
        subject: 'person',
        names: [
          { full: '欧阳砚舟', kind: 'primary', script: 'Hani' },
          { full: 'OUYANG Yanzhou', kind: 'alias', script: 'Latn' },
        ],
        birthDates: [{ date: '1971' }],
        sex: 'female',
        nationalities: ['XC'],
      },
      grounds: {
        codes: [{ list: 'recruitment-offences', code: 'fictitious-employer' }],
        legalBasis: 'Labour Code of Corvania, article 118',
        decisionReference: 'Inquiry 2026-C-90',
      },
    },
  },
  {
    ref: 'xc-3',
    issuer: 'XC',
    monthsValid: 24,
    draft: {
      category: 'document',
      grade: { source: 'A', information: 1 },
      handling: green,
      purposes: ['border-check', 'pre-departure-screening'],
      statement: 'Blank work permits stolen from the printing works; the series was never issued.',
      identity: {
        subject: 'organisation',
        names: [{ full: 'Work permits of Corvania, series WP-88', kind: 'primary', script: 'Latn' }],
        documents: [
          { kind: 'work-permit', number: 'WP-8812044', country: 'XC' },
          { kind: 'work-permit', number: 'WP-8812045', country: 'XC' },
        ],
      },
      grounds: {
        codes: [{ list: 'recruitment-offences', code: 'document-forgery' }],
        legalBasis: 'Aliens Act of Corvania, section 52',
      },
    },
  },
]

/** Waits for a second officer when a person signs in for the first time. */
export const WAITING: Omit<Example, 'ref'> = {
  issuer: 'XA',
  monthsValid: 10,
  draft: {
    category: 'inquiry-check',
    grade: { source: 'B', information: 2 },
    handling: amber,
    purposes: ['border-check', 'labour-inspection'],
    statement: 'Three complaints within a month name the same recruiter and the same fee.',
    identity: {
      subject: 'person',
      names: [{ full: 'Ilvana PETROSK', kind: 'primary', script: 'Latn' }],
      birthDates: [{ date: '1988' }],
      sex: 'female',
      nationalities: ['XC'],
      phones: ['+61 491 570 158'],
    },
    grounds: {
      codes: [{ list: 'recruitment-offences', code: 'unlicensed-recruitment' }],
      legalBasis: 'Employment Agencies Act of Arvenia, section 12',
      decisionReference: 'Inquiry LI-2026-0533',
    },
  },
}
