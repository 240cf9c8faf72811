import { Type, type Static } from 'typebox'
import { Account, Handle, IdentityDocument, Registration, sexes, subjectKinds } from './identity.ts'
import { closed, CountryCode, oneOf, PartialDate, text } from './scalars.ts'

/**
 * What an officer knows about the person, agency or job offer in front of them. Every field is optional, but at
 * least one name or identifier is needed for a search.
 */
export const SubjectQuery = closed({
  subject: Type.Optional(oneOf(subjectKinds)),
  name: Type.Optional(text(200)),
  otherNames: Type.Optional(Type.Array(text(200), { maxItems: 5 })),
  birthDate: Type.Optional(PartialDate),
  sex: Type.Optional(oneOf(sexes)),
  nationality: Type.Optional(CountryCode),
  documents: Type.Optional(
    Type.Array(Type.Omit(IdentityDocument, ['kind'], { additionalProperties: false }), { maxItems: 5 }),
  ),
  registrations: Type.Optional(
    Type.Array(Type.Omit(Registration, ['kind'], { additionalProperties: false }), { maxItems: 5 }),
  ),
  phones: Type.Optional(Type.Array(text(40), { maxItems: 5 })),
  emails: Type.Optional(Type.Array(text(254), { maxItems: 5 })),
  urls: Type.Optional(Type.Array(text(2000), { maxItems: 5 })),
  handles: Type.Optional(Type.Array(Handle, { maxItems: 5 })),
  accounts: Type.Optional(Type.Array(Account, { maxItems: 5 })),
  mrz: Type.Optional(
    Type.String({
      minLength: 20,
      maxLength: 400,
      description: 'Machine-readable zone, lines separated by line feeds',
    }),
  ),
})
export type SubjectQuery = Static<typeof SubjectQuery>

/** What a match rests on, strongest first. Not a number: an officer acts on what agreed, not on 0.87. */
export const matchVerdicts = [
  'document-hit',
  'document-hit-contradicted',
  'name-and-birth-date',
  'name-only',
  'near-identifier',
  'none',
] as const
export type MatchVerdict = (typeof matchVerdicts)[number]

export const matchFeatures = [
  'name',
  'birth-date',
  'sex',
  'nationality',
  'place',
  'document',
  'registration',
  'phone',
  'email',
  'url',
  'handle',
  'account',
] as const

/** One piece of evidence for or against a match, in words for an officer. */
export const MatchEvidence = closed({
  feature: oneOf(matchFeatures),
  effect: oneOf(['for', 'against', 'neutral']),
  /** What the officer gave, as it was compared. */
  asked: Type.Optional(Type.String({ maxLength: 2000 })),
  /** What the alert holds. */
  listed: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Stable code of the rule that bridged or separated the two, for instance `same`, `typing-slip`, `romanised`. */
  rule: text(60),
  /** One sentence an officer can read. */
  note: Type.String({ maxLength: 500 }),
})
export type MatchEvidence = Static<typeof MatchEvidence>
