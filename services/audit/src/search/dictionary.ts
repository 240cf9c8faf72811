import type { Executor } from '@crosswatch/database'
import { inArray, sql } from 'drizzle-orm'
import { accessClass, officer } from '../store/search-schema.ts'
import type { AccessClass } from './record-facts.ts'

/** The short number of each of these officers; those who are new get one. */
export async function officerNumbers(
  executor: Executor,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  if (names.size === 0) return new Map()
  const given = [...names]
  await executor.execute(
    sql`insert into audit.officer (name) select unnest(${sql.param(given)}::text[])
        except select name from audit.officer where name = any(${sql.param(given)}::text[])
        on conflict do nothing`,
  )
  const rows = await executor.select().from(officer).where(inArray(officer.name, given))
  return new Map(rows.map(({ name, number }) => [name, number]))
}

/** The short number of each of these classes, by `classKey`; new ones get one. */
export async function classNumbers(
  executor: Executor,
  classes: ReadonlyMap<string, AccessClass>,
): Promise<ReadonlyMap<string, number>> {
  const known = async () =>
    new Map((await executor.select().from(accessClass)).map((row) => [classKey(row), row.number]))
  const numbers = await known()
  const missing = [...classes].filter(([key]) => !numbers.has(key)).map(([, one]) => one)
  if (missing.length === 0) return numbers
  await executor.insert(accessClass).values(missing).onConflictDoNothing()
  return known()
}

export function classKey({ authority, operation, purpose, outcome }: AccessClass): string {
  return JSON.stringify([authority, operation, purpose, outcome])
}
