import type { RecordSummary } from '@crosswatch/protocol'
import { table } from '../../text-table.ts'

/** One record, field by field. Encrypted terms are left out. */
export function recordText(index: number | null, record: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(record).filter(
    ([name, value]) => name !== 'v' && name !== 'terms' && !(Array.isArray(value) && value.length === 0),
  )
  const width = Math.max(...fields.map(([name]) => name.length))
  return [
    `Record ${index ?? 'without a place in the log yet'}`,
    ...fields.map(
      ([name, value]) =>
        `  ${name.padEnd(width)}  ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ].join('\n')
}

/** One line per record, youngest first. */
export function recordsText(records: readonly RecordSummary[], more: boolean): string {
  if (records.length === 0) return 'No records.'
  const rows = records.map(({ index, record }) => [
    index === null ? '-' : String(index),
    record.at,
    record.operation,
    record.outcome,
    record.officer,
    record.purpose ?? '-',
    record.id,
  ])
  const text = table(['index', 'at', 'operation', 'outcome', 'officer', 'purpose', 'id'], rows)
  return more ? `${text}\nThere are more; --limit N shows them.` : text
}
