import { Type, type Static } from 'typebox'
import { Category } from '../alert.ts'
import { actionsTaken } from '../follow-up.ts'
import { Measure } from '../measure.ts'
import { closed, JurisdictionCode, oneOf, Timestamp, Uuid } from '../scalars.ts'

const { kind, day, authority, reference } = Measure.properties

/** A measure as an officer reports it. The authority is the officer's own. */
export const MeasureReport = closed({ kind, day, reference })
export type MeasureReport = Static<typeof MeasureReport>

export const MeasureReference = closed({ id: Uuid })

/** A measure on the board. `at`: when this node heard of it. */
export const MeasureTaken = closed({ id: Uuid, kind, day, authority, reference, at: Timestamp })
export type MeasureTaken = Static<typeof MeasureTaken>

/** What one jurisdiction did about an alert. */
export const JurisdictionMeasures = closed({
  jurisdiction: JurisdictionCode,
  /** Hits it confirmed, how many of them were the subject, and how many somebody else. */
  hits: Type.Integer(),
  confirmed: Type.Integer(),
  notThisPerson: Type.Integer(),
  /** What was done where the subject was met. */
  taken: Type.Array(oneOf(actionsTaken)),
  measures: Type.Array(MeasureTaken),
})
export type JurisdictionMeasures = Static<typeof JurisdictionMeasures>

/** The board of one alert: who has it, and what each did about it. At a recipient only what that node did itself. */
export const AlertMeasures = closed({
  alert: Uuid,
  issuer: JurisdictionCode,
  category: Category,
  jurisdictions: Type.Array(JurisdictionMeasures),
})
export type AlertMeasures = Static<typeof AlertMeasures>

/** One line of the board of all alerts: numbers, and who has not said anything yet. */
export const MeasureCounts = closed({
  alert: Uuid,
  issuer: JurisdictionCode,
  category: Category,
  measures: Type.Integer(),
  hits: Type.Integer(),
  answered: Type.Array(JurisdictionCode),
  silent: Type.Array(JurisdictionCode),
})
export type MeasureCounts = Static<typeof MeasureCounts>

export const MeasureBoard = closed({ alerts: Type.Array(MeasureCounts) })
export type MeasureBoard = Static<typeof MeasureBoard>
