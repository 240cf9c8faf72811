import type {
  ClearanceConsent,
  ClearanceEnd,
  ClearanceGround,
  ClearanceRefusal,
  ClearanceState,
} from '@crosswatch/protocol'

/** What the codes of clearances are called on a page. */
export const clearanceGroundTitles: Readonly<Record<ClearanceGround, string>> = {
  'biometrics-differ': 'Fingerprints or face are not those of the subject',
  'birth-data-differ': 'Born on another day or in another place',
  'document-confirmed': 'The authority that issued the document has confirmed it',
  'identity-confirmed': 'An authority has confirmed who the person is',
  'identity-misused': 'The subject uses the identity of this person',
}

export const clearanceStateTags: Readonly<
  Record<ClearanceState, { readonly title: string; readonly colour: string }>
> = {
  proposed: { title: 'Waits for the issuer', colour: 'yellow' },
  standing: { title: 'Holds everywhere', colour: 'green' },
  declined: { title: 'Declined', colour: 'grey' },
  ended: { title: 'Ended', colour: 'grey' },
}

export const clearanceRefusalTitles: Readonly<Record<ClearanceRefusal, string>> = {
  'not-shown': 'It is not shown that this is another person',
  'may-be-the-subject': 'The person may be the subject',
  'case-pending': 'A case is pending in which that is to be decided',
}

export const clearanceReasonTitles: Readonly<Record<ClearanceRefusal | ClearanceEnd, string>> = {
  ...clearanceRefusalTitles,
  'consent-withdrawn': 'Consent withdrawn',
  'not-confirmed': 'Not confirmed',
  'override-ended': 'The override that it rests on ended',
  expired: 'Time over',
  'alert-ended': 'The alert ended',
  'alert-changed': 'The alert says something else of its subject',
}

export const clearanceConsenterTitles: Readonly<Record<ClearanceConsent['givenBy'], string>> = {
  person: 'The person',
  guardian: 'Their guardian',
  representative: 'Their representative',
}

/** What a person is told before they agree. Whoever changes the text changes its version: consents name the one that was read. */
export const clearanceNotice = {
  version: '2026-1',
  points: [
    'You were taken for somebody else whom the authorities of another country look for. We have made sure that you are not that person.',
    'So that it does not happen to you in other countries as well, we can tell the authority that looks for the other person. If it agrees, it tells every country that has its warning.',
    'Neither your name nor the number of your document is sent. What is sent is a code made from your document and your date of birth, by which you are recognised when you show that document.',
    'It is used for nothing else. Nobody can look you up with it.',
    'It is your choice. If you say no, nothing is sent, and in this country you stay cleared as you are.',
    'You can take your consent back at any time, here or in the other country, without giving a reason. The code is then destroyed everywhere, and we can tell you when that has happened.',
    'It ends by itself when the other country takes its warning back, when it changes whom it looks for, and at the latest on the day that we tell you.',
    'If your document is replaced, come back: the code knows the old one.',
  ],
} as const

/** What a person can be told about a clearance as it stands. */
export const clearanceTold: Readonly<Record<ClearanceState, string>> = {
  proposed: 'The other country was asked. It has not decided yet; until then you may be stopped elsewhere.',
  standing: 'You are cleared in every country that has this warning. Show the document that you showed here.',
  declined: 'The other country did not agree. You stay cleared here; you can ask it what it keeps about you.',
  ended: 'You are no longer cleared in other countries. The code by which you were recognised is destroyed.',
}
