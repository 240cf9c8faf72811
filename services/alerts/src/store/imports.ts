import type { Executor } from '@crosswatch/database'
import { ServiceError, type Category, type ImportStatus } from '@crosswatch/protocol'
import { and, asc, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { alert, draft, imports } from './schema.ts'

export type ImportRow = typeof imports.$inferSelect

export function statusOf(row: ImportRow): ImportStatus {
  const {
    id,
    source,
    complete,
    state,
    drafter,
    approver,
    drafted,
    unchanged,
    refused,
    missing,
    issued,
    createdAt,
  } = row
  return {
    id,
    source,
    complete,
    state,
    drafter,
    approver,
    drafted,
    unchanged,
    refused,
    missing,
    issued,
    createdAt: createdAt.toISOString(),
  }
}

/** @throws {ServiceError} `not-found` */
export async function readImport(db: Executor, id: string): Promise<ImportRow> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id))
  if (row === undefined) throw new ServiceError('not-found', { detail: `import ${id}` })
  return row
}

/** The same, locked until the transaction ends. @throws {ServiceError} `not-found` */
export async function lockImport(tx: Executor, id: string): Promise<ImportRow> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update')
  if (row === undefined) throw new ServiceError('not-found', { detail: `import ${id}` })
  return row
}

export async function listImports(db: Executor): Promise<ImportRow[]> {
  return db.select().from(imports).orderBy(desc(imports.createdAt)).limit(100)
}

export async function insertImport(tx: Executor, row: typeof imports.$inferInsert): Promise<ImportRow> {
  const [inserted] = await tx.insert(imports).values(row).returning()
  if (inserted === undefined) throw new ServiceError('unexpected')
  return inserted
}

export async function updateImport(
  tx: Executor,
  id: string,
  set: Partial<typeof imports.$inferInsert>,
): Promise<ImportRow> {
  const [updated] = await tx.update(imports).set(set).where(eq(imports.id, id)).returning()
  if (updated === undefined) throw new ServiceError('not-found', { detail: `import ${id}` })
  return updated
}

export async function countRows(
  tx: Executor,
  id: string,
  counts: { drafted: number; unchanged: number; refused: number },
): Promise<void> {
  await tx
    .update(imports)
    .set({
      drafted: sql`${imports.drafted} + ${counts.drafted}`,
      unchanged: sql`${imports.unchanged} + ${counts.unchanged}`,
      refused: sql`${imports.refused} + ${counts.refused}`,
    })
    .where(eq(imports.id, id))
}

/** Alerts of earlier imports by what their list calls them. */
export async function findBySource(tx: Executor, sourceKeys: readonly Uint8Array[]) {
  if (sourceKeys.length === 0) return []
  return tx
    .select({ alert, draft })
    .from(alert)
    .leftJoin(draft, eq(draft.alert, alert.id))
    .where(and(eq(alert.origin, 'own'), inArray(alert.sourceKey, [...sourceKeys])))
}

export async function markSeen(tx: Executor, ids: readonly string[], importId: string): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(alert)
      .set({ seenIn: importId })
      .where(inArray(alert.id, [...ids]))
}

const waitingIn = (importId: string) => and(eq(draft.import, importId), eq(draft.state, 'submitted'))

/** The next drafts of an import, locked. */
export async function lockDraftsOf(tx: Executor, importId: string, limit: number) {
  return tx
    .select({ row: alert, change: draft })
    .from(draft)
    .innerJoin(alert, eq(alert.id, draft.alert))
    .where(waitingIn(importId))
    .orderBy(asc(draft.alert))
    .limit(limit)
    .for('update')
}

/** The alerts of the next drafts of an import. Nothing is locked: `lockDraftOf` says whether one still waits. */
export async function readWaiting(db: Executor, importId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: draft.alert })
    .from(draft)
    .where(waitingIn(importId))
    .orderBy(asc(draft.alert))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/**
 * The draft of one alert in an import, locked in the order in which officers' steps lock: the alert, then its draft.
 *
 * @returns undefined if it waits no more: the alert was withdrawn, or the draft discarded or returned
 */
export async function lockDraftOf(tx: Executor, importId: string, id: string) {
  const [found] = await tx
    .select({ row: alert, change: draft })
    .from(alert)
    .innerJoin(draft, eq(draft.alert, alert.id))
    .where(and(eq(alert.id, id), waitingIn(importId)))
    .for('update')
  return found
}

/** The categories of the drafts of an import. */
export async function categoriesOf(db: Executor, importId: string): Promise<Category[]> {
  const rows = await db
    .selectDistinct({ category: draft.category })
    .from(draft)
    .where(eq(draft.import, importId))
    .orderBy(asc(draft.category))
  return rows.map(({ category }) => category)
}

export async function submitDraftsOf(tx: Executor, importId: string, submitter: string): Promise<void> {
  await tx.update(draft).set({ state: 'submitted', submitter }).where(eq(draft.import, importId))
  await tx
    .update(alert)
    .set({ state: 'submitted' })
    .where(
      and(
        eq(alert.state, 'draft'),
        inArray(alert.id, tx.select({ id: draft.alert }).from(draft).where(eq(draft.import, importId))),
      ),
    )
}

/** Drops the drafts of an import, and the alerts that were never in force. */
export async function discardDraftsOf(tx: Executor, importId: string): Promise<void> {
  const ids = tx.select({ id: draft.alert }).from(draft).where(eq(draft.import, importId))
  await tx.delete(alert).where(and(eq(alert.version, 0), inArray(alert.id, ids)))
  await tx.delete(draft).where(eq(draft.import, importId))
}

const noLongerListed = (source: string, importId: string) =>
  and(
    eq(alert.origin, 'own'),
    eq(alert.source, source),
    eq(alert.state, 'active'),
    or(isNull(alert.seenIn), ne(alert.seenIn, importId)),
  )

/** How many alerts in force a complete list no longer has. */
export async function countMissing(tx: Executor, source: string, importId: string): Promise<number> {
  return tx.$count(alert, noLongerListed(source, importId))
}

export async function lockMissing(tx: Executor, source: string, importId: string, limit: number) {
  return tx
    .select()
    .from(alert)
    .where(noLongerListed(source, importId))
    .orderBy(asc(alert.id))
    .limit(limit)
    .for('update')
}

/** Imports that were approved and are not issued to the end: taken up again after whatever happened. */
export async function readIssuing(db: Executor): Promise<ImportRow[]> {
  return db.select().from(imports).where(eq(imports.state, 'issuing')).orderBy(asc(imports.createdAt))
}
