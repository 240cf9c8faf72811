import type { Compartment, QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import { actorOf, type AccessRecordInput, type Officer } from '@crosswatch/service-kit'
import type { ListedAlert } from '../list/listed-alert.ts'
import type { FoundAlert } from '../list/watchlist.ts'
import type { Sifted } from '../overrides/active-overrides.ts'
import type { QueryDecision } from './decide.ts'
import { tidyText } from './question.ts'

/** Who looks for what, and why. */
interface Look extends QueryRequest {
  readonly officer: Officer
  readonly decision: QueryDecision
}

/** The record of a query that was answered: which alerts were shown, and what of them the answer was made of. */
export function answeredRecord(
  look: Look,
  outcome: QueryAnswer['verdict'],
  { found, cleared }: { readonly found: readonly FoundAlert[]; readonly cleared: Sifted['cleared'] },
  sequence: number,
): AccessRecordInput {
  const { terms: asked, ...record } = lookRecord(look)
  // What was cleared was found too.
  const note = cleared
    .map((one) =>
      'override' in one
        ? `alert ${one.alert} cleared by override ${one.override}`
        : `alert ${one.alert} cleared by clearance ${one.clearance}`,
    )
    .join(', ')
  return {
    ...record,
    terms: { ...asked, ...(note !== '' && { note }) },
    alerts: found.map(({ alert: { id, version, terms } }) => ({
      alert: id,
      version,
      issuer: terms.issuer,
      compartments: terms.compartments.filter((name) => look.decision.compartments.includes(name)),
    })),
    count: found.length,
    outcome,
    list: sequence,
  }
}

/** The record of a query that was refused. */
export function deniedRecord(look: Look): AccessRecordInput {
  const { refusal } = look.decision
  return { ...lookRecord(look), outcome: 'denied', ...(refusal && { reason: refusal.code }) }
}

/** The record of a query for a purpose that does not exist. Nothing of it was understood, so nothing of it is kept. */
export function unknownPurposeRecord(officer: Officer): AccessRecordInput {
  return { ...actorOf(officer), operation: 'query', outcome: 'denied', reason: 'unknown-purpose' }
}

/** The record of the second step: one alert was opened, further than the answer went. */
export function openedRecord(
  look: Look,
  query: string,
  { id, version, terms: { issuer } }: ListedAlert,
  compartments: readonly Compartment[],
): AccessRecordInput {
  const { terms, ...record } = lookRecord(look)
  return {
    ...record,
    operation: 'query.open',
    terms: { ...terms, note: `found by query ${query}` },
    alerts: [{ alert: id, version, issuer, compartments: [...compartments] }],
    count: 1,
    outcome: 'done',
  }
}

/** The record of a second step that was refused. */
export function openingDeniedRecord(look: Look, query: string, reason: string): AccessRecordInput {
  const { terms, ...record } = lookRecord(look)
  return {
    ...record,
    operation: 'query.open',
    terms: { ...terms, note: `found by query ${query}` },
    outcome: 'denied',
    reason,
  }
}

function lookRecord(look: Look): Omit<AccessRecordInput, 'outcome'> {
  const { officer, decision, purpose, reference, subject } = look
  return {
    ...actorOf(officer),
    operation: 'query',
    purpose,
    policies: [...decision.policies],
    terms: { query: subject, ...(reference !== undefined && { reference: tidyText(reference) }) },
  }
}
