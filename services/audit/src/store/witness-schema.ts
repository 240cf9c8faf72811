import { bytea } from '@crosswatch/database'
import { sql } from 'drizzle-orm'
import { bigint, check, doublePrecision, integer, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { audit } from './schema.ts'

/**
 * The newest checkpoint of this log that enough witnesses cosigned, and when they did so last. One row, made when this
 * log begins to be witnessed; without it nobody is asked to confirm the log.
 */
export const cosigned = audit.table(
  'cosigned',
  {
    id: smallint().primaryKey().default(1),
    /** Signed note with its cosignatures; nothing before the first time. */
    checkpoint: text(),
    size: bigint({ mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    witnessedAt: timestamp('witnessed_at', { withTimezone: true }).notNull().defaultNow(),
    /** Seconds without a quorum after which disclosures stop. */
    staleAfter: integer('stale_after').notNull(),
    /** By how many seconds this database's clock was ahead of the witnesses' when they cosigned last. */
    clockAhead: doublePrecision('clock_ahead').notNull().default(0),
  },
  (table) => [check('cosigned_only_one', sql`${table.id} = 1`)],
)

/** Who is asked to cosign this log: the code of a jurisdiction, or the name of a neutral witness; and which checkpoint each cosigned last. */
export const cosignerSeen = audit.table('cosigner_seen', {
  name: text().primaryKey(),
  /** Nothing as long as it has cosigned none. */
  at: timestamp({ withTimezone: true }),
  size: bigint({ mode: 'bigint' }),
})

/** The checkpoint of another log that this node cosigned last, as a witness. */
export const witnessed = audit.table('witnessed', {
  origin: text().primaryKey(),
  size: bigint({ mode: 'bigint' }).notNull(),
  root: bytea().notNull(),
  /** The log's own signed note. */
  checkpoint: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** Evidence that a log has signed two histories: verified here, never deleted. */
export const equivocation = audit.table('equivocation', {
  origin: text().notNull(),
  /** SHA-256 of the evidence. */
  id: bytea().primaryKey(),
  evidence: text().notNull(),
  foundAt: timestamp('found_at', { withTimezone: true }).notNull().defaultNow(),
})
