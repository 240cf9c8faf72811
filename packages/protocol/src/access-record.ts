import { Type, type Static } from 'typebox'
import { Compartment } from './alert.ts'
import { documentType } from './document.ts'
import { ActingRole, Purpose } from './purposes.ts'
import { Base64, closed, JurisdictionCode, oneOf, text, Timestamp, Uuid, Version1 } from './scalars.ts'

/**
 * One access, as Directive (EU) 2016/680 article 25 and Regulation (EU) 2018/1862 article 12 ask for it: what was done,
 * when, by whom, why, on which basis, to which data, with which outcome.
 */
export const operations = [
  'query',
  'query.open',
  'impact.estimate',
  'override.request',
  'override.approve',
  'override.refuse',
  'override.end',
  'override.fall',
  'override.expire',
  'override.list',
  'screening.create',
  'screening.view',
  'screening.erase',
  'alert.draft',
  'alert.edit',
  'alert.discard',
  'alert.submit',
  'alert.return',
  'alert.preview',
  'alert.approve',
  'alert.issue',
  'alert.revise',
  'alert.extend',
  'alert.notice',
  'alert.withdraw',
  'alert.expire',
  'alert.receive',
  'alert.refuse',
  'alert.flag',
  'alert.unflag',
  'alert.contest',
  'flag.receive',
  'flag.refuse',
  'alert.list',
  'alert.view',
  'hit.confirm',
  'hit.receive',
  'hit.refuse',
  'hit.list',
  'hit.view',
  'thread.write',
  'thread.receive',
  'thread.refuse',
  'measure.report',
  'measure.receive',
  'measure.refuse',
  'measure.list',
  'dispute.record',
  'dispute.receive',
  'dispute.refuse',
  'dispute.block',
  'dispute.decide',
  'dispute.list',
  'dispute.view',
  'clearance.propose',
  'clearance.receive',
  'clearance.refuse',
  'clearance.accept',
  'clearance.decline',
  'clearance.end',
  'clearance.list',
  'licence.import',
  'licence.list',
  'licence.check',
  'import.create',
  'import.rows',
  'import.submit',
  'import.approve',
  'erasure.done',
  'erasure.receipt',
  'erasure.list',
  'agreement.draft',
  'agreement.endorse',
  'agreement.sign',
  'agreement.suspend',
  'agreement.resume',
  'agreement.terminate',
  'agreement.receive',
  'consent.record',
  'consent.renew',
  'consent.withdraw',
  'consent.list',
  'consent.view',
  'release.ask',
  'release.answer',
  'release.open',
  'agreement.view',
  'break-glass.ask',
  'break-glass.approve',
  'break-glass.refuse',
  'break-glass.end',
  'break-glass.list',
  'break-glass.uses',
  'record.search',
  'record.view',
  'record.follow',
  'record.evidence',
  'record.replay',
  'review.sample',
  'review.list',
  'review.decide',
  'log.export',
  'look.tell',
  'look.told',
  'receipt.list',
  'receipt.resolve',
  'overview.view',
  'retention.view',
  'hold.set',
  'hold.lift',
  'record.erase',
  'content.erase',
  'policy.explain',
  'policy.compare',
  'feed.list',
  'quarantine.view',
  'log.evidence',
  'sign-in',
  'sign-in.refused',
  'sign-out',
  'account.change',
] as const
export type Operation = (typeof operations)[number]

/**
 * Operations that show somebody what is known about persons. They stop while the log is not confirmed by its witnesses,
 * except under break-glass. The audit service's database holds the same list.
 */
export const disclosures = [
  'query',
  'query.open',
  'impact.estimate',
  'screening.view',
  'override.list',
  'alert.list',
  'alert.view',
  'hit.list',
  'hit.view',
  'measure.list',
  'dispute.list',
  'dispute.view',
  'consent.list',
  'consent.view',
  'release.ask',
  'release.open',
] as const satisfies readonly Operation[]

export const outcomes = ['hit', 'possible', 'none', 'done', 'denied', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** Which alert, in which version, was returned or changed, and which of its compartments were opened. */
export const TouchedAlert = closed({
  alert: Uuid,
  version: Type.Integer({ minimum: 0, maximum: 100_000 }),
  issuer: JurisdictionCode,
  compartments: Type.Array(Compartment, { maxItems: 5 }),
})
export type TouchedAlert = Static<typeof TouchedAlert>

export const AccessRecord = closed({
  v: Version1,
  id: Uuid,
  jurisdiction: JurisdictionCode,
  operation: oneOf(operations),
  at: Timestamp,
  /** The officer's account, or `system:<service>` for what a service does by rule. */
  officer: text(80),
  authority: text(120),
  /** From where it was asked: the post whose networks the officer's address belongs to. */
  post: Type.Optional(text(80)),
  /** It is none of the posts to which the officer is assigned, or none of the node's. */
  awayFromPost: Type.Optional(Type.Literal(true)),
  /** `break-glass` among them: done under break-glass, whoever did it. */
  roles: Type.Array(ActingRole, { maxItems: 8 }),
  purpose: Type.Optional(Purpose),
  legalBasis: Type.Optional(text(300)),
  /** A case or a control was named. Which one, stands in the terms. */
  referenceGiven: Type.Optional(Type.Literal(true)),
  /** What was searched or read, encrypted under a key of this record alone: erasing the key erases it. */
  terms: Type.Optional(Base64),
  alerts: Type.Array(TouchedAlert, { maxItems: 1000 }),
  recipients: Type.Array(JurisdictionCode, { maxItems: 300 }),
  /** How many persons, alerts or rows the operation touched. */
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  outcome: oneOf(outcomes),
  /** Code of the reason for a refusal or a failure. */
  reason: Type.Optional(text(80)),
  policies: Type.Array(text(80), { maxItems: 320 }),
  /** Sequence of the list that was searched. */
  list: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  software: text(40),
})
export type AccessRecord = Static<typeof AccessRecord>

export const accessRecordDocument = documentType(
  'application/vnd.crosswatch.access-record.v1+json',
  AccessRecord,
)

/** The encrypted part of a record, before encryption: canonical JSON of this shape. */
export const AccessTerms = closed({
  reference: Type.Optional(text(160)),
  /** The terms searched or read, field by field, as the officer gave them. */
  query: Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), Type.Unknown(), {
      additionalProperties: false,
    }),
  ),
  /** Long enough for every alert of one answer and what cleared it. */
  note: Type.Optional(text(2_100)),
})
export type AccessTerms = Static<typeof AccessTerms>
