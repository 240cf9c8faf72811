import type { Executor } from '@crosswatch/database'
import { tileWidth, type AccessEntry, type ReadTiles, type Tile, type TileId } from '@crosswatch/transparency'
import { and, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm'
import type { BundleExtension } from '../domain/sequence.ts'
import { bundle, log, tile } from './schema.ts'

/** The signed checkpoint, if there is a log. */
export async function readCheckpoint(executor: Executor): Promise<string | undefined> {
  const [row] = await executor.select().from(log)
  return row?.checkpoint
}

/** What the proof of one place is made of. */
export interface PlaceInLog {
  readonly checkpoint: string
  /** The bundle that holds the place, unless it is missing. */
  readonly bundle: { readonly width: number; readonly bytes: Uint8Array } | undefined
  readonly tiles: readonly Tile[]
}

type StoredPart =
  | { part: 'checkpoint'; checkpoint: string }
  | { part: 'bundle'; width: number; bytes: Buffer }
  | { part: 'tile'; level: number; index: string; width: number; bytes: Buffer }

/**
 * The confirmed checkpoint if it covers this place, otherwise the newest one; the bundle that holds the place; and the
 * tiles above the place and at the edge of that checkpoint's tree, which is all that an inclusion proof reads. In one
 * statement: a proof costs one round trip.
 *
 * @returns nothing if there is no log
 */
export async function readPlace(executor: Executor, index: bigint): Promise<PlaceInLog | undefined> {
  const { rows } = await executor.execute<StoredPart>(sql`
    with place as (select ${index}::bigint as index),
    signed as (
      select coalesce((select checkpoint from audit.cosigned where size > place.index), log.checkpoint) as checkpoint
      from audit.log, place
      limit 1
    ),
    wanted as (
      select level, number >> (8 * (level + 1)) as index
      from generate_series(0, 7) as level,
        (select index from place union select split_part(checkpoint, chr(10), 2)::bigint from signed) as above (number)
    )
    select 'checkpoint' as part, checkpoint, null::int as level, null::bigint as index, null::int as width,
      null::bytea as bytes from signed
    union all
    select 'bundle', null, null, index, width, entries from audit.bundle
    where index = (select index / ${tileWidth} from place)
    union all
    select 'tile', null, level, index, width, hashes from audit.tile
    where (level, index) in (select level, index from wanted)`)
  const checkpoint = rows.find((row) => row.part === 'checkpoint')?.checkpoint
  if (checkpoint === undefined) return undefined
  return {
    checkpoint,
    bundle: rows.find((row) => row.part === 'bundle'),
    tiles: rows
      .filter((row) => row.part === 'tile')
      .map(({ bytes, ...id }) => ({ ...id, index: BigInt(id.index), hashes: bytes })),
  }
}

/** @returns whether there was none before. */
export async function insertLog(executor: Executor, checkpoint: string): Promise<boolean> {
  const inserted = await executor
    .insert(log)
    .values({ checkpoint })
    .onConflictDoNothing()
    .returning({ id: log.id })
  return inserted.length === 1
}

export async function replaceCheckpoint(executor: Executor, checkpoint: string): Promise<void> {
  await executor.update(log).set({ checkpoint })
}

/**
 * Takes the log for this transaction, until it ends.
 *
 * @returns nothing if another sequencer has it.
 */
export async function takeLog(executor: Executor): Promise<boolean> {
  const { rows } = await executor.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('crosswatch audit sequencer', 0)) as taken`,
  )
  return rows[0]?.taken === true
}

/** Gives the oldest pending records the places from `size` on, and takes them out of the queue. */
export async function placePending(executor: Executor, size: bigint, limit: number): Promise<AccessEntry[]> {
  const { rows } = await executor.execute<{ type: string; commitment: Buffer }>(sql`
    with taken as (
      delete from audit.pending
      where position in (select position from audit.pending order by position limit ${limit})
      returning position, record_id, type, commitment
    ), placed as (
      select ${size}::bigint + row_number() over (order by position) - 1 as index, record_id, type, commitment
      from taken
    ), written as (
      insert into audit.leaf (index, record_id) select index, record_id from placed
    )
    select type, commitment from placed order by index`)
  return rows
}

export async function writeTiles(executor: Executor, tiles: readonly Tile[]): Promise<void> {
  await executor
    .insert(tile)
    .values(tiles.map(({ level, index, width, hashes }) => ({ level, index, width, hashes })))
    .onConflictDoUpdate({
      target: [tile.level, tile.index],
      set: { width: sql`excluded.width`, hashes: sql`excluded.hashes` },
    })
}

export async function extendBundles(executor: Executor, bundles: readonly BundleExtension[]): Promise<void> {
  await executor
    .insert(bundle)
    .values(bundles.map(({ index, count, bytes }) => ({ index, width: count, entries: bytes })))
    .onConflictDoUpdate({
      target: bundle.index,
      set: {
        width: sql`${bundle.width} + excluded.width`,
        entries: sql`${bundle.entries} || excluded.entries`,
      },
    })
}

/** The tiles of these places that there are, as wide as they are. */
export async function readTiles(executor: Executor, ids: readonly TileId[]): Promise<Tile[]> {
  if (ids.length === 0) return []
  return executor
    .select(getTableColumns(tile))
    .from(tile)
    .innerJoin(
      sql`unnest(
        ${sql.param(ids.map(({ level }) => level))}::smallint[],
        ${sql.param(ids.map(({ index }) => String(index)))}::bigint[]) as wanted(level, index)`,
      sql`${tile.level} = wanted.level and ${tile.index} = wanted.index`,
    )
}

/** Reads the hashes that a proof needs. */
export function tileReader(executor: Executor): ReadTiles {
  return async (ids) => hashesOf(await readTiles(executor, ids), ids)
}

/** The hashes of these tiles; of a tile that is not there, none. */
export function hashesOf(tiles: readonly Tile[], ids: readonly TileId[]): Uint8Array[] {
  return ids.map(
    ({ level, index }) =>
      tiles.find((found) => found.level === level && found.index === index)?.hashes ?? new Uint8Array(),
  )
}

export async function readBundle(executor: Executor, index: bigint) {
  const [row] = await executor.select().from(bundle).where(eq(bundle.index, index))
  return row
}

/** The bundles from `from` up to, and without, `to`. */
export async function readBundles(executor: Executor, from: bigint, to: bigint) {
  return executor
    .select()
    .from(bundle)
    .where(and(gte(bundle.index, from), lt(bundle.index, to)))
}
