import { Type, type Static } from 'typebox'
import { ClearanceConsent, clearanceEnds, clearanceGrounds, clearanceRefusals } from '../clearance.ts'
import { CalendarDay, closed, JurisdictionCode, oneOf, Timestamp, Uuid } from '../scalars.ts'

/** Asks the issuer of an alert to clear a person everywhere whom an override clears here. */
export const ClearanceProposal = closed({
  /** An override that holds: alert, document and end are those of it. */
  override: Uuid,
  /** Together with the document it is what the person is known by. It is kept nowhere. */
  birthDate: CalendarDay,
  ground: oneOf(clearanceGrounds),
  consent: ClearanceConsent,
})
export type ClearanceProposal = Static<typeof ClearanceProposal>

export const ClearanceDecline = closed({ reason: oneOf(clearanceRefusals) })
export type ClearanceDecline = Static<typeof ClearanceDecline>

/** What an officer ends it for; the rest happens by itself. */
export const clearanceStops = ['consent-withdrawn', 'not-confirmed'] as const
export const ClearanceStop = closed({ reason: oneOf(clearanceStops) })
export type ClearanceStop = Static<typeof ClearanceStop>

/** `standing`: the alert is not shown for this person, wherever it is. */
export const clearanceStates = ['proposed', 'standing', 'declined', 'ended'] as const
export type ClearanceState = (typeof clearanceStates)[number]

/** A clearance as this node knows it. It says nothing by which the person could be found. */
export const Clearance = closed({
  id: Uuid,
  alert: Uuid,
  version: Type.Integer({ minimum: 0 }),
  issuer: JurisdictionCode,
  /** Where the person was cleared; null at a recipient, which is not told. */
  proposer: Type.Union([Type.Null(), JurisdictionCode]),
  state: oneOf(clearanceStates),
  /** Why it was declined or ended. */
  reason: Type.Union([Type.Null(), oneOf([...clearanceRefusals, ...clearanceEnds])]),
  ground: Type.Union([Type.Null(), oneOf(clearanceGrounds)]),
  consent: Type.Union([Type.Null(), ClearanceConsent]),
  /** When this node learned of it. */
  since: Timestamp,
  until: Timestamp,
  decidedAt: Type.Union([Type.Null(), Timestamp]),
  endedAt: Type.Union([Type.Null(), Timestamp]),
  /** At the issuer: who has it, and who has said that it is erased. */
  recipients: Type.Array(
    closed({ jurisdiction: JurisdictionCode, erasedAt: Type.Union([Type.Null(), Timestamp]) }),
  ),
})
export type Clearance = Static<typeof Clearance>

/** Those that are to be decided here first. */
export const ClearanceList = closed({ clearances: Type.Array(Clearance) })
export type ClearanceList = Static<typeof ClearanceList>
