import type { Connection, Executor } from '@crosswatch/database'
import { countedLooks, publishedMonth, type OversightReport } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { readLogState } from '../log-state.ts'
import { firstIdAt } from '../search/search-records.ts'
import { readCosigned } from '../store/witness-store.ts'

/** How far the clocks of this node may be behind each other: for so long after its end a month may still get records. */
const clockToleranceMs = 5 * 60_000

/**
 * Counts of the months that are over, and all of whose records are counted. Before that a month is not published: from one moment
 * to the next its numbers would differ by a few looks, and these would be small numbers again.
 */
export function oversightReport(
  { transaction }: Pick<Connection, 'transaction'>,
  now: Date,
): Promise<OversightReport> {
  const running = new Date(now.getTime() - clockToleranceMs).toISOString().slice(0, 7)
  return transaction(
    async (tx) => {
      const checkpoint = (await readCosigned(tx))?.checkpoint ?? (await readLogState(tx)).checkpoint
      const rows = await countedBefore(tx, running)
      const uncounted = await firstUncounted(tx)
      const months = [...Map.groupBy(rows, ({ month }) => month)]
        .filter(([month]) => uncounted === undefined || uncounted >= firstIdAt(endOf(month)))
        .slice(0, 12)
      return { months: months.map(([month, counts]) => publishedMonth(month, counts)), checkpoint }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

type Row = { month: string; purpose: string | null; authority: string; outcome: string; looks: number }

async function countedBefore(tx: Executor, running: string): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select month, purpose, authority, outcome, looks::int as looks
    from audit.monthly join audit.access_class on number = class
    where month < ${running} and operation = any(${sql.param([...countedLooks])}::text[])
    order by month desc`)
  return rows
}

/** The lowest id, which is the oldest, of the records that wait for their place in the log or for being indexed. */
async function firstUncounted(tx: Executor): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select record_id as id from (
      select record_id from audit.pending
      union all
      select record_id from audit.leaf where index >= (select places from audit.indexed)
    ) as uncounted
    order by record_id limit 1`)
  return rows[0]?.id
}

/** The first moment after a month (UTC, `2026-03`). */
function endOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? NaN, number ?? NaN)).toISOString()
}
