import type { Executor } from '@crosswatch/database'
import { canonicalBytes, sha256Hex, type IssueDecision } from '@crosswatch/protocol'
import { issued, issueDecision } from './schema.ts'

/** A version that goes out, and what was decided about who gets it. */
export interface Issued {
  readonly alert: string
  readonly version: number
  readonly at: Date
  readonly decision: IssueDecision
}

/** Keeps what was decided about recipients, so that it can be explained and made again. It stands in the transaction that issues. */
export async function putIssued(tx: Executor, versions: readonly Issued[]): Promise<void> {
  if (versions.length === 0) return
  const rows = versions.map(({ decision, ...row }) => ({
    row: { ...row, decision: sha256Hex(canonicalBytes({ ...decision })) },
    decision,
  }))
  const decisions = new Map(rows.map(({ row, decision }) => [row.decision, decision]))
  await tx
    .insert(issueDecision)
    // In one order: several of them at a time must not wait for each other.
    .values(
      [...decisions]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([digest, decision]) => ({ digest, decision })),
    )
    .onConflictDoNothing()
  await tx.insert(issued).values(rows.map(({ row }) => row))
}
