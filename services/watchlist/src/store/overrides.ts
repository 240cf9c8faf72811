import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { ServiceError, type Override, type OverrideState } from '@crosswatch/protocol'
import { and, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import { openText } from './boxes.ts'
import { override } from './schema.ts'

export type OverrideRow = typeof override.$inferSelect

const openStates: OverrideState[] = ['requested', 'approved']

/** What is in the box of an override. */
export type OverrideContent = Pick<Override, 'document' | 'reason' | 'label'>

export function overrideContext(id: string): string {
  return `override ${id}`
}

/** Those whose time is over, of all alerts or of one: they are marked so, and make room for the next. @returns them */
export async function expireOverrides(tx: Executor, at: Date, alert?: string): Promise<OverrideRow[]> {
  return tx
    .update(override)
    .set({ state: 'expired' })
    .where(
      and(
        alert === undefined ? undefined : eq(override.alert, alert),
        lte(override.validUntil, at),
        inArray(override.state, openStates),
      ),
    )
    .returning()
}

/** Those of these that still stand: they are marked as fallen. @returns them */
export async function fellOverrides(tx: Executor, ids: readonly string[]): Promise<OverrideRow[]> {
  return tx
    .update(override)
    .set({ state: 'fallen' })
    .where(and(inArray(override.id, [...ids]), inArray(override.state, openStates)))
    .returning()
}

/** What may hold now or after a decision. */
export async function openOverrides(db: Executor): Promise<OverrideRow[]> {
  return db.select().from(override).where(inArray(override.state, openStates))
}

/** @throws {ServiceError} `already-exists` if one for this alert and document is asked for or approved */
export async function insertOverride(
  tx: Executor,
  values: typeof override.$inferInsert,
): Promise<OverrideRow> {
  const [inserted] = await tx.insert(override).values(values).onConflictDoNothing().returning()
  if (inserted === undefined) throw new ServiceError('already-exists')
  return inserted
}

/** Locked until the transaction ends. @throws {ServiceError} `not-found` */
export async function lockOverride(tx: Executor, id: string): Promise<OverrideRow> {
  const [row] = await tx.select().from(override).where(eq(override.id, id)).for('update')
  if (row === undefined) throw new ServiceError('not-found', { detail: `override ${id}` })
  return row
}

export async function setOverride(
  tx: Executor,
  id: string,
  change: Pick<OverrideRow, 'state' | 'decider'>,
): Promise<void> {
  await tx.update(override).set(change).where(eq(override.id, id))
}

/** The latest, of one requester only if one is given. */
export async function listOverrides(db: Executor, requester: string | undefined): Promise<OverrideRow[]> {
  return db
    .select()
    .from(override)
    .where(requester === undefined ? undefined : eq(override.requester, requester))
    .orderBy(desc(override.createdAt))
    .limit(200)
}

/** Those with these ids, in whatever state. */
export async function overridesByIds(db: Executor, ids: readonly string[]): Promise<OverrideRow[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(override)
        .where(inArray(override.id, [...ids]))
}

/** Those that count now. */
export async function approvedOverrides(db: Executor, at: Date): Promise<OverrideRow[]> {
  return db
    .select()
    .from(override)
    .where(and(eq(override.state, 'approved'), gt(override.validUntil, at)))
}

export function openOverride(storageKey: StorageKey, row: OverrideRow): OverrideContent {
  const content: OverrideContent = JSON.parse(
    openText(storageKey, overrideContext(row.id), { box: row.content, key: row.contentKey }),
  )
  return content
}
