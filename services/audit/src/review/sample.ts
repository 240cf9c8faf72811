import type { Connection, Executor } from '@crosswatch/database'
import { countedLooks, newUuid, type SampleRequest } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { readLogState } from '../log-state.ts'
import { factsOf } from '../search/record-facts.ts'
import { firstIdAt } from '../search/search-records.ts'
import { review } from '../store/review-schema.ts'
import { drawPlaces } from './draw-sample.ts'

/** Places that are drawn for each record that is wanted, at most: others are of no interest, or in the queue already. */
const patience = 200

/**
 * Draws looks for review and puts them into the queue.
 *
 * @returns how many there were to be drawn
 */
export function sample(
  { transaction }: Pick<Connection, 'transaction'>,
  { from, authority, count }: Pick<SampleRequest, 'from' | 'authority' | 'count'>,
  now: Date,
): Promise<number> {
  return transaction(async (tx) => {
    const { size, root } = await readLogState(tx)
    const first = await firstPlaceSince(tx, from)
    if (first === undefined || first >= Number(size)) return 0
    const asked = JSON.stringify([from, authority ?? null])
    let tried = 0
    let drawn = 0
    for (const places of batches(drawPlaces(root, asked, first, Number(size)), 500)) {
      const looks = await looksAt(tx, places, { from, ...(authority === undefined ? {} : { authority }) })
      const rows = looks.map(({ id, officer }) => ({
        id: newUuid(),
        kind: 'sample',
        officer,
        recordId: id,
        reason: `Drawn by lot from the root of the log of ${size} records.`,
        openedAt: now,
      }))
      drawn += await addUpTo(tx, rows, count - drawn)
      tried += places.length
      if (drawn >= count || tried >= count * patience) break
    }
    return drawn
  })
}

/** @returns how many were not in the queue before */
async function addUpTo(
  executor: Executor,
  rows: readonly (typeof review.$inferInsert)[],
  count: number,
): Promise<number> {
  let added = 0
  for (const row of rows) {
    if (added === count) break
    const inserted = await executor
      .insert(review)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: review.id })
    added += inserted.length
  }
  return added
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Places follow the time of records closely, so that the place of the first one is a fair beginning. */
async function firstPlaceSince(executor: Executor, from: string): Promise<number | undefined> {
  const { rows } = await executor.execute<{ index: string }>(
    sql`select index from audit.leaf where record_id >= ${firstIdAt(from)}::uuid order by record_id limit 1`,
  )
  return rows[0] === undefined ? undefined : Number(rows[0].index)
}

/** Those of the places that hold a look of an officer, in the order in which they were drawn. */
async function looksAt(
  executor: Executor,
  places: readonly number[],
  { from, authority }: { readonly from: string; readonly authority?: string },
) {
  const { rows } = await executor.execute<{ id: string; record: Buffer }>(sql`
    select record.id, record.record
    from unnest(${sql.param(places)}::bigint[]) with ordinality as drawn(place, position)
      join audit.leaf on leaf.index = drawn.place
      join audit.record on record.id = leaf.record_id
    where record.id >= ${firstIdAt(from)}::uuid
    order by drawn.position`)
  return rows.flatMap(({ id, record }) => {
    const facts = factsOf(record)
    if (facts === undefined || !countedLooks.has(facts.class.operation)) return []
    if (authority !== undefined && facts.class.authority !== authority) return []
    return [{ id, officer: facts.officer }]
  })
}
