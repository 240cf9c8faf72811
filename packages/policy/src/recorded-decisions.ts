import type { AccessAct, AccessRecord, Operation, PolicyOutcome } from '@crosswatch/protocol'
import { refusals, type AccessDecision } from './decide-access.ts'
import type { Policies } from './policies.ts'

/**
 * What an officer must be allowed to do before an operation is put on record. Whoever may do one of several acts may. An
 * operation that stands here for nothing is not decided by policies about officers.
 */
const actsOf: Partial<Record<Operation, readonly AccessAct[]>> = {
  query: ['query'],
  'query.open': ['view'],
  'screening.create': ['query'],
  'alert.list': ['browse'],
  'alert.view': ['read'],
  'alert.draft': ['write'],
  'alert.edit': ['write'],
  'alert.discard': ['write'],
  'alert.submit': ['write'],
  'alert.withdraw': ['write'],
  'alert.extend': ['write'],
  'measure.list': ['browse'],
  'licence.list': ['browse'],
  'licence.check': ['browse'],
  'licence.import': ['write'],
  'alert.preview': ['browse'],
  'measure.report': ['write'],
  'alert.return': ['decide'],
  'alert.approve': ['decide'],
  'import.create': ['write'],
  'import.rows': ['write'],
  'import.submit': ['write'],
  'import.approve': ['decide'],
  'hit.confirm': ['confirm'],
  'hit.list': ['follow', 'count'],
  'hit.view': ['follow'],
  'thread.write': ['correspond'],
  'alert.flag': ['flag'],
  'alert.unflag': ['flag'],
  'clearance.propose': ['vouch'],
  'clearance.accept': ['clear'],
  'clearance.decline': ['clear'],
  'clearance.end': ['vouch'],
  'clearance.list': ['vouch'],
  'release.ask': ['ask'],
  'break-glass.ask': ['request'],
  'break-glass.approve': ['grant'],
  'break-glass.refuse': ['grant'],
  'record.replay': ['replay'],
  'consent.record': ['protect'],
  'consent.renew': ['protect'],
  'consent.withdraw': ['protect'],
  'consent.list': ['protect'],
  'consent.view': ['protect'],
  'agreement.view': ['consult'],
  'agreement.draft': ['propose'],
  'agreement.endorse': ['propose'],
  'agreement.sign': ['sign'],
  'agreement.resume': ['sign'],
  'agreement.suspend': ['stop'],
  'agreement.terminate': ['stop'],
  'erasure.list': ['trace'],
  'feed.list': ['monitor'],
  'quarantine.view': ['inspect'],
  'log.evidence': ['inspect'],
  'break-glass.list': ['request', 'grant', 'oversee'],
  'break-glass.end': ['request', 'grant', 'oversee'],
  'break-glass.uses': ['oversee'],
  'record.search': ['oversee'],
  'record.view': ['oversee'],
  'record.follow': ['oversee'],
  'record.evidence': ['oversee', 'protect'],
  'review.sample': ['oversee'],
  'review.list': ['oversee'],
  'review.decide': ['oversee'],
  'log.export': ['oversee'],
  'receipt.list': ['oversee'],
  'receipt.resolve': ['oversee'],
  'overview.view': ['oversee'],
  'retention.view': ['oversee'],
  'hold.set': ['oversee'],
  'hold.lift': ['oversee'],
  'policy.explain': ['explain'],
  'policy.compare': ['compare'],
}

/** Reasons of refusals that policies gave; any other refusal came from a rule of a service. */
const reasonsOfPolicy: ReadonlySet<string> = new Set(Object.values(refusals))

/** What of a record says how it was decided. None of it is about a person. */
export type RecordedDecision = Pick<
  AccessRecord,
  'operation' | 'roles' | 'authority' | 'outcome' | 'policies'
> & {
  readonly purpose?: AccessRecord['purpose'] | undefined
  readonly reason?: AccessRecord['reason'] | undefined
  readonly referenceGiven?: AccessRecord['referenceGiven'] | undefined
}

/** What was answered then; nothing where policies about officers were not asked, or a rule of a service refused. */
export function answeredThen({ operation, roles, purpose, outcome, reason }: RecordedDecision) {
  if (actsOf[operation] === undefined || roles.length === 0 || purpose === undefined) return undefined
  if (outcome !== 'denied') return true
  return reason !== undefined && reasonsOfPolicy.has(reason) ? false : undefined
}

/** What these policies answer to it. @returns nothing where policies about officers are not asked */
export function decideAgain(
  { decideAccess }: Pick<Policies, 'decideAccess'>,
  {
    operation,
    roles,
    authority,
    purpose,
    referenceGiven,
  }: Pick<RecordedDecision, 'operation' | 'roles' | 'authority' | 'purpose' | 'referenceGiven'>,
): PolicyOutcome | undefined {
  const acts = actsOf[operation]
  if (acts === undefined || roles.length === 0 || purpose === undefined) return undefined
  const outcomes = acts.map((act) =>
    outcomeOf(decideAccess({ act, roles, authority, purpose, referenceGiven: referenceGiven === true })),
  )
  return outcomes.find(({ allowed }) => allowed) ?? outcomes[0]
}

/** A decision as it is told. */
export function outcomeOf(decision: AccessDecision): PolicyOutcome {
  const policies = [...decision.policies]
  return decision.allowed
    ? { allowed: true, compartments: [...decision.compartments], policies }
    : { allowed: false, compartments: [], policies, reason: decision.reason }
}
