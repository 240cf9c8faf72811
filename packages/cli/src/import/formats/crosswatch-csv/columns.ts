import { clean } from '../../text/clean.ts'

/** A row by the names of its columns; undefined where a field is empty or the file has no such column. */
export type Row = (column: string) => string | undefined

/** Every column of the format. The README describes them one by one. */
const columns: ReadonlySet<string> = new Set([
  'ref',
  'category',
  'mode',
  'authority',
  'grade',
  'tlp',
  'onward_use',
  'purposes',
  'valid_from',
  'valid_until',
  'cautions',
  'statement',
  'notes',
  'subject',
  'name',
  'given_name',
  'family_name',
  'aliases',
  'weak_aliases',
  'former_names',
  'trade_names',
  'birth_dates',
  'sex',
  'nationalities',
  'places',
  'documents',
  'registrations',
  'registration_authority',
  'phones',
  'emails',
  'urls',
  'handles',
  'accounts',
  'grounds',
  'legal_basis',
  'decision_reference',
  'narrative',
  'case_reference',
  'posting_title',
  'posting_employer',
  'posting_occupation',
  'posting_country',
  'posting_locality',
  'posting_pay',
  'posting_fee',
  'posting_language',
  'posting_seen_on',
  'posting_text',
])

export function isColumn(name: string): boolean {
  return columns.has(name)
}

/** The values of a field, separated by `;`. `\;` is a semicolon that separates nothing. */
export function valuesOf(row: Row, column: string): string[] {
  return (row(column) ?? '')
    .split(/(?<!\\);/)
    .flatMap((value) => clean(value.replaceAll(String.raw`\;`, ';')) ?? [])
}
