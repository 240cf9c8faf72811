import type { Executor } from '@crosswatch/database'
import { IssueDecision, ServiceError } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'

/** A version of an alert of this node, and the decision about recipients under which it went out. */
export interface IssuedVersion {
  readonly alert: string
  readonly version: number
  readonly at: string
  readonly decision: IssueDecision
}

const isDecision = Compile(IssueDecision)

/** The last version of an alert that this node issued; nothing if it issued none. */
export async function lastIssued(executor: Executor, alert: string): Promise<number | undefined> {
  const { rows } = await executor.execute<{ version: number | null }>(
    sql`select alerts.last_issued(${alert}::uuid) as version`,
  )
  return rows[0]?.version ?? undefined
}

/** What was decided for these versions, as the alerts service kept it; those that are not kept any more are left out. */
export async function readIssued(
  executor: Executor,
  asked: readonly { readonly alert: string; readonly version: number }[],
): Promise<IssuedVersion[]> {
  const { rows } = await executor.execute<{ alert: string; version: number; at: string; digest: string }>(
    sql`select alert, version, at, digest from alerts.issued_under(
      ${sql.param(asked.map(({ alert }) => alert))}::uuid[], ${sql.param(asked.map(({ version }) => version))}::integer[])`,
  )
  const decisions = await readDecisions(executor, [...new Set(rows.map(({ digest }) => digest))])
  return rows.flatMap(({ alert, version, at, digest }) => {
    const decision = decisions.get(digest)
    return decision === undefined ? [] : [{ alert, version, at: new Date(at).toISOString(), decision }]
  })
}

async function readDecisions(
  executor: Executor,
  digests: readonly string[],
): Promise<Map<string, IssueDecision>> {
  const { rows } = await executor.execute<{ digest: string; decision: unknown }>(
    sql`select digest, decision from alerts.issue_decisions(${sql.param([...digests])}::text[])`,
  )
  return new Map(
    rows.map(({ digest, decision }) => {
      if (!isDecision.Check(decision)) throw new ServiceError('unexpected', { detail: `decision ${digest}` })
      return [digest, decision]
    }),
  )
}
