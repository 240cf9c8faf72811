import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import { countryCodeOf } from './country-names.ts'

/** A row of a CSV file, by column name. */
export type Row = Readonly<Record<string, string>>

/** A listed person of `persons-*.csv`, or a person of `negatives.csv`. */
export function identityOf(row: Row): Identity {
  const birthDate = dateOf(row['date_of_birth'])
  const nationality = countryCodeOf(row['nationality'])
  const sex = sexOf(row['gender'])
  return {
    subject: 'person',
    names: [
      {
        full: nameOf(row),
        kind: 'primary',
        ...(row['first_name'] ? { given: row['first_name'] } : {}),
        ...(row['last_name'] ? { family: row['last_name'] } : {}),
      },
    ],
    ...(birthDate === undefined ? {} : { birthDates: [{ date: birthDate }] }),
    ...(nationality === undefined ? {} : { nationalities: [nationality] }),
    ...(sex === undefined ? {} : { sex }),
  }
}

/** What a query row asks: its name, and with `full` also birth date, nationality and sex. */
export function queryOf(row: Row, full: boolean): SubjectQuery {
  const name = nameOf(row)
  const birthDate = dateOf(row['dob'] ?? row['date_of_birth'])
  return {
    subject: 'person',
    name,
    ...(full && birthDate !== undefined ? { birthDate } : {}),
  }
}

/** What a row calls its subject, whichever of the two columns the file has. */
function nameOf(row: Row): string {
  return row['name'] ?? row['full_name'] ?? ''
}

/**
 * ISO dates, whole or in part; YYMMDD of a machine-readable zone gets the century that leaves nobody unborn in 2030. Anything
 * else is no date.
 */
function dateOf(written: string | undefined): string | undefined {
  const text = (written ?? '').trim()
  if (/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return text
  const [, year, month, day] = /^(\d{2}|\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  if (year === undefined) return undefined
  const century = year.length === 4 ? '' : Number(year) > 30 ? '19' : '20'
  return `${century}${year}-${month}-${day}`
}

function sexOf(written: string | undefined): Identity['sex'] {
  if (written === 'female' || written === 'male') return written
  return written === 'other' ? 'unspecified' : undefined
}
