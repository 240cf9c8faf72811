import { ServiceError } from '@crosswatch/protocol'
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { withRetry, type RetryOptions } from './retry.ts'

export interface MigrateOptions {
  readonly url: string
  /** Path of the folder that drizzle-kit generated: `meta/_journal.json` and one `.sql` file for each migration. */
  readonly folder: string
  /** The service's own schema; holds the table `migrations` that remembers what was applied. */
  readonly schema: string
  /** How to wait for a server that is not up yet. Default: for as long as it takes. */
  readonly retry?: RetryOptions
}

/**
 * Brings the service's schema up to date: applies the migrations that the database does not remember, in one
 * transaction, in the order of the journal.
 *
 * Several processes may do this at once: a session advisory lock (PostgreSQL manual, 13.3.5) lets one work and the
 * others find nothing left to do. The schema is created only if it is missing, so that a role which owns its schema
 * needs no right to create another one (the reason why drizzle's own `migrate` is not used: it demands that right, and
 * it skips a migration whose date lies before the last one applied).
 *
 * Throws `migration-changed` when a migration that was applied reads differently now.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: options.folder })
  await withRetry(() => migrateOnce(options, migrations), options.retry)
}

async function migrateOnce({ url, schema }: MigrateOptions, migrations: readonly MigrationMeta[]) {
  const client = new Client({ connectionString: url, application_name: `migrate ${schema}` })
  client.on('error', () => {})
  try {
    await client.connect()
    // Ends with the session, whatever happens to this process.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`crosswatch migrate ${schema}`])
    await applyMissing(client, client.escapeIdentifier(schema), schema, migrations)
  } finally {
    await client.end().catch(() => {})
  }
}

async function applyMissing(
  client: Client,
  quoted: string,
  schema: string,
  migrations: readonly MigrationMeta[],
) {
  const found = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (found.rowCount === 0) await client.query(`create schema ${quoted}`)
  await client.query(
    `create table if not exists ${quoted}.migrations (created_at bigint primary key, hash text not null)`,
  )
  const { rows } = await client.query<{ created_at: string; hash: string }>(
    `select created_at, hash from ${quoted}.migrations`,
  )
  const applied = new Map(rows.map((row) => [Number(row.created_at), row.hash]))

  await client.query('begin')
  for (const { folderMillis, hash, sql } of migrations) {
    const before = applied.get(folderMillis)
    if (before === hash) continue
    if (before !== undefined) {
      throw new ServiceError('migration-changed', {
        detail: `schema ${schema}, migration of ${new Date(folderMillis).toISOString()}`,
      })
    }
    for (const statement of sql) await client.query(statement)
    await client.query(`insert into ${quoted}.migrations values ($1, $2)`, [folderMillis, hash])
  }
  await client.query('commit')
}
