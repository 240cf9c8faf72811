import { Type, type Static } from 'typebox'
import { closed, CountryCode, oneOf, PartialDate, text } from './scalars.ts'

/**
 * The subject of an alert: everything by which it can be recognised or reached, and nothing else. It travels in two compartments, so
 * that a recipient may learn names and numbers without phones and accounts.
 *
 * A border query describes the person in front of the officer in the same shape, so that the two can be compared
 * field by field.
 */

export const nameKinds = ['primary', 'alias', 'weak-alias', 'former', 'trade'] as const
export type NameKind = (typeof nameKinds)[number]

/** One name in one script. `full` is written as its authority writes it; parts are given where they are known. */
export const Name = closed({
  full: text(200),
  kind: oneOf(nameKinds),
  script: Type.Optional(
    Type.String({ pattern: '^[A-Z][a-z]{3}$', description: 'ISO 15924 code of the script' }),
  ),
  given: Type.Optional(text(100)),
  family: Type.Optional(text(100)),
  patronymic: Type.Optional(text(100)),
})
export type Name = Static<typeof Name>

export const BirthDate = closed({
  date: PartialDate,
  approximate: Type.Optional(Type.Boolean()),
})
export type BirthDate = Static<typeof BirthDate>

export const documentKinds = [
  'passport',
  'identity-card',
  'visa',
  'residence-permit',
  'work-permit',
  'contract',
  'other',
] as const

/** A document that a person carries. */
export const IdentityDocument = closed({
  kind: oneOf(documentKinds),
  number: text(60),
  country: Type.Optional(CountryCode),
})
export type IdentityDocument = Static<typeof IdentityDocument>

export const registrationKinds = ['licence', 'registration', 'tax'] as const

/** A number that an authority gave to an agency or a person: a recruitment licence, a company registration. */
export const Registration = closed({
  kind: oneOf(registrationKinds),
  number: text(60),
  authority: Type.Optional(text(120)),
  country: Type.Optional(CountryCode),
})
export type Registration = Static<typeof Registration>

export const Place = closed({
  country: Type.Optional(CountryCode),
  locality: Type.Optional(text(120)),
})
export type Place = Static<typeof Place>

export const handleServices = [
  'facebook',
  'imo',
  'instagram',
  'line',
  'linkedin',
  'signal',
  'telegram',
  'tiktok',
  'viber',
  'vk',
  'wechat',
  'whatsapp',
  'x',
  'zalo',
  'other',
] as const

export const Handle = closed({ service: oneOf(handleServices), handle: text(120) })
export type Handle = Static<typeof Handle>

export const accountKinds = ['iban', 'bank', 'mobile-money', 'crypto'] as const

export const Account = closed({ kind: oneOf(accountKinds), number: text(120) })
export type Account = Static<typeof Account>

const PhoneNumber = text(40, { description: 'As written; E.164 (+ and digits) where the country is known' })
const EmailAddress = text(254)
const Url = text(2000)

export const subjectKinds = ['person', 'organisation'] as const
export type SubjectKind = (typeof subjectKinds)[number]
export const sexes = ['female', 'male', 'unspecified'] as const

/** By what its subject is recognised. */
const recognised = {
  subject: oneOf(subjectKinds),
  names: Type.Array(Name, { maxItems: 60 }),
  birthDates: Type.Optional(Type.Array(BirthDate, { maxItems: 10 })),
  sex: Type.Optional(oneOf(sexes)),
  nationalities: Type.Optional(Type.Array(CountryCode, { maxItems: 10 })),
  places: Type.Optional(Type.Array(Place, { maxItems: 30 })),
  documents: Type.Optional(Type.Array(IdentityDocument, { maxItems: 30 })),
  registrations: Type.Optional(Type.Array(Registration, { maxItems: 30 })),
}

/** How it is reached, and where it is paid. */
const reached = {
  phones: Type.Optional(Type.Array(PhoneNumber, { maxItems: 30 })),
  emails: Type.Optional(Type.Array(EmailAddress, { maxItems: 30 })),
  urls: Type.Optional(Type.Array(Url, { maxItems: 30 })),
  handles: Type.Optional(Type.Array(Handle, { maxItems: 30 })),
  accounts: Type.Optional(Type.Array(Account, { maxItems: 30 })),
}

export const Identity = closed({ ...recognised, ...reached })
export type Identity = Static<typeof Identity>

/** The `identity` compartment. */
export const Recognition = closed(recognised)
export type Recognition = Static<typeof Recognition>

/** The `contacts` compartment. */
export const Contacts = closed(reached)
export type Contacts = Static<typeof Contacts>

const contactNames = [
  'phones',
  'emails',
  'urls',
  'handles',
  'accounts',
] as const satisfies readonly (keyof Contacts)[]

/** An identity as it travels: by what its subject is recognised, and, if anything is known of that, how it is reached. */
export function splitIdentity({ phones, emails, urls, handles, accounts, ...identity }: Identity): {
  readonly identity: Recognition
  readonly contacts?: Contacts
} {
  const all = { phones, emails, urls, handles, accounts }
  const known = contactNames.filter((name) => all[name] !== undefined && all[name].length > 0)
  if (known.length === 0) return { identity }
  const contacts: Contacts = Object.fromEntries(known.map((name) => [name, all[name]]))
  return { identity, contacts }
}
