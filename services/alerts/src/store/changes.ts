import type { Executor } from '@crosswatch/database'
import { sql } from 'drizzle-orm'

/**
 * Positions for changed alerts, in the order of commits: nobody else gets one until this transaction is over, so a reader
 * that has seen a position has seen all before it. Taken last, so that the lock is short.
 */
export async function nextChanges(tx: Executor, count: number): Promise<number[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('crosswatch alert change', 0))`)
  const { rows } = await tx.execute<{ change: string }>(
    sql`select nextval('alerts.change_seq') as change from generate_series(1, ${count})`,
  )
  await tx.execute(sql`select pg_notify('alerts_change', '')`)
  return rows.map(({ change }) => Number(change))
}
