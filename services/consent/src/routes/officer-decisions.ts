import { ServiceError, type AccessAct, type Operation, type Purpose } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type ConsentContext } from '../context.ts'

/** Makes checks that come before a request is validated: they go on if the policies allow it to the officer, else record the refusal and refuse. */
export function officerDecisions({ policies, accessLog, connection }: ConsentContext) {
  return (act: AccessAct, operation: Operation, purpose: Purpose) =>
    async ({ officer }: { readonly officer: Officer }) => {
      const { roles, authority } = officer
      const decision = policies.decideAccess({ act, roles, authority, purpose })
      if (decision.allowed) return
      const reason = decision.reason === 'failed' ? 'refused-by-policy' : 'forbidden'
      await accessLog.append(connection.db, [
        actOf(officer, operation, { purpose, outcome: 'denied', reason, policies: [...decision.policies] }),
      ])
      throw new ServiceError(reason, { detail: decision.policies.join(', ') })
    }
}
