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

/** What a person can be told about a clearance as it stands. */
export const clearanceTold: Readonly<Record<ClearanceState, string>> = {
  proposed: 'The other country was asked. It has not decided yet; until then you may be stopped elsewhere.',
  standing: 'You are cleared in every country that has this warning. Show the document that you showed here.',
  declined: 'The other country did not agree. You stay cleared here; you can ask it what it keeps about you.',
  ended: 'You are no longer cleared in other countries. The code by which you were recognised is destroyed.',
}
