import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { CommandError } from '../../errors.ts'

/** One record of a CSV file. `row` counts from 1 at the top of the file, as a spreadsheet does. */
export interface CsvRecord {
  readonly row: number
  readonly fields: readonly string[]
}

/** A record longer than this is no record: a quote was opened and never closed. */
const longestRecord = 1024 * 1024

/**
 * Reads CSV (RFC 4180) piece by piece, as fast as it is consumed. Records may have any number of fields, and a quote inside a
 * field is a character like any other: whoever reads the records knows how many fields there must be.
 *
 * @throws {CommandError} if a quote never closes: what follows it cannot be told apart
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let row = 0
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
  })
  const records: AsyncIterable<readonly string[]> = pipeline(Readable.from(text), parser, () => {})
  try {
    for await (const fields of records) yield { row: ++row, fields }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new CommandError(
      `A quote that opens in or before line ${lineOf(cause)} of the file never closes; correct the file and try again.`,
      undefined,
      { cause },
    )
  }
}

function lineOf(error: CsvError): string {
  return 'lines' in error ? String(error['lines']) : '?'
}
