import type { OfficerClass } from '@crosswatch/policy'
import { breakGlassRole, type ActingRole } from '@crosswatch/protocol'
import type { Account } from '../../accounts/account.ts'
import type { Caller } from '../../calls/call.ts'

/** One request of somebody who is signed in. */
export interface Visit {
  readonly account: Account
  /** The post from which they ask, if the node knows. */
  readonly post?: string
  /** Calls the services as this officer. */
  readonly caller: Caller
  /** Goes into every form of the page. */
  readonly csrf: string
  /** The break-glass under which this session acts. */
  readonly breakGlass?: { readonly id: string; readonly until: Date }
}

/** The roles of an officer, and break-glass while the session acts under it. */
function actingRolesOf({ account, breakGlass }: Visit): readonly ActingRole[] {
  return breakGlass === undefined ? account.roles : [...account.roles, breakGlassRole]
}

/** Who an officer is to the policies. */
export function officerClassOf(visit: Visit): OfficerClass {
  return { roles: actingRolesOf(visit), authority: visit.account.authority }
}

export function hasRole(visit: Visit, ...roles: readonly ActingRole[]): boolean {
  return actingRolesOf(visit).some((role) => roles.includes(role))
}
