import type { ImportStatus } from '@crosswatch/protocol'
import type { ListFormat, RefusedRow } from '../../import/list-format.ts'
import { byReason, type ImportReport } from '../../import/report.ts'

interface Checked {
  readonly source: string
  readonly report: ImportReport
}

interface Imported extends Checked {
  readonly status: ImportStatus
}

/** Rows of one reason that are named one by one. */
const shownRows = 8

/** What `--json` prints: counts, reasons with their rows, and where the import stands. No names. */
export function toJson({
  source,
  format,
  report,
  status,
}: Checked & { format: ListFormat; status?: ImportStatus }) {
  const { rows, prepared, drafted, unchanged, refused, ended, leftOut } = report
  return {
    ...(status === undefined
      ? { checked: prepared }
      : { id: status.id, state: status.state, missing: status.missing, drafted, unchanged }),
    source,
    format: format.name,
    rows,
    refused: refused.length,
    reasons: byReason(refused).map((reason) => ({ ...reason, count: reason.rows.length })),
    ended,
    leftOut,
  }
}

/** What a file would bring. */
export function checkedText({ source, report }: Checked, withNames: boolean): string {
  const { rows, prepared, refused } = report
  return [
    `${source}: ${counted(rows, 'row')} read, nothing sent`,
    `  would be drafted  ${prepared}`,
    `  refused           ${refused.length}`,
    ...refusedLines(refused, withNames),
    ...remarks(report),
  ].join('\n')
}

/** What became of a list, and what comes next. */
export function importedText(
  { source, report, status }: Imported,
  sameNode: string,
  withNames: boolean,
): string {
  const { rows, drafted, unchanged, refused } = report
  return [
    `${source}: ${counted(rows, 'row')}`,
    `  drafted    ${drafted}`,
    `  unchanged  ${unchanged}`,
    `  refused    ${refused.length}`,
    ...refusedLines(refused, withNames),
    ...(status.complete ? [`  gone       ${status.missing}, withdrawn on approval`] : []),
    ...remarks(report),
    status.state === 'discarded'
      ? 'Nothing changed, so there is nothing to approve.'
      : `Import ${status.id} waits for a second officer:\n  crosswatch import approve ${status.id} ${sameNode} --as supervisor --wait`,
  ].join('\n')
}

function refusedLines(refused: readonly RefusedRow[], withNames: boolean): string[] {
  const labels = new Map(refused.map(({ row, label }) => [row, label]))
  return byReason(refused).map(({ reason, rows }) => {
    const shown = rows
      .slice(0, shownRows)
      .map((row) => (withNames ? `${row} (${labels.get(row) ?? 'no name'})` : String(row)))
    const others = rows.length > shownRows ? ` and ${rows.length - shownRows} more` : ''
    return `    ${String(rows.length).padStart(5)}  ${reason}: row ${shown.join(', ')}${others}`
  })
}

function remarks({ ended, leftOut }: ImportReport): string[] {
  const codes = Object.entries(leftOut).map(([code, count]) => `${code} (${count})`)
  return [
    ...(ended === 0
      ? []
      : [
          `  The list says of ${counted(ended, 'row')} that the period has ended; --only-current refuses them.`,
        ]),
    ...(codes.length === 0 ? [] : [`  Not taken over, by number of rows: ${codes.join(', ')}.`]),
  ]
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
