import { purposes, roles, type Purpose, type Role } from '@crosswatch/protocol'

/** Things that belong to somebody: own, another's, or absent. */
export const objectKinds = [
  'agreement',
  'alert',
  'alert in force',
  'break-glass',
  'clearance',
  'consent',
  'dispute',
  'hit',
  'hold',
  'import',
  'opening',
  'override',
  'override in force',
  'record',
  'release',
  'review',
  'screening',
] as const
export type ObjectKind = (typeof objectKinds)[number]

/** Who may use a route, and for what. Everybody else is refused by it. */
export interface Row {
  readonly who: readonly Role[] | 'anybody'
  /** Purposes that each of them may state, if the request states one. */
  readonly purposes?: Partial<Record<Role, readonly Purpose[]>>
  /** What the route is about: its id stands in the address, or in what is sent as `<id>`. */
  readonly object?: ObjectKind
  /** What is sent. */
  readonly body?: unknown
}

const anybody: Row = { who: 'anybody' }
const everyRole: Row = { who: roles }
const to = (...who: readonly Role[]): Row => ({ who })
const about = (object: ObjectKind, ...who: readonly Role[]): Row => ({ who, object })

const keepers = ['analyst', 'supervisor'] as const
const askers = ['border-officer', 'analyst', 'supervisor', 'liaison-officer'] as const
const agreementReaders = ['administrator', 'analyst', 'supervisor', 'auditor'] as const
const erasureReaders = ['analyst', 'supervisor', 'protection-officer', 'auditor', 'administrator'] as const
const keeping = ['labour-inspection', 'criminal-investigation', 'licensing-check', 'job-offer-check'] as const

/** What each role may look for. */
const queryPurposes: Row['purposes'] = {
  'border-officer': ['border-check', 'pre-departure-screening', 'licensing-check', 'job-offer-check'],
  analyst: [...keeping, 'alert-management'],
  supervisor: [...keeping, 'alert-management'],
  'liaison-officer': ['criminal-investigation', 'labour-inspection', 'border-check'],
}
const oversight: Row = { who: ['auditor'], purposes: { auditor: ['oversight'] } }
const release = {
  who: ['liaison-officer', 'protection-officer'],
  object: 'release',
  body: {
    origin: 'XB',
    consent: '<id>',
    purpose: 'criminal-investigation',
    legalBasis: 'Criminal Procedure Act, section 12',
    categories: ['contact'],
  },
} as const satisfies Row
const note = { reason: 'Under review' }
const approval = { recipients: '0'.repeat(64) }

/**
 * The authorisation matrix: every route of every service, who may use it, for which purposes, and what it is about. It is
 * held against the routes that the services register, and every cell of it is a request to a running node
 * (matrix.test.ts). Roles and purposes that stand in no row are refused.
 */
export const matrix: Readonly<Record<string, Row>> = {
  'alerts GET /v1/agreements': to(...agreementReaders),
  'alerts POST /v1/agreements': to('administrator'),
  'alerts GET /v1/agreements/:digest': about('agreement', ...agreementReaders),
  'alerts POST /v1/agreements/:digest/endorse': about('agreement', 'administrator'),
  'alerts POST /v1/agreements/:digest/sign': about('agreement', 'supervisor'),
  'alerts POST /v1/agreements/:digest/suspend': {
    ...about('agreement', 'supervisor', 'administrator'),
    body: note,
  },
  'alerts POST /v1/agreements/:digest/resume': { ...about('agreement', 'supervisor'), body: note },
  'alerts POST /v1/agreements/:digest/terminate': {
    ...about('agreement', 'supervisor', 'administrator'),
    body: note,
  },

  'alerts GET /v1/alerts': to(...keepers),
  'alerts POST /v1/alerts': to(...keepers),
  'alerts GET /v1/alerts/:id': about('alert', ...keepers),
  'alerts PUT /v1/alerts/:id/draft': { ...about('alert', ...keepers), body: '<draft>' },
  'alerts POST /v1/alerts/:id/submit': about('alert', ...keepers),
  'alerts POST /v1/alerts/:id/return': { ...about('alert', 'supervisor'), body: { note: 'Add the basis' } },
  'alerts GET /v1/alerts/:id/recipients': about('alert', 'analyst', 'supervisor'),
  'alerts POST /v1/alerts/:id/approve': { ...about('alert', 'supervisor'), body: approval },
  'alerts POST /v1/alerts/:id/withdraw': { ...about('alert', ...keepers), body: { reason: 'mistaken' } },

  'alerts POST /v1/hits': { ...about('alert in force', 'border-officer', 'liaison-officer'), body: '<hit>' },
  'alerts GET /v1/hits': to('liaison-officer', 'supervisor'),
  'alerts GET /v1/hit-counts': to('liaison-officer', 'supervisor', 'analyst', 'auditor'),
  'alerts GET /v1/hits/:id': about('hit', 'liaison-officer', 'supervisor'),
  'alerts POST /v1/hits/:id/messages': {
    ...about('hit', 'liaison-officer'),
    body: { kind: 'closing', outcome: 'confirmed' },
  },

  'alerts POST /v1/alerts/:id/flag': { ...to('supervisor'), body: { reason: 'national-law' } },
  'alerts POST /v1/alerts/:id/unflag': to('supervisor'),
  'alerts GET /v1/disputes': to('protection-officer'),
  'alerts POST /v1/disputes': {
    ...about('alert in force', 'protection-officer'),
    body: { alert: '<id>', request: 'access', statement: 'What is kept?', block: false },
  },
  'alerts GET /v1/disputes/:id': about('dispute', 'protection-officer'),
  'alerts POST /v1/disputes/:id/block': { ...about('dispute', 'protection-officer'), body: { block: false } },
  'alerts POST /v1/disputes/:id/decide': {
    ...about('dispute', 'protection-officer'),
    body: { outcome: 'refused', explanation: 'It is right.' },
  },

  'alerts GET /v1/clearances': to('liaison-officer', 'supervisor'),
  'alerts POST /v1/clearances': {
    ...about('override in force', 'supervisor', 'liaison-officer'),
    body: {
      override: '<id>',
      birthDate: '1991-02-03',
      ground: 'biometrics-differ',
      consent: { givenBy: 'person', on: '2026-01-02', notice: { version: '1', language: 'ne' } },
    },
  },
  'alerts POST /v1/clearances/:id/accept': about('clearance', 'supervisor'),
  'alerts POST /v1/clearances/:id/decline': {
    ...about('clearance', 'supervisor'),
    body: { reason: 'not-shown' },
  },
  'alerts POST /v1/clearances/:id/end': {
    ...about('clearance', 'supervisor', 'liaison-officer'),
    body: { reason: 'not-confirmed' },
  },

  'alerts GET /v1/reviews-due': to(...keepers),
  'alerts POST /v1/alerts/:id/extend': {
    ...about('alert', ...keepers),
    body: { validUntil: '2099-01-01T00:00:00.000Z', statement: 'Still needed' },
  },
  'alerts GET /v1/licence-registers': to(...keepers),
  'alerts PUT /v1/licence-registers/:register': {
    who: keepers,
    body: { licences: [{ number: 'L-1', name: 'Invented Agency', state: 'licensed' }] },
  },
  'alerts GET /v1/alerts/:id/licences': about('alert', ...keepers),
  'alerts GET /v1/measures': to(...keepers),
  'alerts GET /v1/alerts/:id/measures': about('alert in force', ...keepers),
  'alerts POST /v1/alerts/:id/measures': {
    ...about('alert in force', ...keepers),
    body: { kind: 'inspection-opened', day: '2026-01-02', reference: 'File 7' },
  },
  'alerts GET /v1/imports': to(...keepers),
  'alerts POST /v1/imports': to(...keepers),
  'alerts GET /v1/imports/:id': about('import', ...keepers),
  'alerts POST /v1/imports/:id/rows': { ...about('import', ...keepers), body: '<rows>' },
  'alerts POST /v1/imports/:id/submit': about('import', ...keepers),
  'alerts POST /v1/imports/:id/discard': about('import', ...keepers),
  'alerts GET /v1/imports/:id/recipients': about('import', 'analyst', 'supervisor'),
  'alerts POST /v1/imports/:id/approve': { ...about('import', 'supervisor'), body: approval },

  'audit GET /checkpoint': anybody,
  'audit GET /tile/*': anybody,
  'audit POST /add-checkpoint': anybody,
  'audit GET /policy': anybody,
  'audit GET /v1/oversight': anybody,
  'audit GET /v1/log/evidence': to('auditor', 'administrator'),
  'audit GET /v1/log/export': oversight,
  'audit POST /v1/records/search': { ...oversight, body: {} },
  'audit POST /v1/records/follow': {
    ...oversight,
    body: { subject: { kind: 'officer', officer: 'xa-border' } },
  },
  'audit POST /v1/records/evidence': { ...oversight, object: 'record', body: { records: ['<id>'] } },
  'audit POST /v1/openings/evidence': {
    ...about('opening', 'protection-officer'),
    body: { records: ['<id>'] },
  },
  'audit GET /v1/records/:id': { ...oversight, object: 'record' },
  'audit GET /v1/records/:id/proof': about('record', 'auditor'),
  'audit POST /v1/policies/explain': {
    ...to('auditor', 'administrator', 'supervisor'),
    body: { subject: { kind: 'officer', roles: ['analyst'], act: 'query', purpose: 'border-check' } },
  },
  'audit POST /v1/policies/compare': {
    ...to('auditor', 'administrator'),
    body: { whole: false, files: {} },
  },
  'audit GET /v1/break-glass': to(...askers, 'auditor'),
  'audit POST /v1/break-glass': { ...to(...askers), body: { reason: 'Somebody is in danger' } },
  'audit POST /v1/break-glass/:id/approve': about('break-glass', 'supervisor'),
  'audit POST /v1/break-glass/:id/refuse': about('break-glass', 'supervisor'),
  'audit POST /v1/break-glass/:id/end': about('break-glass', ...askers, 'auditor'),
  'audit GET /v1/break-glass/:id/uses': about('break-glass', 'auditor'),
  'audit GET /v1/overview': oversight,
  'audit GET /v1/retention': oversight,
  'audit POST /v1/holds': {
    ...oversight,
    body: { subject: { kind: 'officer', officer: 'xa-border' }, reason: 'Order 7 of a court' },
  },
  'audit POST /v1/holds/:id/lift': { ...oversight, object: 'hold', body: { reason: 'The case is over' } },
  'audit GET /v1/receipts': oversight,
  'audit POST /v1/receipts/search': { ...oversight, body: {} },
  'audit POST /v1/receipts/resolve': {
    ...oversight,
    body: { jurisdiction: 'XB', pseudonym: 'ofNobodyHereAtAllxxxxx' },
  },
  'audit GET /v1/reviews': oversight,
  'audit POST /v1/reviews/sample': {
    ...oversight,
    body: { from: '2026-01-01T00:00:00.000Z', count: 1 },
  },
  'audit POST /v1/reviews/:id/verdict': { ...oversight, object: 'review', body: { verdict: 'proper' } },

  'consent GET /v1/erasures': to(...erasureReaders),
  'consent GET /v1/consents': to('protection-officer'),
  'consent POST /v1/consents': to('protection-officer'),
  'consent GET /v1/consents/:id': about('consent', 'protection-officer'),
  'consent POST /v1/consents/:id/renew': {
    ...about('consent', 'protection-officer'),
    body: { validUntil: '2099-01-01T00:00:00.000Z', reviewBy: '2098-01-01T00:00:00.000Z' },
  },
  'consent POST /v1/consents/:id/withdraw': about('consent', 'protection-officer'),
  'consent POST /v1/releases': release,

  'exchange GET /v1/feeds': to('administrator', 'auditor', 'supervisor', 'analyst'),
  'exchange GET /v1/federation': everyRole,
  'exchange GET /v1/keys': everyRole,
  'exchange GET /v1/quarantine': to('administrator', 'auditor'),

  'watchlist GET /v1/status': everyRole,
  'watchlist POST /v1/queries': {
    who: askers,
    purposes: queryPurposes,
    body: { subject: { name: 'Nobody Inparticular' }, reference: 'CASE-7' },
  },
  'watchlist POST /v1/queries/record': {
    who: askers,
    purposes: queryPurposes,
    object: 'alert in force',
    body: '<record>',
  },
  'watchlist POST /v1/replays': { ...oversight, object: 'record', body: { record: '<id>' } },
  'watchlist POST /v1/impact-estimates': {
    ...to(...keepers),
    body: {
      identity: { subject: 'person', names: [{ full: 'Somebody Unlisted', kind: 'primary' }] },
      purposes: ['border-check'],
    },
  },
  'watchlist POST /v1/overrides': {
    who: ['border-officer', 'liaison-officer'],
    object: 'alert in force',
    body: {
      alert: '<id>',
      document: { number: 'Q1234567', country: 'XC' },
      purpose: 'border-check',
      reason: 'Another person',
    },
  },
  'watchlist GET /v1/overrides': everyRole,
  'watchlist POST /v1/overrides/:id/approve': about('override', 'supervisor'),
  'watchlist POST /v1/overrides/:id/refuse': about('override', 'supervisor'),
  'watchlist POST /v1/overrides/:id/end': { ...everyRole, object: 'override' },
  'watchlist POST /v1/screenings': {
    who: askers,
    purposes: queryPurposes,
    body: '<screening>',
  },
  'watchlist GET /v1/screenings': everyRole,
  'watchlist GET /v1/screenings/:id': { ...everyRole, object: 'screening' },
  'watchlist GET /v1/screenings/:id/rows': { ...everyRole, object: 'screening' },
  'watchlist GET /v1/screenings/:id/results.csv': { ...everyRole, object: 'screening' },

  'gateway POST /api/sign-in': anybody,
  'gateway GET /sign-in': anybody,
  'gateway POST /sign-in': anybody,
  'gateway GET /oversight': anybody,
  'gateway GET /': everyRole,
  'gateway GET /jurisdictions': everyRole,
  'gateway GET /feeds': to('administrator', 'auditor'),

  'gateway GET /query': to(...askers),
  'gateway POST /query': to(...askers),
  'gateway POST /query/record': to(...askers),
  'gateway POST /query/change': to(...askers),
  'gateway GET /screenings': to(...askers),
  'gateway POST /screenings': to(...askers),
  'gateway GET /screenings/:id': about('screening', ...askers),
  'gateway GET /screenings/:id/results.csv': about('screening', ...askers),
  'gateway GET /overrides': to(...askers),
  'gateway POST /overrides/new': to(...askers),
  'gateway POST /overrides': to(...askers),
  'gateway POST /overrides/:id/approve': about('override', 'supervisor'),
  'gateway POST /overrides/:id/refuse': about('override', 'supervisor'),
  'gateway POST /overrides/:id/end': about('override', ...askers),

  'gateway GET /clearances': to('liaison-officer', 'supervisor'),
  'gateway GET /clearances/notice': to('liaison-officer', 'supervisor'),
  'gateway POST /clearances/new': to('liaison-officer', 'supervisor'),
  'gateway POST /clearances': to('liaison-officer', 'supervisor'),
  'gateway POST /clearances/:id/accept': about('clearance', 'supervisor'),
  'gateway POST /clearances/:id/decline': {
    ...about('clearance', 'supervisor'),
    body: { reason: 'not-shown' },
  },
  'gateway POST /clearances/:id/end': {
    ...about('clearance', 'supervisor', 'liaison-officer'),
    body: { reason: 'not-confirmed' },
  },

  'gateway GET /alerts': to(...keepers),
  'gateway GET /alerts/new': to(...keepers),
  'gateway POST /alerts/new': to(...keepers),
  'gateway GET /alerts/:id': about('alert', ...keepers),
  'gateway GET /alerts/:id/edit': about('alert', ...keepers),
  'gateway POST /alerts/:id/edit': about('alert', ...keepers),
  'gateway POST /alerts/:id/submit': about('alert', ...keepers),
  'gateway POST /alerts/:id/approve': { ...about('alert', 'supervisor'), body: approval },
  'gateway POST /alerts/:id/return': { ...about('alert', 'supervisor'), body: { note: 'Add the basis' } },
  'gateway POST /alerts/:id/withdraw': { ...about('alert', ...keepers), body: { reason: 'mistaken' } },
  'gateway GET /reviews-due': to(...keepers),
  'gateway POST /alerts/:id/extend': about('alert', ...keepers),
  'gateway GET /measures': to(...keepers),
  'gateway GET /alerts/:id/measures': about('alert in force', ...keepers),
  'gateway POST /alerts/:id/measures': about('alert in force', ...keepers),
  'gateway GET /imports': to(...keepers),
  'gateway GET /imports/:id': about('import', 'supervisor'),
  'gateway POST /imports/:id/submit': about('import', ...keepers),
  'gateway POST /imports/:id/discard': about('import', ...keepers),
  'gateway POST /imports/:id/approve': { ...about('import', 'supervisor'), body: approval },

  'gateway GET /hits': to('liaison-officer', 'supervisor'),
  'gateway GET /precision': to('liaison-officer', 'supervisor', 'analyst', 'auditor'),
  'gateway POST /hits': to(...askers),
  'gateway POST /hits/new': to(...askers),
  'gateway GET /hits/:id/reported': to(...askers),
  'gateway GET /hits/:id': about('hit', 'liaison-officer', 'supervisor'),
  'gateway POST /hits/:id/messages': about('hit', 'liaison-officer', 'supervisor'),

  'gateway GET /agreements': to(...agreementReaders),
  'gateway POST /agreements': to('administrator'),
  'gateway GET /agreements/new': to('administrator'),
  'gateway GET /agreements/:digest': about('agreement', ...agreementReaders),
  'gateway GET /agreements/:digest/text': about('agreement', ...agreementReaders),
  'gateway POST /agreements/:digest/endorse': about('agreement', 'administrator'),
  'gateway POST /agreements/:digest/sign': about('agreement', 'supervisor'),
  'gateway POST /agreements/:digest/suspend': {
    ...about('agreement', 'supervisor', 'administrator'),
    body: note,
  },
  'gateway POST /agreements/:digest/resume': { ...about('agreement', 'supervisor'), body: note },
  'gateway POST /agreements/:digest/terminate': {
    ...about('agreement', 'supervisor', 'administrator'),
    body: note,
  },

  'gateway POST /alerts/:id/flag': to('supervisor'),
  'gateway POST /alerts/:id/unflag': to('supervisor'),
  'gateway GET /disputes': to('protection-officer'),
  'gateway GET /disputes/new': to('protection-officer'),
  'gateway POST /disputes': to('protection-officer'),
  'gateway GET /disputes/:id': about('dispute', 'protection-officer'),
  'gateway POST /disputes/:id/block': about('dispute', 'protection-officer'),
  'gateway POST /disputes/:id/decide': {
    ...about('dispute', 'protection-officer'),
    body: { outcome: 'refused', explanation: 'It is right.' },
  },

  'gateway GET /consents': to('protection-officer'),
  'gateway GET /consents/new': to('protection-officer'),
  'gateway POST /consents/new': to('protection-officer'),
  'gateway GET /consents/:id': about('consent', 'protection-officer'),
  'gateway POST /consents/:id/openings': about('consent', 'protection-officer'),
  'gateway POST /consents/:id/renew': about('consent', 'protection-officer'),
  'gateway POST /consents/:id/withdraw': about('consent', 'protection-officer'),
  'gateway GET /survivor-information': to('liaison-officer', 'protection-officer'),
  'gateway POST /survivor-information': to('liaison-officer', 'protection-officer'),
  'gateway GET /erasures': to(...erasureReaders),

  'gateway GET /log': to('auditor'),
  'gateway POST /log': to('auditor'),
  'gateway GET /log/:id': about('record', 'auditor'),
  'gateway POST /log/:id/replay': about('record', 'auditor'),
  'gateway GET /log/:id/proof': about('record', 'auditor'),
  'gateway GET /log/export': to('auditor'),
  'gateway POST /log/follow': to('auditor'),
  'gateway POST /log/evidence': { ...about('record', 'auditor'), body: { record: '<id>' } },
  'gateway POST /log/report': { ...about('record', 'auditor'), body: { record: '<id>' } },
  'gateway GET /break-glass': to(...askers, 'auditor'),
  'gateway POST /break-glass': to(...askers, 'auditor'),
  'gateway GET /break-glass/:id': about('break-glass', 'auditor'),
  'gateway POST /break-glass/leave': to(...askers, 'auditor'),
  'gateway POST /break-glass/:id/use': about('break-glass', ...askers, 'auditor'),
  'gateway POST /break-glass/:id/approve': about('break-glass', 'supervisor'),
  'gateway POST /break-glass/:id/refuse': about('break-glass', 'supervisor'),
  'gateway POST /break-glass/:id/end': about('break-glass', ...askers, 'auditor'),
  'gateway GET /retention': to('auditor'),
  'gateway POST /retention/holds': to('auditor'),
  'gateway POST /retention/holds/:id/lift': {
    ...about('hold', 'auditor'),
    body: { reason: 'The case is over' },
  },
  'gateway GET /receipts': to('auditor'),
  'gateway POST /receipts/resolve': to('auditor'),
  'gateway GET /reviews': to('auditor'),
  'gateway POST /reviews/sample': to('auditor'),
  'gateway POST /reviews/:id/verdict': { ...about('review', 'auditor'), body: { verdict: 'proper' } },
  // What ends something stands last, and whoever signs out is out.
  'alerts DELETE /v1/alerts/:id/draft': about('alert', ...keepers),
  'watchlist DELETE /v1/screenings/:id': { ...everyRole, object: 'screening' },
  'gateway POST /screenings/:id/erase': about('screening', ...askers),
  'gateway POST /alerts/:id/discard': about('alert', ...keepers),
  'gateway POST /sign-out': everyRole,
}

/** Every route that each service has by itself: what it is, how it is, its documentation. */
export const everywhere = ['GET /livez', 'GET /readyz', 'GET /metrics', 'GET /openapi.json'] as const

/** Purposes at a route for a role: those of the row, or all where the row does not speak of any. */
export function purposesAt(row: Row, role: Role): readonly Purpose[] {
  return row.purposes === undefined ? purposes : (row.purposes[role] ?? [])
}
