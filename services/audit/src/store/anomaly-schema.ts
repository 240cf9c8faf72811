import { bigint, boolean, date, index, integer, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/**
 * Numbers that officers looked for, as keyed hashes: who has the database without the storage key can neither read nor try
 * them. Kept as long as they are watched.
 */
export const numberTrace = audit.table(
  'number_trace',
  {
    neighbourhood: bigint({ mode: 'bigint' }).notNull(),
    number: bigint({ mode: 'bigint' }).notNull(),
    recordId: uuid('record_id').notNull(),
    officer: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    missed: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.neighbourhood, table.recordId, table.number] }),
    index('number_trace_day').on(table.day),
  ],
)

/** Who was looked for, for a purpose that has cases, and for which: keyed hashes of a number, or of name and birth date; and of a reference. */
export const personTrace = audit.table(
  'person_trace',
  {
    person: bigint({ mode: 'bigint' }).notNull(),
    officer: text().notNull(),
    authority: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    reference: bigint({ mode: 'bigint' }),
  },
  (table) => [
    primaryKey({ columns: [table.person, table.officer, table.day] }),
    index('person_trace_day').on(table.day),
  ],
)

/**
 * That an officer looked for somebody with an account at the same authority, or for themselves. Only what the gateway recognised stands
 * here, by the names of the accounts.
 */
export const officerTrace = audit.table(
  'officer_trace',
  {
    officer: text().notNull(),
    /** Whose account it is. */
    subject: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    /** The last such look of that day. */
    recordId: uuid('record_id').notNull(),
    /** Whether a birth date or a document agreed as well. */
    certain: boolean().notNull(),
    /** Whether a look for a purpose that has cases named none. */
    uncased: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.officer, table.subject, table.day] }),
    index('officer_trace_day').on(table.day),
  ],
)

/** Looks by officer, purpose and day, and how many of them named a case or control. */
export const purposeDay = audit.table(
  'purpose_day',
  {
    officer: text().notNull(),
    /** Empty for looks from before it was noted. */
    authority: text().notNull().default(''),
    purpose: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    looks: integer().notNull(),
    referenced: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officer, table.purpose, table.day] })],
)

/** Queries by officer, purpose, day and hour (UTC), and how many of them found something: what an officer's habits are told by. */
export const lookHour = audit.table(
  'look_hour',
  {
    officer: text().notNull(),
    purpose: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    hour: smallint().notNull(),
    looks: integer().notNull(),
    found: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officer, table.purpose, table.day, table.hour] })],
)

/** Queries by officer and post, in quarters of an hour (UTC, from 0 to 95): where somebody was who looked. */
export const postLook = audit.table(
  'post_look',
  {
    officer: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    quarter: smallint().notNull(),
    /** Empty where the network belongs to no post. */
    post: text().notNull(),
    /** It is none of the officer's own. */
    away: boolean().notNull(),
    looks: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officer, table.day, table.quarter, table.post] })],
)

/** How many places of the log have been watched. One row. */
export const watched = audit.table('watched', {
  id: smallint().primaryKey().default(1),
  places: bigint({ mode: 'number' }).notNull().default(0),
})
