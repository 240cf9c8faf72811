import type { Executor } from '@crosswatch/database'
import { eq, type SQL, sql } from 'drizzle-orm'
import { leaf, record, recordKey } from './schema.ts'

/** The records that stand at the places from `from` up to, and without, `to`, by their place. */
export async function recordsOfPlaces(executor: Executor, from: number, to: number) {
  const { rows } = await executor.execute<{ index: string; salt: Buffer; record: Buffer }>(sql`
    select leaf.index, record.salt, record.record
    from audit.leaf join audit.record on record.id = leaf.record_id
    where leaf.index >= ${from} and leaf.index < ${to}`)
  return new Map(rows.map(({ index, ...row }) => [Number(index), row]))
}

/** Where to continue a search: behind the record with this time and id. */
export interface Cursor {
  readonly at: string
  readonly id: string
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

export interface StoredRecord {
  readonly id: string
  /** Canonical JSON. */
  readonly record: Uint8Array
  /** Place in the log; nothing as long as it has none. */
  readonly index: bigint | undefined
}

/** Records that fit all of the filter, youngest first. */
export async function searchRecords(
  executor: Executor,
  filter: RecordFilter,
  limit: number,
  after?: Cursor,
): Promise<StoredRecord[]> {
  const conditions = [
    ...fieldConditions(filter),
    filter.alert !== undefined &&
      sql`audit.has_alerts(record.record) and audit.alerts(record.record) ? ${filter.alert}`,
    filter.from !== undefined && sql`audit.at(record.record) >= ${filter.from}::timestamptz`,
    filter.to !== undefined && sql`audit.at(record.record) < ${filter.to}::timestamptz`,
    after && sql`(audit.at(record.record), record.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
  ].filter((condition): condition is SQL => typeof condition === 'object')
  const { rows } = await executor.execute<{ id: string; record: Buffer; index: string | null }>(sql`
    select record.id, record.record, leaf.index
    from audit.record left join audit.leaf on leaf.record_id = record.id
    ${conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`}
    order by audit.at(record.record) desc, record.id desc
    limit ${limit}`)
  return rows.map((row) => ({ ...row, index: row.index === null ? undefined : BigInt(row.index) }))
}

function fieldConditions({ officer, operation, purpose, outcome }: RecordFilter): SQL[] {
  return Object.entries({ officer, operation, purpose, outcome }).flatMap(([name, value]) =>
    value === undefined ? [] : [sql`audit.field(record.record, ${sql.raw(`'${name}'`)}) = ${value}`],
  )
}

/** One record with the wrapped key of its terms, if it has any that were not erased. */
export async function findRecord(executor: Executor, id: string) {
  const [row] = await executor
    .select({ id: record.id, record: record.record, key: recordKey.key, index: leaf.index })
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
