import { bytea } from '@crosswatch/database'
import { sql } from 'drizzle-orm'
import { bigint, check, pgSchema, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'

/** The audit service's own schema. Functions, triggers and grants are in the migrations beside these tables. */
export const audit = pgSchema('audit')

/**
 * What was done, by whom and why: canonical JSON behind a salt, without what all records have in common
 * (`audit.pack_record`). Never updated and never deleted. Ids carry the record's time (UUIDv7) and are the index of it. What it
 * is searched by is derived from it: search-schema.ts.
 */
export const packedRecord = audit.table(
  'packed_record',
  {
    id: uuid().primaryKey(),
    salt: bytea().notNull(),
    packed: bytea().notNull(),
  },
  (table) => [check('record_salt', sql`octet_length(${table.salt}) = 32`)],
)

/** Records as they were written. */
export const record = audit
  .view('record', { id: uuid().notNull(), salt: bytea().notNull(), record: bytea().notNull() })
  .existing()

/**
 * The wrapped key of a record's encrypted terms. Apart from the record, so that it can be destroyed: then the terms are
 * gone for good, while the record and every proof of it stay.
 */
export const recordKey = audit.table('record_key', {
  recordId: uuid('record_id').primaryKey(),
  key: bytea().notNull(),
})

/** Records that have no place in the log yet, in the order of their arrival. Emptied by the sequencer. */
export const pending = audit.table('pending', {
  position: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  recordId: uuid('record_id').notNull(),
  type: text().notNull(),
  commitment: bytea().notNull(),
})

/** Which record stands at which place of the log. */
export const leaf = audit.table('leaf', {
  index: bigint({ mode: 'bigint' }).primaryKey(),
  recordId: uuid('record_id').notNull().unique(),
})

/** Hashes of the tree, C2SP tlog-tiles. A partial tile is the beginning of the full one, so only the widest is kept. */
export const tile = audit.table(
  'tile',
  {
    level: smallint().notNull(),
    index: bigint({ mode: 'bigint' }).notNull(),
    width: smallint().notNull(),
    hashes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
)

/** Log entries, 256 to a bundle. As with tiles, only the widest is kept. */
export const bundle = audit.table('bundle', {
  index: bigint({ mode: 'bigint' }).primaryKey(),
  width: smallint().notNull(),
  entries: bytea().notNull(),
})

/**
 * The log itself: one row, made by its own command. The signed checkpoint says how long the log is and what its root is;
 * nothing else does.
 */
export const log = audit.table(
  'log',
  {
    id: smallint().primaryKey().default(1),
    checkpoint: text().notNull(),
  },
  (table) => [check('log_only_one', sql`${table.id} = 1`)],
)
