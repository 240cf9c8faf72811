import { bytea } from '@crosswatch/database'
import type { ConsentStatus, ErasureCause, JurisdictionCode } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Survivors' consents, and what was erased. Whatever says something about somebody is in a box under the storage key. */
export const consent = pgSchema('consent')

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** An alert of another member that this node erased, and the receipt in which it says so. */
export const erasure = consent.table(
  'erasure',
  {
    alert: uuid().notNull(),
    version: integer().notNull(),
    cause: text().$type<ErasureCause>().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    receipt: uuid().notNull(),
    erasedAt: time('erased_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.alert, table.version, table.cause] })],
)

/** A receipt that a recipient of one of this node's own alerts owes, or has given. */
export const demand = consent.table(
  'demand',
  {
    alert: uuid().notNull(),
    version: integer().notNull(),
    cause: text().$type<ErasureCause>().notNull(),
    recipient: text().$type<JurisdictionCode>().notNull(),
    endedAt: time('ended_at').notNull(),
    dueAt: time('due_at').notNull(),
    /** The place in the recipient's feed that brought the receipt. */
    receiptSeq: bigint('receipt_seq', { mode: 'number' }),
    receipt: uuid(),
    erasedAt: time('erased_at'),
    /** Why a receipt that came was not taken. */
    problem: text().$type<'another-entry'>(),
  },
  (table) => [
    primaryKey({ columns: [table.alert, table.version, table.cause, table.recipient] }),
    index('demand_open')
      .on(table.dueAt)
      .where(sql`${table.receipt} is null`),
    index('demand_listed').on(table.endedAt, table.alert, table.recipient),
    check('demand_cause', sql`${table.cause} in ('withdrawn', 'expired', 'terminated')`),
  ],
)

/** How many lines of the ledger of erasures this database knows. One row. */
export const ledger = consent.table(
  'ledger',
  {
    id: integer().primaryKey().default(1),
    lines: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [check('ledger_only_one', sql`${table.id} = 1`)],
)

/** Alerts that were erased again after the database was put back: their sealed bodies may come once more with the feeds. */
export const replayed = consent.table('replayed', {
  alert: uuid().primaryKey(),
  issuer: text().$type<JurisdictionCode>().notNull(),
  at: time('at').notNull(),
})

/** How far the changes of the alerts and the inbox of the exchange have been read. */
export const cursor = consent.table('cursor', {
  name: text().$type<'alerts' | 'departures' | 'inbox'>().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
})

/** A survivor's consent. The record stays when the consent ends; the information does not. */
export const record = consent.table(
  'record',
  {
    id: uuid().primaryKey(),
    status: text().$type<ConsentStatus>().notNull(),
    validUntil: time('valid_until').notNull(),
    reviewBy: time('review_by').notNull(),
    /** What was consented to, boxed with context `consent <id>`. */
    content: bytea().notNull(),
    contentKey: bytea('content_key').notNull(),
    /** Survivor information, boxed with context `survivor <id>`; null where no consent is given. */
    information: bytea(),
    informationKey: bytea('information_key'),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: time('recorded_at').notNull(),
  },
  (table) => [index('record_review').on(table.reviewBy, table.id)],
)

/** That somebody asked for the information of a consent, and what came of it. */
export const opening = consent.table(
  'opening',
  {
    /** The request's id: a request that comes twice is answered once. */
    id: uuid().primaryKey(),
    consent: uuid().notNull(),
    released: boolean().notNull(),
    at: time('at').notNull(),
    /** Who asked, what for and about what, boxed with context `opening <id>`. */
    details: bytea().notNull(),
    detailsKey: bytea('details_key').notNull(),
  },
  (table) => [index('opening_of').on(table.consent, table.at)],
)
