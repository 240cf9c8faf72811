import type { Connection, Executor } from '@crosswatch/database'
import { countedLooks, type OversightMonth, type OversightReport } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { readLogState } from '../log-state.ts'
import { readCosigned } from '../store/witness-store.ts'
import { type Counted, type Published, publishedTotal, suppress } from './suppress.ts'

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
      return { months: months.map(([month, counts]) => published(month, counts)), checkpoint }
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

function published(month: string, rows: readonly Row[]): OversightMonth {
  const total = publishedTotal(rows.reduce((sum, { looks }) => sum + looks, 0))
  const table = (nameOf: (row: Row) => string): Published[] => {
    const counted: Counted[] = [...Map.groupBy(rows, nameOf)]
      .map(([name, group]) => ({ name, looks: group.reduce((sum, { looks }) => sum + looks, 0) }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
    return total === null ? [] : suppress(counted)
  }
  return {
    month,
    total,
    purposes: table(({ purpose }) => purpose ?? 'none'),
    authorities: table(({ authority }) => authority),
    outcomes: table(({ outcome }) => outcome),
  }
}
