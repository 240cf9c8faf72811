import { bytea } from '@crosswatch/database'
import type { Role } from '@crosswatch/protocol'
import { boolean, index, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The gateway's own tables: who may sign in, and who is signed in. */
export const gateway = pgSchema('gateway')

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** An officer's account. Its name stands in the access log, so it is chosen as a pseudonym: `xa-analyst`. */
export const user = gateway.table('user', {
  id: uuid().primaryKey(),
  name: text().notNull().unique(),
  /** Argon2id, PHC string format. */
  passwordHash: text('password_hash').notNull(),
  roles: jsonb().$type<readonly Role[]>().notNull(),
  authority: text().notNull(),
  /** Names of posts of this node. */
  posts: jsonb().$type<readonly string[]>().notNull().default([]),
  disabled: boolean().notNull().default(false),
  createdAt: time('created_at').notNull().defaultNow(),
})

/**
 * By what a question about an officer is recognised: keyed hashes of name, birth date and document numbers, none of which stands
 * here. The audit service asks with {@link user.authority} whose they are (`gateway.officers_of_keys`).
 */
export const userKey = gateway.table(
  'user_key',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    key: bytea().notNull(),
    /** Whether it is the officer, and not somebody of the same name. */
    certain: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.userId] }), index('user_key_user').on(table.userId)],
)

/** Somebody at the console. The cookie is not stored, only its SHA-256: a dump of this table signs nobody in. */
export const session = gateway.table(
  'session',
  {
    idHash: bytea('id_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    csrfSecret: text('csrf_secret').notNull(),
    createdAt: time('created_at').notNull(),
    lastSeenAt: time('last_seen_at').notNull(),
    /** Ends then, however busy it is. */
    expiresAt: time('expires_at').notNull(),
    /** The break-glass under which this session acts, and until when. The access log decides whether it holds. */
    breakGlass: uuid('break_glass'),
    breakGlassUntil: time('break_glass_until'),
  },
  (table) => [index('session_expires').on(table.expiresAt)],
)
