import type { AgreementAct, AgreementState } from '@crosswatch/protocol'

export const agreementStateTitles: Readonly<Record<AgreementState, string>> = {
  prepared: 'Not signed by all',
  waiting: 'Not begun',
  'in-force': 'In force',
  suspended: 'Suspended',
  ended: 'Ended',
  terminated: 'Terminated',
  superseded: 'Superseded',
}

export const agreementStateColours: Readonly<Record<AgreementState, string>> = {
  prepared: 'blue',
  waiting: 'blue',
  'in-force': 'green',
  suspended: 'orange',
  ended: 'grey',
  terminated: 'red',
  superseded: 'grey',
}

export const agreementActTitles: Readonly<Record<AgreementAct, string>> = {
  sign: 'signed',
  suspend: 'suspended',
  resume: 'resumed',
  terminate: 'terminated',
}
