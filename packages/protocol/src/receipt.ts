import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import {
  closed,
  FeedSequence,
  JurisdictionCode,
  oneOf,
  Sha256Hex,
  Timestamp,
  Uuid,
  Version1,
} from './scalars.ts'

/** Why a recipient had to erase an alert. */
export const erasureCauses = ['withdrawn', 'expired', 'terminated'] as const
export type ErasureCause = (typeof erasureCauses)[number]

/** One alert that is gone, and the entry of its issuer's feed after which it had to go. */
export const ErasedAlert = closed({
  alert: Uuid,
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  cause: oneOf(erasureCauses),
  /** The withdrawal; for an alert that expired, or whose agreement was terminated, the entry that brought it. */
  entry: FeedSequence,
  /** The hash of that entry's header, as it stands in the feed. */
  hash: Sha256Hex,
})
export type ErasedAlert = Static<typeof ErasedAlert>

/**
 * A recipient says to the issuer what it erased. Signed by the recipient like every letter; the issuer compares `hash` with
 * its own feed.
 */
export const Receipt = closed({
  v: Version1,
  id: Uuid,
  /** Who erased. */
  issuer: JurisdictionCode,
  /** Whose alerts they were. */
  to: JurisdictionCode,
  at: Timestamp,
  /** Up to this entry of `to`'s feed everything that had to go was gone. */
  upTo: FeedSequence,
  alerts: Type.Array(ErasedAlert, { minItems: 1, maxItems: 256 }),
  /** Sealed bodies of the feed that were destroyed with them. */
  bodies: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})
export type Receipt = Static<typeof Receipt>

export const receiptDocument = documentType('application/vnd.crosswatch.receipt.v1+json', Receipt)
