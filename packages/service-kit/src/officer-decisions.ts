import type { Connection } from '@crosswatch/database'
import { refusals, type AccessDecision, type Policies } from '@crosswatch/policy'
import { ServiceError, type AccessAct, type Operation, type Purpose } from '@crosswatch/protocol'
import type { AccessLog } from './access-log.ts'
import { actorOf, type Officer } from './officer.ts'

interface Request {
  readonly officer: Officer
}

type Allowed = Extract<AccessDecision, { allowed: true }>

/** What decides, and where a refusal is put on record. */
export interface Deciding {
  readonly policies: Pick<Policies, 'decideAccess'>
  readonly accessLog: Pick<AccessLog, 'append'>
  readonly connection: Pick<Connection, 'db'>
}

/** What the policies say about each request of a service, before its handler runs. */
export function officerDecisions({ policies, accessLog, connection }: Deciding) {
  const allowed = new WeakMap<Request, Allowed>()
  return {
    /** Before the request is even validated: goes on if the policies allow it to the officer, else records the refusal and refuses. */
    may:
      (act: AccessAct, operation: Operation, purpose: Purpose = 'alert-management') =>
      async (request: Request) => {
        const { officer } = request
        const { roles, authority } = officer
        const decision = policies.decideAccess({ act, roles, authority, purpose })
        if (decision.allowed) {
          allowed.set(request, decision)
          return
        }
        const reason = decision.reason === 'failed' ? refusals.failed : refusals.role
        await accessLog.append(connection.db, [
          {
            operation,
            ...actorOf(officer),
            purpose,
            outcome: 'denied',
            reason,
            policies: [...decision.policies],
          },
        ])
        throw new ServiceError(reason, { detail: decision.policies.join(', ') })
      },
    /** What was decided for this request. */
    decisionOf: (request: Request): Allowed => {
      const decision = allowed.get(request)
      if (decision === undefined) throw new ServiceError('forbidden')
      return decision
    },
  }
}
