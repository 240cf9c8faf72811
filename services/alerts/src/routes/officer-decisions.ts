import type { AccessDecision } from '@crosswatch/policy'
import { ServiceError, type AccessAct, type Operation, type Purpose } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'

interface Request {
  readonly officer: Officer
}

type Allowed = Extract<AccessDecision, { allowed: true }>

/** What the policies say about each request, before its handler runs. */
export function officerDecisions(context: AlertsContext) {
  const allowed = new WeakMap<Request, Allowed>()
  return {
    /** Before the request is even validated: goes on if the policies allow it to the officer, else records the refusal and refuses. */
    may:
      (act: AccessAct, operation: Operation, purpose: Purpose = 'alert-management') =>
      async (request: Request) => {
        const { officer } = request
        const decision = context.policies.decideAccess({
          act,
          roles: officer.roles,
          authority: officer.authority,
          purpose,
        })
        if (decision.allowed) {
          allowed.set(request, decision)
          return
        }
        const code = decision.reason === 'failed' ? 'refused-by-policy' : 'forbidden'
        await context.accessLog.append(context.connection.db, [
          actOf(officer, operation, {
            purpose,
            outcome: 'denied',
            reason: code,
            policies: [...decision.policies],
          }),
        ])
        throw new ServiceError(code, { detail: decision.policies.join(', ') })
      },
    /** What was decided for this request. */
    decisionOf: (request: Request): Allowed => {
      const decision = allowed.get(request)
      if (decision === undefined) throw new ServiceError('forbidden')
      return decision
    },
  }
}
