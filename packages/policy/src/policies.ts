import { purposes, type AccessAct, type ActingRole, type Purpose } from '@crosswatch/protocol'
import type { Agreement } from './agreement.ts'
import { decideAccess, type AccessDecision, type AccessRequest } from './decide-access.ts'
import { decideActing, type AlertStanding } from './decide-acting.ts'
import { recipientDecisions, type OutgoingAlert, type RecipientDecision } from './decide-recipients.ts'
import { remembering } from './remembering.ts'
import { createPolicyEngine, type PolicyAnswer, type PolicyQuestion } from './policy-engine.ts'
import type { PolicyText } from './policy-text.ts'

/** The policies in force at a node, ready to decide. */
export interface Policies {
  /** SHA-256 of their text: what was decided under it comes out the same under it. */
  readonly digest: string
  /** Every policy by its id, as a lawyer wrote it. */
  readonly texts: Readonly<Record<string, string>>
  decideAccess(request: AccessRequest): AccessDecision
  /** The purposes for which one of these roles may do something: what a form offers. */
  purposesFor(act: AccessAct, roles: readonly ActingRole[]): Purpose[]
  /** Whether an alert that matches may be acted upon. @throws {ServiceError} `refused-by-policy` when that cannot be decided */
  decideActing(standing: AlertStanding): PolicyAnswer
  /** @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated: then nobody gets anything */
  decideRecipients(alert: OutgoingAlert, agreements: readonly Agreement[], at: string): RecipientDecision[]
  /** Answers a single question, never from memory. */
  evaluate(question: PolicyQuestion): PolicyAnswer
}

/** Decisions kept in memory at most: there are no more acts, purposes and sets of roles than this. */
const rememberedAccess = 5_000
/** There are no more ways an alert stands than this. */
const rememberedActing = 8

/**
 * Makes policies ready. Their decisions depend on classes only (role, purpose, agreement, category, compartment), never on
 * a person, so each is made once and then remembered as long as these policies are in use.
 *
 * @throws {ServiceError} `unreadable-policy` with file, line and what is wrong
 */
export function loadPolicies(text: PolicyText): Policies {
  const engine = createPolicyEngine(text)
  const access = remembering<AccessDecision>(rememberedAccess)
  const acting = remembering<PolicyAnswer>(rememberedActing)
  const decide = (request: AccessRequest) =>
    access(`${request.act} ${request.purpose} ${request.roles.join()}`, () => decideAccess(engine, request))
  return {
    digest: engine.digest,
    texts: engine.policies,
    decideAccess: decide,
    decideActing: (standing) => acting(String(standing.flag), () => decideActing(engine, standing)),
    purposesFor: (act, roles) => purposes.filter((purpose) => decide({ act, roles, purpose }).allowed),
    decideRecipients: recipientDecisions(engine),
    evaluate: (question) => engine.evaluate(question),
  }
}
