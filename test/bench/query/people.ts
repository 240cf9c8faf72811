import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import { missingData, rowsOf } from '../../../packages/matching/test/support/shared-data.ts'

/** A list to search, and what is asked about it: as many listed persons, damaged names included, as strangers. */
export interface People {
  readonly source: 'shared' | 'generated'
  readonly listed: readonly Identity[]
  readonly questions: readonly Question[]
}

export interface Question {
  readonly subject: SubjectQuery
  readonly listed: boolean
}

const files = ['matching/persons-88000.csv.gz', 'matching/queries.csv', 'matching/negatives.csv'] as const

/** The shared persons, or as many invented ones where the shared data is absent. */
export async function peopleFor(count: number): Promise<People> {
  const absent = missingData(...files)
  return absent === false ? readPeople(count) : inventPeople(count)
}

async function readPeople(count: number): Promise<People> {
  const listed: Identity[] = []
  for await (const row of rowsOf(files[0])) {
    if (listed.length === count) break
    listed.push(person(row['full_name'] ?? '', row['date_of_birth'], row['gender']))
  }
  const known: Question[] = []
  for await (const { name, dob } of rowsOf(files[1])) known.push(question(name, dob, true))
  const strangers: Question[] = []
  for await (const row of rowsOf(files[2]))
    strangers.push(question(row['full_name'], row['date_of_birth'], false))
  return { source: 'shared', listed, questions: alternating(known, strangers) }
}

/** The same people every time, no two alike. */
function inventPeople(count: number): People {
  const listed = Array.from({ length: count }, (_, n) => person(nameOf(n), birthDateOf(n), 'female'))
  const known = Array.from({ length: 2_000 }, (_, n) => {
    const number = (n * 7_919) % count
    const name = nameOf(number)
    const slip = 1 + (n % (name.length - 2))
    return question(name.slice(0, slip) + name.slice(slip + 1), birthDateOf(number), true)
  })
  const strangers = known.map((_, n) => question(nameOf(count + n), birthDateOf(n), false))
  return { source: 'generated', listed, questions: alternating(known, strangers) }
}

function person(full: string, birthDate: string | undefined, sex: string | undefined): Identity {
  return {
    subject: 'person',
    names: [{ full: full.normalize('NFC'), kind: 'primary' }],
    ...(birthDate !== undefined && birthDate !== '' && { birthDates: [{ date: birthDate }] }),
    ...((sex === 'female' || sex === 'male') && { sex }),
  }
}

/** Damaged queries have birth dates that are none, which no form takes: those are asked without one. */
const birthDatePattern = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/

function question(name: string | undefined, birthDate: string | undefined, listed: boolean): Question {
  const known = birthDate !== undefined && birthDatePattern.test(birthDate)
  return { subject: { name: name ?? '', ...(known && { birthDate }) }, listed }
}

function alternating(some: readonly Question[], others: readonly Question[]): Question[] {
  const pairs = Math.min(some.length, others.length)
  return [...some.slice(0, pairs), ...others.slice(0, pairs)]
    .map((one, at) => ({ one, place: at < pairs ? 2 * at : 2 * (at - pairs) + 1 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

const syllables = [
  'ba',
  'cen',
  'di',
  'for',
  'gu',
  'hal',
  'je',
  'kir',
  'lo',
  'mun',
  'na',
  'pel',
  'ri',
  'sov',
  'tu',
  'var',
]

function nameOf(number: number): string {
  // Spread over the syllables: neighbours in number are no neighbours in name.
  const spread = (number * 2_654_435_761) % 2 ** 32
  const word = (bits: number) => [0, 4, 8].map((shift) => syllables[(bits >>> shift) & 15] ?? '').join('')
  return `${word(spread)} ${word(spread >>> 12)}${word(number)}`
}

function birthDateOf(number: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${1940 + (number % 65)}-${two(1 + (number % 12))}-${two(1 + (number % 28))}`
}
