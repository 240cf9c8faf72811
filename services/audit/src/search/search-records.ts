import type { Executor } from '@crosswatch/database'
import { type SQL, sql } from 'drizzle-orm'
import type { StoredRecord } from '../domain/record-view.ts'

/** What to search for. Times are RFC 3339; `from` is included, `to` is not. */
export interface RecordFilter {
  readonly officer?: string
  readonly authority?: string
  readonly operation?: string
  readonly purpose?: string
  readonly outcome?: string
  readonly alert?: string
  readonly from?: string
  readonly to?: string
}

/**
 * Records that fit all of the filter, youngest first. What the index does not cover yet is looked through as it is, in the
 * same statement, so that nothing is missing and nothing found twice.
 *
 * However large the log, it reads a page of an index and looks up what that names. "offset 0" and the subqueries leave the
 * planner no choice: it expects a third of the log to be behind the index, and would rather read the whole log in order.
 *
 * @param after the id of a record: those older than it
 */
export async function searchRecords(
  executor: Executor,
  filter: RecordFilter,
  limit: number,
  after?: string,
): Promise<StoredRecord[]> {
  const ages = ageConditions(filter, after)
  const { rows } = await executor.execute<{
    id: string
    record: Buffer
    index: string | null
    key: Buffer | null
  }>(sql`
    with behind as materialized (
      select record_id from audit.pending
      union all
      select record_id from audit.leaf where index >= (select places from audit.indexed)
    ), found as (
      (${indexedLooks(filter, ages, limit)})
      union all
      (select behind.record_id from behind cross join lateral (
         select from audit.record
         where ${all([sql`record.id = behind.record_id`, ...bytesSay(filter), ...ages.map((age) => age(sql`record.id`))])}
         offset 0
       ) as fits
       order by record_id desc limit ${limit})
    )
    select * from (
      select record_id as id,
        (select record from audit.record where record.id = record_id) as record,
        (select index from audit.leaf where leaf.record_id = newest.record_id) as index,
        (select key from audit.record_key where record_key.record_id = newest.record_id) as key
      from (select record_id from found order by record_id desc limit ${limit}) as newest
    ) as records
    where record is not null
    order by id desc`)
  return rows.map((row) => ({ ...row, index: row.index === null ? null : BigInt(row.index) }))
}

type AgeCondition = (id: SQL) => SQL

/** Ids carry their time, so that a time is a bound of ids. */
export function ageConditions(
  { from, to }: Pick<RecordFilter, 'from' | 'to'>,
  after?: string,
): AgeCondition[] {
  return [
    ...(from === undefined ? [] : [(id: SQL) => sql`${id} >= ${firstIdAt(from)}::uuid`]),
    ...(to === undefined ? [] : [(id: SQL) => sql`${id} < ${firstIdAt(to)}::uuid`]),
    ...(after === undefined ? [] : [(id: SQL) => sql`${id} < ${after}::uuid`]),
  ]
}

/** The lowest id that a record of this time can have (UUIDv7). */
export function firstIdAt(time: string): string {
  const hex = Date.parse(time).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Each of these reads one index from its young end and stops after `limit`. */
function indexedLooks(filter: RecordFilter, ages: readonly AgeCondition[], limit: number): SQL {
  const { alert, officer } = filter
  const young = sql`order by record_id desc limit ${limit}`
  const old = ages.map((age) => age(sql`record_id`))
  const classes = classesOf(filter)
  const conditions = [...lookConditions(filter), ...old]
  if (alert !== undefined)
    return sql`select record_id from audit.alert_look where ${all(conditions)} ${young}`
  if (officer !== undefined) return sql`select record_id from audit.look where ${all(conditions)} ${young}`
  if (classes !== undefined) {
    return sql`
      select newest.record_id from unnest(${classes}) as wanted(class)
      cross join lateral (
        select record_id from audit.look where ${all([sql`look.class = wanted.class`, ...old])} ${young}
      ) as newest
      ${young}`
  }
  return sql`
    select id as record_id from audit.record
    where ${all([sql`id not in (select record_id from behind)`, ...ages.map((age) => age(sql`id`))])}
    order by id desc limit ${limit}`
}

/** What a filter asks of a row of `look` or `alert_look`, but for its time. */
export function lookConditions(filter: RecordFilter): SQL[] {
  const { alert, officer } = filter
  const classes = classesOf(filter)
  return [
    ...(alert === undefined ? [] : [sql`alert = ${alert}::uuid`]),
    ...(officer === undefined
      ? []
      : [sql`officer = (select number from audit.officer where name = ${officer})`]),
    ...(classes === undefined ? [] : [sql`class = any(${classes})`]),
  ]
}

function classesOf(filter: RecordFilter): SQL | undefined {
  const conditions = (['authority', 'operation', 'purpose', 'outcome'] as const).flatMap((name) => {
    const value = filter[name]
    return value === undefined ? [] : [sql`${sql.identifier(name)} = ${value}`]
  })
  if (conditions.length === 0) return undefined
  return sql`array(select number from audit.access_class where ${all(conditions)})`
}

/** Canonical JSON (RFC 8785) spells a field in one way: comparing bytes is enough, and what an officer wrote cannot look like a field. */
function bytesSay(filter: RecordFilter): SQL[] {
  const fields = ['officer', 'authority', 'operation', 'purpose', 'outcome', 'alert'] as const
  return fields.flatMap((name) => {
    const value = filter[name]
    if (value === undefined) return []
    const field = Buffer.from(`${JSON.stringify(name)}:${JSON.stringify(value)}`)
    return [sql`position(${field}::bytea in record.record) > 0`]
  })
}

export function all(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)
}
