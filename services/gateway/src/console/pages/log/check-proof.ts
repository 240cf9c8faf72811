import { fromBase64, utf8, type RecordDetail } from '@crosswatch/protocol'
import {
  commitRecord,
  encodeAccessEntry,
  leafHash,
  openCheckpoint,
  parseCheckpoint,
  parseReceipt,
  TransparencyError,
  verifyInclusion,
  type NoteVerifier,
} from '@crosswatch/transparency'

/** What a receipt says about a record, whether the hashes lead from the one to the other, and who signed it. */
export interface CheckedProof {
  readonly holds: boolean
  /** Whether a key of this log that its root certified has signed the checkpoint. */
  readonly signed: boolean
  readonly index: string
  readonly size: string
  readonly root: string
  readonly origin: string
  readonly hashes: readonly string[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/** The log that a proof must be of. */
export interface ExpectedLog {
  readonly origin: string
  readonly verifiers: readonly NoteVerifier[]
}

/**
 * Computes the leaf from the record and its salt, and from there the root (RFC 9162, section 2.1.3.2); then the signature
 * of the checkpoint. What this page says is said by the node that keeps the log: who does not trust it verifies the same
 * offline.
 *
 * @returns undefined if the receipt cannot be read
 */
export function checkProof(
  detail: RecordDetail,
  receipt: string,
  { origin, verifiers }: ExpectedLog,
): CheckedProof | undefined {
  return attempt(() => {
    const { index, proof, checkpoint } = parseReceipt(receipt)
    const stated = parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1))
    const commitment = commitRecord(fromBase64(detail.salt), utf8(detail.canonical))
    const leaf = leafHash(encodeAccessEntry({ type: detail.record.operation, commitment }))
    const { size, root } = stated
    return {
      holds: verifyInclusion({ index, size, leaf, root, proof }),
      signed: attempt(() => openCheckpoint(checkpoint, origin, verifiers)) !== undefined,
      index: String(index),
      size: String(size),
      root: Buffer.from(root).toString('base64'),
      origin: stated.origin,
      hashes: proof.map((hash) => Buffer.from(hash).toString('base64')),
      checkpoint,
    }
  })
}

/** Undefined where what was to be read is not what it claims to be. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
