import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { closed, oneOf, text, Timestamp, Uuid } from '../scalars.ts'
import { queryVerdicts, QueryResult } from './query.ts'

/** Persons in one list at most. */
export const screeningRowLimit = 10_000

/** A list of persons to be looked up one by one, for instance workers before they leave. */
export const ScreeningRequest = closed({
  /** Chosen by whoever asks: sent again with the same id, nothing happens twice. */
  id: Uuid,
  purpose: Purpose,
  /** Case or control reference. */
  reference: Type.Optional(text(160)),
  rows: Type.String({
    minLength: 1,
    maxLength: 6_000_000,
    description:
      'CSV (RFC 4180) or what a spreadsheet copies, its first line naming the columns: name, surname, given names, ' +
      'other names, birth date, sex, nationality, document, licence, phone, email',
  }),
})
export type ScreeningRequest = Static<typeof ScreeningRequest>

const count = Type.Integer({ minimum: 0, maximum: screeningRowLimit })

/** How far a list is. `done` counts persons looked up, whatever came out. */
export const ScreeningStatus = closed({
  id: Uuid,
  purpose: Purpose,
  reference: Type.Optional(text(160)),
  officer: text(80),
  state: oneOf(['running', 'done']),
  rows: count,
  done: count,
  hit: count,
  possible: count,
  /** Rows that name nobody or cannot be read; they were not looked up. */
  refused: count,
  createdAt: Timestamp,
  finishedAt: Type.Union([Type.Null(), Timestamp]),
  /** Rows and results are gone after this. */
  erasedAt: Timestamp,
})
export type ScreeningStatus = Static<typeof ScreeningStatus>

export const ScreeningList = closed({ screenings: Type.Array(ScreeningStatus) })
export type ScreeningList = Static<typeof ScreeningList>

export const screeningOutcomes = [...queryVerdicts, 'refused'] as const
export type ScreeningOutcome = (typeof screeningOutcomes)[number]

/** One person of the list, as given and as found. */
export const ScreeningRow = closed({
  /** In the file, the first line being 1. */
  row: Type.Integer({ minimum: 2 }),
  /** The cells that were read, by the name of their column. */
  given: Type.Record(Type.String(), Type.String(), { additionalProperties: false }),
  outcome: oneOf(screeningOutcomes),
  /** What could not be used, in a sentence each. */
  remarks: Type.Array(Type.String()),
  results: Type.Array(QueryResult),
  /** The access record of the look. */
  record: Type.Union([Type.Null(), Uuid]),
})
export type ScreeningRow = Static<typeof ScreeningRow>

export const ScreeningRows = closed({
  rows: Type.Array(ScreeningRow),
  /** Give it as `after` for the next page; null at the end. */
  next: Type.Union([Type.Null(), Type.Integer()]),
})
export type ScreeningRows = Static<typeof ScreeningRows>
