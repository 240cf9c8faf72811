import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { closed, JurisdictionCode, oneOf, text, Timestamp, Uuid, Version1 } from './scalars.ts'

/** Why a jurisdiction does not act upon an alert of another one (Regulation (EU) 2018/1862, article 24(1)). */
export const flagReasons = ['national-law', 'international-obligation', 'national-interest'] as const
export type FlagReason = (typeof flagReasons)[number]

/** A recipient tells the issuer that it does not act upon its alert, or that it does again. */
export const FlagNotice = closed({
  v: Version1,
  id: Uuid,
  /** Who does not act. */
  issuer: JurisdictionCode,
  alert: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  at: Timestamp,
  flagged: Type.Boolean(),
  reason: oneOf(flagReasons),
  note: Type.Optional(text(300)),
})
export type FlagNotice = Static<typeof FlagNotice>

/** `{"alert":"...","at":"...","flagged":true,"id":"...","issuer":"XB","reason":"national-law","v":1,"version":1}` */
export const flagDocument = documentType('application/vnd.crosswatch.flag.v1+json', FlagNotice)
