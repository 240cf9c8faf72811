import type { ContentClass, HoldSubject } from '@crosswatch/protocol'
import { bytea } from '@crosswatch/database'
import { bigint, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/** What must not be erased, and why. A hold that was lifted stays, with who lifted it and why. */
export const legalHold = audit.table('legal_hold', {
  id: uuid().primaryKey(),
  kind: text().$type<HoldSubject['kind']>().notNull(),
  subject: text().notNull(),
  /** Who it is about can stand in a reason: a box, and its wrapped key. Null if it was set before reasons were sealed. */
  reason: bytea('sealed_reason'),
  reasonKey: bytea('sealed_reason_key'),
  setBy: text('set_by').notNull(),
  setAt: timestamp('set_at', { withTimezone: true, mode: 'date' }).notNull(),
  liftedBy: text('lifted_by'),
  liftedAt: timestamp('lifted_at', { withTimezone: true, mode: 'date' }),
  liftReason: bytea('sealed_lift_reason'),
  liftReasonKey: bytea('sealed_lift_reason_key'),
})

/** Runs of the job that erases what was kept long enough. */
export const erasureRun = audit.table('erasure_run', {
  id: uuid().primaryKey(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  records: bigint({ mode: 'number' }).notNull(),
})

/** Records that were lawfully erased. Without a row here none can be deleted. */
export const erasedRecord = audit.table(
  'erased_record',
  {
    recordId: uuid('record_id').primaryKey(),
    run: uuid().notNull(),
  },
  (table) => [index('erased_record_run').on(table.run)],
)

/** How what each service keeps stood after its last run: written by the services, with `audit.report_retention`. */
export const contentRetention = audit.table(
  'content_retention',
  {
    service: text().notNull(),
    class: text().$type<ContentClass>().notNull(),
    months: integer().notNull(),
    over: bigint({ mode: 'number' }).notNull(),
    kept: bigint({ mode: 'number' }).notNull(),
    due: bigint({ mode: 'number' }).notNull(),
    oldest: timestamp({ withTimezone: true, mode: 'date' }),
    erased: bigint({ mode: 'number' }).notNull(),
    ranAt: timestamp('ran_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.service, table.class] })],
)
