import { sql } from 'drizzle-orm'
import { index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/** What auditors look at more closely, and what they found. The decision itself is also a record of the log. */
export const review = audit.table(
  'review',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    officer: text().notNull(),
    recordId: uuid('record_id'),
    reason: text().notNull(),
    /** What brought it here, in a form of which there is one a month: the same is not queued twice. */
    cause: text().unique(),
    openedAt: timestamp('opened_at', { withTimezone: true, mode: 'date' }).notNull(),
    verdict: text(),
    decidedAt: timestamp('decided_at', { withTimezone: true, mode: 'date' }),
    reviewer: text(),
  },
  (table) => [
    index('review_open')
      .on(table.openedAt)
      .where(sql`verdict is null`),
    uniqueIndex('review_record_once').on(table.kind, table.recordId),
  ],
)
