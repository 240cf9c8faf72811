import type { Executor } from '@crosswatch/database'
import { answeredThen, type RecordedDecision } from '@crosswatch/policy'
import { summarise } from '../domain/record-view.ts'
import { searchRecords } from '../search/search-records.ts'

/** Decisions that are made again under other policies. */
export const decisionsLookedAt = 10_000

/** Records looked through at most for each decision that is wanted: not every record is one. */
const patience = 10

/** The last recorded decisions, the youngest first, as far as it takes and with nothing that says about whom they were. */
export async function lastDecisions(
  executor: Executor,
  wanted: number,
): Promise<(RecordedDecision & { readonly id: string; readonly at: string })[]> {
  const page = 1_000
  const found: (RecordedDecision & { readonly id: string; readonly at: string })[] = []
  let after: string | undefined
  for (let read = 0; read < wanted * patience && found.length < wanted; read += page) {
    const rows = await searchRecords(executor, {}, page, after)
    for (const row of rows) {
      const { id, at, operation, roles, authority, purpose, referenceGiven, outcome, reason, policies } =
        summarise(row).record
      const recorded = {
        id,
        at,
        operation,
        roles,
        authority,
        purpose,
        referenceGiven,
        outcome,
        reason,
        policies,
      }
      if (answeredThen(recorded) !== undefined && found.length < wanted) found.push(recorded)
    }
    after = rows.at(-1)?.id
    if (rows.length < page) break
  }
  return found
}
