import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { CalendarDay, closed, JurisdictionCode, oneOf, text, Uuid, Version1 } from './scalars.ts'

/** What a jurisdiction did about an alert. `none`: it looked into it, and there was nothing to be done. */
export const measureKinds = [
  'inspection-opened',
  'investigation-opened',
  'licence-suspended',
  'licence-refused',
  'service-refused',
  'entry-refused',
  'posting-removed',
  'accounts-frozen',
  'public-warned',
  'workers-assisted',
  'referred',
  'none',
] as const
export type MeasureKind = (typeof measureKinds)[number]

/**
 * A measure that was taken about an alert, told to its issuer. It says what, on which day and by which authority. Against whom, the
 * alert says; there is no free text.
 */
export const Measure = closed({
  v: Version1,
  id: Uuid,
  /** The jurisdiction that took it. */
  issuer: JurisdictionCode,
  alert: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  kind: oneOf(measureKinds),
  day: CalendarDay,
  authority: text(120),
  /** How that authority refers to the case. */
  reference: Type.Optional(text(120)),
})
export type Measure = Static<typeof Measure>

export const measureDocument = documentType('application/vnd.crosswatch.measure.v1+json', Measure)
