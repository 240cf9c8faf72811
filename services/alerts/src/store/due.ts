import type { Executor } from '@crosswatch/database'
import { categories, categoryRules } from '@crosswatch/protocol'
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, or, sql } from 'drizzle-orm'
import { alert, draft } from './schema.ts'

/** Alerts of this node that end by themselves soon. An alert never outlives its review date, so that decides. */

/** When notice is due, for alerts of some categories. */
interface NoticeTerm {
  readonly days: number
  readonly categories: (typeof categories)[number][]
}

const terms: readonly NoticeTerm[] = [
  ...Map.groupBy(categories, (category) => categoryRules[category].noticeDays),
].map(([days, of]) => ({ days, categories: of }))

const dayMs = 86_400_000

/** Those in force whose issuer is to be told now, locked. */
export async function lockUnnoticed(tx: Executor, now: Date, limit: number) {
  return tx
    .select({ id: alert.id, version: alert.version, issuer: alert.issuer })
    .from(alert)
    .where(
      and(
        eq(alert.state, 'active'),
        eq(alert.origin, 'own'),
        isNull(alert.noticedAt),
        or(
          ...terms.map(({ days, categories: of }) =>
            and(inArray(alert.category, of), lte(alert.reviewBy, new Date(now.getTime() + days * dayMs))),
          ),
        ),
      ),
    )
    .orderBy(asc(alert.reviewBy))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function markNoticed(tx: Executor, ids: readonly string[], at: Date): Promise<void> {
  await tx
    .update(alert)
    .set({ noticedAt: at })
    .where(inArray(alert.id, [...ids]))
}

const noticed = and(eq(alert.state, 'active'), isNotNull(alert.noticedAt))

/** Those that were drafted one by one, the first to end first. */
export async function readNoticed(db: Executor, limit: number) {
  return db
    .select({ alert, draft })
    .from(alert)
    .leftJoin(draft, eq(draft.alert, alert.id))
    .where(and(noticed, isNull(alert.source)))
    .orderBy(asc(alert.reviewBy), asc(alert.id))
    .limit(limit)
}

/** Those that came with a list, list by list. */
export async function countNoticedBySource(db: Executor) {
  const first = min(alert.reviewBy)
  return db
    .select({ source: sql<string>`${alert.source}`, alerts: count(), first })
    .from(alert)
    .where(and(noticed, isNotNull(alert.source)))
    .groupBy(alert.source)
    .orderBy(asc(first))
}

export async function countNoticed(db: Executor): Promise<number> {
  const [row] = await db.select({ alerts: count() }).from(alert).where(noticed)
  return row?.alerts ?? 0
}
