export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B'

/** Line, first column and end column (exclusive), from 0. */
export type Span = readonly [line: number, from: number, to: number]

export interface MrzLayout {
  readonly lines: number
  readonly width: number
  readonly documentCode: Span
  readonly issuer: Span
  readonly name: Span
  readonly documentNumber: Span
  readonly nationality: Span
  readonly birthDate: Span
  readonly sex: Span
  readonly expiryDate: Span
  /** Where a document number longer than nine characters goes on (TD1, TD2). */
  readonly overflow?: Span
  readonly personalNumber?: Span
  /** Columns of the fields' own check digits and of the composite one, where the format has it. */
  readonly checks: {
    readonly documentNumber: Span
    readonly birthDate: Span
    readonly expiryDate: Span
    readonly personalNumber?: Span
    readonly composite?: { readonly digit: Span; readonly over: readonly Span[] }
  }
}

const secondLine = {
  documentNumber: [1, 0, 9],
  nationality: [1, 10, 13],
  birthDate: [1, 13, 19],
  sex: [1, 20, 21],
  expiryDate: [1, 21, 27],
} as const

const secondLineChecks = {
  documentNumber: [1, 9, 10],
  birthDate: [1, 19, 20],
  expiryDate: [1, 27, 28],
} as const

/** ICAO Doc 9303: parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A and MRV-B). */
export const layouts: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD3: {
    lines: 2,
    width: 44,
    documentCode: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 44],
    ...secondLine,
    personalNumber: [1, 28, 42],
    checks: {
      ...secondLineChecks,
      personalNumber: [1, 42, 43],
      composite: {
        digit: [1, 43, 44],
        over: [
          [1, 0, 10],
          [1, 13, 20],
          [1, 21, 43],
        ],
      },
    },
  },
  TD2: {
    lines: 2,
    width: 36,
    documentCode: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 36],
    ...secondLine,
    overflow: [1, 28, 35],
    checks: {
      ...secondLineChecks,
      composite: {
        digit: [1, 35, 36],
        over: [
          [1, 0, 10],
          [1, 13, 20],
          [1, 21, 35],
        ],
      },
    },
  },
  TD1: {
    lines: 3,
    width: 30,
    documentCode: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [2, 0, 30],
    documentNumber: [0, 5, 14],
    overflow: [0, 15, 30],
    nationality: [1, 15, 18],
    birthDate: [1, 0, 6],
    sex: [1, 7, 8],
    expiryDate: [1, 8, 14],
    checks: {
      documentNumber: [0, 14, 15],
      birthDate: [1, 6, 7],
      expiryDate: [1, 14, 15],
      composite: {
        digit: [1, 29, 30],
        over: [
          [0, 5, 30],
          [1, 0, 7],
          [1, 8, 15],
          [1, 18, 29],
        ],
      },
    },
  },
  'MRV-A': {
    lines: 2,
    width: 44,
    documentCode: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 44],
    ...secondLine,
    checks: secondLineChecks,
  },
  'MRV-B': {
    lines: 2,
    width: 36,
    documentCode: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 36],
    ...secondLine,
    checks: secondLineChecks,
  },
}
