import type { Executor } from '@crosswatch/database'
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { erasedRecord, erasureRun } from './retention-schema.ts'
import { leaf, record, recordKey } from './schema.ts'

/** The records that stand at the places from `from` up to, and without, `to`, by their place. */
export async function recordsOfPlaces(executor: Executor, from: number, to: number) {
  const { rows } = await executor.execute<{ index: string; salt: Buffer; record: Buffer }>(sql`
    select leaf.index, record.salt, record.record
    from audit.leaf join audit.record on record.id = leaf.record_id
    where leaf.index >= ${from} and leaf.index < ${to}`)
  return new Map(rows.map(({ index, ...row }) => [Number(index), row]))
}

/** When the records that stand at these places were lawfully erased, by their place. */
export async function erasuresOfPlaces(executor: Executor, from: number, to: number) {
  const rows = await executor
    .select({ index: leaf.index, at: erasureRun.at })
    .from(leaf)
    .innerJoin(erasedRecord, eq(erasedRecord.recordId, leaf.recordId))
    .innerJoin(erasureRun, eq(erasureRun.id, erasedRecord.run))
    .where(and(gte(leaf.index, BigInt(from)), lt(leaf.index, BigInt(to))))
  return new Map(rows.map(({ index, at }) => [Number(index), at]))
}

/** Whether a record was here and was lawfully erased. */
export async function wasErased(executor: Executor, id: string): Promise<boolean> {
  return (await executor.$count(erasedRecord, eq(erasedRecord.recordId, id))) > 0
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
