import type { SubjectQuery } from '@crosswatch/protocol'
import { identifiersOf, type Identifier } from '../identifiers/keys.ts'
import { parseMrz } from '../mrz/parse.ts'
import { subjectFromMrz } from '../mrz/subject.ts'
import { packDate } from './facts.ts'
import { nameForms, type NameForm } from '../names/name-form.ts'

/** A query made ready once, compared with many subjects. */
export interface Question {
  readonly query: SubjectQuery
  readonly names: readonly NameForm[]
  readonly identifiers: readonly Identifier[]
  /** Packed as in the facts. */
  readonly birthDate: number | undefined
}

const mostNames = 8

/** Reads the machine-readable zone into the query: typed fields win over scanned ones, numbers are joined. */
export function readQuestion(query: SubjectQuery, defaultCountry: string | undefined): Question {
  const whole = withZone(query)
  const kind = whole.subject ?? 'unknown'
  const written = [...scannedName(query), whole.name, ...(whole.otherNames ?? [])].filter(
    (name) => name !== undefined,
  )
  return {
    query: whole,
    names: written.flatMap((name) => nameForms(name, kind)).slice(0, mostNames),
    identifiers: identifiersOf(whole, defaultCountry),
    birthDate: whole.birthDate === undefined ? undefined : packDate(whole.birthDate),
  }
}

/** The name as it stands in the zone: filled up with `<` unless it was cut off. */
function scannedName(query: SubjectQuery): string[] {
  const zone = query.mrz === undefined ? undefined : parseMrz(query.mrz)
  if (zone === undefined) return []
  const { primary, secondary, nameTruncated } = zone.fields
  const name = (secondary === '' ? `<<${primary}` : `${primary}<<${secondary}`).replaceAll(' ', '<')
  return [nameTruncated ? name : `${name}<`]
}

function withZone(query: SubjectQuery): SubjectQuery {
  const zone = query.mrz === undefined ? undefined : parseMrz(query.mrz)
  if (zone === undefined) return query
  const { name: _, ...scanned } = subjectFromMrz(zone)
  return { ...scanned, ...query, documents: [...(query.documents ?? []), ...(scanned.documents ?? [])] }
}
