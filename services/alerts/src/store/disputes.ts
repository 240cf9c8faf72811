import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { and, asc, desc, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { dispute } from './schema.ts'
import { openText, sealText } from './sealed.ts'

export type DisputeRow = typeof dispute.$inferSelect

/** @returns whether it was not known */
export async function insertDispute(
  tx: Executor,
  storageKey: StorageKey,
  {
    statement,
    ...row
  }: Omit<typeof dispute.$inferInsert, 'statement' | 'statementKey'> & { statement: string | undefined },
): Promise<boolean> {
  const { box, key } = sealed(storageKey, `dispute ${row.id} asked`, statement)
  const inserted = await tx
    .insert(dispute)
    .values({ ...row, statement: box, statementKey: key })
    .onConflictDoNothing()
    .returning({ id: dispute.id })
  return inserted.length > 0
}

/** What the issuer decided. */
export async function closeDispute(
  tx: Executor,
  storageKey: StorageKey,
  id: string,
  {
    explanation,
    ...decided
  }: Pick<DisputeRow, 'outcome' | 'decidedAt' | 'decidedBy'> & { explanation: string | undefined },
): Promise<void> {
  const { box, key } = sealed(storageKey, `dispute ${id} decided`, explanation)
  await tx
    .update(dispute)
    .set({ ...decided, explanation: box, explanationKey: key })
    .where(eq(dispute.id, id))
}

export async function setBlock(tx: Executor, id: string, block: boolean): Promise<void> {
  await tx.update(dispute).set({ block }).where(eq(dispute.id, id))
}

/** Locked until the transaction ends; undefined if there is none. */
export async function lockDispute(tx: Executor, id: string): Promise<DisputeRow | undefined> {
  const [row] = await tx.select().from(dispute).where(eq(dispute.id, id)).for('update')
  return row
}

/** @throws {ServiceError} `not-found` */
export async function readDispute(db: Executor, id: string): Promise<DisputeRow> {
  const [row] = await db.select().from(dispute).where(eq(dispute.id, id))
  if (row === undefined) throw new ServiceError('not-found', { detail: `dispute ${id}` })
  return row
}

/** What waits first, by its term; then what was decided, the latest first. */
export async function listDisputes(db: Executor, limit: number): Promise<DisputeRow[]> {
  const open = await db
    .select()
    .from(dispute)
    .where(isNull(dispute.outcome))
    .orderBy(asc(dispute.dueBy))
    .limit(limit)
  const decided = await db
    .select()
    .from(dispute)
    .where(isNotNull(dispute.outcome))
    .orderBy(desc(dispute.recordedAt))
    .limit(limit - open.length)
  return [...open, ...decided]
}

/** Disputes about what an alert says that are not decided. Who asks only what is kept contests nothing. */
export async function readContesting(tx: Executor, alert: string): Promise<DisputeRow[]> {
  return tx
    .select()
    .from(dispute)
    .where(and(eq(dispute.alert, alert), isNull(dispute.outcome), ne(dispute.request, 'access')))
}

export function openStatement(
  storageKey: StorageKey,
  { id, statement, statementKey }: DisputeRow,
): string | null {
  if (statement === null || statementKey === null) return null
  return openText(storageKey, `dispute ${id} asked`, statement, statementKey)
}

export function openExplanation(
  storageKey: StorageKey,
  { id, explanation, explanationKey }: DisputeRow,
): string | null {
  if (explanation === null || explanationKey === null) return null
  return openText(storageKey, `dispute ${id} decided`, explanation, explanationKey)
}

/** Words that did not come along are kept as nothing. */
function sealed(storageKey: StorageKey, context: string, words: string | undefined) {
  return words === undefined ? { box: null, key: null } : sealText(storageKey, context, words)
}
