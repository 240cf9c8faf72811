import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

const shared = new URL('../../../../../shared/data/', import.meta.url)

/** False, or the reason to skip a test that needs these files of the shared data folder. */
export function missingData(...names: string[]): string | false {
  const missing = names.filter((name) => !existsSync(new URL(name, shared)))
  if (missing.length === 0) return false
  if (process.env['CROSSWATCH_REQUIRE_ALL'] === '1')
    throw new Error(`Missing shared data: ${missing.join(', ')}`)
  return `shared data is absent: ${missing.join(', ')}`
}

/** The rows of a CSV file of the shared data folder, by column name; `columns` names them where there is no header. */
export function rowsOf(name: string, columns: true | string[] = true): AsyncIterable<Record<string, string>> {
  const bytes = createReadStream(new URL(name, shared))
  const text = name.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  return text.pipe(parse({ columns, relax_column_count: true, bom: true }))
}
