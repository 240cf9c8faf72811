import { Type, type Static } from 'typebox'
import { erasureCauses } from '../receipt.ts'
import { closed, JurisdictionCode, oneOf, Timestamp, Uuid } from '../scalars.ts'

/** Where the receipt of one recipient for one alert stands. */
export const demandStates = ['pending', 'overdue', 'received', 'refused'] as const
export type DemandState = (typeof demandStates)[number]

export const ErasureDemand = closed({
  alert: Uuid,
  version: Type.Integer(),
  cause: oneOf(erasureCauses),
  recipient: JurisdictionCode,
  state: oneOf(demandStates),
  endedAt: Timestamp,
  dueAt: Timestamp,
  /** When the recipient says that it erased. */
  erasedAt: Type.Union([Timestamp, Type.Null()]),
  /** The place in the recipient's feed that holds the receipt. */
  receiptEntry: Type.Union([Type.Integer(), Type.Null()]),
})
export type ErasureDemand = Static<typeof ErasureDemand>

/** `GET /v1/erasures`: the board of an issuer, the latest first. */
export const ErasureBoard = closed({
  counts: Type.Array(
    closed({ recipient: JurisdictionCode, state: oneOf(demandStates), count: Type.Integer() }),
  ),
  demands: Type.Array(ErasureDemand),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Pass it as `after` for the next page' }),
})
export type ErasureBoard = Static<typeof ErasureBoard>
