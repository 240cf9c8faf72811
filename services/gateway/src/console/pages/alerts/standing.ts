import type { AlertDetail, AlertSummary } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import { hasRole } from '../../access/visit.ts'

/** The change that waits to be issued: the first version, or the next one. */
export function changeOf({ state, pending }: AlertSummary): 'draft' | 'submitted' | null {
  return pending ?? (state === 'draft' || state === 'submitted' ? state : null)
}

/** Who must act next, in words. */
export function whoMustAct(alert: AlertSummary): string {
  if (alert.origin === 'received') return '–'
  switch (changeOf(alert)) {
    case 'draft':
      return 'Drafter: submit'
    case 'submitted':
      return 'Supervisor: approve'
    case null:
      return alert.state === 'expired' ? 'Drafter: extend or withdraw' : '–'
  }
}

/** The steps that this officer is offered. The service decides again, whatever is offered here. */
export interface Steps {
  readonly edit: boolean
  /** The same content for longer. */
  readonly extend: boolean
  readonly submit: boolean
  readonly discard: boolean
  readonly approve: boolean
  /** An approval that waits, but not for this officer: they wrote the alert. */
  readonly approvedByAnother: boolean
  readonly return: boolean
  readonly withdraw: boolean
  readonly flag: boolean
  readonly unflag: boolean
}

export function stepsFor(visit: Visit, { summary, drafter }: AlertDetail): Steps {
  const own = summary.origin === 'own'
  const change = changeOf(summary)
  const inForce = summary.state === 'active' || summary.state === 'expired'
  const decides = own && change === 'submitted' && hasRole(visit, 'supervisor')
  const decidesHere = !own && hasRole(visit, 'supervisor')
  const isDrafter = drafter === visit.account.name
  return {
    edit: own && (change === 'draft' || (change === null && inForce)),
    extend: own && change === null && inForce,
    submit: own && change === 'draft',
    discard: own && change !== null,
    approve: decides && !isDrafter,
    approvedByAnother: own && change === 'submitted' && isDrafter,
    return: decides,
    withdraw: own && inForce,
    flag: decidesHere && summary.state === 'active' && !summary.flagged,
    unflag: decidesHere && summary.flagged,
  }
}
