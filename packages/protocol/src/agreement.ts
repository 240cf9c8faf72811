import { Type, type Static } from 'typebox'
import { Category, Compartment, onwardUses } from './alert.ts'
import { documentType } from './document.ts'
import { Contact } from './federation.ts'
import { Purpose } from './purposes.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp, Uuid, Version1 } from './scalars.ts'

/** Where sharing has its basis: a treaty, memorandum or decision, and the article of it. */
export const LegalReference = closed({ treaty: text(200), article: Type.Optional(text(60)) })
export type LegalReference = Static<typeof LegalReference>

/** What the parties agree upon: the part of an agreement that somebody writes. */
export const agreementContent = {
  title: text(120),
  parties: Type.Array(JurisdictionCode, { minItems: 2, maxItems: 300, uniqueItems: true }),
  categories: Type.Array(Category, { minItems: 1, maxItems: 7, uniqueItems: true }),
  compartments: Type.Array(Compartment, { maxItems: 5, uniqueItems: true }),
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 9, uniqueItems: true }),
  /** What a recipient may do with what it learns. */
  onwardUse: oneOf(onwardUses),
  /** For how long a recipient keeps what ended, at most. */
  retentionDays: Type.Integer({ minimum: 1, maximum: 3_650 }),
  /** What recipients do with what they have when the agreement is terminated. */
  onTermination: oneOf(['keep', 'erase']),
  legal: Type.Array(LegalReference, { minItems: 1, maxItems: 10 }),
  validFrom: Timestamp,
  validUntil: Timestamp,
  contacts: Type.Array(closed({ jurisdiction: JurisdictionCode, contact: Contact }), { maxItems: 300 }),
} as const

/**
 * What two or more jurisdictions agree: a joint task force is an agreement among many. It names desks, never persons. An
 * amendment has the same id, the next version, and in `replaces` the digest of the terms that it takes the place of.
 */
export const AgreementTerms = closed({
  v: Version1,
  id: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 10_000 }),
  replaces: Type.Optional(Sha256Hex),
  ...agreementContent,
})
export type AgreementTerms = Static<typeof AgreementTerms>

/** Its canonical bytes are what the digest of an agreement is made of. */
export const agreementTermsDocument = documentType(
  'application/vnd.crosswatch.agreement-terms.v1+json',
  AgreementTerms,
)

export const agreementActs = ['sign', 'suspend', 'resume', 'terminate'] as const
export type AgreementAct = (typeof agreementActs)[number]

/**
 * What one party says about an agreement, signed with the key of its feed: each party's own entry carries the same terms, and
 * they are in force when every party has said `sign`. Any party alone suspends, resumes what it suspended, or terminates.
 */
export const AgreementStatement = closed({
  v: Version1,
  issuer: JurisdictionCode,
  act: oneOf(agreementActs),
  at: Timestamp,
  reason: Type.Optional(text(300)),
  terms: AgreementTerms,
})
export type AgreementStatement = Static<typeof AgreementStatement>

/** `{"act":"sign","at":"...","issuer":"XA","terms":{"categories":[...],...},"v":1}` */
export const agreementDocument = documentType(
  'application/vnd.crosswatch.agreement.v1+json',
  AgreementStatement,
)
