import { insertRows, type Executor } from '@crosswatch/database'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { inbox, outbox, quarantine, sent } from './schema.ts'

export type OutboxRow = typeof outbox.$inferSelect
export type NewInboxRow = typeof inbox.$inferInsert
export type NewQuarantineRow = typeof quarantine.$inferInsert

/** The next letters to send, in the order in which they were committed. */
export async function readOutbox(db: Executor, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).where(eq(outbox.state, 'ready')).orderBy(asc(outbox.id)).limit(limit)
}

/**
 * Locks letters until the transaction ends.
 *
 * @returns whether they still are as they were read: none was recalled, addressed anew or sent since
 */
export async function lockUnchanged(tx: Executor, rows: readonly OutboxRow[]): Promise<boolean> {
  const ids = rows.map(({ id }) => id)
  const locked = await tx
    .select({ id: outbox.id, documentKey: outbox.documentKey })
    .from(outbox)
    .where(and(inArray(outbox.id, ids), eq(outbox.state, 'ready')))
    .orderBy(asc(outbox.id))
    .for('update')
  // Whoever changes a letter or its recipients encrypts it under a new key.
  const keys = new Map(locked.map(({ id, documentKey }) => [id, documentKey]))
  return rows.every(({ id, documentKey }) => {
    const key = keys.get(id)
    return key !== undefined && Buffer.compare(key, documentKey) === 0
  })
}

export async function removeFromOutbox(tx: Executor, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(outbox).where(inArray(outbox.id, [...ids]))
}

/** Remembers which entry carries which letter, in the transaction that appends the entries. */
export async function insertSent(tx: Executor, rows: readonly (typeof sent.$inferInsert)[]): Promise<void> {
  await insertRows(tx, sent, rows)
}

/** What could not go to everybody is kept for the rest, in its place in the order. */
export async function keepForLater(
  tx: Executor,
  { id, ...rest }: Pick<OutboxRow, 'id' | 'state' | 'recipients' | 'document' | 'documentKey'>,
): Promise<void> {
  await tx.update(outbox).set(rest).where(eq(outbox.id, id))
}

export async function markFailed(db: Executor, ids: readonly number[]): Promise<void> {
  if (ids.length > 0)
    await db
      .update(outbox)
      .set({ state: 'failed' })
      .where(inArray(outbox.id, [...ids]))
}

/** A channel to this recipient now exists: what waited for it can go. */
export async function wakeWaiting(tx: Executor, recipient: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: 'ready' })
    .where(
      and(
        eq(outbox.state, 'waiting'),
        sql`${outbox.recipients} @> ${JSON.stringify([{ jurisdiction: recipient }])}::jsonb`,
      ),
    )
}

/** Hands letters on to the services of this node, and tells them. */
export async function insertInbox(tx: Executor, rows: readonly NewInboxRow[]): Promise<void> {
  if (rows.length === 0) return
  await insertRows(tx, inbox, rows)
  await tx.execute(sql`select pg_notify('exchange_inbox', '')`)
}

/** How many refused entries of one issuer are kept with their bytes: whoever floods us fills no disk. */
const keptWithBytes = 1_000

export async function insertQuarantine(tx: Executor, rows: readonly NewQuarantineRow[]): Promise<void> {
  for (const row of rows) {
    const counted = await tx.$count(quarantine, eq(quarantine.issuer, row.issuer))
    const bytes = counted < keptWithBytes ? {} : { envelope: null, body: null }
    await tx
      .insert(quarantine)
      .values({ ...row, ...bytes })
      .onConflictDoUpdate({
        target: [quarantine.issuer, quarantine.seq, quarantine.hash, quarantine.reason],
        set: {
          times: sql`${quarantine.times} + excluded.times`,
          lastAt: sql`now()`,
          source: row.source,
          detail: row.detail,
        },
      })
  }
}

export async function listQuarantine(db: Executor, limit: number) {
  return db
    .select({
      id: quarantine.id,
      issuer: quarantine.issuer,
      seq: quarantine.seq,
      reason: quarantine.reason,
      detail: quarantine.detail,
      source: quarantine.source,
      times: quarantine.times,
      firstAt: quarantine.firstAt,
      lastAt: quarantine.lastAt,
    })
    .from(quarantine)
    .orderBy(sql`${quarantine.lastAt} desc`, sql`${quarantine.id} desc`)
    .limit(limit)
}
