import type {
  Account,
  BirthDate,
  Identity,
  IdentityDocument,
  Name,
  Place,
  Registration,
} from '@crosswatch/protocol'
import { clean, present } from '../../text/clean.ts'
import type { FindCountry } from '../../text/countries.ts'
import { parseBirthDates } from '../../text/dates.ts'
import { scriptOf } from '../../text/scripts.ts'
import { parseNumber } from './numbers.ts'
import { parsePhone } from './phones.ts'

/** What the remarks of an entry say of its subject. */
export interface Remarks {
  readonly names: readonly Name[]
  readonly places: readonly Place[]
  readonly identity: Omit<Identity, 'subject' | 'names' | 'places'>
  /** Codes of what is there and could not be read. */
  readonly leftOut: readonly string[]
}

/**
 * Reads the remarks of an entry, a text of facts between semicolons:
 *
 *   DOB 31 Jan 1974; alt. DOB 1975; POB Springfield, Iran; nationality Iran; Gender Male; Passport A123 (Iran) expires 05 Mar 2025;
 *   National ID No. 0042 (Iran); Email Address office@a.example; a.k.a. 'THE BROKER'; Linked To: SOME FIRM.
 *
 * A name that stands here in quotes is a weak alias: OFAC keeps the strong ones in alt.csv. What is not about who the
 * subject is (programmes, links, offices held) is passed over.
 */
export function readRemarks(text: string, subject: Identity['subject'], findCountry: FindCountry): Remarks {
  const found: Found = {
    names: [],
    places: [],
    birthDates: [],
    nationalities: [],
    sexes: [],
    documents: [],
    registrations: [],
    phones: [],
    emails: [],
    urls: [],
    accounts: [],
    leftOut: [],
  }
  for (const piece of text.split(';')) {
    const fact = clean(piece)
      ?.replace(/^alt\. /i, '')
      .replace(/\.$/, '')
    if (fact !== undefined) readFact(fact, subject, findCountry, found)
  }
  const { names, places, sexes, leftOut, ...lists } = found
  const [sex] = sexes
  return { names, places, leftOut, identity: present({ ...lists, sex }) }
}

interface Found {
  readonly names: Name[]
  readonly places: Place[]
  readonly birthDates: BirthDate[]
  readonly nationalities: string[]
  readonly sexes: ('female' | 'male')[]
  readonly documents: IdentityDocument[]
  readonly registrations: Registration[]
  readonly phones: string[]
  readonly emails: string[]
  readonly urls: string[]
  readonly accounts: Account[]
  readonly leftOut: string[]
}

function readFact(fact: string, subject: Identity['subject'], findCountry: FindCountry, found: Found): void {
  const [, label, rest = ''] = labels.exec(fact) ?? []
  if (label === undefined) return readNumber(fact, subject, findCountry, found)
  switch (label.toLowerCase()) {
    case 'dob':
      return take(parseBirthDates(rest), found.birthDates, found, 'birth-date-unreadable')
    case 'pob':
      return void found.places.push(placeOf(rest, findCountry))
    case 'nationality':
    case 'citizen': {
      const code = findCountry(rest)
      return take(code === undefined ? [] : [code], found.nationalities, found, 'country-unknown')
    }
    case 'gender':
      return take(sexOf(rest), found.sexes, found, 'sex-unreadable')
    case 'a.k.a.':
    case 'n.k.a.':
      return take(quotedName(rest, 'weak-alias'), found.names, found, 'name-unreadable')
    case 'f.k.a.':
      return take(quotedName(rest, 'former'), found.names, found, 'name-unreadable')
    case 'email':
    case 'email address':
      return take(match(rest, /^[^\s@]+@[^\s@]+$/), found.emails, found, 'email-unreadable')
    case 'website':
      return take(match(rest, /^[^\s]+\.[^\s]+$/), found.urls, found, 'url-unreadable')
    case 'phone number':
    case 'phone no.':
    case 'phone':
    case 'telephone':
    case 'telephone no.':
    case 'telephone:':
      return take(parsePhone(rest), found.phones, found, 'phone-unreadable')
    case 'digital currency address':
      return take(
        match(rest, /^- [A-Z]+ (\S+)$/).map((number) => ({ kind: 'crypto' as const, number })),
        found.accounts,
        found,
        'account-unreadable',
      )
  }
}

function readNumber(
  fact: string,
  subject: Identity['subject'],
  findCountry: FindCountry,
  found: Found,
): void {
  const number = parseNumber(fact, subject, findCountry)
  if (number?.is === 'document') found.documents.push(number.document)
  if (number?.is === 'registration') found.registrations.push(number.registration)
  if (number?.is === 'unreadable') found.leftOut.push('number-unreadable')
}

const labels =
  /^(DOB|POB|nationality|citizen|Gender|a\.k\.a\.|n\.k\.a\.|f\.k\.a\.|Email Address|Email|Website|Phone Number|Phone No\.|PHONE|Telephone No\.|Telephone:|Telephone|Digital Currency Address) (.+)$/i

function take<T>(values: readonly T[], into: T[], { leftOut }: Found, otherwise: string): void {
  if (values.length === 0) leftOut.push(otherwise)
  into.push(...values)
}

/** The last part that is the name of a country, and what stands before it. */
function placeOf(text: string, findCountry: FindCountry): Place {
  const parts = text.split(/, */)
  for (const count of [1, 2]) {
    const country = findCountry(parts.slice(-count).join(', '))
    if (country === undefined) continue
    const locality = parts.slice(0, -count).join(', ')
    return present({ country, locality: locality === '' ? undefined : locality })
  }
  return { locality: text }
}

function sexOf(text: string): ('female' | 'male')[] {
  const sex = text.toLowerCase()
  return sex === 'female' || sex === 'male' ? [sex] : []
}

function quotedName(text: string, kind: Name['kind']): Name[] {
  const full = clean(/^'(.+)'$/.exec(text)?.[1] ?? text)
  return full === undefined ? [] : [present({ full, kind, script: scriptOf(full) })]
}

/** What the first group of the pattern found, or all of it. */
function match(text: string, pattern: RegExp): string[] {
  const found = pattern.exec(text)
  return found === null ? [] : [found[1] ?? found[0]]
}
