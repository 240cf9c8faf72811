import type { Executor } from '@crosswatch/database'
import { ReviewList, ServiceError, type ReviewVerdict } from '@crosswatch/protocol'
import { count, eq, isNull, min, sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
import { grantOfCause } from '../break-glass/grant.ts'
import { review } from '../store/review-schema.ts'

/** The queue: what waits, the oldest first, then what was decided, the latest first. */
export async function listReviews(executor: Executor): Promise<ReviewList> {
  const rows = await executor
    .select()
    .from(review)
    .orderBy(
      sql`${review.verdict} is not null`,
      sql`case when ${review.verdict} is null then ${review.openedAt} end`,
      sql`${review.decidedAt} desc`,
      review.id,
    )
    .limit(200)
  const [waiting] = await executor
    .select({ open: count(), oldest: min(review.openedAt) })
    .from(review)
    .where(isNull(review.verdict))
  const list = {
    reviews: rows.map(shown),
    open: waiting?.open ?? 0,
    oldest: waiting?.oldest?.toISOString() ?? null,
  }
  if (isReviewList.Check(list)) return list
  throw new ServiceError('unexpected', { detail: 'a review in the database has another form' })
}

const isReviewList = Compile(ReviewList)

function shown({ recordId, openedAt, decidedAt, cause, ...row }: typeof review.$inferSelect) {
  return {
    ...row,
    record: recordId,
    breakGlass: row.kind === 'break-glass' ? grantOfCause(cause) : null,
    openedAt: openedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}

/** Takes a review for this transaction. */
export async function findReview(executor: Executor, id: string): Promise<FoundReview | undefined> {
  const [row] = await executor.select().from(review).where(eq(review.id, id)).for('update')
  return row && { kind: row.kind, cause: row.cause, officer: row.officer, decided: row.verdict !== null }
}

/** What decides whether somebody may give a verdict. */
export interface FoundReview {
  readonly kind: string
  readonly cause: string | null
  readonly officer: string
  readonly decided: boolean
}

export async function decideReview(
  executor: Executor,
  id: string,
  { verdict, reviewer, decidedAt }: { verdict: ReviewVerdict; reviewer: string; decidedAt: Date },
): Promise<void> {
  await executor.update(review).set({ verdict, reviewer, decidedAt }).where(eq(review.id, id))
}
