import type { AccessRecord, IssueDecision, JurisdictionCode, PolicyComparison } from '@crosswatch/protocol'
import { decideRecipientsAgain } from './explain-recipient.ts'
import type { Policies } from './policies.ts'

type RecipientChange = PolicyComparison['changes'][number]

/** Alerts that a record says were issued, all of them under one decision. */
export interface RecordedIssue extends Pick<AccessRecord, 'roles'> {
  readonly id: string
  readonly purpose?: AccessRecord['purpose'] | undefined
  readonly at: string
  readonly decision: IssueDecision
  /** How many alerts. */
  readonly alerts: number
}

/** Records named for each change, to look at. */
const examples = 20

/**
 * Which recipients of alerts that were issued would have come out differently under other policies: sent to somebody else or no more, or
 * with other compartments. Each is decided with the terms and agreements of that time; one alert to one jurisdiction is one decision.
 *
 * @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated
 */
export function compareRecipients(
  inForce: Pick<Policies, 'decideRecipients'>,
  proposed: Pick<Policies, 'decideRecipients'>,
  recorded: Iterable<RecordedIssue>,
): { readonly considered: number; readonly changes: RecipientChange[] } {
  const changes = new Map<string, RecipientChange>()
  let considered = 0
  for (const { id, roles, purpose, at, decision, alerts } of recorded) {
    const beforeFor = decideRecipientsAgain(inForce, { decision, at })
    const afterFor = decideRecipientsAgain(proposed, { decision, at })
    for (const recipient of inQuestion(decision)) {
      considered += alerts
      const given = decision.recipients.find(
        ({ jurisdiction, former }) => jurisdiction === recipient && !former,
      )
      const [before, after] = [beforeFor(recipient), afterFor(recipient)]
      if (opened(given) === opened(after.allowed ? after : undefined)) continue
      const asked = {
        operation: 'alert.issue' as const,
        roles: [...roles],
        recipient,
        ...(purpose === undefined ? {} : { purpose }),
      }
      const change = { ...asked, recorded: given !== undefined, before, after }
      const key = JSON.stringify(change)
      const known: RecipientChange = changes.get(key) ?? { ...change, count: 0, records: [] }
      const records = known.records.includes(id) ? known.records : [...known.records, id].slice(0, examples)
      changes.set(key, { ...known, count: known.count + alerts, records })
    }
  }
  return { considered, changes: [...changes.values()] }
}

/** Whoever got it, and whoever an agreement of that time could have let have it. */
function inQuestion({ issuer, agreements, recipients }: IssueDecision): Set<JurisdictionCode> {
  const parties = agreements.flatMap((agreement) => agreement.parties)
  const all = new Set([...recipients.map(({ jurisdiction }) => jurisdiction), ...parties])
  all.delete(issuer)
  return all
}

function opened(given: { readonly compartments: readonly string[] } | undefined): string {
  return given === undefined ? 'not sent' : given.compartments.toSorted().join()
}
