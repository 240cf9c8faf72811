import type { ImportRowsResult } from '@crosswatch/protocol'
import type { RefusedRow } from './list-format.ts'
import type { PreparedRow } from './prepare.ts'

/** What became of the rows of a list. */
export interface ImportReport {
  readonly rows: number
  /** Rows that met every rule known before they were sent. */
  readonly prepared: number
  readonly drafted: number
  readonly unchanged: number
  readonly refused: readonly RefusedRow[]
  /** Rows whose list says that their period has ended. */
  readonly ended: number
  /** How many rows say more than an alert takes, by code. */
  readonly leftOut: Readonly<Record<string, number>>
}

export interface ReportBuilder {
  refuse(row: RefusedRow): void
  prepare(row: PreparedRow): void
  sent(rows: readonly PreparedRow[], result: ImportRowsResult): void
  report(): ImportReport
}

export function createReport(): ReportBuilder {
  const refused: RefusedRow[] = []
  const leftOut = new Map<string, number>()
  let [prepared, ended, drafted, unchanged, refusedHere] = [0, 0, 0, 0, 0]
  return {
    refuse(row) {
      refused.push(row)
      refusedHere++
    },
    prepare({ hasEnded, leftOut: codes }) {
      prepared++
      if (hasEnded) ended++
      for (const code of new Set(codes)) leftOut.set(code, (leftOut.get(code) ?? 0) + 1)
    },
    sent(rows, result) {
      drafted += result.drafted
      unchanged += result.unchanged
      const byRef = new Map(rows.map((row) => [row.ref, row]))
      for (const { ref, problems } of result.refused) {
        const { row = 0, label } = byRef.get(ref) ?? {}
        refused.push({
          kind: 'refused',
          row,
          ref,
          ...(label === undefined ? {} : { label }),
          reasons: problems,
        })
      }
    },
    report: () => ({
      rows: prepared + refusedHere,
      prepared,
      drafted,
      unchanged,
      refused: refused.toSorted((a, b) => a.row - b.row),
      ended,
      leftOut: Object.fromEntries([...leftOut].toSorted(([a], [b]) => a.localeCompare(b))),
    }),
  }
}

/** Rows that could not even be told apart: nobody knows which subject they are about. */
export function unreadableRows({ refused }: ImportReport): readonly number[] {
  return refused.filter(({ ref }) => ref === undefined).map(({ row }) => row)
}

/** Refused rows by reason, the most frequent first. Ids of other alerts in a reason do not make it another reason. */
export function byReason(refused: readonly RefusedRow[]): { reason: string; rows: number[] }[] {
  const reasons = new Map<string, number[]>()
  for (const { row, reasons: given } of refused) {
    const reason = given.join('; ').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '...')
    const rows = reasons.get(reason)
    if (rows === undefined) reasons.set(reason, [row])
    else rows.push(row)
  }
  return [...reasons]
    .map(([reason, rows]) => ({ reason, rows }))
    .toSorted((a, b) => b.rows.length - a.rows.length)
}

/** The refused rows as CSV that a spreadsheet may open: `row,ref,reason`, and with names as a fourth column on request. */
export function refusedAsCsv(refused: readonly RefusedRow[], withNames: boolean): string {
  const lines = refused.map(({ row, ref = '', reasons, label = '' }) =>
    [String(row), ref, reasons.join('; '), ...(withNames ? [label] : [])].map(csvField).join(','),
  )
  return [withNames ? 'row,ref,reason,name' : 'row,ref,reason', ...lines, ''].join('\r\n')
}

/** A field that begins like a formula gets an apostrophe before it: spreadsheets would compute it. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
