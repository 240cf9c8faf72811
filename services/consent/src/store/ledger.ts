import type { Executor, Transaction } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import type { ErasedEntry } from '@crosswatch/service-kit'
import { gt, sql } from 'drizzle-orm'
import { ledger, replayed } from './schema.ts'

/**
 * How many lines this database knows. Holds the row until the transaction ends: lines are added by one at a time. Whoever adds some takes it
 * before any other lock (a consent, the outbox), here and in the alerts service: so nobody waits for each other.
 */
export async function holdLedger(tx: Transaction): Promise<number> {
  await tx.insert(ledger).values({}).onConflictDoNothing()
  const [row] = await tx.select().from(ledger).for('update')
  return row?.lines ?? 0
}

/** Never down: how many lines there were is what shows that some are missing. */
export async function moveLedger(tx: Transaction, lines: number): Promise<void> {
  await tx.update(ledger).set({ lines: sql`greatest(${ledger.lines}, ${lines}::bigint)` })
}

/** Ends again what had ended: content and keys of received alerts go, and an alert that is not here cannot come in. */
export async function endAlertsAgain(
  tx: Transaction,
  alerts: readonly Extract<ErasedEntry, { kind: 'alert' }>[],
): Promise<void> {
  if (alerts.length === 0) return
  await tx.execute(sql`select alerts.end_again(${JSON.stringify(alerts)}::jsonb)`)
}

/** Ends again the clearances that had ended: what persons were known by goes, and one that is not here cannot come in. */
export async function endClearancesAgain(
  tx: Transaction,
  own: JurisdictionCode,
  clearances: readonly Extract<ErasedEntry, { kind: 'clearance' }>[],
): Promise<void> {
  if (clearances.length === 0) return
  await tx.execute(sql`select alerts.end_clearances_again(${own}, ${JSON.stringify(clearances)}::jsonb)`)
}

export async function rememberReplayed(
  tx: Transaction,
  rows: readonly (typeof replayed.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(replayed)
      .values([...rows])
      .onConflictDoNothing()
}

/** Alerts whose bodies may still come with the feeds, by issuer. */
export async function readReplayed(
  db: Executor,
  since: Date,
): Promise<ReadonlyMap<JurisdictionCode, readonly string[]>> {
  const rows = await db.select().from(replayed).where(gt(replayed.at, since))
  return new Map(
    [...Map.groupBy(rows, ({ issuer }) => issuer)].map(([issuer, of]) => [
      issuer,
      of.map(({ alert }) => alert),
    ]),
  )
}
