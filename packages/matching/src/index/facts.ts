import { nameKinds, sexes, subjectKinds, type Identity, type NameKind } from '@crosswatch/protocol'
import { append, createNumberList, type NumberList } from './lists.ts'

/**
 * What scoring needs of every subject, as numbers in one list, so that a search reads no text.
 *
 *     subject, sex, dates, nationalities, names     five counts and codes, then
 *     packed date ...                               year * 4096 + month * 64 + day * 2 + approximate
 *     packed country ...                            first letter * 256 + second letter
 *     kind * 65536 + place * 256 + words, word ...   for each name; `place` is its place in the identity
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

/** The words of a listed name; several may come from one field. */
export interface NameWords {
  readonly index: number
  readonly words: readonly number[]
}

const headLength = 5

export const createFactList = (): FactList => createNumberList(4096)

/** Appends the facts and returns where they begin. */
export function appendFacts(list: FactList, identity: Identity, names: readonly NameWords[]): number {
  const dates = identity.birthDates ?? []
  const countries = identity.nationalities ?? []
  const start = append(list, subjectKinds.indexOf(identity.subject))
  append(list, identity.sex === undefined ? sexes.length : sexes.indexOf(identity.sex))
  append(list, dates.length)
  append(list, countries.length)
  append(list, names.length)
  for (const { date, approximate } of dates) append(list, packDate(date) + (approximate === true ? 1 : 0))
  for (const country of countries) append(list, packCountry(country))
  for (const { index, words } of names) {
    const kind = nameKinds.indexOf(identity.names[index]?.kind ?? 'primary')
    append(list, kind * 65536 + index * 256 + words.length)
    for (const id of words) append(list, id)
  }
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
  for (let count = 0; count < nameCount; count++) {
    const head = items[at++] ?? 0
    const words = items.subarray(at, (at += head % 256))
    names.push({ index: (head >>> 8) % 256, kind: nameKinds[head >>> 16] ?? 'primary', words })
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
