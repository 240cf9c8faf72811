import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { Contact } from './federation.ts'
import {
  closed,
  Hour,
  JurisdictionCode,
  oneOf,
  Sha256Hex,
  text,
  Timestamp,
  Uuid,
  Version1,
} from './scalars.ts'

/** What was done where the subject was met. */
export const actionsTaken = [
  'stopped',
  'interviewed',
  'observed',
  'service-refused',
  'applicant-warned',
  'document-checked',
  'document-seized',
  'none',
] as const
export type ActionTaken = (typeof actionsTaken)[number]

/** An officer confirmed that the subject of an alert was met: what, where, when, what was done, whom to call. */
export const HitReport = closed({
  v: Version1,
  id: Uuid,
  /** The jurisdiction where it happened. */
  issuer: JurisdictionCode,
  alert: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  at: Hour,
  place: text(120),
  taken: oneOf(actionsTaken),
  /** A person may be in danger: the issuer of the alert has one hour, not twelve. */
  danger: Type.Boolean(),
  contact: Contact,
  note: Type.Optional(text(500)),
})
export type HitReport = Static<typeof HitReport>

export const hitReportDocument = documentType('application/vnd.crosswatch.hit.v1+json', HitReport)

export const urgencies = ['urgent', 'normal'] as const
export type Urgency = (typeof urgencies)[number]

/** How a thread ends. The first two are what precision is counted from. */
export const hitOutcomes = ['confirmed', 'not-this-person', 'undetermined'] as const
export type HitOutcome = (typeof hitOutcomes)[number]

/** Asks for supplementary information. */
const Request = closed({
  kind: Type.Literal('request'),
  legalBasis: text(300),
  question: text(500),
  urgency: oneOf(urgencies),
  dueBy: Timestamp,
})

/** Answers a request of the other side; the evidence of the alert may lie beside it. */
const Answer = closed({ kind: Type.Literal('answer'), request: Uuid, text: text(1000) })

/** Exhibits went from one desk to another. The giver says so, and the taker confirms exactly this statement. */
const Handover = closed({
  kind: Type.Literal('handover'),
  exhibits: Type.Array(Sha256Hex, { minItems: 1, maxItems: 50, uniqueItems: true }),
  from: text(120),
  to: text(120),
  handedAt: Timestamp,
})

const HandoverConfirmed = closed({
  kind: Type.Literal('handover-confirmed'),
  handover: Uuid,
  /** SHA-256 of the signed payload that is confirmed. */
  digest: Sha256Hex,
})

const Closing = closed({ kind: Type.Literal('closing'), outcome: oneOf(hitOutcomes) })

export const MessageContent = Type.Union([Request, Answer, Handover, HandoverConfirmed, Closing])
export type MessageContent = Static<typeof MessageContent>

/** One message of the thread on a hit. */
export const ThreadMessage = closed({
  v: Version1,
  id: Uuid,
  hit: Uuid,
  issuer: JurisdictionCode,
  at: Timestamp,
  content: MessageContent,
  /** The commitment of the alert's core to what lies beside this message: opened for this thread only. */
  compartments: closed({ evidence: Type.Optional(Sha256Hex) }),
})
export type ThreadMessage = Static<typeof ThreadMessage>

export const threadMessageDocument = documentType('application/vnd.crosswatch.message.v1+json', ThreadMessage)
