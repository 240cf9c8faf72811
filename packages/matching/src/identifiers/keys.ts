import type { Handle, Identity, SubjectQuery } from '@crosswatch/protocol'
import { normaliseEmail } from './emails.ts'
import { normaliseHandle } from './handles.ts'
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
  /** Country or authority it was given under, where known: it qualifies a match, and never prevents one. */
  readonly scope?: string
}

type Identified = Pick<
  Identity | SubjectQuery,
  'documents' | 'registrations' | 'phones' | 'emails' | 'urls' | 'handles' | 'accounts'
>

/** Every usable identifier of an alert's identity or of a query. */
export function identifiersOf(subject: Identified, defaultCountry?: string): Identifier[] {
  const found: Identifier[] = []
  const add = (feature: IdentifierFeature, written: string, value: string, scope?: string) => {
    if (value !== '') found.push({ feature, written, value, ...(scope === undefined ? {} : { scope }) })
  }
  for (const { number, country } of subject.documents ?? []) {
    add('document', number, normaliseNumber(number), country)
  }
  for (const { number, country, authority } of subject.registrations ?? []) {
    add('registration', number, normaliseNumber(number), country ?? authority)
  }
  for (const phone of subject.phones ?? []) add('phone', phone, normalisePhone(phone, defaultCountry))
  for (const email of subject.emails ?? []) add('email', email, normaliseEmail(email))
  for (const url of subject.urls ?? []) add('url', url, normaliseUrl(url))
  for (const handle of subject.handles ?? [])
    add('handle', handle.handle, handleValue(handle, defaultCountry))
  for (const account of subject.accounts ?? []) {
    add('account', account.number, normaliseNumber(account.number), account.kind)
  }
  return found
}

function handleValue(handle: Handle, defaultCountry?: string): string {
  return normaliseHandle(handle, defaultCountry)
}

/**
 * Stable keys of a subject's identifiers, such as `document:XA:AB12345`, `phone:+37360000000`, `url:host/path`: two
 * subjects that share one are the same subject or share a means. Sorted, without repetition.
 */
export function identifierKeys(subject: Identified, defaultCountry?: string): string[] {
  const keys = identifiersOf(subject, defaultCountry).map(({ feature, value, scope }) =>
    feature === 'document' || feature === 'registration'
      ? `${feature}:${scope ?? ''}:${value}`
      : `${feature}:${value}`,
  )
  return [...new Set(keys)].toSorted()
}
