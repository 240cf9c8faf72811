import type { SealedAtRest, StorageKey } from '@crosswatch/crypto'
import { insertRows, type Executor } from '@crosswatch/database'
import {
  ServiceError,
  type QueryResult,
  type ScreeningOutcome,
  type ScreeningRow,
  type ScreeningStatus,
} from '@crosswatch/protocol'
import { and, asc, desc, eq, gt, isNotNull, isNull, lte, ne, not, sql } from 'drizzle-orm'
import type { NumberedRow } from '../screening/read-rows.ts'
import { openText, sealJson } from './boxes.ts'
import { screening, screeningRow } from './schema.ts'

export type Screening = typeof screening.$inferSelect

/** What was found about one person, as it stands in its box. */
export interface RowFinding {
  readonly remarks: readonly string[]
  readonly results: readonly QueryResult[]
}

/** A row before anybody was looked up, or one that nobody will be looked up for. */
export interface NewRow extends NumberedRow {
  readonly refused?: RowFinding
}

export function givenContext(id: string, row: number): string {
  return `screening ${id} ${row} given`
}

export function foundContext(id: string, row: number): string {
  return `screening ${id} ${row} found`
}

/** @returns whether it is new: the same id again changes nothing */
export async function insertScreening(
  tx: Executor,
  storageKey: StorageKey,
  values: typeof screening.$inferInsert,
  rows: readonly NewRow[],
): Promise<boolean> {
  const { rowCount } = await tx.insert(screening).values(values).onConflictDoNothing()
  if (rowCount === 0) return false
  const { id } = values
  await insertRows(
    tx,
    screeningRow,
    rows.map(({ row, given, refused }) => {
      const input = sealJson(storageKey, givenContext(id, row), given)
      const found = refused && sealJson(storageKey, foundContext(id, row), refused)
      return {
        screening: id,
        row,
        given: input.box,
        givenKey: input.key,
        outcome: refused === undefined ? null : ('refused' as const),
        found: found?.box ?? null,
        foundKey: found?.key ?? null,
      }
    }),
  )
  return true
}

/** An officer sees their own lists only. @throws {ServiceError} `not-found` */
export async function readScreening(db: Executor, id: string, officer: string): Promise<Screening> {
  const [found] = await db
    .select()
    .from(screening)
    .where(and(eq(screening.id, id), eq(screening.officer, officer)))
  if (found === undefined) throw new ServiceError('not-found', { detail: `screening ${id}` })
  return found
}

export async function listScreenings(db: Executor, officer: string): Promise<Screening[]> {
  return db
    .select()
    .from(screening)
    .where(eq(screening.officer, officer))
    .orderBy(desc(screening.createdAt))
    .limit(50)
}

/** Rows of a list that wait to be looked up, of the list that has waited longest. Locked until the transaction ends. */
export async function takeRows(tx: Executor, atMost: number) {
  const [next] = await tx
    .select()
    .from(screening)
    .where(
      and(
        isNull(screening.finishedAt),
        sql`exists (select from ${screeningRow} where ${screeningRow.screening} = ${screening.id} and ${screeningRow.outcome} is null)`,
      ),
    )
    .orderBy(asc(screening.turnAt))
    .limit(1)
  if (next === undefined) return undefined
  const rows = await tx
    .select({ row: screeningRow.row, box: screeningRow.given, key: screeningRow.givenKey })
    .from(screeningRow)
    .where(and(eq(screeningRow.screening, next.id), isNull(screeningRow.outcome)))
    .orderBy(asc(screeningRow.row))
    .limit(atMost)
    .for('update', { skipLocked: true })
  return { screening: next, rows }
}

export interface FoundRow {
  readonly row: number
  readonly outcome: ScreeningOutcome
  readonly sealed: SealedAtRest
  readonly record: string
}

/** Writes what was found, and how far the list is. */
export async function putFindings(
  tx: Executor,
  id: string,
  at: Date,
  found: readonly FoundRow[],
): Promise<void> {
  await tx.execute(sql`
    update watchlist.screening_row as one
    set outcome = given.outcome, found = decode(given.box, 'base64'), found_key = decode(given.key, 'base64'), record = given.record
    from unnest(
      ${sql.param(found.map(({ row }) => row))}::integer[],
      ${sql.param(found.map(({ outcome }) => outcome))}::text[],
      ${sql.param(found.map(({ sealed }) => base64(sealed.box)))}::text[],
      ${sql.param(found.map(({ sealed }) => base64(sealed.key)))}::text[],
      ${sql.param(found.map(({ record }) => record))}::uuid[]) as given (row, outcome, box, key, record)
    where one.screening = ${id} and one.row = given.row`)
  const count = (outcome: ScreeningOutcome) => found.filter((one) => one.outcome === outcome).length
  const done = sql`${screening.done} + ${found.length}`
  await tx
    .update(screening)
    .set({
      done,
      hit: sql`${screening.hit} + ${count('hit')}`,
      possible: sql`${screening.possible} + ${count('possible')}`,
      turnAt: at,
      finishedAt: sql`case when ${done} + ${screening.refused} >= ${screening.rows} then ${at.toISOString()}::timestamptz end`,
    })
    .where(eq(screening.id, id))
}

/** Lets the other lists go first. */
export async function passTurn(db: Executor, id: string, at: Date): Promise<void> {
  await db.update(screening).set({ turnAt: at }).where(eq(screening.id, id))
}

/** Rows that were looked up or refused, in order: what the officer is shown. */
export async function readRowsFound(
  db: Executor,
  storageKey: StorageKey,
  id: string,
  { after, atMost, matching = false }: { after: number; atMost: number; matching?: boolean },
): Promise<ScreeningRow[]> {
  const rows = await db
    .select()
    .from(screeningRow)
    .where(
      and(
        eq(screeningRow.screening, id),
        gt(screeningRow.row, after),
        isNotNull(screeningRow.outcome),
        ...(matching ? [ne(screeningRow.outcome, 'none')] : []),
      ),
    )
    .orderBy(asc(screeningRow.row))
    .limit(atMost)
  return rows.flatMap(({ row, outcome, record, given, givenKey, found, foundKey }) => {
    if (outcome === null || found === null || foundKey === null) return []
    const { remarks, results }: RowFinding = JSON.parse(
      openText(storageKey, foundContext(id, row), { box: found, key: foundKey }),
    )
    const cells: Record<string, string> = JSON.parse(
      openText(storageKey, givenContext(id, row), { box: given, key: givenKey }),
    )
    return [{ row, given: cells, outcome, remarks: [...remarks], results: [...results], record }]
  })
}

/** Erases lists, with everything in them. @returns their ids */
export async function eraseScreenings(
  tx: Executor,
  which: { due: Date } | { id: string },
): Promise<string[]> {
  // What a legal hold names stays, whoever asks.
  const held = sql`array['screening:' || ${screening.id}, 'officer:' || ${screening.officer}] && audit.held_names()`
  const named = 'due' in which ? lte(screening.eraseAt, which.due) : eq(screening.id, which.id)
  const condition = and(named, not(held))
  const erased = await tx.delete(screening).where(condition).returning({ id: screening.id })
  return erased.map(({ id }) => id)
}

export function statusOf(storageKey: StorageKey, row: Screening): ScreeningStatus {
  const { id, purpose, officer, rows, done, hit, possible, refused, createdAt, finishedAt, eraseAt } = row
  const reference = referenceOf(storageKey, row)
  return {
    id,
    purpose,
    ...(reference !== undefined && { reference }),
    officer,
    state: finishedAt === null ? 'running' : 'done',
    rows,
    done,
    hit,
    possible,
    refused,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    erasedAt: eraseAt.toISOString(),
  }
}

export function referenceOf(
  storageKey: StorageKey,
  { id, reference: box, referenceKey: key }: Pick<Screening, 'id' | 'reference' | 'referenceKey'>,
): string | undefined {
  if (box === null || key === null) return undefined
  const reference: string = JSON.parse(openText(storageKey, `screening ${id}`, { box, key }))
  return reference
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
