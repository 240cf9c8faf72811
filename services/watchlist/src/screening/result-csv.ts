import type { ScreeningRow } from '@crosswatch/protocol'
import { columns } from './columns.ts'

const answers = { hit: 'HIT', possible: 'POSSIBLE', none: 'NO HIT', refused: 'NOT LOOKED UP' } as const

const heading = [
  'row',
  ...columns,
  'answer',
  'matches',
  'listed as',
  'match',
  'what to do',
  'reasons',
  'issuer',
  'contact',
  'alert',
  'remarks',
  'record',
]

/** The first line. With a byte order mark: spreadsheets take UTF-8 for something else without. */
export const resultHeading = `\uFEFF${lineOf(heading)}`

/** One person with the strongest match. Every line has the same number of cells. */
export function resultLine({ row, given, outcome, results, remarks, record }: ScreeningRow): string {
  const [best] = results
  const { contact } = best ?? {}
  const drill = results.length > 0 && results.every(({ mode }) => mode === 'exercise')
  return lineOf([
    String(row),
    ...columns.map((column) => given[column] ?? ''),
    `${drill ? 'EXERCISE ' : ''}${answers[outcome]}`,
    String(results.length),
    best?.label ?? '',
    best?.verdict ?? '',
    best?.instruction ?? '',
    best?.reasons.map(({ title }) => title).join('; ') ?? '',
    best?.issuerName ?? '',
    [contact?.desk, contact?.phone, contact?.email].filter((part) => part !== undefined).join(', '),
    best?.alert ?? '',
    remarks.join(' '),
    record ?? '',
  ])
}

/**
 * A line as a spreadsheet can open it without harm: names come from whoever made the list, and a cell that begins like a formula
 * would be run. OWASP, "CSV Injection": an apostrophe before it, every cell in quotes. Full-width signs are read as
 * formulas too by some.
 */
function lineOf(cells: readonly string[]): string {
  return `${cells.map(safeCell).join(',')}\r\n`
}

function safeCell(text: string): string {
  const safe = /^[\s]*[=+\-@＝＋－＠\t\r\n]/u.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
