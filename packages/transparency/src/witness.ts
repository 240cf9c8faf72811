import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import { emptyRoot, sameHash } from './hash.ts'
import { formatNote, type NoteSignature, type NoteVerifier, parseNote } from './note.ts'
import { verifyConsistency } from './verify-proof.ts'

/** Sizes are signed 64-bit numbers wherever they are kept, in other people's code as well; a proof has 63 hashes at most. */
const largestSize = 2n ** 63n - 1n

/** A checkpoint of a log with the note that says so, which bears one signature of each of the log's keys and nothing else. */
export interface Head extends Checkpoint {
  readonly note: string
}

/**
 * Opens a checkpoint that anybody may have handed in. Whoever hands it on can add lines: one that does not verify does
 * not count, does not spoil what another key has signed, and is not kept.
 *
 * @param keys the log's own
 * @returns nothing if none of them has signed it
 */
export function openHead(note: string, origin: string, keys: readonly NoteVerifier[]): Head | undefined {
  return readOrRefuse(() => {
    const { text, signatures } = parseNote(note)
    const checkpoint = parseCheckpoint(text)
    const verified = keys.flatMap((key) => {
      // One attempt for each key: the sender decides how many lines there are.
      const line = signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId)
      return line !== undefined && key.verify(text, line.signature) ? [line] : []
    })
    if (checkpoint.origin !== origin || verified.length === 0) return undefined
    return { ...checkpoint, note: bareNote(text, verified) }
  })
}

/** The note with one line of each key, however often the sender repeated it. */
function bareNote(text: string, verified: readonly NoteSignature[]): string {
  const lineOfKey = new Map(verified.map((line) => [`${line.keyId} ${line.name}`, line]))
  return formatNote({ text, signatures: [...lineOfKey.values()] })
}

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
 *
 * A `suspect` bears the log's signature, is not what was cosigned last, and was not shown to continue it.
 */
export type WitnessVerdict =
  | { readonly kind: 'accepted'; readonly from: Checkpoint; readonly to: Head }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404 | 422; readonly suspect?: Head | undefined }
  | { readonly kind: 'conflict'; readonly size: bigint; readonly suspect?: Head | undefined }

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
  const opened = readOrRefuse(() => openCheckpoint(request.checkpoint, request.origin, log.verifiers))
  if (opened === undefined) return { kind: 'refused', status: 403 }
  const { origin, size, root, verified } = opened
  const to = { origin, size, root, note: bareNote(parseNote(request.checkpoint).text, verified) }
  return judgeProof(request, to, log.last ?? { origin: request.origin, size: 0n, root: emptyRoot() })
}

function judgeProof({ old, proof }: AddCheckpoint, to: Head, from: Checkpoint): WitnessVerdict {
  if (old > to.size || to.size > largestSize) return { kind: 'refused', status: 400 }
  const isHeld = from.size === to.size && sameHash(from.root, to.root)
  // Anybody can hand in once more what is held, with a wrong size or proof.
  const suspect = isHeld ? undefined : to
  if (old !== from.size || (old === to.size && !isHeld)) {
    return { kind: 'conflict', size: from.size, suspect }
  }
  const claim = { oldSize: from.size, oldRoot: from.root, newSize: to.size, newRoot: to.root, proof }
  if (!verifyConsistency(claim)) return { kind: 'refused', status: 422, suspect }
  return { kind: 'accepted', from, to }
}

function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
