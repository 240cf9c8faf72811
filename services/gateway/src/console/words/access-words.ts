import type { matchFeatures, MatchVerdict, Operation, Outcome, Purpose, Role } from '@crosswatch/protocol'

/** What the codes of an access are called on a page. */
export const roleTitles: Readonly<Record<Role, string>> = {
  analyst: 'Analyst',
  supervisor: 'Supervisor',
  'border-officer': 'Border officer',
  'liaison-officer': 'Liaison officer',
  'protection-officer': 'Protection officer',
  auditor: 'Auditor',
  administrator: 'Administrator',
}

export const purposeTitles: Readonly<Record<Purpose, string>> = {
  'border-check': 'Border check',
  'pre-departure-screening': 'Pre-departure screening',
  'labour-inspection': 'Labour inspection',
  'criminal-investigation': 'Criminal investigation',
  'licensing-check': 'Licensing check',
  'job-offer-check': 'Job offer check',
  'alert-management': 'Alert management',
  oversight: 'Oversight',
  administration: 'Administration',
}

export const operationTitles: Readonly<Record<Operation, string>> = {
  query: 'Border query',
  'override.request': 'Override asked for',
  'override.approve': 'Override approved',
  'override.refuse': 'Override refused',
  'override.end': 'Override ended',
  'override.list': 'Overrides viewed',
  'screening.create': 'List screened',
  'screening.view': 'Results of a screening viewed',
  'screening.erase': 'Screening erased',
  'alert.draft': 'Alert drafted',
  'alert.edit': 'Alert edited',
  'alert.discard': 'Draft discarded',
  'alert.submit': 'Alert submitted',
  'alert.return': 'Alert returned',
  'alert.approve': 'Alert approved',
  'alert.issue': 'Alert issued',
  'alert.revise': 'Alert revised',
  'alert.withdraw': 'Alert withdrawn',
  'alert.expire': 'Alert expired',
  'alert.receive': 'Alert received',
  'alert.refuse': 'Alert refused',
  'alert.list': 'Alerts listed',
  'alert.view': 'Alert viewed',
  'import.create': 'Import begun',
  'import.rows': 'Import rows added',
  'import.submit': 'Import submitted',
  'import.approve': 'Import approved',
  'erasure.done': 'Alert erased',
  'erasure.receipt': 'Receipt of erasure taken',
  'agreement.draft': 'Agreement drafted',
  'agreement.endorse': 'Agreement endorsed',
  'agreement.sign': 'Agreement signed',
  'agreement.suspend': 'Agreement suspended',
  'agreement.resume': 'Agreement resumed',
  'agreement.terminate': 'Agreement terminated',
  'agreement.receive': 'Agreement received',
  'agreement.view': 'Agreements viewed',
  'record.search': 'Log searched',
  'record.view': 'Log record viewed',
  'record.follow': 'Officer or alert followed',
  'record.evidence': 'Evidence bundle made',
  'review.sample': 'Sample drawn for review',
  'review.list': 'Reviews listed',
  'review.decide': 'Review decided',
  'log.export': 'Log exported',
  'quarantine.view': 'Quarantine viewed',
  'sign-in': 'Signed in',
  'sign-in.refused': 'Sign-in refused',
  'sign-out': 'Signed out',
}

export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  hit: 'Hit',
  possible: 'Possible',
  none: 'Nothing found',
  done: 'Done',
  denied: 'Denied',
  failed: 'Failed',
}

export const outcomeColours: Readonly<Record<Outcome, string>> = {
  hit: 'red',
  possible: 'yellow',
  none: 'grey',
  done: 'grey',
  denied: 'orange',
  failed: 'orange',
}

export const featureTitles: Readonly<Record<(typeof matchFeatures)[number], string>> = {
  name: 'Name',
  'birth-date': 'Birth date',
  sex: 'Sex',
  nationality: 'Nationality',
  place: 'Place',
  document: 'Document',
  registration: 'Licence or registration',
  phone: 'Phone',
  email: 'E-mail',
  url: 'Web address',
  handle: 'User name',
  account: 'Account',
}

/** What a match rests on, in a sentence. */
export const matchSentences: Readonly<Record<MatchVerdict, string>> = {
  'document-hit': 'A number that identifies by itself agrees.',
  'document-hit-contradicted': 'A number agrees, but other facts speak against it: it may be misused.',
  'name-and-birth-date': 'Name and birth date agree.',
  'name-only': 'Only the name agrees. Compare the other facts before you act.',
  'near-identifier': 'A number is nearly the same. Check it letter by letter.',
  none: 'No match.',
}
