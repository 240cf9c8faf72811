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
        full: row['full_name'] ?? '',
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
  const name = row['name'] ?? row['full_name'] ?? ''
  const birthDate = dateOf(row['dob'] ?? row['date_of_birth'])
  return {
    subject: 'person',
    name,
    ...(full && birthDate !== undefined ? { birthDate } : {}),
  }
}

/** ISO dates as they are; YYMMDD of a machine-readable zone gets the century that leaves nobody unborn in 2030. */
function dateOf(written: string | undefined): string | undefined {
  if (written === undefined || written === '') return undefined
  const zone = /^(\d{2})(\d{2})(\d{2})$/.exec(written)
  if (zone === null) return written
  const [, year = '', month = '', day = ''] = zone
  return `${Number(year) > 30 ? '19' : '20'}${year}-${month}-${day}`
}

function sexOf(written: string | undefined): Identity['sex'] {
  if (written === 'female' || written === 'male') return written
  return written === 'other' ? 'unspecified' : undefined
}
