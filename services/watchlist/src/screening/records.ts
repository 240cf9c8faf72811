import type { Purpose } from '@crosswatch/protocol'
import { actorOf, type AccessRecordInput, type Officer } from '@crosswatch/service-kit'
import type { QueryDecision } from '../query/decide.ts'
import { tidyText } from '../query/question.ts'
import type { Screening } from '../store/screenings.ts'

/** A list was handed in, or refused. Who is on it, each look says by itself. */
export function createRecord(
  officer: Officer,
  { purpose, reference }: { readonly purpose: Purpose; readonly reference?: string | undefined },
  decision: QueryDecision,
  count: number,
): AccessRecordInput {
  const { policies, refusal } = decision
  return {
    ...actorOf(officer),
    operation: 'screening.create',
    purpose,
    policies: [...policies],
    ...(reference !== undefined && { terms: { reference: tidyText(reference) } }),
    count,
    outcome: refusal === undefined ? 'done' : 'denied',
    ...(refusal && { reason: refusal.code }),
  }
}

/** Results were shown again. */
export function viewRecord(officer: Officer, { id, purpose }: Screening, count: number): AccessRecordInput {
  return {
    ...actorOf(officer),
    operation: 'screening.view',
    purpose,
    count,
    outcome: 'done',
    terms: { note: `screening ${id}` },
  }
}

/** A list was erased by its officer. */
export function eraseRecord(officer: Officer, { id, purpose, rows }: Screening): AccessRecordInput {
  return {
    ...actorOf(officer),
    operation: 'screening.erase',
    purpose,
    count: rows,
    outcome: 'done',
    terms: { note: `screening ${id}` },
  }
}

/** Lists were erased because their time was over. */
export function erasedByRule(count: number): AccessRecordInput {
  return {
    officer: 'system:watchlist',
    authority: 'system',
    roles: [],
    operation: 'screening.erase',
    count,
    outcome: 'done',
  }
}
