import type { SubjectQuery } from '@crosswatch/protocol'
import { alpha2Of } from './countries.ts'
import type { ParsedMrz } from './parse.ts'

/**
 * The zone as a question: only fields whose check digit agrees count as given. The century of birth follows from the
 * expiry date, since a document is not issued before birth.
 */
export function subjectFromMrz(zone: ParsedMrz): SubjectQuery {
  const { fields } = zone
  const passed = (field: string) => zone.checks.find((check) => check.field === field)?.passed === true
  const name = `${fields.secondary} ${fields.primary}`.trim()
  const birthDate = passed('birthDate') ? fullDate(fields.birthDate, fields.expiryDate) : undefined
  const issuer = alpha2Of(fields.issuer)
  const nationality = alpha2Of(fields.nationality)
  return {
    subject: 'person',
    ...(name === '' ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(fields.sex === 'unspecified' ? {} : { sex: fields.sex }),
    ...(nationality === undefined ? {} : { nationality }),
    ...(passed('documentNumber') && fields.documentNumber !== ''
      ? {
          documents: [
            { number: fields.documentNumber, ...(issuer === undefined ? {} : { country: issuer }) },
          ],
        }
      : {}),
  }
}

/** YYMMDD as a full or partial date; unknown parts are fillers (ICAO Doc 9303 part 3, section 4.8). */
function fullDate(birth: string, expiry: string): string | undefined {
  const match = /^(\d{2})(\d{2}|<<)(\d{2}|<<)$/.exec(birth)
  if (match === null) return undefined
  const [, year = '', month = '', day = ''] = match
  const expiryYear = /^\d{2}/.test(expiry) ? Number(expiry.slice(0, 2)) : 49
  const century = Number(year) > expiryYear ? '19' : '20'
  if (!/^(?:0[1-9]|1[0-2])$/.test(month)) return century + year
  if (!/^(?:0[1-9]|[12]\d|3[01])$/.test(day)) return `${century}${year}-${month}`
  return `${century}${year}-${month}-${day}`
}
