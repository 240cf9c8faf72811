import type { Executor } from '@crosswatch/database'
import { sql } from 'drizzle-orm'

/**
 * Says which table the changes come from: another one after a restored backup, whose sequence numbers mean other changes
 * than those of the same numbers that were lost.
 */
export async function databaseOrigin(db: Executor): Promise<string> {
  const { rows } = await db.execute<{ origin: string }>(sql`
    select concat_ws(' ', system_identifier, timeline_id, to_regclass('alerts.alert')::oid) as origin
    from pg_control_system(), pg_control_checkpoint()`)
  return rows[0]?.origin ?? ''
}
