import {
  getTableColumns,
  getTableName,
  sql,
  type InferInsertModel,
  type SQL,
  type SQLChunk,
} from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from './executor.ts'

export interface InsertRowsOptions<T extends PgTable> {
  /** A row that conflicts on these columns replaces the other columns of the one that is there. */
  readonly replaceOn?: readonly (keyof InferInsertModel<T> & string)[]
  /** A row that conflicts with any constraint is left out. */
  readonly skipConflicts?: boolean
}

/**
 * Inserts many rows with one array for each column: `insert ... select from unnest($1::uuid[], $2::text[], ...)`. However
 * many rows, the statement and the number of parameters stay the same, which makes it several times cheaper than a list
 * of values, on both sides. Bytes travel as they are, those of a whole column in one parameter, and are cut apart there: in an
 * array they would be spelled out in hexadecimal.
 *
 * Every row must give the same columns; columns that the first row leaves out take their defaults.
 */
export async function insertRows<T extends PgTable>(
  executor: Executor,
  table: T,
  rows: readonly InferInsertModel<T>[],
  { replaceOn, skipConflicts = false }: InsertRowsOptions<T> = {},
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.entries<PgColumn>(getTableColumns(table)).filter(
    ([key]) => valueOf(first, key) !== undefined,
  )
  const parts = columns.map(([key, column], index) =>
    columnPart(
      column,
      `c${index}`,
      rows.map((row) => valueOf(row, key)),
    ),
  )
  const { schema } = getTableConfig(table)
  const name = sql.identifier(getTableName(table))
  const target = schema === undefined ? name : sql`${sql.identifier(schema)}.${name}`
  await executor.execute(sql`
    insert into ${target} (${list(columns.map(([, column]) => sql.identifier(column.name)))})
    select ${list(parts.map(({ value }) => value))}
    from unnest(${list(parts.flatMap(({ arrays }) => arrays))}) as given (${list(parts.flatMap(({ names }) => names))})
    ${conflictClause(columns, replaceOn, skipConflicts)}`)
}

/** How one column of many rows is said: arrays to unnest, what they are called, and the value made of them. */
interface ColumnPart {
  readonly arrays: readonly SQL[]
  readonly names: readonly SQL[]
  readonly value: SQL
}

function columnPart(column: PgColumn, name: string, values: readonly unknown[]): ColumnPart {
  const driverValues = values.map((value) => driverValue(column, value))
  if (column.getSQLType() === 'bytea') return bytesPart(name, driverValues)
  const id = sql`${sql.identifier(name)}`
  return {
    arrays: [sql`${sql.param(driverValues)}::${sql.raw(column.getSQLType())}[]`],
    names: [id],
    value: id,
  }
}

function bytesPart(name: string, values: readonly unknown[]): ColumnPart {
  const chunks = values.map((value) => (value instanceof Uint8Array ? value : undefined))
  const lengths = chunks.map((chunk) => chunk?.length ?? null)
  let end = 0
  const starts = lengths.map((length) => (end += length ?? 0) - (length ?? 0) + 1)
  const [start, length] = [sql`${sql.identifier(`${name}_start`)}`, sql`${sql.identifier(`${name}_length`)}`]
  const all = Buffer.concat(chunks.map((chunk) => chunk ?? new Uint8Array()))
  return {
    arrays: [sql`${sql.param(starts)}::int[]`, sql`${sql.param(lengths)}::int[]`],
    names: [start, length],
    // Null where the length is.
    value: sql`substring(${sql.param(all)}::bytea from ${start} for ${length})`,
  }
}

function list(items: readonly SQLChunk[]): SQL {
  return sql.join([...items], sql`, `)
}

function conflictClause(
  columns: readonly [string, PgColumn][],
  replaceOn: readonly string[] | undefined,
  skip: boolean,
) {
  if (replaceOn === undefined) return skip ? sql`on conflict do nothing` : sql``
  const isKey = ([key]: readonly [string, PgColumn]) => replaceOn.includes(key)
  const keys = columns.filter(isKey).map(([, column]) => sql.identifier(column.name))
  const set = columns
    .filter((column) => !isKey(column))
    .map(([, column]) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`)
  return sql`on conflict (${sql.join(keys, sql`, `)}) do update set ${sql.join(set, sql`, `)}`
}

function valueOf(row: object, key: string): unknown {
  return Reflect.get(row, key)
}

function driverValue(column: PgColumn, value: unknown): unknown {
  return value === undefined || value === null ? null : column.mapToDriverValue(value)
}
