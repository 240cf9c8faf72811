import type { HoldSubject, RecordClass } from '@crosswatch/protocol'

export const recordClassTitles: Readonly<Record<RecordClass, string>> = {
  access: 'Accesses and exchanges',
  'alert-history': 'History of alerts',
  supervision: 'Supervision of the log',
  administration: 'Administration',
}

export const holdKinds = ['officer', 'alert', 'record'] as const satisfies readonly HoldSubject['kind'][]

export const holdKindTitles: Readonly<Record<HoldSubject['kind'], string>> = {
  officer: 'Records of an officer',
  alert: 'Records about an alert',
  record: 'One record',
}
