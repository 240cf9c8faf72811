import { ServiceError, screeningRowLimit } from '@crosswatch/protocol'
import { CsvError, parse } from 'csv-parse/sync'
import { columnOf, type Column } from './columns.ts'
import { cutText } from './cut-text.ts'

/** The cells of one line that were understood, by column. The rest of the line is not kept. */
export type GivenRow = Readonly<Partial<Record<Column, string>>>

export interface NumberedRow {
  /** In the file, the first line being 1. */
  readonly row: number
  readonly given: GivenRow
}

const delimiters = ['\t', ';', ',']
const longestCell = 200

/**
 * Reads a list of persons: CSV, with semicolons too, or what a spreadsheet puts on the clipboard. Lines without any content are
 * left out.
 *
 * @throws {ServiceError} `rule-not-met` when it is no such list; names lines and columns, no content
 */
export function readRows(text: string): NumberedRow[] {
  const lines = cellsOf(text)
  refuseOpenQuote(lines)
  const [head = []] = lines
  const columns = head.map(columnOf)
  if (!columns.some((column) => column !== undefined && identifying.has(column))) {
    throw listProblem(
      'the first line must name the columns, with name, surname, document, licence, phone or email among them',
    )
  }
  const twice = columns.find((column, at) => column !== undefined && columns.indexOf(column) !== at)
  if (twice !== undefined) throw listProblem(`two columns are called ${twice}`)
  const rows = lines.slice(1).flatMap((cells, index): NumberedRow[] => {
    const given = Object.fromEntries(
      columns.flatMap((column, at) => {
        const cell = tidy(cells[at] ?? '')
        return column === undefined || cell === '' ? [] : [[column, cell]]
      }),
    )
    return Object.keys(given).length === 0 ? [] : [{ row: index + 2, given }]
  })
  if (rows.length === 0) throw listProblem('no line below the names of the columns has any content')
  if (rows.length > screeningRowLimit) {
    throw listProblem(`${rows.length} persons are more than ${screeningRowLimit}; split the list`)
  }
  return rows
}

const identifying: ReadonlySet<Column> = new Set([
  'name',
  'surname',
  'given names',
  'document',
  'licence',
  'phone',
  'email',
])

function cellsOf(text: string): string[][] {
  const [first = ''] = text.split(/\r\n?|\n/, 1)
  const counts = delimiters.map((delimiter) => first.split(delimiter).length)
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ','
  try {
    return parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 64 * 1024,
    })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw listProblem('a quote opens and never closes')
  }
}

/**
 * A quote that never closes takes all up to the next quote into one cell, and nobody in there would be looked up. The parser then
 * leaves the opening quote in the cell, which it drops from a cell of several lines that is properly quoted.
 */
function refuseOpenQuote(lines: readonly string[][]): void {
  const open = lines.findIndex((cells) => cells.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell)))
  if (open !== -1) throw listProblem(`a quote opens in line ${open + 1} and never closes`)
}

function tidy(cell: string): string {
  const tidied = cell
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  return cutText(tidied, longestCell)
}

function listProblem(detail: string): ServiceError {
  return new ServiceError('rule-not-met', { detail })
}
