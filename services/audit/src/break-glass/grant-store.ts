import type { Executor } from '@crosswatch/database'
import { newUuid, ServiceError } from '@crosswatch/protocol'
import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { StoredRecord } from '../domain/record-view.ts'
import { breakGlass, breakGlassUse } from '../store/break-glass-schema.ts'
import { review } from '../store/review-schema.ts'
import { leaf, record, recordKey } from '../store/schema.ts'
import { causeOf, grantOfCause, stateOf, type GrantRow } from './grant.ts'

/** The latest first; those of one officer, or everybody's. */
export function listGrants(executor: Executor, officer: string | undefined): Promise<GrantRow[]> {
  return executor
    .select({
      ...getTableColumns(breakGlass),
      uses: sql`(select count(*) from audit.break_glass_use where "grant" = ${breakGlass.id})`.mapWith(
        Number,
      ),
    })
    .from(breakGlass)
    .where(officer === undefined ? undefined : eq(breakGlass.officer, officer))
    .orderBy(desc(breakGlass.askedAt), breakGlass.id)
    .limit(100)
}

/** Takes a request for this transaction. */
export async function takeGrant(executor: Executor, id: string): Promise<GrantRow | undefined> {
  const [row] = await executor.select().from(breakGlass).where(eq(breakGlass.id, id)).for('update')
  return row && { ...row, uses: await executor.$count(breakGlassUse, eq(breakGlassUse.grant, id)) }
}

export async function insertGrant(executor: Executor, row: typeof breakGlass.$inferInsert): Promise<void> {
  await executor.insert(breakGlass).values(row)
}

export async function changeGrant(
  executor: Executor,
  id: string,
  change: Partial<Pick<GrantRow, 'decidedBy' | 'decidedAt' | 'endsAt' | 'endedBy'>>,
): Promise<void> {
  await executor.update(breakGlass).set(change).where(eq(breakGlass.id, id))
}

/** Puts what was granted before the auditors. There is no way around it: grant and review stand in one transaction. */
export async function queueReview(
  executor: Executor,
  { id, officer }: Pick<GrantRow, 'id' | 'officer'>,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await executor.insert(review).values({
    id: newUuid(),
    kind: 'break-glass',
    officer,
    reason: `Break-glass granted by ${by}.`,
    cause: causeOf(id),
    openedAt: at,
  })
}

/** What was recorded under it, in order. */
export async function listUses(executor: Executor, id: string): Promise<StoredRecord[]> {
  return executor
    .select({ id: record.id, record: record.record, index: leaf.index, key: recordKey.key })
    .from(breakGlassUse)
    .innerJoin(record, eq(record.id, breakGlassUse.recordId))
    .leftJoin(leaf, eq(leaf.recordId, record.id))
    .leftJoin(recordKey, eq(recordKey.recordId, record.id))
    .where(eq(breakGlassUse.grant, id))
    .orderBy(record.id)
    .limit(5_000)
}

/**
 * A verdict comes when it is over, from somebody who had no part in it.
 *
 * @param cause of the review, which names the grant
 * @throws {ServiceError} `wrong-state` while it is in force, `four-eyes`
 */
export async function mayReviewBreakGlass(
  executor: Executor,
  cause: string | null,
  reviewer: string,
  now: Date,
): Promise<void> {
  const row = await takeGrant(executor, grantOfCause(cause) ?? '')
  if (row === undefined || stateOf(row, now) === 'in-force') {
    throw new ServiceError('wrong-state', { detail: 'break-glass is in force' })
  }
  if ([row.officer, row.decidedBy, row.endedBy].includes(reviewer)) {
    throw new ServiceError('four-eyes', { detail: `break-glass ${row.id}` })
  }
}
