import {
  comparePolicies,
  compareRecipients,
  decideAgain,
  loadPolicies,
  outcomeOf,
  refusals,
  type Policies,
  type PolicyText,
} from '@crosswatch/policy'
import {
  hasErrorCode,
  PolicyComparison,
  PolicyExplanation,
  PolicyProposal,
  PolicyQuestion,
  ServiceError,
  type AccessRecord,
  type Operation,
  type PolicyOutcome,
  type Purpose,
} from '@crosswatch/protocol'
import { actorOf, allRoles, problemResponse, type App, type Officer } from '@crosswatch/service-kit'
import type { AuditContext } from '../context.ts'
import { summarise } from '../domain/record-view.ts'
import { explain, textsOf } from '../policies/explain.ts'
import { explainRecipient } from '../policies/explain-recipient.ts'
import { decisionsLookedAt, lastDecisions } from '../policies/last-decisions.ts'
import { searchRecords } from '../search/search-records.ts'
import { lastIssued, readIssued } from '../store/issued.ts'
import { findRecord } from '../store/record-store.ts'

/** More often than this no alert is issued. */
const issuesLookedAt = 1_000

/** Why the policies answer as they do, and what others would have answered. Neither says anything about a person. */
export function policyRoutes(app: App, context: AuditContext): void {
  const { policies, policyText } = context
  const { db } = context.connection

  app.post(
    '/v1/policies/explain',
    {
      config: { roles: allRoles },
      schema: {
        summary:
          'Why somebody may or may not do something, or got an alert: of a record, of a role and a purpose, or of a recipient',
        body: PolicyQuestion,
        response: { 200: PolicyExplanation, default: problemResponse },
      },
    },
    async ({ body: { subject }, officer }) => {
      const by = await admitTo('explain', officer)
      const answer = await explained(subject, officer)
      await record(officer, 'policy.explain', by, { count: 1, query: { asked: subject } })
      return answer
    },
  )

  app.post(
    '/v1/policies/compare',
    {
      config: { roles: allRoles },
      bodyLimit: 4 * 1024 * 1024,
      schema: {
        summary:
          'Which of the last 10,000 recorded decisions would have come out differently under other policies',
        body: PolicyProposal,
        response: { 200: PolicyComparison, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const by = await admitTo('compare', officer)
      const proposed = readProposal({
        schema: body.schema ?? policyText.schema,
        files: body.whole ? body.files : { ...policyText.files, ...body.files },
      })
      const { officers, issued, since } = await lastDecisions(db, decisionsLookedAt)
      const compared = [
        comparePolicies(policies, proposed, officers),
        compareRecipients(policies, proposed, issued),
      ]
      const considered = compared.reduce((sum, one) => sum + one.considered, 0)
      const changes = compared.flatMap((one) => one.changes)
      const different = changes.reduce((sum, { count }) => sum + count, 0)
      await record(officer, 'policy.compare', by, {
        count: considered,
        query: { proposed: proposed.digest, different },
      })
      return {
        inForce: policies.digest,
        proposed: proposed.digest,
        considered,
        since,
        different,
        changes,
      }
    },
  )

  async function explained(subject: PolicyQuestion['subject'], officer: Officer): Promise<PolicyExplanation> {
    switch (subject.kind) {
      case 'record':
        return explainRecord(subject.record)
      case 'officer':
        return explainOfficer(subject, officer)
      case 'recipient': {
        const { alert, recipient, compartment } = subject
        const version = subject.version ?? (await lastIssued(db, alert))
        const [found] = version === undefined ? [] : await readIssued(db, [{ alert, version }])
        return found === undefined
          ? explainUnkept(alert, version, recipient)
          : explainRecipient(policies, found, recipient, compartment)
      }
    }
  }

  /**
   * What the log alone can tell: versions that went out before decisions about recipients were kept have none, and decisions are erased
   * with their alerts.
   */
  async function explainUnkept(
    alert: string,
    version: number | undefined,
    recipient: string,
  ): Promise<PolicyExplanation> {
    const issues = await searchRecords(
      db,
      { operation: 'alert.issue', outcome: 'done', alert },
      issuesLookedAt,
    )
    for (const { record: issue } of issues.map(summarise)) {
      const issued = issue.alerts.find(
        (one) => one.alert === alert && one.version === (version ?? one.version),
      )
      if (issued === undefined) continue
      const went = issue.recipients.some((one) => one === recipient)
      const sentence =
        `Version ${issued.version} of alert ${alert} was issued, and ${went ? 'went' : 'did not go'} to ${recipient}. Why is not known: it was ` +
        'issued before decisions about recipients were kept, or its decision has been erased since.'
      const now = { allowed: went, compartments: [], policies: [...issue.policies] }
      return {
        digest: policies.digest,
        sentence,
        now,
        texts: textsOf(policies, issue.policies),
        purposes: [],
      }
    }
    throw new ServiceError('not-found', { detail: 'a version that this node issued' })
  }

  function explainOfficer(
    subject: Extract<PolicyQuestion['subject'], { kind: 'officer' }>,
    { authority: own }: Officer,
  ): PolicyExplanation {
    const { roles, authority = own, act, purpose, referenceGiven = false, compartment } = subject
    const decide = (one: typeof purpose) =>
      outcomeOf(policies.decideAccess({ act, roles, authority, purpose: one, referenceGiven }))
    return explain(policies, { roles, purpose, compartment, does: act, decide })
  }

  async function explainRecord(id: string): Promise<PolicyExplanation> {
    const stored = await findRecord(db, id)
    if (stored === undefined) throw new ServiceError('not-found')
    const said = summarise(stored).record
    const { operation, at, roles, authority, purpose, referenceGiven, outcome, reason, policies: by } = said
    const given = { operation, at, roles, outcome, policies: by }
    const recorded = {
      ...given,
      ...(purpose !== undefined && { purpose }),
      ...(reason !== undefined && { reason }),
    }
    if (operation === 'alert.issue' && outcome === 'done') return { ...recipientsOf(said), recorded }
    const undecided: PolicyOutcome = { allowed: false, compartments: [], policies: [] }
    const decide = (one: typeof purpose) =>
      decideAgain(policies, { operation, roles, authority, purpose: one, referenceGiven }) ?? undecided
    if (purpose === undefined || decideAgain(policies, said) === undefined) {
      const sentence = `${operation} is not decided by policies about officers, but by rules of the service; it was ${outcome}${reason === undefined ? '' : ` (${reason})`}.`
      return { digest: policies.digest, sentence, now: undecided, texts: [], purposes: [], recorded }
    }
    return { ...explain(policies, { roles, purpose, does: operation, decide }), recorded }
  }

  /** Who got it is decided for each recipient by itself. */
  function recipientsOf({
    recipients,
    policies: by,
  }: Pick<AccessRecord, 'recipients' | 'policies'>): PolicyExplanation {
    const sentence =
      'alert.issue is decided for each recipient, under the agreements in force: ask about one of the alerts and a jurisdiction. ' +
      `It went to ${recipients.join(', ') || 'nobody'}.`
    const now = { allowed: recipients.length > 0, compartments: [], policies: [...by] }
    return { digest: policies.digest, sentence, now, texts: textsOf(policies, by), purposes: [] }
  }

  /** Whether the policies let this officer look into them. A refusal is on record. @returns the policies that led to it */
  async function admitTo(act: 'explain' | 'compare', officer: Officer): Promise<readonly string[]> {
    const { roles, authority } = officer
    const decision = policies.decideAccess({ act, roles, authority, purpose: purposeOf(officer) })
    if (decision.allowed) return decision.policies
    const reason = decision.reason === 'failed' ? refusals.failed : refusals.role
    await context.accessLog.append({
      ...actOf(officer, `policy.${act}`, decision.policies),
      outcome: 'denied',
      reason,
    })
    throw new ServiceError(reason)
  }

  async function record(
    officer: Officer,
    operation: PolicyOperation,
    by: readonly string[],
    { count, query }: { readonly count: number; readonly query: Record<string, unknown> },
  ): Promise<void> {
    await context.accessLog.append({ ...actOf(officer, operation, by), terms: { query }, count })
  }
}

type PolicyOperation = Extract<Operation, `policy.${string}`>

function purposeOf({ roles }: Officer): Purpose {
  return roles.includes('auditor') ? 'oversight' : 'administration'
}

function actOf(officer: Officer, operation: PolicyOperation, by: readonly string[]) {
  const purpose = purposeOf(officer)
  return {
    operation,
    ...actorOf(officer),
    purpose,
    policies: [...by],
    outcome: 'done' as const,
  }
}

/** What is wrong with a proposal is for whoever wrote it. @throws {ServiceError} `rule-not-met` with file and line */
function readProposal(text: PolicyText): Policies {
  try {
    return loadPolicies(text)
  } catch (error) {
    if (!hasErrorCode(error, 'unreadable-policy')) throw error
    throw new ServiceError('rule-not-met', { detail: error.detail ?? 'the policies', cause: error })
  }
}
