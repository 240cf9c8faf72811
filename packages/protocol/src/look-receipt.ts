import { Type, type Static } from 'typebox'
import { disclosures, type Operation } from './access-record.ts'
import { Compartment } from './alert.ts'
import { documentType } from './document.ts'
import { ActingRole, Purpose } from './purposes.ts'
import { closed, Hour, JurisdictionCode, Sha256Hex, Timestamp, Uuid, Version1 } from './scalars.ts'

/**
 * Operations of which the issuer of an alert is told: whatever opened or returned it. A list of titles is neither; it
 * would name every alert of every page.
 */
export const receiptedOperations: ReadonlySet<Operation> = new Set(
  disclosures.filter((operation) => !operation.endsWith('.list')),
)

/** A place in an access log, from 0. */
export const LogPlace = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** Stands for one officer of one jurisdiction towards one other. Only the officer's own node can tell who it is. */
export const OfficerPseudonym = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  description: 'Pseudonym of an officer, base64url',
})

/** Alerts that one look may name, and looks and alerts that one receipt may. */
export const receiptLimits = { looks: 256, alerts: 1000 } as const

/** What was seen of one alert. */
export const SeenAlert = closed({
  alert: Uuid,
  version: Type.Integer({ minimum: 0, maximum: 100_000 }),
  compartments: Type.Array(Compartment, { maxItems: 5 }),
})
export type SeenAlert = Static<typeof SeenAlert>

/** One look at alerts of another jurisdiction. Neither who the traveller was nor what was asked stands in it. */
export const Look = closed({
  /** Where it stands in the access log of the jurisdiction that looked, and the commitment there. */
  place: LogPlace,
  commitment: Sha256Hex,
  /** As the log has it in the clear. A newer node may have operations that this one does not know. */
  operation: Type.String({ pattern: '^[a-z][a-z.-]{0,63}$' }),
  at: Hour,
  purpose: Type.Optional(Purpose),
  /** The issuer learns, too, what was done under break-glass. */
  roles: Type.Array(ActingRole, { maxItems: 8 }),
  officer: OfficerPseudonym,
  alerts: Type.Array(SeenAlert, { minItems: 1, maxItems: receiptLimits.alerts }),
})
export type Look = Static<typeof Look>

/**
 * A jurisdiction says to another how its alerts were looked at between two places of the access log: all looks there are, or
 * that there was none. One goes to every other member in every period, so that sending it tells nothing. What the places of
 * one receipt leave out of the one before, nobody has accounted for.
 */
export const LookReceipt = closed({
  v: Version1,
  id: Uuid,
  /** Who looked. */
  issuer: JurisdictionCode,
  /** Whose alerts they were. */
  to: JurisdictionCode,
  at: Timestamp,
  /** Places from `from` up to, and without, `until`. */
  from: LogPlace,
  until: LogPlace,
  looks: Type.Array(Look, { maxItems: receiptLimits.looks }),
})
export type LookReceipt = Static<typeof LookReceipt>

export const lookReceiptDocument = documentType(
  'application/vnd.crosswatch.look-receipt.v1+json',
  LookReceipt,
)
