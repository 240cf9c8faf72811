import { Type, type Static } from 'typebox'
import { Category } from '../alert.ts'
import { Evidence } from '../compartments.ts'
import { HitReport, hitOutcomes, MessageContent, urgencies } from '../follow-up.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp, Uuid } from '../scalars.ts'

const { alert, at, place, taken, danger, contact, note } = HitReport.properties

/** An officer confirms that the subject of an alert was met. */
export const HitConfirmation = closed({ alert, at, place, taken, danger, contact, note })
export type HitConfirmation = Static<typeof HitConfirmation>

export const HitReference = closed({ id: Uuid, dueBy: Timestamp })
export type HitReference = Static<typeof HitReference>

export const hitStates = ['open', 'closed'] as const
export type HitState = (typeof hitStates)[number]

/** One line of a list of hits. Says nothing about the subject. */
export const HitSummary = closed({
  id: Uuid,
  alert: Uuid,
  version: Type.Integer({ minimum: 1 }),
  issuer: JurisdictionCode,
  reporter: JurisdictionCode,
  category: Category,
  danger: Type.Boolean(),
  state: oneOf(hitStates),
  outcome: Type.Union([Type.Null(), oneOf(hitOutcomes)]),
  /** Until when the issuer of the alert is to say something. */
  dueBy: Timestamp,
  /** The issuer has not said anything in time, or a request has no answer in time. */
  overdue: Type.Boolean(),
  createdAt: Timestamp,
})
export type HitSummary = Static<typeof HitSummary>
export const HitList = closed({ hits: Type.Array(HitSummary) })
export type HitList = Static<typeof HitList>

/** One message of a thread, with the evidence that was opened for it. */
export const ThreadEntry = closed({
  id: Uuid,
  from: JurisdictionCode,
  at: Timestamp,
  /** SHA-256 of the signed payload. */
  digest: Sha256Hex,
  content: MessageContent,
  overdue: Type.Boolean(),
  evidence: Type.Union([Type.Null(), Evidence]),
})
export type ThreadEntry = Static<typeof ThreadEntry>

export const HitDetail = closed({
  hit: HitSummary,
  report: HitReport,
  messages: Type.Array(ThreadEntry),
})
export type HitDetail = Static<typeof HitDetail>

/** What an officer writes into a thread. Deadlines, digests and signatures are the node's. */
export const MessageDraft = Type.Union([
  closed({
    kind: Type.Literal('request'),
    legalBasis: text(300),
    question: text(500),
    urgency: oneOf(urgencies),
  }),
  closed({
    kind: Type.Literal('answer'),
    request: Uuid,
    text: text(1000),
    /** Opens the alert's `evidence` to the other side, for this thread only. */
    evidence: Type.Boolean(),
  }),
  closed({
    kind: Type.Literal('handover'),
    exhibits: Type.Array(Sha256Hex, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: text(120),
    to: text(120),
    handedAt: Timestamp,
  }),
  closed({ kind: Type.Literal('handover-confirmed'), handover: Uuid }),
  closed({ kind: Type.Literal('closing'), outcome: oneOf(hitOutcomes) }),
])
export type MessageDraft = Static<typeof MessageDraft>

const outcomeCounts = {
  hits: Type.Integer(),
  open: Type.Integer(),
  confirmed: Type.Integer(),
  notThisPerson: Type.Integer(),
  undetermined: Type.Integer(),
} as const

/** How often an alert was right: precision is `confirmed / (confirmed + notThisPerson)`. */
export const HitCounts = closed({
  alert: Uuid,
  issuer: JurisdictionCode,
  category: Category,
  ...outcomeCounts,
})
export type HitCounts = Static<typeof HitCounts>

/** The same for everything that one jurisdiction issued. */
export const IssuerCounts = closed({
  issuer: JurisdictionCode,
  /** Its alerts that were met. */
  alerts: Type.Integer(),
  ...outcomeCounts,
})
export type IssuerCounts = Static<typeof IssuerCounts>

export const HitCountList = closed({ counts: Type.Array(HitCounts), issuers: Type.Array(IssuerCounts) })
export type HitCountList = Static<typeof HitCountList>
