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
  const written = [whole.name, ...(whole.otherNames ?? [])].filter((name) => name !== undefined)
  return {
    query: whole,
    names: written.flatMap((name) => nameForms(name, kind)).slice(0, mostNames),
    identifiers: identifiersOf(whole, defaultCountry),
    birthDate: whole.birthDate === undefined ? undefined : packDate(whole.birthDate),
  }
}

function withZone(query: SubjectQuery): SubjectQuery {
  const zone = query.mrz === undefined ? undefined : parseMrz(query.mrz)
  if (zone === undefined) return query
  const scanned = subjectFromMrz(zone)
  const others = [...(query.otherNames ?? [])]
  if (query.name !== undefined && scanned.name !== undefined) others.push(scanned.name)
  return {
    ...scanned,
    ...query,
    ...(others.length === 0 ? {} : { otherNames: others }),
    documents: [...(query.documents ?? []), ...(scanned.documents ?? [])],
  }
}
