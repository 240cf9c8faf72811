import type { Connection, Executor } from '@crosswatch/database'
import { countedLooks, publishedMonth, type OversightReport } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { readLogState } from '../log-state.ts'
import { readCosigned } from '../store/witness-store.ts'

/**
 * Counts of the months that are over. A month that runs is not published: from one day to the next its numbers would differ by a
 * few looks, and these would be small numbers again.
 */
export function oversightReport(
  { transaction }: Pick<Connection, 'transaction'>,
  now: Date,
): Promise<OversightReport> {
  const running = now.toISOString().slice(0, 7)
  return transaction(
    async (tx) => {
      const checkpoint = (await readCosigned(tx))?.checkpoint ?? (await readLogState(tx)).checkpoint
      const rows = await countedBefore(tx, running)
      const months = [...Map.groupBy(rows, ({ month }) => month)].slice(0, 12)
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
