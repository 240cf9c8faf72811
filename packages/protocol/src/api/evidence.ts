import { Type, type Static } from 'typebox'
import { Purpose } from '../purposes.ts'
import { Base64, closed, JurisdictionCode, text, Timestamp, Uuid, Version1 } from '../scalars.ts'

/** Asks for an evidence bundle: chosen records in a form that proves itself. */
export const EvidenceRequest = closed({
  purpose: Purpose,
  /** Case or control reference of the auditor. */
  reference: Type.Optional(text(160)),
  records: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
})
export type EvidenceRequest = Static<typeof EvidenceRequest>

/** Asks for the proofs of how survivor information was asked for: the records that a consent's openings name. */
export const OpeningEvidenceRequest = closed({
  records: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
})
export type OpeningEvidenceRequest = Static<typeof OpeningEvidenceRequest>

/** One record with all that it takes to check it without the node. */
export const EvidenceRecord = closed({
  id: Uuid,
  /** The record as it was committed to, and its salt. */
  canonical: Type.String(),
  salt: Base64,
  /** Opens the encrypted terms within the record, and no other's; null if there are none or they were erased. */
  termsKey: Type.Union([Type.Null(), Base64]),
  /** That the record is in the log: C2SP tlog-proof, with the checkpoint and every signature on it. */
  receipt: Type.String(),
})
export type EvidenceRecord = Static<typeof EvidenceRecord>

/**
 * Chosen records of an access log, to be handed to a court: each with its opening, its proof and the cosigned checkpoint.
 * `crosswatch audit verify-bundle` verifies it offline. It holds personal data in the clear.
 */
export const EvidenceBundle = closed({
  v: Version1,
  kind: Type.Literal('crosswatch-evidence'),
  jurisdiction: JurisdictionCode,
  madeAt: Timestamp,
  /** The log's key as the node states it. Whoever verifies must have it from elsewhere. */
  vkey: Type.String(),
  /** By whom the node's log is to be confirmed, as the node states it: C2SP tlog-policy. Not there if it has no witnesses. */
  policy: Type.Optional(Type.String()),
  records: Type.Array(EvidenceRecord, { minItems: 1, maxItems: 200 }),
})
export type EvidenceBundle = Static<typeof EvidenceBundle>
