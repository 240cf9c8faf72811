import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Federation } from '@crosswatch/infra'
import { inDatabase } from '../support/databases.ts'
import type { Sightings } from './sightings.ts'

/** Looks through every table of a node, value by value: PostgreSQL compresses long ones in its files. */
export async function lookThroughDatabase(
  federation: Federation,
  node: string,
  sightings: Pick<Sightings, 'look'>,
): Promise<number> {
  return inDatabase(federation, node, async (client) => {
    // What it still holds in memory is brought to its files.
    await client.query('checkpoint')
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`)
      const values = rows.flatMap((row) => Object.values(row)).map((value) => bytesOf(value))
      sightings.look({ node, where: `database ${name}`, who: '-' }, Buffer.concat(values))
    }
    return tables.length
  })
}

function bytesOf(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`)
}

/** Looks through every file of a federation: databases, hub and leaves, logs. Keys and the description of the demo are apart. */
export function lookThroughFiles(directory: string, sightings: Pick<Sightings, 'look'>): readonly string[] {
  const files = filesBelow(directory).filter((file) => !/\.(?:sock|lock|pid)$/.test(file))
  for (const file of files) {
    const [folder = ''] = file.slice(directory.length + 1).split('/')
    sightings.look({ node: 'all', where: `files ${folder}`, who: '-' }, bytesAt(file))
  }
  return files
}

/** Servers replace some of their files while they are read: what is gone says nothing. */
export function bytesAt(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

export function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    const target = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : undefined
    if (target?.isDirectory()) return filesBelow(path)
    return entry.isFile() || target?.isFile() ? [path] : []
  })
}
