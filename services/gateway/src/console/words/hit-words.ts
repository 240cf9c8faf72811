import type { ActionTaken, Evidence, HitOutcome, HitState, Urgency } from '@crosswatch/protocol'

/** What the codes of a hit and its thread are called on a page. */
export const takenTitles: Readonly<Record<ActionTaken, string>> = {
  stopped: 'Stopped',
  interviewed: 'Interviewed',
  observed: 'Observed, not spoken to',
  'service-refused': 'Service refused',
  'applicant-warned': 'Applicant warned',
  'document-checked': 'Document checked',
  'document-seized': 'Document seized',
  none: 'Nothing',
}

export const urgencyTitles: Readonly<Record<Urgency, string>> = {
  normal: 'Normal: five days',
  urgent: 'Urgent: twelve hours',
}

export const hitOutcomeTitles: Readonly<Record<HitOutcome, string>> = {
  confirmed: 'It was the subject of the alert',
  'not-this-person': 'It was somebody else',
  undetermined: 'It could not be told',
}

export const hitStateTitles: Readonly<Record<HitState, string>> = { open: 'Open', closed: 'Closed' }

export const exhibitTitles: Readonly<Record<Evidence['exhibits'][number]['kind'], string>> = {
  document: 'Document',
  image: 'Image',
  recording: 'Recording',
  message: 'Message',
  statement: 'Statement',
  transaction: 'Transaction',
  other: 'Other',
}
