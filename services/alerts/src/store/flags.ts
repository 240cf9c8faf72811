import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { Flag, JurisdictionCode } from '@crosswatch/protocol'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { flag } from './schema.ts'
import { openText, sealText } from './sealed.ts'

export type FlagRow = typeof flag.$inferSelect

/** What a jurisdiction says when it does not act upon an alert. */
export interface NewFlag extends Pick<FlagRow, 'id' | 'alert' | 'by' | 'reason' | 'since'> {
  readonly officer?: string
  readonly note?: string | undefined
}

/** @returns whether it did not stand already */
export async function insertFlag(
  tx: Executor,
  storageKey: StorageKey,
  { note, ...row }: NewFlag,
): Promise<boolean> {
  const sealed = note === undefined ? undefined : sealText(storageKey, `flag ${row.id}`, note)
  const inserted = await tx
    .insert(flag)
    .values({ ...row, note: sealed?.box ?? null, noteKey: sealed?.key ?? null })
    .onConflictDoNothing()
    .returning({ id: flag.id })
  return inserted.length > 0
}

/** @returns the flag that stood until now, if there was one */
export async function liftFlag(
  tx: Executor,
  alert: string,
  by: JurisdictionCode,
  lifted: { readonly at: Date; readonly officer?: string },
): Promise<FlagRow | undefined> {
  const [row] = await tx
    .update(flag)
    .set({ liftedAt: lifted.at, liftedBy: lifted.officer ?? null })
    .where(and(eq(flag.alert, alert), eq(flag.by, by), isNull(flag.liftedAt)))
    .returning()
  return row
}

/** Who does not act upon an alert now. */
export async function readFlags(db: Executor, storageKey: StorageKey, alert: string): Promise<Flag[]> {
  const rows = await db
    .select()
    .from(flag)
    .where(and(eq(flag.alert, alert), isNull(flag.liftedAt)))
    .orderBy(asc(flag.by))
  return rows.map(({ id, by, reason, since, note, noteKey }) => ({
    by,
    reason,
    since: since.toISOString(),
    ...(note !== null && noteKey !== null && { note: openText(storageKey, `flag ${id}`, note, noteKey) }),
  }))
}
