import { ServiceError, type OverrideState } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import type { ListedAlert } from '../list/listed-alert.ts'

/** The part of an override that decides what may become of it. */
interface Standing {
  readonly state: OverrideState
  readonly requester: string
  readonly validUntil: Date
}

/** What an officer may make of an override. */
export type Step = 'approve' | 'refuse' | 'end'

/**
 * @returns the state that the step leads to
 * @throws {ServiceError} `wrong-state`, `four-eyes`
 */
export function takeStep(step: Step, { state, requester }: Standing, officer: Officer): Standing['state'] {
  const open = step === 'end' ? state === 'requested' || state === 'approved' : state === 'requested'
  if (!open) throw new ServiceError('wrong-state', { detail: `the override is ${state}` })
  if (step === 'end') return 'ended'
  if (officer.id === requester) throw new ServiceError('four-eyes')
  return step === 'approve' ? 'approved' : 'refused'
}

/** Whether the alert says something else of its subject than when the override was asked for, in a later version. */
export function hasChanged(
  asked: { readonly alertVersion: number },
  listed: ListedAlert,
  same: boolean,
): boolean {
  // A list that is behind, or an alert that cannot be read for a while, brings nothing down.
  return listed.version > asked.alertVersion && !same
}

/** How an override stands now. `listed` is its alert, `same` whether that still says the same of its subject. */
export function standingOf(
  { state, validUntil }: Standing,
  at: Date,
  listed: ListedAlert | undefined,
  same: boolean,
): OverrideState {
  if (state !== 'requested' && state !== 'approved') return state
  if (validUntil <= at) return 'expired'
  return listed === undefined || !same ? 'fallen' : state
}
