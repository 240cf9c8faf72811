import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'

/** One record of a CSV file. `row` counts from 1 at the top of the file, as a spreadsheet does. */
export interface CsvRecord {
  readonly row: number
  readonly fields: readonly string[]
  /** Its quotes do not close or do not enclose; there are no fields then. */
  readonly malformed: boolean
}

/** A record longer than this is no record: a quote was opened and never closed. */
const longestRecord = 1024 * 1024

/**
 * Reads CSV (RFC 4180) piece by piece, as fast as it is consumed. A record that cannot be read is handed on as malformed;
 * the ones after it are read.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const malformed: CsvRecord[] = []
  let row = 0
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: longestRecord,
    // Numbered here, in the order of the file; the number travels as one more field.
    on_record: (fields) => [String(++row), ...fields],
    on_skip: () => {
      malformed.push({ row: ++row, fields: [], malformed: true })
      return undefined
    },
  })
  const records: AsyncIterable<readonly string[]> = pipeline(Readable.from(text), parser, () => {})
  for await (const [number, ...fields] of records) {
    const record = { row: Number(number), fields, malformed: false }
    yield* before(malformed, record.row)
    yield record
  }
  yield* before(malformed, Infinity)
}

function* before(malformed: CsvRecord[], row: number): Generator<CsvRecord> {
  for (let next = malformed[0]; next !== undefined && next.row < row; next = malformed[0]) {
    yield next
    malformed.shift()
  }
}
