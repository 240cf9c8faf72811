import {
  compartments,
  purposes,
  type AccessAct,
  type ActingRole,
  type Compartment,
  type Purpose,
} from '@crosswatch/protocol'
import type { PolicyAnswer, PolicyEngine } from './policy-engine.ts'

export interface AccessRequest {
  readonly act: AccessAct
  readonly roles: readonly ActingRole[]
  readonly purpose: Purpose
}

/** Allowed or not, and by which policy; what a record of the access keeps. */
export type AccessDecision =
  | {
      readonly allowed: true
      readonly policies: readonly string[]
      readonly compartments: readonly Compartment[]
    }
  | {
      readonly allowed: false
      readonly policies: readonly string[]
      /** The role does not do this at all, not for this purpose, or the policies could not decide. */
      readonly reason: 'role' | 'purpose' | 'failed'
    }

/**
 * Decides whether an officer may do something for a stated purpose, and with which compartments. No policy, no access.
 *
 * This is the one place where roles and purposes are decided: services ask it and keep its policies in the record.
 */
export function decideAccess(engine: PolicyEngine, request: AccessRequest): AccessDecision {
  const answers = askEach(engine, request)
  const failed = answers.filter(({ answer }) => answer.failed)
  if (failed.length > 0) return { allowed: false, policies: policiesOf(failed), reason: 'failed' }
  const allowed = answers.filter(({ answer }) => answer.allowed)
  if (allowed.length > 0) {
    const policies = policiesOf(allowed)
    return { allowed: true, policies, compartments: allowed.map(({ compartment }) => compartment) }
  }
  const forbidding = policiesOf(answers)
  const elsewhere = purposes.flatMap((purpose) =>
    askEach(engine, { ...request, purpose }).filter(({ answer }) => answer.allowed),
  )
  return elsewhere.length === 0
    ? { allowed: false, policies: forbidding, reason: 'role' }
    : { allowed: false, policies: [...forbidding, ...policiesOf(elsewhere)], reason: 'purpose' }
}

interface Answered {
  readonly compartment: Compartment
  readonly answer: PolicyAnswer
}

function askEach(engine: PolicyEngine, { act, roles, purpose }: AccessRequest): Answered[] {
  return compartments.map((compartment) => ({
    compartment,
    answer: engine.evaluate({
      // Who it is does not matter, only which roles they have: that is why the answer can be kept.
      principal: { type: 'Officer', id: 'officer' },
      memberOf: roles.map((role) => ({ type: 'Role', id: role })),
      action: act,
      resource: { type: 'Compartment', id: compartment },
      context: { purpose: { __entity: { type: 'Purpose', id: purpose } } },
    }),
  }))
}

function policiesOf(answers: readonly Answered[]): string[] {
  return [...new Set(answers.flatMap(({ answer }) => answer.policies))].toSorted()
}
