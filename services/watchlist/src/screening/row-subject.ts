import { alpha2Of } from '@crosswatch/matching'
import { readPartialDate, ServiceError, type SubjectQuery } from '@crosswatch/protocol'
import { readQuestion } from '../query/question.ts'
import { cutText } from './cut-text.ts'
import type { GivenRow } from './read-rows.ts'

export interface RowSubject {
  /** Whom to look for; nobody if there is nothing that could be searched for. */
  readonly subject?: SubjectQuery
  /** What could not be used, in a sentence each. */
  readonly remarks: readonly string[]
}

/**
 * Whom a line is about. A birth date or a nationality that cannot be read does not keep a person from being looked up: it is said
 * beside the result.
 */
export function subjectOfRow(given: GivenRow, phoneCountry: string): RowSubject {
  const remarks: string[] = []
  const birthDate = readOr(given['birth date'], readPartialDate, () =>
    remarks.push('The birth date cannot be read; searched without it.'),
  )
  const nationality = readOr(given.nationality, countryOf, () =>
    remarks.push('The nationality is no code of two or three letters; searched without it.'),
  )
  const sex = readOr(given.sex, sexOf, () => undefined)
  const name = nameOf(given)
  const { document, licence, phone, email } = given
  const others = given['other names']?.split(/[;|/]/).map((part) => part.trim())
  const otherNames = others?.filter((part) => part !== '').slice(0, 5)
  const subject: SubjectQuery = {
    subject: 'person',
    ...(name !== undefined && { name }),
    ...(otherNames !== undefined && otherNames.length > 0 && { otherNames }),
    ...(birthDate !== undefined && { birthDate }),
    ...(nationality !== undefined && { nationality }),
    ...(sex !== undefined && { sex }),
    ...(document !== undefined && { documents: [{ number: cutText(document, 60) }] }),
    ...(licence !== undefined && { registrations: [{ number: cutText(licence, 60) }] }),
    ...(phone !== undefined && { phones: [cutText(phone, 40)] }),
    ...(email !== undefined && { emails: [email] }),
  }
  try {
    readQuestion(subject, phoneCountry)
    return { subject, remarks }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { remarks: [...remarks, 'There is no name, number or contact that could be searched for.'] }
  }
}

function nameOf({ name, surname, 'given names': givenNames }: GivenRow): string | undefined {
  if (name !== undefined) return name
  const parts = [surname, givenNames].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : cutText(parts.join(', '), 200)
}

function readOr<T>(
  text: string | undefined,
  read: (text: string) => T | undefined,
  otherwise: () => unknown,
): T | undefined {
  if (text === undefined) return undefined
  const value = read(text)
  if (value === undefined) otherwise()
  return value
}

function countryOf(text: string): string | undefined {
  const code = text.toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? code : alpha2Of(code)
}

function sexOf(text: string): SubjectQuery['sex'] {
  const [first = ''] = text.toLowerCase()
  if (first === 'm') return 'male'
  return first === 'f' || first === 'w' ? 'female' : undefined
}
