import { Type, type Static } from 'typebox'
import { CalendarDay, closed, oneOf, text, Timestamp } from '../scalars.ts'

export const licenceStates = ['licensed', 'suspended', 'revoked', 'expired'] as const
export type LicenceState = (typeof licenceStates)[number]

/** One licence to recruit, as the authority that gives them publishes it. */
export const Licence = closed({
  number: text(60),
  name: text(200),
  place: Type.Optional(text(120)),
  state: oneOf(licenceStates),
  validUntil: Type.Optional(CalendarDay),
})
export type Licence = Static<typeof Licence>

/** Names a register, the same every time it is imported: `xa-agencies`. */
export const RegisterName = Type.String({
  pattern: '^[a-z0-9-]{2,60}$',
  description: 'Name of a register of licences',
})

/** The whole register: it takes the place of what was imported under its name before. */
export const RegisterImport = closed({ licences: Type.Array(Licence, { minItems: 1, maxItems: 20_000 }) })
export type RegisterImport = Static<typeof RegisterImport>

export const Register = closed({
  register: RegisterName,
  licences: Type.Integer({ minimum: 0 }),
  importedAt: Timestamp,
  importedBy: text(80),
})
export type Register = Static<typeof Register>

export const RegisterList = closed({ registers: Type.Array(Register) })
export type RegisterList = Static<typeof RegisterList>

/** Licences that the subject of an alert may hold, the most likely first. */
export const LicenceCheck = closed({
  /** What was looked through; without any, nothing is known. */
  registers: Type.Array(Register),
  licences: Type.Array(
    closed({
      register: RegisterName,
      licence: Licence,
      /** From 0 to 1: how likely it is the same. */
      score: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  ),
})
export type LicenceCheck = Static<typeof LicenceCheck>
