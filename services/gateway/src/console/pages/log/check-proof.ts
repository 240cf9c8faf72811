import { fromBase64, utf8, type RecordDetail } from '@crosswatch/protocol'
import {
  commitRecord,
  encodeAccessEntry,
  leafHash,
  parseCheckpoint,
  parseReceipt,
  TransparencyError,
  verifyInclusion,
} from '@crosswatch/transparency'

/** What a receipt says about a record, and whether the hashes lead from the one to the other. */
export interface CheckedProof {
  readonly holds: boolean
  readonly index: string
  readonly size: string
  readonly root: string
  readonly origin: string
  readonly hashes: readonly string[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/**
 * Computes the leaf from the record and its salt, and from there the root (RFC 9162, section 2.1.3.2). Whoever knows the
 * log's key verifies the signature as well; that is done offline, away from the node that is checked.
 *
 * @returns undefined if the receipt cannot be read
 */
export function checkProof(detail: RecordDetail, receipt: string): CheckedProof | undefined {
  try {
    const { index, proof, checkpoint } = parseReceipt(receipt)
    const { origin, size, root } = parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1))
    const commitment = commitRecord(fromBase64(detail.salt), utf8(detail.canonical))
    const leaf = leafHash(encodeAccessEntry({ type: detail.record.operation, commitment }))
    return {
      holds: verifyInclusion({ index, size, leaf, root, proof }),
      index: String(index),
      size: String(size),
      root: Buffer.from(root).toString('base64'),
      origin,
      hashes: proof.map((hash) => Buffer.from(hash).toString('base64')),
      checkpoint,
    }
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
