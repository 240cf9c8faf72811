import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import {
  CalendarDay,
  closed,
  JurisdictionCode,
  Key32,
  oneOf,
  Sha256Hex,
  Timestamp,
  Uuid,
  Version1,
} from './scalars.ts'

/** What shows that a person is not the subject of an alert. Codes: words would say more of the person than anybody needs. */
export const clearanceGrounds = [
  'biometrics-differ',
  'birth-data-differ',
  'document-confirmed',
  'identity-confirmed',
  'identity-misused',
] as const
export type ClearanceGround = (typeof clearanceGrounds)[number]

/** Why an issuer does not clear a person of its alert. */
export const clearanceRefusals = ['not-shown', 'may-be-the-subject', 'case-pending'] as const
export type ClearanceRefusal = (typeof clearanceRefusals)[number]

/** Why a clearance ends: by the person, an officer, the clock, or with what it rests on. */
export const clearanceEnds = [
  'consent-withdrawn',
  'not-confirmed',
  'override-ended',
  'expired',
  'alert-ended',
  'alert-changed',
] as const
export type ClearanceEnd = (typeof clearanceEnds)[number]

/** Who said yes: the person, or who may speak for them. */
export const clearanceConsenters = ['person', 'guardian', 'representative'] as const

/**
 * The person's explicit consent, without which nothing of them is passed on (Regulation (EU) 2018/1862, article 62(1) and (2): data on
 * a person whose identity was misused, to avoid the consequences of a wrong identification). It names nobody.
 */
export const ClearanceConsent = closed({
  givenBy: oneOf(clearanceConsenters),
  on: CalendarDay,
  notice: closed({
    version: Type.String({
      pattern: '^[0-9A-Za-z.-]{1,20}$',
      description: 'Version of the text that was read',
    }),
    language: Type.String({
      pattern: '^[a-z]{2}$',
      description: 'ISO 639-1: the language in which it was read or explained',
    }),
  }),
})
export type ClearanceConsent = Static<typeof ClearanceConsent>

/**
 * By what a cleared person is known again, without their name or number: a hash of document and birth date, keyed with a secret made for
 * this clearance alone. Nobody without the secret can try numbers, and two clearances of one person cannot be told to be that.
 */
export const ClearanceMark = closed({ secret: Key32, fingerprint: Key32 })
export type ClearanceMark = Static<typeof ClearanceMark>

/** Where the person was cleared: asks the issuer. */
const Proposal = closed({
  kind: Type.Literal('proposal'),
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  ground: oneOf(clearanceGrounds),
  consent: ClearanceConsent,
  mark: ClearanceMark,
  until: Timestamp,
})

/** The issuer, to everyone who has the alert and can see whom it names: how it stands from now on. */
const Standing = closed({
  kind: Type.Literal('standing'),
  mark: ClearanceMark,
  /** SHA-256 of the identity compartment: what is said of another subject clears nobody. */
  identity: Sha256Hex,
  until: Timestamp,
})

/**
 * A letter about one clearance. `retraction` takes it back where it was proposed; `declined` is the issuer's no; `ended` goes from the
 * issuer to everyone who got it; `erased` is what each of them answers.
 */
export const ClearanceLetter = closed({
  v: Version1,
  /** The clearance. */
  id: Uuid,
  issuer: JurisdictionCode,
  alert: Uuid,
  at: Timestamp,
  content: Type.Union([
    Proposal,
    closed({ kind: Type.Literal('retraction'), reason: oneOf(clearanceEnds) }),
    closed({ kind: Type.Literal('declined'), reason: oneOf(clearanceRefusals) }),
    Standing,
    closed({ kind: Type.Literal('ended'), reason: oneOf(clearanceEnds) }),
    closed({ kind: Type.Literal('erased') }),
  ]),
})
export type ClearanceLetter = Static<typeof ClearanceLetter>
export type ClearanceContent<K extends ClearanceLetter['content']['kind']> = Extract<
  ClearanceLetter['content'],
  { kind: K }
>

/** `{"alert":"...","at":"...","content":{"kind":"ended","reason":"consent-withdrawn"},"id":"...","issuer":"XA","v":1}` */
export const clearanceDocument = documentType('application/vnd.crosswatch.clearance.v1+json', ClearanceLetter)
