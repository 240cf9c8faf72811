import { usageError } from '../../../errors.ts'
import { readCsv } from '../../files/read-csv.ts'
import { type ListFormat, listingPurposes, type ReadRow } from '../../list-format.ts'
import { clean } from '../../text/clean.ts'
import { isColumn, type Row, valuesOf } from './columns.ts'
import { identityOf } from './identity.ts'
import { postingOf } from './posting.ts'

/**
 * Crosswatch's own CSV: a header that names its columns in any order, one subject per row, several values of a column
 * separated by `;`. The README of this package describes every column; `examples/` holds a file.
 *
 *   ref,category,subject,name,aliases,birth_dates,nationalities,documents,grounds,decision_reference
 *   B-1,inquiry-check,person,Dragomir VANTU,Drago;D. Vantu,1979,XA,passport:XA:P0000001,recruitment-offences/worker-charged-fees,Order 1
 */
export const crosswatchCsv: ListFormat = {
  name: 'crosswatch-csv',
  title: "Crosswatch's own CSV, documented in packages/cli/README.md",
  fileNames: ['crosswatch.csv'],
  defaults: {
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: listingPurposes,
    grounds: {},
  },
  async *read(file, { onRead }) {
    let columns: readonly string[] | undefined
    for await (const { row, fields } of readCsv(file.text(onRead))) {
      if (columns === undefined) {
        columns = headerOf(fields)
        continue
      }
      if (fields.length === 1 && clean(fields[0]) === undefined) continue
      if (fields.length !== columns.length)
        yield refused(row, 'the row has another number of columns than the header')
      else yield readRow(row, rowOf(columns, fields))
    }
    if (columns === undefined) throw usageError('The file is empty; its first line must name the columns.')
  },
}

function headerOf(fields: readonly string[]): readonly string[] {
  const columns = fields.map((field) => field.trim().toLowerCase())
  const unknown = columns.find((column) => !isColumn(column))
  if (unknown !== undefined) {
    throw usageError(
      `The file has a column ${unknown.slice(0, 40)} that is not one of this format; see packages/cli/README.md.`,
    )
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index)
  if (twice !== undefined) throw usageError(`The file has the column ${twice} twice; keep one.`)
  if (!columns.includes('ref'))
    throw usageError('The file has no column ref, by which a row is known again when it is imported again.')
  return columns
}

function rowOf(columns: readonly string[], fields: readonly string[]): Row {
  const values = new Map(columns.map((column, index) => [column, clean(fields[index])]))
  return (column) => values.get(column)
}

function readRow(number: number, row: Row): ReadRow {
  const ref = row('ref')
  if (ref === undefined) return refused(number, 'ref is empty')
  const identity = identityOf(row)
  const label = row('name') ?? row('posting_title')
  const content: Record<string, unknown> = {
    category: row('category'),
    mode: row('mode'),
    authority: row('authority'),
    statement: row('statement'),
    notes: row('notes'),
    grade: gradeOf(row('grade')),
    validFrom: timeOf(row('valid_from')),
    validUntil: timeOf(row('valid_until')),
    purposes: listOf(row, 'purposes'),
    cautions: listOf(row, 'cautions'),
    handling: handlingOf(row),
    identity,
    posting: postingOf(row),
    evidence: row('case_reference') && { caseReference: row('case_reference'), exhibits: [] },
  }
  const codes = listOf(row, 'grounds')?.map((ground) => {
    const [list, code] = ground.split('/')
    return { list, code }
  })
  const grounds = {
    codes,
    legalBasis: row('legal_basis'),
    decisionReference: row('decision_reference'),
    narrative: row('narrative'),
  }
  return {
    kind: 'row',
    row: number,
    ref,
    ...(label === undefined ? {} : { label }),
    leftOut: [],
    content: { ...defined(content), grounds: defined(grounds) },
  }
}

function listOf(row: Row, column: string): string[] | undefined {
  const values = valuesOf(row, column)
  return values.length === 0 ? undefined : values
}

/** `B2`. Anything else is handed on and refused by the schema. */
function gradeOf(text: string | undefined): unknown {
  return text === undefined ? undefined : { source: text.slice(0, 1), information: Number(text.slice(1)) }
}

function handlingOf(row: Row): unknown {
  const [tlp, onwardUse] = [row('tlp'), row('onward_use')]
  if (tlp === undefined && onwardUse === undefined) return undefined
  return { tlp: tlp ?? 'AMBER', onwardUse: onwardUse ?? 'ask-first' }
}

/** A day stands for its beginning in UTC. */
function timeOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function refused(row: number, reason: string): ReadRow {
  return { kind: 'refused', row, reasons: [reason] }
}
