import { purposes, type AccessAct, type Purpose } from '@crosswatch/protocol'
import type { Agreement } from './agreement.ts'
import {
  decideAccess,
  policiesForAnyPurpose,
  type AccessDecision,
  type AccessRequest,
  type OfficerClass,
} from './decide-access.ts'
import { decideActing, type AlertStanding } from './decide-acting.ts'
import { recipientDecisions, type OutgoingAlert, type RecipientDecision } from './decide-recipients.ts'
import { decideRelease, type ReleaseRequested } from './decide-release.ts'
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
  /** The purposes for which an officer may do something, with a reference where one is needed: what a form offers. */
  purposesFor(act: AccessAct, officer: OfficerClass): Purpose[]
  /** Whether an alert that matches may be acted upon. @throws {ServiceError} `refused-by-policy` when that cannot be decided */
  decideActing(standing: AlertStanding): PolicyAnswer
  /** @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated: then nobody gets anything */
  decideRecipients(alert: OutgoingAlert, agreements: readonly Agreement[], at: string): RecipientDecision[]
  /** Whether the origin of a consent opens survivor information. */
  decideRelease(requested: ReleaseRequested): PolicyAnswer
  /** Answers a single question, never from memory. */
  evaluate(question: PolicyQuestion): PolicyAnswer
}

/** Decisions kept in memory at most: there are hardly more acts, purposes, sets of roles and authorities at a node than this. */
const rememberedAccess = 20_000
/** There are no more ways an alert stands than this. */
const rememberedActing = 8

/**
 * Makes policies ready. Their decisions depend on classes only (role, authority, purpose, whether a reference was given, agreement,
 * category, compartment), never on a person, so each is made once and then remembered as long as these policies are in use.
 *
 * @throws {ServiceError} `unreadable-policy` with file, line and what is wrong
 */
export function loadPolicies(text: PolicyText): Policies {
  const engine = createPolicyEngine(text)
  // A failure may be the engine's, and over at the next question.
  const access = remembering<AccessDecision>(
    rememberedAccess,
    (decision) => decision.allowed || decision.reason !== 'failed',
  )
  const elsewhere = remembering<string[]>(rememberedAccess)
  const acting = remembering<PolicyAnswer>(rememberedActing)
  const decide = (request: AccessRequest) =>
    access(
      // The authority last: it may hold any character.
      `${request.act} ${request.purpose} ${request.referenceGiven === true} ${request.roles.join()} ${request.authority}`,
      () =>
        decideAccess(engine, request, () =>
          elsewhere(`${request.act} ${request.roles.join()} ${request.authority}`, () =>
            policiesForAnyPurpose(engine, request),
          ),
        ),
    )
  return {
    digest: engine.digest,
    texts: engine.policies,
    decideAccess: decide,
    decideActing: (standing) => acting(String(standing.flag), () => decideActing(engine, standing)),
    purposesFor: (act, { roles, authority }) =>
      purposes.filter((purpose) => decide({ act, roles, authority, purpose, referenceGiven: true }).allowed),
    decideRecipients: recipientDecisions(engine),
    decideRelease: (requested) => decideRelease(engine, requested),
    evaluate: (question) => engine.evaluate(question),
  }
}
