import { bytea } from '@crosswatch/database'
import type { ActingRole, Compartment, LookState, Purpose } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/** How far the issuers were told of looks, and how far their letters were taken in. One row. */
export const receiptProgress = audit.table('receipt_progress', {
  id: smallint().primaryKey().default(1),
  /** Places of this log that have been accounted for. */
  places: bigint({ mode: 'number' }).notNull().default(0),
  /** The period in which that happened last. */
  period: bigint({ mode: 'number' }).notNull().default(0),
  /** The last letter of the exchange's inbox. */
  letter: bigint({ mode: 'number' }).notNull().default(0),
})

/** What went to each other jurisdiction, and what came from it. */
export const receiptAccount = audit.table(
  'receipt_account',
  {
    direction: text().$type<'sent' | 'received'>().notNull(),
    jurisdiction: text().notNull(),
    receipts: bigint({ mode: 'number' }).notNull(),
    looks: bigint({ mode: 'number' }).notNull(),
    /** Up to this place of the log of who gave them. */
    until: bigint({ mode: 'number' }).notNull(),
    /** When the last receipt was made, as it says itself. */
    last: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.direction, table.jurisdiction] })],
)

/** Places of another log that no receipt accounts for. */
export const receiptGap = audit.table(
  'receipt_gap',
  {
    jurisdiction: text().notNull(),
    from: bigint({ mode: 'number' }).notNull(),
    until: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.jurisdiction, table.from] })],
)

/** Looks elsewhere at alerts of this jurisdiction, as their receipts say. */
export const foreignLook = audit.table(
  'foreign_look',
  {
    number: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    jurisdiction: text().notNull(),
    place: bigint({ mode: 'number' }).notNull(),
    commitment: bytea().notNull(),
    operation: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    purpose: text().$type<Purpose>(),
    roles: jsonb().$type<ActingRole[]>().notNull(),
    /** A pseudonym that the jurisdiction gave to this one alone. */
    officer: text().notNull(),
    receipt: uuid().notNull(),
    state: text().$type<LookState>().notNull().default('waiting'),
    /** What the state rests on (C2SP tlog-proof): the leaf at that place, which the other log signed. Nothing while it waits. */
    proof: text(),
    /** When the other log was asked last. */
    askedAt: timestamp('asked_at', { withTimezone: true, mode: 'date' }),
  },
  (table) => [
    // Two receipts that say different things about one place both stay: one of them is refuted.
    unique('foreign_look_once').on(table.jurisdiction, table.place, table.commitment),
    index('foreign_look_waiting')
      .on(table.jurisdiction, table.askedAt)
      .where(sql`state = 'waiting'`),
  ],
)

/** Which alerts a look was at. */
export const foreignLookAlert = audit.table(
  'foreign_look_alert',
  {
    alert: uuid().notNull(),
    look: bigint({ mode: 'number' }).notNull(),
    version: integer().notNull(),
    compartments: jsonb().$type<Compartment[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.alert, table.look] }),
    index('foreign_look_alert_look').on(table.look),
  ],
)
