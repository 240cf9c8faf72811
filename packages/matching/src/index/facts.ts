import { nameKinds, sexes, subjectKinds, type Identity, type NameKind } from '@crosswatch/protocol'
import { append, createNumberList, type NumberList } from './lists.ts'

/**
 * What scoring needs of every subject, as numbers in one list, so that a search reads no text.
 *
 *     subject, sex, dates, nationalities, names     five counts and codes, then
 *     packed date ...                               year * 4096 + month * 64 + day * 2 + approximate
 *     packed country ...                            first letter * 256 + second letter
 *     kind * 256 + words, word id ...               for each name
 */
export type FactList = NumberList

export interface ListedName {
  /** Its place in the identity's names. */
  readonly index: number
  readonly kind: NameKind
  readonly words: Uint32Array
}

export interface Facts {
  readonly subject: Identity['subject'] | undefined
  readonly sex: Identity['sex'] | undefined
  readonly dates: Uint32Array
  readonly countries: Uint32Array
  readonly names: readonly ListedName[]
}

const headLength = 5

export const createFactList = (): FactList => createNumberList(4096)

/** Appends the facts and returns where they begin. */
export function appendFacts(
  list: FactList,
  identity: Identity,
  words: readonly (readonly number[])[],
): number {
  const dates = identity.birthDates ?? []
  const countries = identity.nationalities ?? []
  const start = append(list, subjectKinds.indexOf(identity.subject))
  append(list, identity.sex === undefined ? sexes.length : sexes.indexOf(identity.sex))
  append(list, dates.length)
  append(list, countries.length)
  append(list, identity.names.length)
  for (const { date, approximate } of dates) append(list, packDate(date) + (approximate === true ? 1 : 0))
  for (const country of countries) append(list, packCountry(country))
  identity.names.forEach(({ kind }, index) => {
    const ids = words[index] ?? []
    append(list, nameKinds.indexOf(kind) * 256 + ids.length)
    for (const id of ids) append(list, id)
  })
  return start
}

export function readFacts({ items }: FactList, start: number): Facts {
  const dateCount = items[start + 2] ?? 0
  const countryCount = items[start + 3] ?? 0
  const nameCount = items[start + 4] ?? 0
  let at = start + headLength
  const dates = items.subarray(at, (at += dateCount))
  const countries = items.subarray(at, (at += countryCount))
  const names: ListedName[] = []
  for (let index = 0; index < nameCount; index++) {
    const head = items[at++] ?? 0
    const words = items.subarray(at, (at += head % 256))
    names.push({ index, kind: nameKinds[Math.floor(head / 256)] ?? 'primary', words })
  }
  return {
    subject: subjectKinds[items[start] ?? 0],
    sex: sexes[items[start + 1] ?? 0],
    dates,
    countries,
    names,
  }
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as one number; unknown parts are 0. */
export function packDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return year * 4096 + month * 64 + day * 2
}

export function unpackDate(packed: number): {
  year: number
  month: number
  day: number
  approximate: boolean
} {
  return {
    year: Math.floor(packed / 4096),
    month: Math.floor(packed / 64) % 64,
    day: Math.floor(packed / 2) % 32,
    approximate: packed % 2 === 1,
  }
}

export function packCountry(code: string): number {
  return code.charCodeAt(0) * 256 + code.charCodeAt(1)
}
