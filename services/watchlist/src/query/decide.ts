import type { Policies } from '@crosswatch/policy'
import { ServiceError, type Compartment, type Purpose } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { isInForce, type ListedAlert } from '../list/listed-alert.ts'

/**
 * The one place where the watchlist asks what an officer may see. Who may look, and for what, is decided by
 * packages/policy; which alerts count for that purpose follows from the purposes that their issuer gave them.
 */
export interface QueryDecision {
  /** The policies that led to it. */
  readonly policies: readonly string[]
  /** Why it is refused, if it is. */
  readonly refusal?: ServiceError
}

/** What an answer is made of: whoever may not see all of it gets none. */
const used: readonly Compartment[] = ['identity', 'posting', 'grounds']

const refusals = { role: 'forbidden', purpose: 'purpose-not-allowed', failed: 'refused-by-policy' } as const

export function decideQuery(
  { decideAccess }: Pick<Policies, 'decideAccess'>,
  { roles }: Pick<Officer, 'roles'>,
  purpose: Purpose,
): QueryDecision {
  const decision = decideAccess({ act: 'query', roles, purpose })
  const { policies } = decision
  if (!decision.allowed) {
    return { policies, refusal: new ServiceError(refusals[decision.reason]) }
  }
  const sufficient = used.every((name) => decision.compartments.includes(name))
  return sufficient ? { policies } : { policies, refusal: new ServiceError('refused-by-policy') }
}

/**
 * Whether an alert counts now and for this purpose. An officer who manages alerts sees all of them: that is how a
 * duplicate is found before it is issued.
 */
export function counts(alert: ListedAlert, purpose: Purpose, at: Date): boolean {
  const intended = purpose === 'alert-management' || alert.terms.purposes.includes(purpose)
  return intended && isInForce(alert, at)
}
