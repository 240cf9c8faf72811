import {
  handlingLists,
  type AlertState,
  type Category,
  type cautions,
  type Compartment,
  type documentKinds,
  type Evidence,
  type Grounds,
  type Identity,
  type Posting,
  type Grade,
  type Handling,
  type handleServices,
  type ImportState,
  type linkKinds,
  type nameKinds,
  type registrationKinds,
  type accountKinds,
  type WithdrawalReason,
  type LicenceState,
} from '@crosswatch/protocol'

/** What the codes of an alert are called on a page. */
export const categoryTitles: Readonly<Record<Category, string>> = {
  'wanted-broker': 'Wanted broker',
  'discreet-check': 'Discreet check',
  'inquiry-check': 'Inquiry check',
  'licence-withdrawn': 'Licence withdrawn',
  'fake-posting': 'Fake job posting',
  document: 'Forged or misused document',
  pattern: 'Way of working',
}

/** When an analyst chooses which. */
export const categoryPurposes: Readonly<Record<Category, string>> = {
  'wanted-broker': 'A person under an arrest warrant.',
  'discreet-check': 'A suspect broker who must not notice that anybody looks.',
  'inquiry-check': 'A suspect broker or employer who is to be interviewed.',
  'licence-withdrawn': 'An agency or person who may not recruit any more.',
  'fake-posting': 'A job offer, recognised by its contacts, links and accounts.',
  document: 'A passport, contract or licence that is forged or misused.',
  pattern: 'How a scheme works. Names no person.',
}

export const cautionTitles: Readonly<Record<(typeof cautions)[number], string>> = {
  armed: 'Armed',
  violent: 'Violent',
  'may-flee': 'May flee',
  'false-identity': 'Uses a false identity',
  'possible-victims-with-subject': 'Possible victims travel with the subject',
  'minors-involved': 'Minors involved',
}

export const stateTitles: Readonly<Record<AlertState, string>> = {
  draft: 'Draft',
  submitted: 'Waits for approval',
  active: 'Active',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  quarantined: 'Quarantined',
}

export const stateColours: Readonly<Record<AlertState, string>> = {
  draft: 'grey',
  submitted: 'yellow',
  active: 'green',
  withdrawn: 'grey',
  expired: 'grey',
  quarantined: 'red',
}

export const importStateTitles: Readonly<Record<ImportState, string>> = {
  open: 'Takes rows',
  submitted: 'Waits for approval',
  issuing: 'Being issued',
  done: 'Done',
  discarded: 'Discarded',
}

export const importStateColours: Readonly<Record<ImportState, string>> = {
  open: 'grey',
  submitted: 'yellow',
  issuing: 'blue',
  done: 'green',
  discarded: 'grey',
}

export const withdrawalTitles: Readonly<Record<WithdrawalReason, string>> = {
  'purpose-achieved': 'The purpose is achieved',
  mistaken: 'The alert is mistaken',
  'subject-cleared': 'The subject is cleared',
  'licence-restored': 'The licence is restored',
  'source-removed': 'The source withdrew it',
  expired: 'It is out of date',
  duplicate: 'Another alert says the same',
  'lawful-request': 'A lawful request asks for it',
}

/** Why an alert is over, or is not let in: codes that come with it. */
export const endTitles: Readonly<Partial<Record<string, string>>> = {
  ...withdrawalTitles,
  'agreement-terminated': 'The agreement that it came under was terminated',
  'action-does-not-fit': 'Its action does not fit its category',
  'stands-too-long': 'It would stand longer than its category may without a review',
  'compartments-missing': 'It lacks what its category needs',
  'minimum-data-missing': 'It says too little of its subject',
  'mode-changed': 'An exercise became earnest, or the other way round',
  incompatible: 'An alert on the same subject excludes it',
  'revoked-key': 'The key that signed it is revoked',
}

export const compartmentTitles: Readonly<Record<Compartment, string>> = {
  identity: 'Identity',
  contacts: 'Contacts and accounts',
  posting: 'Posting',
  grounds: 'Grounds',
  evidence: 'Evidence',
}

/** What the fields of the compartments are called when they are named one after the other. */
const fieldTitles: Readonly<
  Record<Exclude<keyof Identity, 'subject'> | keyof Posting | keyof Grounds | keyof Evidence, string>
> = {
  names: 'names',
  birthDates: 'birth date',
  sex: 'sex',
  nationalities: 'nationality',
  places: 'places',
  documents: 'document numbers',
  registrations: 'licence and registration numbers',
  phones: 'phone numbers',
  emails: 'e-mail addresses',
  urls: 'web addresses',
  handles: 'accounts of messengers and networks',
  accounts: 'bank and other accounts',
  title: 'title',
  employerClaimed: 'employer claimed',
  occupation: 'occupation',
  country: 'country',
  locality: 'place',
  pay: 'pay',
  feeAsked: 'fee asked',
  language: 'language',
  seenOn: 'when it was seen',
  text: 'text',
  codes: 'reasons',
  legalBasis: 'legal basis',
  decisionReference: 'decision',
  narrative: 'narrative',
  caseReference: 'case reference',
  exhibits: 'exhibits',
}

/** In the order of a form. A field that this console does not know yet is called as on the wire. */
export function fieldWords(fields: readonly string[]): string {
  const known = Object.entries(fieldTitles).filter(([name]) => fields.includes(name))
  const others = fields.filter((field) => !Object.hasOwn(fieldTitles, field))
  return [...known.map(([, title]) => title), ...others].join(', ')
}

export const nameKindTitles: Readonly<Record<(typeof nameKinds)[number], string>> = {
  primary: 'Main name',
  alias: 'Alias',
  'weak-alias': 'Weak alias',
  former: 'Former name',
  trade: 'Trade name',
}

export const documentTitles: Readonly<Record<(typeof documentKinds)[number], string>> = {
  passport: 'Passport',
  'identity-card': 'Identity card',
  visa: 'Visa',
  'residence-permit': 'Residence permit',
  'work-permit': 'Work permit',
  contract: 'Contract',
  other: 'Other document',
}

export const registrationTitles: Readonly<Record<(typeof registrationKinds)[number], string>> = {
  licence: 'Licence',
  registration: 'Registration',
  tax: 'Tax number',
}

export const accountTitles: Readonly<Record<(typeof accountKinds)[number], string>> = {
  iban: 'IBAN',
  bank: 'Bank account',
  'mobile-money': 'Mobile money',
  crypto: 'Crypto address',
}

export const handleTitles: Readonly<Record<(typeof handleServices)[number], string>> = {
  facebook: 'Facebook',
  imo: 'imo',
  instagram: 'Instagram',
  line: 'LINE',
  linkedin: 'LinkedIn',
  signal: 'Signal',
  telegram: 'Telegram',
  tiktok: 'TikTok',
  viber: 'Viber',
  vk: 'VK',
  wechat: 'WeChat',
  whatsapp: 'WhatsApp',
  x: 'X',
  zalo: 'Zalo',
  other: 'Other service',
}

export const linkTitles: Readonly<Record<(typeof linkKinds)[number], string>> = {
  'same-network': 'Same network',
  'same-employer': 'Same employer',
  'same-posting': 'Same posting',
  'same-premises': 'Same premises',
  supersedes: 'Takes the place of',
  related: 'Related',
}

export const licenceStateTitles: Readonly<Record<LicenceState, string>> = {
  licensed: 'Licensed',
  suspended: 'Licence suspended',
  revoked: 'Licence revoked',
  expired: 'Licence expired',
}

export const onwardUseTitles: Readonly<Record<Handling['onwardUse'], string>> = {
  none: 'No onward use',
  'ask-first': 'Ask the issuer first',
  'labour-enforcement': 'Within labour enforcement',
  'law-enforcement': 'Within law enforcement',
}

/** What the letter of a source means. */
export function sourceTitle(source: Grade['source']): string {
  return titleIn(handlingLists.gradingSource.codes, source.toLowerCase())
}

/** What the number of an information grade means. */
export function informationTitle(information: Grade['information']): string {
  return titleIn(handlingLists.gradingInformation.codes, String(information))
}

export function tlpTitle(tlp: Handling['tlp']): string {
  return titleIn(handlingLists.tlp.codes, tlp.toLowerCase().replace('+', '-'))
}

function titleIn(codes: readonly { readonly code: string; readonly title: string }[], code: string): string {
  return codes.find((entry) => entry.code === code)?.title ?? code
}
