import {
  compartments,
  purposes,
  type AccessAct,
  type ActingRole,
  type Compartment,
  type Purpose,
} from '@crosswatch/protocol'
import type { PolicyAnswer, PolicyEngine } from './policy-engine.ts'

/** Who somebody is to the policies: their roles and the authority that they work for, never the person. */
export interface OfficerClass {
  readonly roles: readonly ActingRole[]
  /** By its name, as the sign-in says it. */
  readonly authority: string
}

export interface AccessRequest extends OfficerClass {
  readonly act: AccessAct
  readonly purpose: Purpose
  /** Whether a case or a control was named. Not said is no. */
  readonly referenceGiven?: boolean
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
      /** The role does not do this at all, not without a reference, not for this purpose, or the policies could not decide. */
      readonly reason: 'role' | 'reference' | 'purpose' | 'failed'
    }

/** What a refusal is called where it is answered and recorded. */
export const refusals = {
  role: 'forbidden',
  reference: 'reference-missing',
  purpose: 'purpose-not-allowed',
  failed: 'refused-by-policy',
} as const

/**
 * Decides whether an officer may do something for a stated purpose, and with which compartments. No policy, no access.
 *
 * This is the one place where roles and purposes are decided: services ask it and keep its policies in the record.
 *
 * @param elsewhere by which policies the officer may do it for any purpose; asked only to say why it is refused
 */
export function decideAccess(
  engine: PolicyEngine,
  request: AccessRequest,
  elsewhere = policiesForAnyPurpose,
): AccessDecision {
  const answers = askEach(engine, request)
  const failed = answers.filter(({ answer }) => answer.failed)
  if (failed.length > 0) return { allowed: false, policies: policiesOf(failed), reason: 'failed' }
  const allowed = allowedIn(answers)
  if (allowed.length > 0) {
    const policies = policiesOf(allowed)
    return { allowed: true, policies, compartments: allowed.map(({ compartment }) => compartment) }
  }
  const referring = { ...request, referenceGiven: true }
  const withReference = askEach(engine, referring)
  if (allowedIn(withReference).length > 0) {
    return { allowed: false, policies: policiesOf(answers), reason: 'reference' }
  }
  const forbidding = policiesOf(withReference)
  const others = elsewhere(engine, request)
  return others.length === 0
    ? { allowed: false, policies: forbidding, reason: 'role' }
    : { allowed: false, policies: [...forbidding, ...others], reason: 'purpose' }
}

/** The policies by which an officer may do something, for whatever purpose, with a reference where one is needed. */
export function policiesForAnyPurpose(
  engine: PolicyEngine,
  { act, roles, authority }: OfficerClass & Pick<AccessRequest, 'act'>,
): string[] {
  return policiesOf(
    purposes.flatMap((purpose) =>
      allowedIn(askEach(engine, { act, roles, authority, purpose, referenceGiven: true })),
    ),
  )
}

interface Answered {
  readonly compartment: Compartment
  readonly answer: PolicyAnswer
}

function askEach(
  engine: PolicyEngine,
  { act, roles, authority, purpose, referenceGiven = false }: AccessRequest,
): Answered[] {
  return compartments.map((compartment) => ({
    compartment,
    answer: engine.evaluate({
      // Who it is does not matter, only which roles they have: that is why the answer can be kept.
      principal: { type: 'Officer', id: 'officer' },
      memberOf: roles.map((role) => ({ type: 'Role', id: role })),
      action: act,
      resource: { type: 'Compartment', id: compartment },
      context: { purpose: { __entity: { type: 'Purpose', id: purpose } }, referenceGiven, authority },
    }),
  }))
}

function allowedIn(answers: readonly Answered[]): Answered[] {
  return answers.filter(({ answer }) => answer.allowed)
}

function policiesOf(answers: readonly Answered[]): string[] {
  return [...new Set(answers.flatMap(({ answer }) => answer.policies))].toSorted()
}
