import type { QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import type { AccessRecordInput, Officer } from '@crosswatch/service-kit'
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
  // What two officers have cleared was found too.
  const note = cleared
    .map(({ alert, override }) => `alert ${alert} cleared by override ${override}`)
    .join(', ')
  return {
    ...record,
    terms: { ...asked, ...(note !== '' && { note: note.slice(0, 500) }) },
    alerts: found.map(({ alert: { id, version, terms } }) => ({
      alert: id,
      version,
      issuer: terms.issuer,
      compartments: [...terms.compartments],
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
  return { ...officerOf(officer), operation: 'query', outcome: 'denied', reason: 'unknown-purpose' }
}

function lookRecord(look: Look): Omit<AccessRecordInput, 'outcome'> {
  const { officer, decision, purpose, reference, subject } = look
  return {
    ...officerOf(officer),
    operation: 'query',
    purpose,
    policies: [...decision.policies],
    terms: { query: subject, ...(reference !== undefined && { reference: tidyText(reference) }) },
  }
}

/** Who acts, as a record says it. */
export function officerOf({ id, authority, roles }: Officer) {
  return { officer: id, authority, roles: [...roles] }
}
