import { bytea } from '@crosswatch/database'
import type { Purpose, Role, ScreeningOutcome } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What the watchlist keeps beside the list. Whatever names somebody is in a box under the storage key. */
export const watchlist = pgSchema('watchlist')

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** A list of persons that an officer has looked up. Gone, with its rows, after `eraseAt`. */
export const screening = watchlist.table(
  'screening',
  {
    id: uuid().primaryKey(),
    officer: text().notNull(),
    authority: text().notNull(),
    roles: jsonb().$type<readonly Role[]>().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    policies: jsonb().$type<readonly string[]>().notNull(),
    /** The reference, boxed with context `screening <id>`. */
    reference: bytea(),
    referenceKey: bytea('reference_key'),
    rows: integer().notNull(),
    done: integer().notNull().default(0),
    hit: integer().notNull().default(0),
    possible: integer().notNull().default(0),
    refused: integer().notNull(),
    createdAt: time('created_at').notNull(),
    /** When rows of it were last looked up: lists take turns. */
    turnAt: time('turn_at').notNull(),
    finishedAt: time('finished_at'),
    eraseAt: time('erase_at').notNull(),
  },
  (table) => [
    index('screening_turn')
      .on(table.turnAt)
      .where(sql`${table.finishedAt} is null`),
    index('screening_officer').on(table.officer, table.createdAt),
    index('screening_erase').on(table.eraseAt),
  ],
)

/** One person of a list. */
export const screeningRow = watchlist.table(
  'screening_row',
  {
    screening: uuid()
      .notNull()
      .references(() => screening.id, { onDelete: 'cascade' }),
    row: integer().notNull(),
    /** What was given, boxed with context `screening <id> <row> given`. */
    given: bytea().notNull(),
    givenKey: bytea('given_key').notNull(),
    /** Null until the person was looked up. */
    outcome: text().$type<ScreeningOutcome>(),
    /** What was found, boxed with context `screening <id> <row> found`. */
    found: bytea(),
    foundKey: bytea('found_key'),
    record: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.screening, table.row] }),
    index('screening_row_waiting')
      .on(table.screening, table.row)
      .where(sql`${table.outcome} is null`),
  ],
)
