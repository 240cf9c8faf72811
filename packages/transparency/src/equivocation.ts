import { formatBase64, parseBase64 } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { hashSize, sameHash } from './hash.ts'
import { parseObject } from './export-lines.ts'
import type { NoteVerifier } from './note.ts'
import { verifyConsistency } from './verify-proof.ts'
import { openHead } from './witness.ts'

/**
 * Two checkpoints that one log signed and that cannot both be true. Whoever has the log's key can see it: nothing else
 * needs to be believed.
 */
export interface Equivocation {
  readonly origin: string
  /** Signed checkpoints, the smaller one first. */
  readonly first: string
  readonly second: string
  /**
   * If the sizes differ: the proof that the second one continues another tree of the first one's size, and the root of
   * that tree.
   */
  readonly other?: { readonly root: Uint8Array; readonly proof: readonly Uint8Array[] }
}

const version = 'crosswatch equivocation v1'
const longestProof = 63

/** An evidence file: one JSON object. */
export function formatEquivocation({ origin, first, second, other }: Equivocation): string {
  return JSON.stringify({
    format: version,
    origin,
    first,
    second,
    ...(other && { otherRoot: formatBase64(other.root), proof: other.proof.map(formatBase64) }),
  })
}

/** Reads an evidence file that anybody may have written. Says nothing about its truth. @throws {TransparencyError} `proof-malformed` */
export function parseEquivocation(text: string): Equivocation {
  const { format, origin, first, second, otherRoot, proof } = parseObject(text) ?? {}
  if (format !== version) throw malformed()
  if (typeof origin !== 'string' || typeof first !== 'string' || typeof second !== 'string') throw malformed()
  if (otherRoot === undefined && proof === undefined) return { origin, first, second }
  if (!Array.isArray(proof) || proof.length > longestProof) throw malformed()
  return { origin, first, second, other: { root: hashOf(otherRoot), proof: proof.map(hashOf) } }
}

/**
 * Whether both checkpoints bear the signature of a key of the log and contradict each other. Lines that somebody added
 * change nothing.
 *
 * @param logVerifiers the log's own keys, also those that were taken back: what they signed, they signed
 */
export function provesEquivocation(
  { origin, first, second, other }: Equivocation,
  logVerifiers: readonly NoteVerifier[],
): boolean {
  const a = openHead(first, origin, logVerifiers)
  const b = openHead(second, origin, logVerifiers)
  if (a === undefined || b === undefined) return false
  if (a.size === b.size) return !sameHash(a.root, b.root)
  if (other === undefined || a.size > b.size || sameHash(a.root, other.root)) return false
  // The second one commits to a tree of the first one's size which has another root than the first one says.
  const claim = { oldSize: a.size, oldRoot: other.root, newSize: b.size, newRoot: b.root, proof: other.proof }
  return a.size > 0n && verifyConsistency(claim)
}

function hashOf(text: unknown): Uint8Array {
  const hash = typeof text === 'string' ? parseBase64(text) : undefined
  if (hash?.length !== hashSize) throw malformed()
  return hash
}

function malformed(): TransparencyError {
  return new TransparencyError('proof-malformed', 'This is not evidence of two histories of one log.')
}
