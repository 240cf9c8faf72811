import { Type, type Static } from 'typebox'

/**
 * The small types that every format shares. Each is both a JSON Schema and a static type.
 *
 * Objects made here are closed: an unknown field is refused, not ignored, so that nothing can travel in a place
 * nobody looks at.
 */
export function closed<P extends Type.TProperties>(properties: P, options: Type.TObjectOptions = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

/** A closed union of strings. */
export function oneOf<V extends string[]>(values: readonly [...V], options: Type.TSchemaOptions = {}) {
  return Type.Enum<V>(values, options)
}

/** Text without control characters, from 1 to `maximum` code points, as JSON Schema counts them. */
export function text(maximum: number, options: Type.TSchemaOptions = {}) {
  return Type.String({
    minLength: 1,
    maxLength: maximum,
    pattern: String.raw`^[^\u0000-\u001F\u007F]*$`,
    ...options,
  })
}

/** ISO 3166-1 alpha-2, user-assigned codes included. */
export const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2 code' })

/** The jurisdiction that runs a node: its ISO 3166-1 alpha-2 code. */
export const JurisdictionCode = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'ISO 3166-1 alpha-2 code of the jurisdiction',
})
export type JurisdictionCode = Static<typeof JurisdictionCode>

/** UUID version 7 (RFC 9562, section 5.7), lower case. */
export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUID version 7',
})

/** Days that the calendar has, from 1970 to 9999: a day that it does not have is read as another one by each reader. */
const year = String.raw`(19[7-9]\d|[2-9]\d{3})`
const leapYear =
  '(19(7[26]|8[048]|9[26])|[2-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[3579][26])00)'
const day =
  `(${year}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))` +
  `|${leapYear}-02-29)`

/** UTC with milliseconds, one spelling only: `2026-03-01T12:00:00.000Z`. No leap seconds. */
export const Timestamp = Type.String({
  pattern: String.raw`^${day}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$`,
  description: 'UTC time with milliseconds, RFC 3339',
})

/** UTC to the hour, spelled like a timestamp: a report that says no more does not say who stood in which queue. */
export const Hour = Type.String({
  pattern: String.raw`^${day}T([01]\d|2[0-3]):00:00\.000Z$`,
  description: 'UTC time to the hour, RFC 3339',
})

/** A day that the calendar has. */
export const CalendarDay = Type.String({ pattern: `^${day}$`, description: 'YYYY-MM-DD' })

/** A calendar day, a month or a year: as precise as is known. */
export const PartialDate = Type.String({
  pattern: String.raw`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`,
  description: 'YYYY, YYYY-MM or YYYY-MM-DD',
})

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal' })

/**
 * Bytes in base64 (RFC 4648, section 4) with padding, in the one spelling whose unused bits are zero (section 3.5): readers
 * that disagree about the others would disagree about what was signed.
 */
export const Base64 = Type.String({
  pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$',
  description: 'base64 with padding',
})

/** 32 bytes in base64: a public key. */
export const Key32 = Type.String({
  pattern: '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$',
  description: '32 bytes in base64',
})

/** A position in a feed, from 1; stays within the safe integers. */
export const FeedSequence = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Position in the feed, from 1',
})

/** The version of a format. */
export const Version1 = Type.Literal(1)
