import type { ContentClass, HoldSubject, RecordClass } from '@crosswatch/protocol'

export const recordClassTitles: Readonly<Record<RecordClass, string>> = {
  access: 'Accesses and exchanges',
  'alert-history': 'History of alerts',
  supervision: 'Supervision of the log',
  administration: 'Administration',
}

export const contentClassTitles: Readonly<Record<ContentClass, string>> = {
  drafts: 'Drafts that were never issued',
  'ended-alerts': 'Alerts of this jurisdiction that ended',
  imports: 'Imported lists, without their rows',
  hits: 'Reports of hits and their threads',
  measures: 'Measures',
  disputes: 'Disputes that were decided',
  flags: 'Flags that were lifted',
  clearances: 'Clearances that ended',
  consents: 'Consents that ended, and their openings',
  overrides: 'Overrides that ended',
  quarantine: 'Refused entries of other feeds',
}

export const holdKinds = [
  'officer',
  'alert',
  'record',
  'consent',
  'screening',
] as const satisfies readonly HoldSubject['kind'][]

export const holdKindTitles: Readonly<Record<HoldSubject['kind'], string>> = {
  officer: 'What an officer did',
  alert: 'What is about an alert',
  record: 'One record',
  consent: 'One consent',
  screening: 'One list of persons',
}
