import { Type, type Static } from 'typebox'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'
import { RecordSummary } from './audit.ts'

/** How long break-glass is in force after it was granted, and how long a request for it waits for a second person. */
export const breakGlassMinutes = 60

/** How long auditors have for the review of each. */
export const breakGlassReviewHours = 72

/** `asked`: waits for a second person. `over`: ended by itself, or a request that nobody granted in time. */
export const breakGlassStates = ['asked', 'in-force', 'refused', 'ended', 'over'] as const
export type BreakGlassState = (typeof breakGlassStates)[number]

export const BreakGlassRequest = closed({
  /** Why the ordinary way is too slow or closed: who is in danger, what cannot wait. Kept sealed. */
  reason: Type.String({ minLength: 10, maxLength: 500 }),
  /** Case or control reference. */
  reference: Type.Optional(text(160)),
})
export type BreakGlassRequest = Static<typeof BreakGlassRequest>

export const BreakGlass = closed({
  id: Uuid,
  officer: text(80),
  authority: text(120),
  reason: text(500),
  reference: Type.Union([Type.Null(), text(160)]),
  state: oneOf(breakGlassStates),
  askedAt: Timestamp,
  /** The second person. */
  decidedBy: Type.Union([Type.Null(), text(80)]),
  decidedAt: Type.Union([Type.Null(), Timestamp]),
  endsAt: Type.Union([Type.Null(), Timestamp]),
  /** How many records were made under it. */
  uses: Type.Integer({ minimum: 0 }),
})
export type BreakGlass = Static<typeof BreakGlass>

/** `GET /v1/break-glass`: one's own; for supervisors and auditors everybody's, the latest first. */
export const BreakGlassList = closed({ grants: Type.Array(BreakGlass) })
export type BreakGlassList = Static<typeof BreakGlassList>

/** `GET /v1/break-glass/:id/uses`: everything that was recorded under it, in order. */
export const BreakGlassUses = closed({
  grant: BreakGlass,
  records: Type.Array(RecordSummary),
})
export type BreakGlassUses = Static<typeof BreakGlassUses>
