import type { ConsentDraft, ConsentStatus, SurvivorCategory } from '@crosswatch/protocol'

/** What the codes of a consent are called on a page; the statuses as the W3C Data Privacy Vocabulary names them. */
export const consentTitles: Readonly<Record<ConsentStatus, string>> = {
  unknown: 'Unknown',
  requested: 'Requested',
  'request-deferred': 'Request deferred',
  refused: 'Refused',
  given: 'Given',
  'renewed-given': 'Given again',
  expired: 'Expired',
  invalidated: 'Invalidated',
  revoked: 'Revoked',
  withdrawn: 'Withdrawn',
}

export const survivorTitles: Readonly<Record<SurvivorCategory, string>> = {
  contact: 'How to reach the person safely',
  needs: 'What the person needs',
  account: 'What the person told',
  recruiter: 'Who recruited',
  workplace: 'Where the person worked',
  journey: 'How the person travelled',
}

export const methodTitles: Readonly<Record<ConsentDraft['method'], string>> = {
  signed: 'Signed',
  'spoken-before-witness': 'Spoken before a witness',
  recorded: 'Recorded',
}
