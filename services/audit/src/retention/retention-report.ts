import type { StorageKey } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import type { RetentionReport } from '@crosswatch/protocol'
import { asc, desc } from 'drizzle-orm'
import { type RetentionMonths, retentionRules } from '../domain/retention-rules.ts'
import { contentRetention, erasureRun } from '../store/retention-schema.ts'
import { countDue } from './due-records.ts'
import { listHolds } from './holds.ts'

/** What the next run would erase and what it would leave, without erasing anything; and what runs before it did. */
export function retentionReport(
  { transaction }: Pick<Connection, 'transaction'>,
  storageKey: StorageKey,
  months: RetentionMonths,
  now: Date,
): Promise<RetentionReport> {
  return transaction(
    async (tx) => {
      const classes = []
      for (const rule of retentionRules(months, now)) {
        const { over, kept } = await countDue(tx, rule)
        classes.push({ class: rule.class, months: rule.months, over, kept, due: over - kept })
      }
      const content = await tx
        .select()
        .from(contentRetention)
        .orderBy(asc(contentRetention.service), asc(contentRetention.class))
      const runs = await tx
        .select()
        .from(erasureRun)
        .orderBy(desc(erasureRun.at), desc(erasureRun.id))
        .limit(20)
      return {
        classes,
        content: content.map(({ oldest, ranAt, ...row }) => ({
          ...row,
          oldest: oldest?.toISOString() ?? null,
          ranAt: ranAt.toISOString(),
        })),
        holds: await listHolds(tx, storageKey),
        runs: runs.map(({ id, at, records }) => ({ id, at: at.toISOString(), records })),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
