import {
  isToCome,
  readPartialDate,
  type Purpose,
  type QueryRequest,
  type SubjectQuery,
} from '@crosswatch/protocol'
import { problemCollector, type FormProblems, type FormValues } from '../../forms/form.ts'
import type { Countries } from '../../words/countries.ts'

/** The fields of the query form, in the order in which they stand there. */
const subjectFields = [
  'mrz',
  'name',
  'birthDate',
  'nationality',
  'document',
  'registration',
  'phone',
  'email',
  'url',
] as const
export const queryFields = [...subjectFields, 'purpose', 'reference'] as const

export type ReadQuery =
  | { readonly request: QueryRequest; readonly problems?: undefined }
  | { readonly request?: undefined; readonly problems: FormProblems }

const longest: Readonly<Record<string, readonly [number, string]>> = {
  mrz: [400, 'the scan'],
  name: [200, 'the name'],
  document: [60, 'the document number'],
  registration: [60, 'the licence number'],
  phone: [40, 'the phone number'],
  email: [254, 'the e-mail address'],
  url: [2000, 'the web address'],
  reference: [160, 'the reference'],
}

/** What the officer typed or scanned, as the watchlist wants to be asked. */
export function readQuery(
  values: FormValues,
  allowed: readonly Purpose[],
  countries: Countries,
  today: Date,
): ReadQuery {
  const { problems, add } = problemCollector()
  for (const [field, [length, what]] of Object.entries(longest)) {
    if (values.one(field).length > length) add(field, `Shorten ${what} to ${length} characters`)
  }
  const mrz = zoneText(values.block('mrz'))
  if (mrz !== '' && mrz.length < 20) add('mrz', 'The machine-readable zone is too short; scan it again')

  const birthText = values.one('birthDate')
  const birthDate = readPartialDate(birthText)
  if (birthText !== '' && birthDate === undefined) {
    add('birthDate', 'Enter the birth date as year, or day, month and year, like 17 03 1984')
  }
  if (birthDate !== undefined && isToCome(birthDate, today)) {
    add('birthDate', 'The birth date is still to come; check the year')
  }
  const nationalityText = values.one('nationality')
  const nationality = countries.find(nationalityText)
  if (nationalityText !== '' && nationality === undefined) {
    add('nationality', 'Enter a country from the list, or its two letters')
  }
  const subject: SubjectQuery = {
    ...(mrz !== '' && { mrz }),
    ...given('name', values.one('name')),
    ...(birthDate !== undefined && { birthDate }),
    ...(nationality !== undefined && { nationality }),
    ...listed('documents', values.one('document'), (number) => ({ number })),
    ...listed('registrations', values.one('registration'), (number) => ({ number })),
    ...listed('phones', values.one('phone'), (phone) => phone),
    ...listed('emails', values.one('email'), (email) => email),
    ...listed('urls', values.one('url'), (url) => url),
  }
  if (subjectFields.every((field) => values.one(field) === '')) {
    add('mrz', 'Scan a document, or enter a name, a number or a contact')
  } else if (problems.size === 0 && onlyFacts(subject)) {
    add('name', 'A birth date or a nationality alone cannot be searched; enter a name or a number too')
  }

  const purpose = allowed.find((candidate) => candidate === values.one('purpose'))
  if (purpose === undefined) add('purpose', 'Choose what the check is for')
  if (problems.size > 0 || purpose === undefined) return { problems }
  return { request: { purpose, ...given('reference', values.one('reference')), subject } }
}

/** Document readers send lines with whatever line end they were set to; some send blanks for fillers' neighbours. */
function zoneText(block: string): string {
  return block
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, '').toUpperCase())
    .filter((line) => line !== '')
    .join('\n')
}

function onlyFacts({
  birthDate: _birthDate,
  nationality: _nationality,
  ...searchable
}: SubjectQuery): boolean {
  return Object.keys(searchable).length === 0
}

function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  const result: Partial<Record<K, string>> = {}
  if (value !== '') result[key] = value
  return result
}

function listed<K extends string, T>(
  key: K,
  text: string,
  make: (text: string) => T,
): Partial<Record<K, T[]>> {
  const result: Partial<Record<K, T[]>> = {}
  if (text !== '') result[key] = [make(text)]
  return result
}
