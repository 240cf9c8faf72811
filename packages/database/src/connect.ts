import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import type { Database, Transaction } from './executor.ts'
import { databaseErrorCode } from './failures.ts'
import { withRetry } from './retry.ts'

export interface ConnectOptions {
  /** `postgres://role:password@host:port/database` */
  readonly url: string
  /** What `pg_stat_activity` shows: jurisdiction and service. */
  readonly applicationName: string
  /** Connections at most; default 10. */
  readonly max?: number
  /** A query that takes longer is cancelled; default 60 s, 0 = never. */
  readonly statementTimeoutMs?: number
  /** Told when an idle connection breaks. The pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void
}

export interface Connection extends AsyncDisposable {
  readonly db: Database
  readonly pool: Pool
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
   *
   * `work` is run again, at most 5 times in all, when the server rolled it back because of another transaction
   * (deadlock, serialization failure), so it must not have effects outside the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Whether the server answers now. Never throws. */
  isReachable(): Promise<boolean>
}

export interface TransactionOptions {
  readonly isolationLevel?: 'read committed' | 'repeatable read' | 'serializable'
  readonly accessMode?: 'read only' | 'read write'
}

/** serialization_failure and deadlock_detected: rolled back for certain, so safe to repeat. */
const rolledBack = new Set(['40001', '40P01'])

/**
 * A pool of connections to one database. Opens none until the first query, so it never fails here; a server that goes
 * away fails the queries under way and nothing else, and the pool connects again when it is back.
 */
export function connectDatabase(options: ConnectOptions): Connection {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    keepAlive: true,
  })
  const lost = options.onConnectionLost ?? (() => {})
  pool.on('error', lost)
  // While a connection is checked out and waits for no answer (inside a transaction), only this listener stands
  // between a killed server and an uncaught exception.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = drizzle(pool)

  return {
    db,
    pool,
    transaction: (work, config = {}) =>
      withRetry(() => inTransaction(pool, work, config), {
        attempts: 5,
        firstDelayMs: 5,
        retryable: (error) => rolledBack.has(databaseErrorCode(error) ?? ''),
      }),
    isReachable: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    [Symbol.asyncDispose]: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

/**
 * On a client that is given back whatever happens. Drizzle's own transaction on a pool keeps the client for good when
 * BEGIN fails, as it does when the server has just gone away: a few of those, and the pool is empty for ever.
 */
async function inTransaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  config: TransactionOptions,
): Promise<T> {
  const client = await pool.connect()
  try {
    return await drizzle(client).transaction(work, config)
  } finally {
    client.release()
  }
}
