import { ServiceError, type AlertState } from '@crosswatch/protocol'

/** What an alert of this node and its waiting change allow next. */
export interface Standing {
  readonly state: AlertState
  readonly change: 'draft' | 'submitted' | undefined
}

/** Steps that an officer can take. */
export type Step = 'edit' | 'discard' | 'submit' | 'return' | 'approve' | 'withdraw'

/** @throws {ServiceError} `wrong-state` if the step does not lead from here */
export function assertStep(step: Step, { state, change }: Standing): void {
  if (!allows(step, state, change))
    throw new ServiceError('wrong-state', { detail: `the alert is ${change ?? state}` })
}

function allows(step: Step, state: AlertState, change: Standing['change']): boolean {
  switch (step) {
    case 'edit':
      return change === 'draft' || (change === undefined && (state === 'active' || state === 'expired'))
    case 'discard':
      return change !== undefined
    case 'submit':
      return change === 'draft'
    case 'return':
    case 'approve':
      return change === 'submitted'
    case 'withdraw':
      return state === 'active' || state === 'expired'
  }
}

/**
 * Whoever wrote or submitted a change does not approve it.
 *
 * @throws {ServiceError} `four-eyes`
 */
export function assertSecondOfficer(approver: string, ...authors: readonly (string | null)[]): void {
  if (authors.includes(approver)) throw new ServiceError('four-eyes')
}
