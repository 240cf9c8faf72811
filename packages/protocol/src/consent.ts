import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { Purpose } from './purposes.ts'
import {
  Base64,
  closed,
  CountryCode,
  JurisdictionCode,
  oneOf,
  text,
  Timestamp,
  Uuid,
  Version1,
} from './scalars.ts'

/**
 * Where a consent stands: the statuses of the W3C Data Privacy Vocabulary (https://w3id.org/dpv, "Consent Status"), in
 * its order. Only the two `given` ones allow anything.
 */
export const consentStatuses = [
  'unknown',
  'requested',
  'request-deferred',
  'refused',
  'given',
  'renewed-given',
  'expired',
  'invalidated',
  'revoked',
  'withdrawn',
] as const
export type ConsentStatus = (typeof consentStatuses)[number]

/** What survivor information is about. Each is consented to by itself. */
export const survivorCategories = [
  'contact',
  'needs',
  'account',
  'recruiter',
  'workplace',
  'journey',
] as const
export type SurvivorCategory = (typeof survivorCategories)[number]
const SurvivorCategory = oneOf(survivorCategories)

/** For a minor somebody else consents, and somebody decides that it is in the minor's best interest. */
const Minor = closed({ guardian: text(120), bestInterest: text(500), decidedBy: text(120) })

const list = <S extends typeof Purpose | typeof SurvivorCategory | typeof JurisdictionCode>(
  items: S,
  most: number,
) => Type.Array(items, { maxItems: most, uniqueItems: true })

const Told = Type.Optional(text(2000))

/** What is known of a survivor, by `survivorCategories`: nothing but what the consent is about. */
const Information = closed({
  contact: Told,
  needs: Told,
  account: Told,
  recruiter: Told,
  workplace: Told,
  journey: Told,
} satisfies Record<SurvivorCategory, typeof Told>)
export type SurvivorInformation = Static<typeof Information>

/** What somebody consents to, and how that was taken down. */
const consentTerms = {
  /** The pseudonym under which the protection service keeps the person's file. */
  subject: text(40),
  notice: closed({
    title: text(120),
    version: text(20),
    language: Type.String({
      pattern: '^[a-z]{2}$',
      description: 'ISO 639-1: the language in which it was read or explained',
    }),
  }),
  method: oneOf(['signed', 'spoken-before-witness', 'recorded']),
  recipients: list(JurisdictionCode, 50),
  /** Safety exclusions: to these never, whatever else is said. */
  never: Type.Array(CountryCode, { maxItems: 50, uniqueItems: true }),
  purposes: list(Purpose, 9),
  categories: list(SurvivorCategory, 6),
  validUntil: Timestamp,
  reviewBy: Timestamp,
  minor: Type.Optional(Minor),
}

/** A consent record (ISO/IEC TS 27560:2023) as a protection officer takes it down, with the information it is about. */
export const ConsentDraft = closed({
  ...consentTerms,
  status: oneOf(['requested', 'refused', 'given']),
  information: Information,
})
export type ConsentDraft = Static<typeof ConsentDraft>

/** How a consent stands at rest, before encryption. The information stands apart: it can be destroyed alone. */
export const consentDocument = documentType(
  'application/vnd.crosswatch.consent.v1+json',
  closed({ v: Version1, ...Type.Omit(ConsentDraft, ['information', 'status']).properties }),
)
export const survivorDocument = documentType('application/vnd.crosswatch.survivor.v1+json', Information)

/** An officer asks the origin to open survivor information once. A letter: signed by the asking node, sealed to the origin. */
export const ReleaseRequest = closed({
  v: Version1,
  id: Uuid,
  /** Who asks. */
  issuer: JurisdictionCode,
  /** The origin. */
  to: JurisdictionCode,
  at: Timestamp,
  consent: Uuid,
  /** The officer's pseudonym: only the asking node can tell who it is. */
  officer: text(80),
  authority: text(120),
  purpose: Purpose,
  legalBasis: text(300),
  categories: Type.Array(SurvivorCategory, { minItems: 1, maxItems: 6, uniqueItems: true }),
  /** X-Wing public key of this one question; its secret half never leaves the asking process. */
  session: Base64,
})
export type ReleaseRequest = Static<typeof ReleaseRequest>
export const releaseRequestDocument = documentType(
  'application/vnd.crosswatch.release-request.v1+json',
  ReleaseRequest,
)

/** What the origin answers. A refusal gives no reason: absent, withdrawn and meant for others look the same. */
export const ReleaseAnswer = closed({
  v: Version1,
  /** The request's. */
  id: Uuid,
  issuer: JurisdictionCode,
  to: JurisdictionCode,
  at: Timestamp,
  /** The information, sealed to the session of the request; absent when nothing is released. */
  sealed: Type.Optional(Base64),
})
export type ReleaseAnswer = Static<typeof ReleaseAnswer>
export const releaseAnswerDocument = documentType('application/vnd.crosswatch.release.v1+json', ReleaseAnswer)

const api = { purpose: Purpose, legalBasis: text(300), categories: ReleaseRequest.properties.categories }

/** `POST /v1/releases` */
export const ReleaseQuestion = closed({
  origin: JurisdictionCode,
  consent: Uuid,
  ...api,
  reference: Type.Optional(text(160)),
})
export type ReleaseQuestion = Static<typeof ReleaseQuestion>
export const Released = closed({ information: Information, record: Uuid })
export type Released = Static<typeof Released>

/** One time that somebody asked for the information of a consent. `record` is where the log proves it. */
export const Opening = closed({
  at: Timestamp,
  recipient: JurisdictionCode,
  officer: text(80),
  authority: text(120),
  ...api,
  released: Type.Boolean(),
  record: Uuid,
})
export type Opening = Static<typeof Opening>
/** How an opening stands at rest, before encryption. */
export const openingDocument = documentType('application/vnd.crosswatch.opening.v1+json', Opening)

export const ConsentSummary = closed({
  id: Uuid,
  subject: text(40),
  status: oneOf(consentStatuses),
  recipients: list(JurisdictionCode, 50),
  validUntil: Timestamp,
  reviewBy: Timestamp,
  reviewDue: Type.Boolean(),
})
export type ConsentSummary = Static<typeof ConsentSummary>
export const ConsentList = closed({ consents: Type.Array(ConsentSummary) })

/** Openings that are told of a consent at most, the latest first. */
export const openingLimit = 1000

export const ConsentDetail = closed({
  summary: ConsentSummary,
  consent: closed(consentTerms),
  recordedBy: text(80),
  recordedAt: Timestamp,
  openings: Type.Array(Opening),
})
export type ConsentDetail = Static<typeof ConsentDetail>
/** After a withdrawal: how often the information had been released before. Nothing was released after it. */
export const ConsentEnded = closed({ status: oneOf(consentStatuses), released: Type.Integer() })
export const ConsentRenewal = closed({ validUntil: Timestamp, reviewBy: Timestamp })
