import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import { emptyRoot, sameHash } from './hash.ts'
import type { NoteVerifier } from './note.ts'
import { verifyConsistency } from './verify-proof.ts'

/** Sizes are signed 64-bit numbers wherever they are kept, in other people's code as well; a proof has 63 hashes at most. */
const largestSize = 2n ** 63n - 1n

/** A log that a witness watches. */
export interface WatchedLog {
  /** Its own keys. Without any that is trusted still, nothing of it is cosigned. */
  readonly verifiers: readonly NoteVerifier[]
  /** The checkpoint that was cosigned last, if any was. */
  readonly last: Checkpoint | undefined
}

/**
 * What a witness says to a request (C2SP tlog-witness). `accepted` is not an answer yet: the new checkpoint takes the
 * place of the old one if that is still there, and only then is it cosigned.
 */
export type WitnessVerdict =
  | { readonly kind: 'accepted'; readonly from: Checkpoint; readonly to: Checkpoint; readonly note: string }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404 | 422 }
  | { readonly kind: 'conflict'; readonly size: bigint }

/**
 * Judges a request that anybody may have sent. The checks stand in the order of the specification.
 *
 * @param watched the log with this origin, if the witness knows it
 */
export function judgeAddCheckpoint(
  body: string,
  watched: (origin: string) => WatchedLog | undefined,
): WitnessVerdict {
  const request = readOrRefuse(() => parseAddCheckpoint(body))
  if (request === undefined) return { kind: 'refused', status: 400 }
  const log = watched(request.origin)
  if (log === undefined) return { kind: 'refused', status: 404 }
  const to = readOrRefuse(() => openCheckpoint(request.checkpoint, request.origin, log.verifiers))
  if (to === undefined) return { kind: 'refused', status: 403 }
  return judgeProof(request, to, log.last ?? { origin: request.origin, size: 0n, root: emptyRoot() })
}

function judgeProof(
  { old, proof, checkpoint }: AddCheckpoint,
  to: Checkpoint,
  from: Checkpoint,
): WitnessVerdict {
  if (old > to.size || to.size > largestSize) return { kind: 'refused', status: 400 }
  if (old !== from.size) return { kind: 'conflict', size: from.size }
  if (old === to.size && !sameHash(from.root, to.root)) return { kind: 'conflict', size: from.size }
  const claim = { oldSize: from.size, oldRoot: from.root, newSize: to.size, newRoot: to.root, proof }
  if (!verifyConsistency(claim)) return { kind: 'refused', status: 422 }
  const { origin, size, root } = to
  return { kind: 'accepted', from, to: { origin, size, root }, note: checkpoint }
}

function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
