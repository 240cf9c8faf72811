import { bytea } from '@crosswatch/database'
import { sql } from 'drizzle-orm'
import { check, index, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Who asked for break-glass, who granted or refused it, and until when it is in force. */
export const breakGlass = audit.table(
  'break_glass',
  {
    id: uuid().primaryKey(),
    officer: text().notNull(),
    authority: text().notNull(),
    /** Reason and reference: a box, and its wrapped key. */
    reason: bytea().notNull(),
    reasonKey: bytea('reason_key').notNull(),
    askedAt: time('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: time('decided_at'),
    /** In force until then, if it was granted; earlier than granted if somebody ended it. */
    endsAt: time('ends_at'),
    endedBy: text('ended_by'),
  },
  (table) => [
    index('break_glass_officer').on(table.officer, table.endsAt),
    index('break_glass_asked').on(table.askedAt),
    check('break_glass_second_person', sql`${table.decidedBy} <> ${table.officer}`),
    check('break_glass_an_hour', sql`${table.endsAt} <= ${table.decidedAt} + interval '60 minutes'`),
  ],
)

/** Which records were made under which. Written by the log itself as the records arrive. */
export const breakGlassUse = audit.table(
  'break_glass_use',
  {
    grant: uuid()
      .notNull()
      .references(() => breakGlass.id),
    recordId: uuid('record_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.grant, table.recordId] })],
)
