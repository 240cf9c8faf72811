import { type Connection, type Executor, insertRows } from '@crosswatch/database'
import { sql } from 'drizzle-orm'
import { alertLook, indexed, look, monthly } from '../store/search-schema.ts'
import { classKey, classNumbers, officerNumbers } from './dictionary.ts'
import { type AccessClass, factsOf, type RecordFacts } from './record-facts.ts'

export interface RecordIndex {
  /** Brings the index up to the last record that has a place, one batch after the other. */
  readonly catchUp: () => Promise<void>
  /** One batch. @returns whether there may be more */
  readonly indexOnce: () => Promise<boolean>
}

const batch = 2048

/**
 * Keeps the tables that auditors search by behind the log, in the order of its places: apart from the transactions of the
 * acts, which must not wait for it. How far it is and what it says are committed together, so that a crash loses
 * nothing and doubles nothing; the row that says how far it is also keeps two processes from doing the same.
 */
export function createRecordIndex({ transaction }: Pick<Connection, 'transaction'>): RecordIndex {
  const indexOnce = () =>
    transaction(async (tx) => {
      const [progress] = await tx.select().from(indexed).for('update')
      if (progress === undefined) return false
      const { places } = progress
      const records = await recordsFrom(tx, places, batch)
      if (records.length === 0) return false
      await write(tx, records)
      await tx.update(indexed).set({ places: (records.at(-1)?.place ?? places) + 1 })
      return records.length === batch
    })
  return {
    indexOnce,
    catchUp: async () => {
      while (await indexOnce());
    },
  }
}

interface PlacedRecord {
  readonly place: number
  readonly id: string
  readonly record: Buffer | null
}

async function recordsFrom(executor: Executor, place: number, limit: number): Promise<PlacedRecord[]> {
  const { rows } = await executor.execute<{ index: string; id: string; record: Buffer | null }>(sql`
    select leaf.index, leaf.record_id as id, record.record
    from audit.leaf left join audit.record on record.id = leaf.record_id
    where leaf.index >= ${place}::bigint
    order by leaf.index limit ${limit}`)
  return rows.map(({ index, ...row }) => ({ place: Number(index), ...row }))
}

async function write(executor: Executor, records: readonly PlacedRecord[]): Promise<void> {
  const read = records.flatMap(({ id, record }) => {
    const facts = record === null ? undefined : factsOf(record)
    return facts === undefined ? [] : [{ id, facts }]
  })
  const numberOf = await numbering(
    executor,
    read.map(({ facts }) => facts),
  )
  const looks = read.map(({ id, facts }) => ({ recordId: id, ...numberOf(facts), alerts: facts.alerts }))
  await insertRows(
    executor,
    look,
    looks.map(({ alerts: _alerts, ...row }) => row),
  )
  await insertRows(
    executor,
    alertLook,
    looks.flatMap(({ alerts, ...row }) => alerts.map((alert) => ({ alert, ...row }))),
  )
  await count(executor, looks)
}

async function count(executor: Executor, looks: readonly { recordId: string; class: number }[]) {
  const counted = Map.groupBy(looks, (one) => `${monthOf(one.recordId)} ${one.class}`)
  const rows = [...counted].map(([key, group]) => {
    const [month = '', number] = key.split(' ')
    return { month, class: Number(number), looks: group.length }
  })
  if (rows.length === 0) return
  await executor
    .insert(monthly)
    .values(rows)
    .onConflictDoUpdate({
      target: [monthly.month, monthly.class],
      set: { looks: sql`${monthly.looks} + excluded.looks` },
    })
}

/** Ids carry their time (UUIDv7). */
function monthOf(id: string): string {
  const milliseconds = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return new Date(milliseconds).toISOString().slice(0, 7)
}

async function numbering(executor: Executor, facts: readonly RecordFacts[]) {
  const classes = new Map<string, AccessClass>(facts.map((one) => [classKey(one.class), one.class]))
  const officers = await officerNumbers(executor, new Set(facts.map(({ officer }) => officer)))
  const numbers = await classNumbers(executor, classes)
  return (one: RecordFacts) => ({
    officer: officers.get(one.officer) ?? 0,
    class: numbers.get(classKey(one.class)) ?? 0,
  })
}
