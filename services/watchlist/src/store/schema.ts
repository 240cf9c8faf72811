import { bytea } from '@crosswatch/database'
import type { JurisdictionCode, OverrideState, Purpose, Role, ScreeningOutcome } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

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

/** The secret under which the queries of a day are kept. When it goes, nobody can tell any more what they were. */
export const recentSecret = watchlist.table('recent_secret', {
  day: text().primaryKey(),
  /** 32 bytes, wrapped with context `recent queries <day>`. */
  secret: bytea().notNull(),
})

/**
 * A query of that day, as short keyed hashes of what was asked for. Not when, by whom, or with which outcome; and no id, so that no
 * access record can be found to it.
 */
export const recentQuery = watchlist.table(
  'recent_query',
  {
    day: text().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    keys: integer().array().notNull(),
  },
  (table) => [index('recent_query_day').on(table.day)],
)

/** A traveller's document that does not belong to whom an alert means. */
export const override = watchlist.table(
  'override',
  {
    id: uuid().primaryKey(),
    alert: uuid().notNull(),
    alertVersion: integer('alert_version').notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    /** Keyed hash of the document. */
    document: bytea().notNull(),
    /** Keyed hash of what the alert said of its subject: an override does not outlive it. */
    identity: bytea().notNull(),
    /** Document, reason and label, boxed with context `override <id>`. */
    content: bytea().notNull(),
    contentKey: bytea('content_key').notNull(),
    state: text().$type<OverrideState>().notNull(),
    requester: text().notNull(),
    decider: text(),
    createdAt: time('created_at').notNull(),
    validUntil: time('valid_until').notNull(),
  },
  (table) => [
    uniqueIndex('override_open')
      .on(table.alert, table.document, table.identity)
      .where(sql`${table.state} in ('requested', 'approved')`),
    index('override_created').on(table.createdAt),
  ],
)
