import type { SubjectQuery } from '@crosswatch/protocol'
import { identifierKeys } from './identifiers/keys.ts'
import { parseMrz } from './mrz/parse.ts'
import { subjectFromMrz } from './mrz/subject.ts'
import { nameKeys } from './names/keys.ts'

/** Somebody whose name is recognised when it is looked for, such as an officer of the node. */
export interface KnownPerson {
  readonly names: readonly string[]
  /** YYYY-MM-DD. */
  readonly birthDate?: string
  readonly documents?: SubjectQuery['documents']
}

/** A word that stands for a known person; it is hashed with a key before it is kept. */
export interface PersonKey {
  readonly key: string
  /** Whether it is the person, and not somebody of the same name: the whole birth date agrees, or a document. */
  readonly certain: boolean
}

/**
 * The words by which a person is recognised in what is asked. A question with another birth date is about a namesake, if the person's is known;
 * part of a date agrees if it is the same part.
 */
export function knownPersonKeys({ names, birthDate, documents }: KnownPerson): PersonKey[] {
  const agreeing = birthDate === undefined ? [] : [birthDate.slice(0, 4), birthDate.slice(0, 7)]
  return [
    ...keysOfNames(names).flatMap((name) => [
      ...(birthDate === undefined ? [anyDate(name)] : [noDate(name), onDate(name, birthDate)]).map((key) => ({
        key,
        certain: birthDate !== undefined && key === onDate(name, birthDate),
      })),
      ...agreeing.map((part) => ({ key: onDate(name, part), certain: false })),
    ]),
    ...identifierKeys({
      documents: (documents ?? []).flatMap(({ number, country }) => [
        { number },
        ...(country === undefined ? [] : [{ number, country }]),
      ]),
    }).map((key) => ({ key, certain: true })),
  ]
}

/** What of a question is compared with {@link knownPersonKeys}; a machine-readable zone is read as the border query reads it. */
export function askedPersonKeys(asked: SubjectQuery): string[] {
  const zone = asked.mrz === undefined ? undefined : parseMrz(asked.mrz)
  const subjects = zone === undefined ? [asked] : [asked, subjectFromMrz(zone)]
  const keys = subjects
    .filter(({ subject = 'person' }) => subject === 'person')
    .flatMap(({ name, otherNames = [], birthDate, documents = [] }) => [
      ...keysOfNames([...(name === undefined ? [] : [name]), ...otherNames]).flatMap((words) => [
        anyDate(words),
        birthDate === undefined ? noDate(words) : onDate(words, birthDate),
      ]),
      ...identifierKeys({ documents }),
    ])
  return [...new Set(keys)]
}

const anyDate = (name: string) => `${name} *`
const noDate = (name: string) => `${name} -`
const onDate = (name: string, date: string) => `${name} ${date}`

function keysOfNames(names: readonly string[]): string[] {
  return nameKeys({ subject: 'person', names: names.map((full) => ({ full, kind: 'primary' })) })
}
