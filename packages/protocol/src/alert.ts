import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { Purpose } from './purposes.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp, Uuid, Version1 } from './scalars.ts'

/**
 * The signed core of an alert. It names no subject: that is in the compartments, each bound to the core by
 * `SHA-256(salt || bytes)`, so that one signature serves every recipient whatever they may open.
 */
export const categories = [
  'wanted-broker',
  'discreet-check',
  'inquiry-check',
  'licence-withdrawn',
  'fake-posting',
  'document',
  'pattern',
] as const
export type Category = (typeof categories)[number]
export const Category = oneOf(categories)

export const actions = [
  'contact-issuer',
  'record-discreetly',
  'interview-and-refer',
  'refuse-service',
  'warn-applicant',
  'check-document',
  'be-aware',
] as const
export type Action = (typeof actions)[number]
export const Action = oneOf(actions)

/** `exercise` runs through production and can never be acted upon. */
export const modes = ['actual', 'exercise'] as const
export type Mode = (typeof modes)[number]
export const Mode = oneOf(modes)

/** The compartments that travel. `survivor` information is never carried and `internal` notes never leave. */
export const compartments = ['identity', 'contacts', 'posting', 'grounds', 'evidence'] as const
export type Compartment = (typeof compartments)[number]
export const Compartment = oneOf(compartments)

/** Source grading A, B, C, X and information grading 1 to 4 (the European 4x4 system). */
export const Grade = closed({
  source: oneOf(['A', 'B', 'C', 'X']),
  information: Type.Integer({ minimum: 1, maximum: 4 }),
})
export type Grade = Static<typeof Grade>

/** What a recipient may do with what it learns, beyond the purpose it was sent for. */
export const onwardUses = ['none', 'ask-first', 'labour-enforcement', 'law-enforcement'] as const

/** Traffic Light Protocol 2.0 (FIRST, 2022), and what the recipient may do with what they learn. */
export const Handling = closed({
  tlp: oneOf(['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']),
  onwardUse: oneOf(onwardUses),
})
export type Handling = Static<typeof Handling>

export const cautions = [
  'armed',
  'violent',
  'may-flee',
  'false-identity',
  'possible-victims-with-subject',
  'minors-involved',
] as const
export const linkKinds = [
  'same-network',
  'same-employer',
  'same-posting',
  'same-premises',
  'supersedes',
  'related',
] as const

export const Link = closed({ kind: oneOf(linkKinds), alert: Uuid, reason: text(200) })
export type Link = Static<typeof Link>

/** Why the alert is adequate, relevant and important enough; who says so, as pseudonyms. */
export const Adequacy = closed({
  statement: text(300),
  drafter: text(80),
  approver: text(80),
})

export const AlertCore = closed({
  v: Version1,
  id: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  issuer: JurisdictionCode,
  authority: text(120),
  category: Category,
  action: Action,
  mode: Mode,
  grade: Grade,
  handling: Handling,
  purposes: Type.Array(Purpose, { minItems: 1, maxItems: 9, uniqueItems: true }),
  issuedAt: Timestamp,
  validFrom: Timestamp,
  validUntil: Timestamp,
  reviewBy: Timestamp,
  cautions: Type.Array(oneOf(cautions), { maxItems: 6, uniqueItems: true }),
  links: Type.Array(Link, { maxItems: 20 }),
  adequacy: Adequacy,
  compartments: closed({
    identity: Type.Optional(Sha256Hex),
    contacts: Type.Optional(Sha256Hex),
    posting: Type.Optional(Sha256Hex),
    grounds: Type.Optional(Sha256Hex),
    evidence: Type.Optional(Sha256Hex),
  }),
  /** SHA-256 of the payload of the version before. */
  replaces: Type.Optional(Sha256Hex),
})
export type AlertCore = Static<typeof AlertCore>

/**
 *   {"action":"interview-and-refer","adequacy":{...},"authority":"...","category":"inquiry-check","cautions":[],
 *    "compartments":{"grounds":"<sha256>","identity":"<sha256>"},"grade":{"information":2,"source":"B"},...,"v":1}
 */
export const alertDocument = documentType('application/vnd.crosswatch.alert.v1+json', AlertCore)

export const withdrawalReasons = [
  'purpose-achieved',
  'mistaken',
  'subject-cleared',
  'licence-restored',
  'source-removed',
  'expired',
  'duplicate',
  'lawful-request',
] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

/** The issuer takes an alert back. It names the alert and the last version, nothing about the subject. */
export const Withdrawal = closed({
  v: Version1,
  id: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  issuer: JurisdictionCode,
  reason: oneOf(withdrawalReasons),
  at: Timestamp,
})
export type Withdrawal = Static<typeof Withdrawal>

export const withdrawalDocument = documentType('application/vnd.crosswatch.withdrawal.v1+json', Withdrawal)
