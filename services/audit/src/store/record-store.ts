import type { Executor } from '@crosswatch/database'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { StoredRecord } from '../domain/record-view.ts'
import { leaf, record, recordKey } from './schema.ts'

/** The records that stand at the places from `from` up to, and without, `to`, by their place. */
export async function recordsOfPlaces(executor: Executor, from: number, to: number) {
  const { rows } = await executor.execute<{ index: string; salt: Buffer; record: Buffer }>(sql`
    select leaf.index, record.salt, record.record
    from audit.leaf join audit.record on record.id = leaf.record_id
    where leaf.index >= ${from} and leaf.index < ${to}`)
  return new Map(rows.map(({ index, ...row }) => [Number(index), row]))
}

/** What to search for. Times are RFC 3339; `from` is included, `to` is not. */
export interface RecordFilter {
  readonly officer?: string
  readonly operation?: string
  readonly purpose?: string
  readonly outcome?: string
  readonly alert?: string
  readonly from?: string
  readonly to?: string
}

/**
 * Records that fit all of the filter, youngest first.
 *
 * @param after the id of a record: those older than it
 */
export async function searchRecords(
  executor: Executor,
  filter: RecordFilter,
  limit: number,
  after?: string,
): Promise<StoredRecord[]> {
  const { officer, alert, from, to } = filter
  const conditions = [
    officer !== undefined && officerIs(officer),
    alert !== undefined && sql`record.id in (select id from touching)`,
    ...(['operation', 'purpose', 'outcome'] as const).map((name) => says(name, filter[name])),
    from !== undefined && sql`record.id >= ${firstIdAt(from)}::uuid`,
    to !== undefined && sql`record.id < ${firstIdAt(to)}::uuid`,
    after !== undefined && sql`record.id < ${after}::uuid`,
  ].filter((condition): condition is SQL => typeof condition === 'object')
  const { rows } = await executor.execute<{
    id: string
    record: Buffer
    index: string | null
    key: Buffer | null
  }>(sql`
    ${alert === undefined ? sql`` : touching(alert)}
    select record.id, record.record, leaf.index, record_key.key
    from audit.record
      left join audit.leaf on leaf.record_id = record.id
      left join audit.record_key on record_key.record_id = record.id
    ${conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`}
    order by record.id desc
    limit ${limit}`)
  return rows.map((row) => ({ ...row, index: row.index === null ? null : BigInt(row.index) }))
}

/** Apart, so that the index of alerts is used: read from the youngest on, the whole log might have to be gone through. */
function touching(alert: string): SQL {
  return sql`with touching as materialized (
    select id from audit.record where audit.has_alerts(record) and audit.alerts(record) ? ${alert}
  )`
}

/** Found by the index up to the first quote in the name, then compared in full. */
function officerIs(officer: string): SQL {
  const field = Buffer.from(`"officer":${JSON.stringify(officer)}`)
  return sql`audit.officer(record.record) = audit.officer(${field}) and position(${field}::bytea in record.record) > 0`
}

/** Canonical JSON spells a field in one way: comparing bytes is enough. */
function says(name: string, value: string | undefined): SQL | false {
  if (value === undefined) return false
  return sql`position(${Buffer.from(`${JSON.stringify(name)}:${JSON.stringify(value)}`)}::bytea in record.record) > 0`
}

/** The lowest id that a record of this time can have: ids carry their time (UUIDv7). */
function firstIdAt(time: string): string {
  const hex = Date.parse(time).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** One record with its salt, and the wrapped key of its terms if it has any that were not erased. */
export async function findRecord(executor: Executor, id: string) {
  const [row] = await executor
    .select({
      id: record.id,
      record: record.record,
      salt: record.salt,
      key: recordKey.key,
      index: leaf.index,
    })
    .from(record)
    .leftJoin(recordKey, eq(recordKey.recordId, record.id))
    .leftJoin(leaf, eq(leaf.recordId, record.id))
    .where(eq(record.id, id))
  return row
}

/** The place of a record in the log, if it has one. */
export async function placeOfRecord(executor: Executor, id: string): Promise<bigint | undefined> {
  const [row] = await executor.select({ index: leaf.index }).from(leaf).where(eq(leaf.recordId, id))
  return row?.index
}
