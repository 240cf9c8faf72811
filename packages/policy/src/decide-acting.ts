import { ServiceError } from '@crosswatch/protocol'
import type { PolicyAnswer, PolicyEngine } from './policy-engine.ts'

/** How an alert stands here, as far as acting upon it goes. */
export interface AlertStanding {
  /** This jurisdiction decided not to act upon it. */
  readonly flag: boolean
}

/**
 * Whether anybody here may act upon an alert that matches. It depends on the alert alone: who asks was decided before.
 *
 * @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated
 */
export function decideActing(engine: PolicyEngine, { flag }: AlertStanding): PolicyAnswer {
  const answer = engine.evaluate({
    principal: { type: 'Officer', id: 'officer' },
    action: 'act',
    resource: { type: 'Core', id: 'core' },
    context: { flag },
  })
  if (answer.failed) throw new ServiceError('refused-by-policy', { detail: answer.policies.join(', ') })
  return answer
}
