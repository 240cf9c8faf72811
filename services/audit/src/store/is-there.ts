import type { Executor } from '@crosswatch/database'
import { sql } from 'drizzle-orm'

/** Whether another service grants this function: one that was never started on this node has made none. */
export async function isThere(executor: Executor, name: string): Promise<boolean> {
  const { rows } = await executor.execute<{ there: boolean }>(sql`
    select exists (
      select from pg_proc join pg_namespace on pg_namespace.oid = pronamespace where nspname || '.' || proname = ${name}
    ) as there`)
  return rows[0]?.there === true
}
