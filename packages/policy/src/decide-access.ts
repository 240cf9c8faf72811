import type { Compartment, Purpose, Role } from '@crosswatch/protocol'

/** What somebody wants to do with alerts. */
export type AccessAct = 'query' | 'read' | 'write' | 'decide'

export interface AccessRequest {
  readonly act: AccessAct
  readonly roles: readonly Role[]
  readonly purpose: Purpose
}

/** Allowed or not, and by which policy; what a record of the access keeps. */
export type AccessDecision =
  | {
      readonly allowed: true
      readonly policies: readonly string[]
      readonly compartments: readonly Compartment[]
    }
  | { readonly allowed: false; readonly policies: readonly string[]; readonly reason: 'role' | 'purpose' }

interface RolePolicy {
  readonly id: string
  readonly role: Role
  readonly act: AccessAct
  readonly purposes: readonly Purpose[]
  readonly compartments: readonly Compartment[]
}

const everything: readonly Compartment[] = ['identity', 'posting', 'grounds', 'evidence']
const firstLine: readonly Compartment[] = ['identity', 'posting', 'grounds']

/** Which role does what, for which purposes, and sees which compartments. What is not listed is refused. */
const rolePolicies: readonly RolePolicy[] = [
  {
    id: 'role/border-officer/query',
    role: 'border-officer',
    act: 'query',
    purposes: ['border-check', 'pre-departure-screening', 'licensing-check', 'job-offer-check'],
    compartments: firstLine,
  },
  ...(['analyst', 'supervisor'] as const).flatMap((role): RolePolicy[] => [
    {
      id: `role/${role}/query`,
      role,
      act: 'query',
      purposes: [
        'labour-inspection',
        'criminal-investigation',
        'licensing-check',
        'job-offer-check',
        'alert-management',
      ],
      compartments: firstLine,
    },
    {
      id: `role/${role}/read`,
      role,
      act: 'read',
      purposes: ['alert-management', 'labour-inspection', 'criminal-investigation'],
      compartments: everything,
    },
    {
      id: `role/${role}/write`,
      role,
      act: 'write',
      purposes: ['alert-management'],
      compartments: everything,
    },
  ]),
  {
    id: 'role/supervisor/decide',
    role: 'supervisor',
    act: 'decide',
    purposes: ['alert-management'],
    compartments: everything,
  },
  {
    id: 'role/liaison-officer/query',
    role: 'liaison-officer',
    act: 'query',
    purposes: ['criminal-investigation', 'labour-inspection', 'border-check'],
    compartments: firstLine,
  },
]

/**
 * Decides whether an officer may do something for a stated purpose. No policy, no access.
 *
 * This is the one place where roles and purposes are decided: services ask it and keep its policies in the record.
 */
export function decideAccess({ act, roles, purpose }: AccessRequest): AccessDecision {
  const forRole = rolePolicies.filter((policy) => policy.act === act && roles.includes(policy.role))
  if (forRole.length === 0) return { allowed: false, policies: [], reason: 'role' }
  const applying = forRole.filter((policy) => policy.purposes.includes(purpose))
  if (applying.length === 0)
    return { allowed: false, policies: forRole.map(({ id }) => id), reason: 'purpose' }
  const compartments = everything.filter((name) =>
    applying.some((policy) => policy.compartments.includes(name)),
  )
  return { allowed: true, policies: applying.map(({ id }) => id), compartments }
}

/** The purposes for which one of these roles may do something: what a form offers. */
export function purposesFor(act: AccessAct, roles: readonly Role[]): Purpose[] {
  const applying = rolePolicies.filter((policy) => policy.act === act && roles.includes(policy.role))
  return [...new Set(applying.flatMap(({ purposes }) => purposes))]
}
