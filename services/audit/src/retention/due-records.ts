import type { Executor } from '@crosswatch/database'
import { type SQL, sql } from 'drizzle-orm'
import type { RetentionRule } from '../domain/retention-rules.ts'
import { firstIdAt } from '../search/search-records.ts'

/** Records of the class that are older than the rule says. Ids carry their time. */
function over({ operations, before }: RetentionRule): SQL {
  return sql`from audit.look
    join audit.access_class on access_class.number = look.class
    join audit.officer on officer.number = look.officer
    join audit.record on record.id = look.record_id
    where look.record_id < ${firstIdAt(before)}::uuid and operation = any(${sql.param([...operations])}::text[])`
}

/** Whether something still keeps a record: a legal hold, a review without a verdict, or an alert that lives. */
function kept({ before, whileAlertLives }: RetentionRule): SQL {
  const alerts = sql`jsonb_array_elements(convert_from(record.record, 'UTF8')::jsonb->'alerts') as touched`
  const alive = sql`exists (
    select from ${alerts} join audit.alert_look as later
      on later.alert = (touched->>'alert')::uuid and later.record_id >= ${firstIdAt(before)}::uuid
  )`
  return sql`(
    exists (
      select from audit.legal_hold where lifted_at is null and (
        (kind = 'record' and subject = look.record_id::text)
        or (kind = 'officer' and subject = officer.name)
        or (kind = 'alert' and exists (select from ${alerts} where touched->>'alert' = subject))
      )
    )
    or exists (select from audit.review where review.record_id = look.record_id and verdict is null)
    ${whileAlertLives ? sql`or ${alive}` : sql``}
  )`
}

/** A record that is due, and the short number of its officer. */
export type DueRecord = { readonly id: string; readonly officer: number }

/** Records that are due, the oldest first. */
export async function dueRecords(
  executor: Executor,
  rule: RetentionRule,
  limit: number,
): Promise<DueRecord[]> {
  const { rows } = await executor.execute<DueRecord>(sql`
    select look.record_id as id, look.officer ${over(rule)} and not ${kept(rule)} order by look.record_id limit ${limit}`)
  return rows
}

/** How many records of the class are older than the rule says, and how many of them something still keeps. */
export async function countDue(
  executor: Executor,
  rule: RetentionRule,
): Promise<{ readonly over: number; readonly kept: number }> {
  const { rows } = await executor.execute<{ over: number; kept: number }>(sql`
    select count(*)::int as over, (count(*) filter (where ${kept(rule)}))::int as kept ${over(rule)}`)
  return rows[0] ?? { over: 0, kept: 0 }
}
