import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres/session'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Pool } from 'pg'

/** A pool of connections; each query may run on another one. */
export type Database = NodePgDatabase & { readonly $client: Pool }

/** One open transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/**
 * What a function asks for that runs queries and does not care whether they are part of a transaction: a
 * `Database` and a `Transaction` both fit.
 */
export type Executor = PgDatabase<NodePgQueryResultHKT>
