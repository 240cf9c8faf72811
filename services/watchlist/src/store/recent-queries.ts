import type { Executor } from '@crosswatch/database'
import type { Purpose } from '@crosswatch/protocol'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { recentQuery, recentSecret } from './schema.ts'

export type RecentRow = typeof recentQuery.$inferInsert

export async function addRecent(db: Executor, rows: readonly RecentRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(recentQuery).values([...rows])
}

/** @param secret wrapped; kept unless the day has one @returns the one that the day has */
export async function keepDaySecret(db: Executor, day: string, secret: Uint8Array): Promise<Uint8Array> {
  await db.insert(recentSecret).values({ day, secret }).onConflictDoNothing()
  const [row] = await db.select().from(recentSecret).where(eq(recentSecret.day, day))
  return row?.secret ?? secret
}

export async function daySecrets(db: Executor) {
  return db.select().from(recentSecret)
}

/** With its secret a day is gone for good, in copies of the database as well. */
export async function eraseRecentBefore(db: Executor, day: string): Promise<void> {
  await db.delete(recentSecret).where(lt(recentSecret.day, day))
  await db.delete(recentQuery).where(lt(recentQuery.day, day))
}

/** Queries of a day for these purposes: all, those that meet a key, and those that only meet a weaker one. */
export async function countRecent(
  db: Executor,
  day: string,
  purposes: readonly Purpose[],
  { hit, possible }: { readonly hit: readonly number[]; readonly possible: readonly number[] },
): Promise<{ queries: number; hits: number; possible: number }> {
  const meets = (keys: readonly number[]) => sql`${recentQuery.keys} && ${sql.param([...keys])}::integer[]`
  const [row] = await db
    .select({
      queries: sql<number>`count(*)`.mapWith(Number),
      hits: sql<number>`count(*) filter (where ${meets(hit)})`.mapWith(Number),
      possible: sql<number>`count(*) filter (where ${meets(possible)} and not ${meets(hit)})`.mapWith(Number),
    })
    .from(recentQuery)
    .where(and(eq(recentQuery.day, day), inArray(recentQuery.purpose, [...purposes])))
  return row ?? { queries: 0, hits: 0, possible: 0 }
}
