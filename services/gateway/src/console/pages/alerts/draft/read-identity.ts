import {
  accountKinds,
  Name,
  nameKinds,
  sexes,
  type Account,
  type BirthDate,
  type Handle,
  type Identity,
  type IdentityDocument,
  type Place,
  type Registration,
  isToCome,
  readPartialDate,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FormLine, FormValues } from '../../../forms/form.ts'
import {
  accountTitles,
  documentTitles,
  handleTitles,
  registrationTitles,
} from '../../../words/alert-words.ts'
import type { Countries } from '../../../words/countries.ts'
import { lineParts, splitLine } from './line-parts.ts'
import { scriptOf } from './scripts.ts'

type AddProblem = (field: string, problem: string) => void

/** The identity compartment from the form; undefined if nothing of it was filled in. */
export function readIdentity(
  values: FormValues,
  countries: Countries,
  today: Date,
  add: AddProblem,
): Identity | undefined {
  const perLine = <T>(field: string, read: (line: FormLine) => T | string): T[] =>
    values.lines(field).flatMap((line) => {
      const result = read(line)
      if (typeof result !== 'string') return [result]
      add(field, `Line ${line.number}: ${result}`)
      return []
    })
  const text = (field: string, longest: number) =>
    values.lines(field).flatMap(({ number, text: value }) => {
      if (value.length <= longest) return [value]
      add(field, `Line ${number}: shorten this to ${longest} characters`)
      return []
    })

  const sex = sexes.find((candidate) => candidate === values.one('sex'))
  const lists = {
    birthDates: perLine('birthDates', (line) => readBirthDate(line, today)),
    nationalities: splitLine(values.one('nationalities')).flatMap((country) => {
      const code = countries.find(country)
      if (code === undefined)
        add('nationalities', 'Enter countries with commas between them, by two letters or name')
      return code === undefined ? [] : [code]
    }),
    places: perLine('places', readPlace),
    documents: perLine('documents', readDocument),
    registrations: perLine('registrations', readRegistration),
    phones: text('phones', 40),
    emails: text('emails', 254),
    urls: text('urls', 2000),
    handles: perLine('handles', readHandle),
    accounts: perLine('accounts', readAccount),
  }
  const names = readNames(values, add)
  const given = Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0))
  if (names.length === 0 && Object.keys(given).length === 0) return undefined
  const identity: Identity = {
    subject: values.one('subject') === 'organisation' ? 'organisation' : 'person',
    names,
    ...(sex === undefined ? {} : { sex }),
  }
  return Object.assign(identity, given)
}

const NameParts = Type.Pick(Name, ['full', 'given', 'family', 'patronymic'], { additionalProperties: false })
const nameParts = Compile(NameParts)

function readNames(values: FormValues, add: AddProblem): Identity['names'] {
  const kinds = values.all('nameKind')
  const chosenScripts = values.all('nameScript')
  const parts = values.all('nameParts')
  return values.all('nameFull').flatMap((full, index) => {
    if (full === '') return []
    if (full.length > 200) add(`name-${index + 1}`, 'Shorten this name to 200 characters')
    const kind = nameKinds.find((candidate) => candidate === kinds[index]) ?? 'alias'
    const script = chosenScripts[index] || scriptOf(full)
    // The parts of a name that came with it hold as long as nobody changes the name.
    const known = readParts(parts[index] ?? '')
    return [
      { ...(known?.full === full ? known : {}), full, kind, ...(script === undefined ? {} : { script }) },
    ]
  })
}

function readParts(text: string): Static<typeof NameParts> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return nameParts.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}

const about = /^(c\.|ca\.|about|around|circa)\s*/i

function readBirthDate({ text }: FormLine, today: Date): BirthDate | string {
  const date = readPartialDate(text.replace(about, ''))
  if (date === undefined) return 'enter a year, or day, month and year, like 17 03 1984'
  if (isToCome(date, today)) return 'this day is still to come; check the year'
  return about.test(text) ? { date, approximate: true } : { date }
}

function readPlace({ text }: FormLine): Place | string {
  const parts = splitLine(text)
  const last = parts.at(-1)
  const country = last !== undefined && /^[A-Z]{2}$/.test(last) ? last : undefined
  const locality = (country === undefined ? parts : parts.slice(0, -1)).join(', ')
  if (locality.length > 120) return 'shorten the locality to 120 characters'
  return { ...(locality === '' ? {} : { locality }), ...(country === undefined ? {} : { country }) }
}

function readDocument(line: FormLine): IdentityDocument | string {
  const { kind = 'passport', rest, country } = lineParts(line, documentTitles)
  const [number, ...more] = rest
  if (number === undefined || more.length > 0)
    return 'enter kind, number and country, like: passport, X1234567, XB'
  if (number.length > 60) return 'shorten the number to 60 characters'
  return { kind, number, ...(country === undefined ? {} : { country }) }
}

function readRegistration(line: FormLine): Registration | string {
  const { kind = 'licence', rest, country } = lineParts(line, registrationTitles)
  const [number, authority, ...more] = rest
  if (number === undefined || more.length > 0) {
    return 'enter kind, number, authority and country, like: licence, RA-118, Labour Office, XB'
  }
  if (number.length > 60) return 'shorten the number to 60 characters'
  if (authority !== undefined && authority.length > 120) return 'shorten the authority to 120 characters'
  return {
    kind,
    number,
    ...(authority === undefined ? {} : { authority }),
    ...(country === undefined ? {} : { country }),
  }
}

function readHandle(line: FormLine): Handle | string {
  const { kind = 'other', rest } = lineParts(line, handleTitles)
  const [handle, ...more] = rest
  if (handle === undefined || more.length > 0)
    return 'enter service and user name, like: telegram, @good-jobs'
  return handle.length > 120 ? 'shorten the user name to 120 characters' : { service: kind, handle }
}

function readAccount(line: FormLine): Account | string {
  const { kind = 'bank', rest } = lineParts(line, accountTitles)
  const [number, ...more] = rest
  if (number === undefined || more.length > 0) {
    return `enter kind (${accountKinds.join(', ')}) and number, like: iban, XX00 1234`
  }
  return number.length > 120 ? 'shorten the number to 120 characters' : { kind, number }
}
