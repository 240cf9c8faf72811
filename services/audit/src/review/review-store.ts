import type { Executor } from '@crosswatch/database'
import { type Review, ReviewList, ServiceError, type ReviewVerdict } from '@crosswatch/protocol'
import { count, eq, isNull, min, sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
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

function shown({ recordId, openedAt, decidedAt, cause: _cause, ...row }: typeof review.$inferSelect) {
  return {
    ...row,
    record: recordId,
    openedAt: openedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}

/** Takes a review for this transaction. */
export async function findReview(
  executor: Executor,
  id: string,
): Promise<(Pick<Review, 'officer' | 'record'> & { readonly decided: boolean }) | undefined> {
  const [row] = await executor.select().from(review).where(eq(review.id, id)).for('update')
  return row && { officer: row.officer, record: row.recordId, decided: row.verdict !== null }
}

export async function decideReview(
  executor: Executor,
  id: string,
  { verdict, reviewer, decidedAt }: { verdict: ReviewVerdict; reviewer: string; decidedAt: Date },
): Promise<void> {
  await executor.update(review).set({ verdict, reviewer, decidedAt }).where(eq(review.id, id))
}
