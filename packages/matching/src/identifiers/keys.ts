import type { Identity, SubjectQuery } from '@crosswatch/protocol'
import { checkAccount } from './accounts.ts'
import { normaliseEmail } from './emails.ts'
import { handleOfUrl, normaliseHandle } from './handles.ts'
import { normaliseNumber } from './numbers.ts'
import { normalisePhone } from './phones.ts'
import { normaliseUrl } from './urls.ts'

export type IdentifierFeature = 'document' | 'registration' | 'phone' | 'email' | 'url' | 'handle' | 'account'

/** An identifier in its comparable form. */
export interface Identifier {
  readonly feature: IdentifierFeature
  /** What must be equal for a hit. */
  readonly value: string
  readonly written: string
  /** Country it was given in, where known: it qualifies a match, and never prevents one. */
  readonly country?: string
  readonly authority?: string
  /** True for a phone number whose country was not written with it. */
  readonly assumed?: boolean
  /** True when it does not agree with its own check digits. */
  readonly doubtful?: boolean
}

export type Identified = Pick<
  Identity | SubjectQuery,
  'documents' | 'registrations' | 'phones' | 'emails' | 'urls' | 'handles' | 'accounts'
>

/**
 * Every usable identifier of an alert's identity or of a query. A messenger account that is a phone number counts as that
 * phone, and a profile link also as the account it names.
 */
export function identifiersOf(subject: Identified, defaultCountry?: string): Identifier[] {
  const found: Identifier[] = []
  const add = (identifier: Identifier) => {
    if (identifier.value !== '') found.push(identifier)
  }
  const addHandle = (value: string, written: string) => {
    if (value.startsWith('phone:')) add({ feature: 'phone', value: value.slice('phone:'.length), written })
    else add({ feature: 'handle', value, written })
  }
  for (const { number, country } of subject.documents ?? []) {
    add({ feature: 'document', value: normaliseNumber(number), written: number, ...scope(country) })
  }
  for (const { number, country, authority } of subject.registrations ?? []) {
    const value = normaliseNumber(number)
    add({ feature: 'registration', value, written: number, ...scope(country, authority) })
  }
  for (const phone of subject.phones ?? []) {
    const assumed = !/^\s*(?:\+|00)/.test(phone)
    const value = normalisePhone(phone, defaultCountry)
    add({ feature: 'phone', value, written: phone, ...(assumed ? { assumed } : {}) })
  }
  for (const email of subject.emails ?? [])
    add({ feature: 'email', value: normaliseEmail(email), written: email })
  for (const url of subject.urls ?? []) {
    add({ feature: 'url', value: normaliseUrl(url), written: url })
    addHandle(handleOfUrl(url, defaultCountry), url)
  }
  for (const handle of subject.handles ?? [])
    addHandle(normaliseHandle(handle, defaultCountry), handle.handle)
  for (const account of subject.accounts ?? []) {
    const doubtful = checkAccount(account) === false
    const value = normaliseNumber(account.number)
    add({ feature: 'account', value, written: account.number, ...(doubtful ? { doubtful } : {}) })
  }
  return found
}

function scope(country: string | undefined, authority?: string) {
  return {
    ...(country === undefined ? {} : { country }),
    ...(authority === undefined ? {} : { authority }),
  }
}

/**
 * Stable keys of a subject's identifiers, such as `document:XA:AB12345`, `phone:+37360000000`, `url:host/path`: two
 * subjects that share one are the same subject or share a means. Sorted, without repetition.
 */
export function identifierKeys(subject: Identified, defaultCountry?: string): string[] {
  const keys = identifiersOf(subject, defaultCountry).map(({ feature, value, country }) =>
    feature === 'document' || feature === 'registration'
      ? `${feature}:${country ?? ''}:${value}`
      : `${feature}:${value}`,
  )
  return [...new Set(keys)].toSorted()
}
