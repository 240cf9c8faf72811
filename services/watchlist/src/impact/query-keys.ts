import { identifierKeys, nameKeys } from '@crosswatch/matching'
import type { Identity, SubjectQuery } from '@crosswatch/protocol'

/** What of a query, or of an alert, is compared: words that are hashed before they stand anywhere. */

/** What was asked for: its numbers and contacts; its names with the birth year, or as names without one. */
export function queryKeys(
  asked: readonly (SubjectQuery | undefined)[],
  phoneCountry: string,
): readonly string[] {
  const subjects = asked.filter((one) => one !== undefined)
  const numbers = subjects.flatMap((one) => identifierKeys(one, phoneCountry))
  const years = yearsOf(subjects.flatMap(({ birthDate }) => birthDate ?? []))
  const names = subjects.flatMap(({ name, otherNames = [], subject = 'person' }) =>
    nameKeys({
      subject,
      names: [...(name === undefined ? [] : [name]), ...otherNames].map((full) => ({
        full,
        kind: 'primary',
      })),
    }),
  )
  const named = names.flatMap((name) => [
    anyYear(name),
    ...(years.length === 0 ? [noYear(name)] : years.map((year) => inYear(name, year))),
  ])
  return [...new Set([...numbers, ...named])]
}

/** What an alert would be found by. */
export interface AlertKeys {
  /** A number, or a name with its birth year. */
  readonly hit: readonly string[]
  /** A name where one side has no birth year. */
  readonly possible: readonly string[]
}

export function alertKeys(identity: Identity, phoneCountry: string): AlertKeys {
  const names = nameKeys(identity)
  const years = yearsOf((identity.birthDates ?? []).map(({ date }) => date))
  return {
    hit: [
      ...identifierKeys(identity, phoneCountry),
      ...names.flatMap((name) => years.map((year) => inYear(name, year))),
    ],
    possible: names.map(years.length === 0 ? anyYear : noYear),
  }
}

const anyYear = (name: string) => `${name} *`
const noYear = (name: string) => `${name} -`
const inYear = (name: string, year: string) => `${name} ${year}`

function yearsOf(dates: readonly string[]): string[] {
  return [...new Set(dates.map((date) => date.slice(0, 4)))]
}
