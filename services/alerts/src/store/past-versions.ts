import type { Executor } from '@crosswatch/database'
import { inArray, lt, sql } from 'drizzle-orm'
import { pastVersion } from './schema.ts'

/** Deletes at most so many of those that ended before this time. @returns how many */
export async function removePastVersions(db: Executor, before: Date, atMost: number): Promise<number> {
  const ended = db
    .select({ row: sql`ctid` })
    .from(pastVersion)
    .where(lt(pastVersion.endedAt, before))
    .limit(atMost)
  const removed = await db
    .delete(pastVersion)
    .where(inArray(sql`ctid`, ended))
    .returning({ change: pastVersion.change })
  return removed.length
}
