import { Type, type Static } from 'typebox'
import { operations, outcomes } from '../access-record.ts'
import { Category, Compartment } from '../alert.ts'
import { accessActs, ActingRole, Purpose } from '../purposes.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp, Uuid } from '../scalars.ts'

const Roles = Type.Array(ActingRole, { minItems: 1, maxItems: 8, uniqueItems: true })
const policyId = text(80)
const AlertVersion = Type.Integer({ minimum: 1, maximum: 100_000 })

/**
 * Why somebody may or may not do something: what a record says was asked, or what somebody wants to know; or why a jurisdiction got an
 * alert, or a compartment of it, or did not.
 */
export const PolicyQuestion = closed({
  subject: Type.Union([
    closed({ kind: Type.Literal('record'), record: Uuid }),
    closed({
      kind: Type.Literal('officer'),
      roles: Roles,
      act: oneOf(accessActs),
      /** That they work for. Default: that of who asks. */
      authority: Type.Optional(text(120)),
      purpose: Purpose,
      /** Whether a case or control reference is stated. Default: no. */
      referenceGiven: Type.Optional(Type.Boolean()),
      compartment: Type.Optional(Compartment),
    }),
    closed({
      kind: Type.Literal('recipient'),
      /** An alert that this node issued. */
      alert: Uuid,
      /** Default: the last that was issued. */
      version: Type.Optional(AlertVersion),
      recipient: JurisdictionCode,
      compartment: Type.Optional(Compartment),
    }),
  ]),
})
export type PolicyQuestion = Static<typeof PolicyQuestion>

/** How something comes out. Policies stand for themselves; `reason` says why not. */
export const PolicyOutcome = closed({
  allowed: Type.Boolean(),
  compartments: Type.Array(Compartment, { maxItems: 5 }),
  policies: Type.Array(policyId),
  reason: Type.Optional(oneOf(['role', 'reference', 'purpose', 'failed'])),
})
export type PolicyOutcome = Static<typeof PolicyOutcome>

/** What an agreement can lack for an alert to go to a jurisdiction under it. */
export const agreementLacks = ['issuer', 'category', 'purposes', 'time', 'compartment'] as const
export type AgreementLack = (typeof agreementLacks)[number]

/** How one recipient of an alert came out, at issue and by today's policies, agreement by agreement as they stood at issue. */
const RecipientExplanation = closed({
  version: AlertVersion,
  at: Timestamp,
  jurisdiction: JurisdictionCode,
  category: Category,
  purposes: Type.Array(Purpose),
  /** The compartments that the version has. */
  compartments: Type.Array(Compartment),
  /** What it could open as issued; null if it was not sent. */
  given: Type.Union([Type.Null(), Type.Array(Compartment)]),
  /** Of the agreements in force at issue, those with this jurisdiction: what it may open under each today, and what each lacks. */
  agreements: Type.Array(
    closed({
      id: Uuid,
      allowed: Type.Boolean(),
      compartments: Type.Array(Compartment),
      lacks: Type.Array(oneOf(agreementLacks)),
    }),
  ),
})

export const PolicyExplanation = closed({
  /** SHA-256 of the policies in force: the same digest, the same answers. */
  digest: Sha256Hex,
  /** In one sentence. */
  sentence: Type.String(),
  now: PolicyOutcome,
  /** The policies that led to it, as a lawyer wrote them. */
  texts: Type.Array(closed({ id: policyId, text: Type.String() })),
  /** Purposes for which these roles may do this. */
  purposes: Type.Array(Purpose),
  /** If it was asked about a recipient. */
  recipient: Type.Optional(RecipientExplanation),
  /** What the record says, if it was asked about one. Who and what it was about is not in it. */
  recorded: Type.Optional(
    closed({
      operation: oneOf(operations),
      at: Timestamp,
      roles: Type.Array(ActingRole),
      purpose: Type.Optional(Purpose),
      outcome: oneOf(outcomes),
      reason: Type.Optional(text(80)),
      policies: Type.Array(policyId),
    }),
  ),
})
export type PolicyExplanation = Static<typeof PolicyExplanation>

/** Policies that might take the place of those in force: Cedar text by file name, and their schema. */
export const PolicyProposal = closed({
  /** Default: that of the policies in force. */
  schema: Type.Optional(Type.String({ maxLength: 100_000 })),
  /** Each stands for the file of this name; files that are not named stay as they are. */
  files: Type.Record(
    Type.String({ pattern: String.raw`^[a-z0-9-]{1,60}\.cedar$` }),
    Type.String({ maxLength: 200_000 }),
    {
      additionalProperties: false,
    },
  ),
  /** Whether files that are not named are gone. */
  whole: Type.Boolean(),
})
export type PolicyProposal = Static<typeof PolicyProposal>

/** Which of the last recorded decisions would have come out differently. */
export const PolicyComparison = closed({
  inForce: Sha256Hex,
  proposed: Sha256Hex,
  /** Decisions that were looked at, and since when. */
  considered: Type.Integer({ minimum: 0 }),
  since: Type.Union([Type.Null(), Timestamp]),
  /** Decisions that would have come out differently. */
  different: Type.Integer({ minimum: 0 }),
  changes: Type.Array(
    closed({
      operation: oneOf(operations),
      roles: Type.Array(ActingRole),
      purpose: Type.Optional(Purpose),
      /** Who was to get an alert: then it is counted by alerts and recipients. */
      recipient: Type.Optional(JurisdictionCode),
      /** Whether it was allowed when it was recorded. */
      recorded: Type.Boolean(),
      before: PolicyOutcome,
      after: PolicyOutcome,
      count: Type.Integer({ minimum: 1 }),
      records: Type.Array(Uuid, { maxItems: 20 }),
    }),
  ),
})
export type PolicyComparison = Static<typeof PolicyComparison>
