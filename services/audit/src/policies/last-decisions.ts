import type { Executor } from '@crosswatch/database'
import { answeredThen, type RecordedDecision, type RecordedIssue } from '@crosswatch/policy'
import type { AccessRecord } from '@crosswatch/protocol'
import { summarise } from '../domain/record-view.ts'
import { searchRecords } from '../search/search-records.ts'
import { readIssued } from '../store/issued.ts'

/** Decisions that are made again under other policies. */
export const decisionsLookedAt = 10_000

/** Records looked through at most for each decision that is wanted: not every record is one. */
const patience = 10

/** The last recorded decisions: what officers were allowed or refused, and what was issued to whom. */
export interface LastDecisions {
  readonly officers: readonly (RecordedDecision & { readonly id: string })[]
  readonly issued: readonly RecordedIssue[]
  /** When the oldest of them was made. */
  readonly since: string | null
}

/**
 * The last recorded decisions, the youngest first, as far as it takes and with nothing that says about whom they were. A record of alerts
 * that were issued is one of them, whatever number of alerts and recipients it is about.
 */
export async function lastDecisions(executor: Executor, wanted: number): Promise<LastDecisions> {
  const page = 1_000
  const officers: (RecordedDecision & { readonly id: string })[] = []
  const issues: AccessRecord[] = []
  let after: string | undefined
  let since: string | null = null
  for (let read = 0; read < wanted * patience; read += page) {
    const rows = await searchRecords(executor, {}, page, after)
    for (const row of rows) {
      if (officers.length + issues.length === wanted) break
      const { record } = summarise(row)
      const decision = decisionIn(record)
      if (decision === undefined) continue
      since = record.at
      if (decision === 'issue') issues.push(record)
      else officers.push(decision)
    }
    after = rows.at(-1)?.id
    if (rows.length < page || officers.length + issues.length === wanted) break
  }
  return { officers, issued: await issuedIn(executor, issues), since }
}

function decisionIn(
  record: AccessRecord,
): (RecordedDecision & { readonly id: string }) | 'issue' | undefined {
  const { id, operation, roles, authority, purpose, referenceGiven, outcome, reason, policies } = record
  if (operation === 'alert.issue' && outcome === 'done') return 'issue'
  const recorded = { id, operation, roles, authority, purpose, referenceGiven, outcome, reason, policies }
  return answeredThen(recorded) === undefined ? undefined : recorded
}

/** Records whose alerts are looked up at a time. */
const lookedUp = 200

/** What was decided about the recipients of the alerts that these records say were issued: all alerts of a record at one time. */
async function issuedIn(executor: Executor, records: readonly AccessRecord[]): Promise<RecordedIssue[]> {
  const found: RecordedIssue[] = []
  for (let start = 0; start < records.length; start += lookedUp) {
    const some = records.slice(start, start + lookedUp)
    const read = await readIssued(
      executor,
      some.flatMap(({ alerts }) => alerts),
    )
    const versions = new Map(read.map((one) => [nameOf(one), one]))
    for (const { id, roles, purpose, alerts } of some) {
      const issued = alerts.flatMap((one) => versions.get(nameOf(one)) ?? [])
      for (const [decision, each] of Map.groupBy(issued, (one) => one.decision)) {
        const at = each[0]?.at
        if (at !== undefined) found.push({ id, roles, purpose, at, decision, alerts: each.length })
      }
    }
  }
  return found
}

function nameOf({ alert, version }: { readonly alert: string; readonly version: number }): string {
  return `${alert} ${version}`
}
