import type { Role } from '@crosswatch/protocol'
import type { Account } from '../../accounts/account.ts'
import type { Caller } from '../../calls/call.ts'

/** One request of somebody who is signed in. */
export interface Visit {
  readonly account: Account
  /** Calls the services as this officer. */
  readonly caller: Caller
  /** Goes into every form of the page. */
  readonly csrf: string
}

export function hasRole({ account }: Visit, ...roles: readonly Role[]): boolean {
  return account.roles.some((role) => roles.includes(role))
}
