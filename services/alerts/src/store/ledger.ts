import type { Executor } from '@crosswatch/database'
import { sql } from 'drizzle-orm'

/**
 * How many lines of the ledger of erasures this database knows. Holds it until the transaction ends: lines are added by one at a time,
 * the consent service included.
 */
export async function holdLedger(tx: Executor): Promise<number> {
  const { rows } = await tx.execute<{ lines: string }>(sql`select consent.hold_ledger() as lines`)
  return Number(rows[0]?.lines ?? 0)
}

export async function moveLedger(tx: Executor, lines: number): Promise<void> {
  await tx.execute(sql`select consent.move_ledger(${lines}::bigint)`)
}
