import { Type, type Static } from 'typebox'
import { IdentityDocument } from '../identity.ts'
import { Purpose } from '../purposes.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid } from '../scalars.ts'

/** The document that a traveller carries: its number, and who issued it as far as it is known. */
const TravelDocument = Type.Omit(IdentityDocument, ['kind'], { additionalProperties: false })

/** A traveller is not the person whom an alert means, and an officer has made sure of it. */
export const OverrideRequest = closed({
  alert: Uuid,
  /** Compared exactly, country included: another document of the same traveller is not cleared. */
  document: TravelDocument,
  purpose: Purpose,
  /** What shows that it is another person. */
  reason: text(500),
  /** Days that it holds. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 90 })),
})
export type OverrideRequest = Static<typeof OverrideRequest>

/** `fallen`: the alert is about something else now, or gone. */
export const overrideStates = ['requested', 'approved', 'refused', 'ended', 'expired', 'fallen'] as const
export type OverrideState = (typeof overrideStates)[number]

export const Override = closed({
  id: Uuid,
  alert: Uuid,
  issuer: JurisdictionCode,
  /** What the alert was called when it was asked for; empty for the first line. */
  label: Type.String({ maxLength: 200 }),
  document: TravelDocument,
  reason: text(500),
  state: oneOf(overrideStates),
  requester: text(80),
  decider: Type.Union([Type.Null(), text(80)]),
  createdAt: Timestamp,
  validUntil: Timestamp,
})
export type Override = Static<typeof Override>

export const OverrideList = closed({ overrides: Type.Array(Override) })
export type OverrideList = Static<typeof OverrideList>
