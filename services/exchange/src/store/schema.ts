import { bytea } from '@crosswatch/database'
import type { Compartment, EntryClass, JurisdictionCode, LetterKind } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

/** The exchange's own tables. Other services reach them only through the functions in the migrations. */
export const exchange = pgSchema('exchange')

const sequence = (name: string) => bigint(name, { mode: 'number' })
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Where every known feed stands. */
export const feed = exchange.table('feed', {
  issuer: text().$type<JurisdictionCode>().primaryKey(),
  headSeq: sequence('head_seq').notNull(),
  headHash: bytea('head_hash').notNull(),
  headAt: text('head_at').notNull(),
  /** Own feed only: up to here the hub acknowledged. */
  publishedSeq: sequence('published_seq').notNull().default(0),
})

/** Entries exactly as they were signed. `body` is null where this node is not addressed. */
export const feedEntry = exchange.table(
  'feed_entry',
  {
    issuer: text().$type<JurisdictionCode>().notNull(),
    seq: sequence('seq').notNull(),
    hash: bytea().notNull(),
    class: text().$type<EntryClass>().notNull(),
    envelope: bytea().notNull(),
    body: bytea(),
    storedAt: time('stored_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.seq] })],
)

/** Statements of roots in the order of the feeds, from which the key state is rebuilt at start. */
export const keyEvent = exchange.table(
  'key_event',
  {
    issuer: text().$type<JurisdictionCode>().notNull(),
    seq: sequence('seq').notNull(),
    ordinal: integer().notNull(),
    envelope: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.seq, table.ordinal] })],
)

/**
 * Channel keys, wrapped under the node's storage key. `seq` is the entry that established the channel: a second one in the same
 * month stands beside the first, under which earlier entries were sealed.
 */
export const channelKey = exchange.table(
  'channel_key',
  {
    issuer: text().$type<JurisdictionCode>().notNull(),
    recipient: text().$type<JurisdictionCode>().notNull(),
    epoch: text().notNull(),
    seq: sequence('seq').notNull(),
    wrapped: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.recipient, table.epoch, table.seq] })],
)

/** A compartment at rest on its way in or out: its box, and its key wrapped under the storage key. Both base64. */
export interface StoredCompartment {
  readonly name: Compartment
  readonly box: string
  readonly key: string
}

export interface OutboxRecipient {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
}

/** What other services want sent, in their order. Everything in it that says something is encrypted. */
export const outbox = exchange.table(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    ref: uuid().notNull(),
    kind: text().$type<LetterKind>().notNull(),
    payloadType: text('payload_type').notNull(),
    document: bytea().notNull(),
    documentKey: bytea('document_key').notNull(),
    compartments: jsonb().$type<readonly StoredCompartment[]>().notNull(),
    recipients: jsonb().$type<readonly OutboxRecipient[]>().notNull(),
    /** `ready`, `waiting` for a channel to its recipients, or `failed`: it cannot be sealed and an operator must look. */
    state: text().$type<'ready' | 'waiting' | 'failed'>().notNull().default('ready'),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('outbox_ready')
      .on(table.id)
      .where(sql`${table.state} = 'ready'`),
    check('outbox_state', sql`${table.state} in ('ready', 'waiting', 'failed')`),
  ],
)

/** What each sealed entry of the own feed is about: with it a receipt for an entry is held against what was sent. */
export const sent = exchange.table(
  'sent',
  {
    seq: sequence('seq').primaryKey(),
    ref: uuid().notNull(),
  },
  (table) => [index('sent_ref').on(table.ref)],
)

/** What arrived for this node, opened and encrypted again under the storage key, in the order of arrival. */
export const inbox = exchange.table(
  'inbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** A letter's kind, or `void`: the entry at `seq` and all after it no longer count. */
    kind: text().$type<LetterKind | 'void'>().notNull(),
    issuer: text().$type<JurisdictionCode>().notNull(),
    seq: sequence('seq').notNull(),
    entryHash: bytea('entry_hash').notNull(),
    /** What the letter is about: the alert's id. */
    ref: uuid(),
    document: bytea(),
    documentKey: bytea('document_key'),
    compartments: jsonb().$type<readonly StoredCompartment[]>().notNull(),
    receivedAt: time('received_at').notNull().defaultNow(),
  },
  (table) => [
    unique('inbox_entry').on(table.issuer, table.seq, table.entryHash, table.kind),
    index('inbox_ref').on(table.ref),
  ],
)

/** What was refused, and why, for an operator to look at. */
export const quarantine = exchange.table(
  'quarantine',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** The issuer it claims, or the subject it came on where nothing could be read. */
    issuer: text().notNull(),
    seq: sequence('seq').notNull(),
    hash: bytea().notNull(),
    reason: text().notNull(),
    detail: text().notNull(),
    source: text().notNull(),
    envelope: bytea(),
    body: bytea(),
    times: integer().notNull().default(1),
    firstAt: time('first_at').notNull().defaultNow(),
    lastAt: time('last_at').notNull().defaultNow(),
  },
  (table) => [unique('quarantine_once').on(table.issuer, table.seq, table.hash, table.reason)],
)
