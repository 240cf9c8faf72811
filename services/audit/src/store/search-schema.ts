import { bigint, index, integer, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/**
 * What auditors search by. All of it is derived from the records, behind the log and never before it, and can be made
 * anew from them: what an auditor is shown is always the record itself, read and checked again.
 */

/** Officers by a short number. A name here is the pseudonym that stands in the record. */
export const officer = audit.table('officer', {
  number: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
})

/** What records have in common: a few hundred of these on a node, so that any mixture of them is found without a scan. */
export const accessClass = audit.table(
  'access_class',
  {
    number: integer().primaryKey().generatedAlwaysAsIdentity(),
    authority: text().notNull(),
    operation: text().notNull(),
    purpose: text(),
    outcome: text().notNull(),
  },
  (table) => [
    unique('access_class_once')
      .on(table.authority, table.operation, table.purpose, table.outcome)
      .nullsNotDistinct(),
  ],
)

/** One row for each record: who, and of which class. Ids carry the time. */
export const look = audit.table(
  'look',
  {
    recordId: uuid('record_id').notNull(),
    officer: integer().notNull(),
    class: integer().notNull(),
  },
  (table) => [
    index('look_officer').on(table.officer, table.recordId, table.class),
    index('look_class').on(table.class, table.recordId),
  ],
)

/** One row for each alert that a record touched. */
export const alertLook = audit.table(
  'alert_look',
  {
    alert: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    officer: integer().notNull(),
    class: integer().notNull(),
  },
  (table) => [index('alert_look_alert').on(table.alert, table.recordId, table.class, table.officer)],
)

/** Records by month (UTC, `2026-03`) and class: what is published is counted from these. */
export const monthly = audit.table(
  'monthly',
  {
    month: text().notNull(),
    class: integer().notNull(),
    looks: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.class] })],
)

/** How many places of the log the tables above cover. One row. */
export const indexed = audit.table('indexed', {
  id: smallint().primaryKey().default(1),
  places: bigint({ mode: 'number' }).notNull().default(0),
})
