import { refusals, type Policies } from '@crosswatch/policy'
import { ServiceError, type Compartment, type Purpose } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { tidyText } from './question.ts'
import { isInForce, type ListedAlert } from '../list/listed-alert.ts'

/**
 * The one place where the watchlist asks what an officer may see. Who may look, and for what, is decided by
 * packages/policy; which alerts count for that purpose follows from the purposes that their issuer gave them.
 */
export interface QueryDecision {
  /** The policies that led to it. */
  readonly policies: readonly string[]
  /** What of an alert the answer may be made of. */
  readonly compartments: readonly Compartment[]
  /** Why it is refused, if it is. */
  readonly refusal?: ServiceError
}

export function decideQuery(
  { decideAccess }: Pick<Policies, 'decideAccess'>,
  { roles, authority }: Pick<Officer, 'roles' | 'authority'>,
  { purpose, reference }: { readonly purpose: Purpose; readonly reference?: string | undefined },
  act: 'query' | 'view' = 'query',
): QueryDecision {
  const decision = decideAccess({
    act,
    roles,
    authority,
    purpose,
    referenceGiven: reference !== undefined && tidyText(reference) !== '',
  })
  const { policies } = decision
  return decision.allowed
    ? { policies, compartments: decision.compartments }
    : { policies, compartments: [], refusal: new ServiceError(refusals[decision.reason]) }
}

/** Whether an answer may say whom an alert names. If not, it is one for the first line. */
export function showsSubject({ compartments }: Pick<QueryDecision, 'compartments'>): boolean {
  return compartments.includes('identity') && compartments.includes('posting')
}

/**
 * Whether an alert counts now and for this purpose. An officer who manages alerts sees all of them: that is how a
 * duplicate is found before it is issued.
 */
export function counts(alert: ListedAlert, purpose: Purpose, at: Date): boolean {
  const intended = purpose === 'alert-management' || alert.terms.purposes.includes(purpose)
  return intended && isInForce(alert, at)
}
