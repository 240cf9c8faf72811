import { formatBase64, parseBase64, parseDecimal } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { emptyRoot, hashSize, sameHash } from './hash.ts'
import { type NoteSignature, type NoteSigner, type NoteVerifier, openNote, signNote } from './note.ts'

/** The state of a log: `root` (32 bytes) is the root of its first `size` entries. */
export interface Checkpoint {
  /** The log's identity, one line. */
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
}

/**
 * The text of a checkpoint (C2SP tlog-checkpoint):
 *
 *   crosswatch/federation-of-examples/XA/access-log      origin
 *   20852163                                             size, decimal
 *   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=         root hash, base64
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${formatBase64(root)}\n`
}

/**
 * Reads the text of a checkpoint that somebody else controls. Extension lines are allowed and ignored: nobody can
 * audit what they say.
 *
 * @throws {TransparencyError} `checkpoint-malformed`
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const [origin, sizeText, rootText] = lines
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) {
    throw malformed('A checkpoint is three or more lines, none of them empty.')
  }
  const size = sizeText === undefined ? undefined : parseDecimal(sizeText)
  const root = rootText === undefined ? undefined : parseBase64(rootText)
  if (origin === undefined || size === undefined) throw malformed('The size is not a decimal number.')
  if (root?.length !== hashSize) throw malformed('The root is not a SHA-256 hash in base64.')
  if (size === 0n && !sameHash(root, emptyRoot())) throw malformed('An empty log has another root.')
  return { origin, size, root }
}

/** A checkpoint as the log publishes it: a signed note. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  return signNote(formatCheckpoint(checkpoint), signers)
}

/** A checkpoint that may be believed, and the signatures that say so. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly verified: readonly NoteSignature[]
}

/**
 * Opens a signed checkpoint that somebody else controls.
 *
 * @throws {TransparencyError} `note-malformed`, `signature-invalid`, `signature-missing`, `checkpoint-malformed`, and
 *   `origin-mismatch` if it is the checkpoint of another log.
 */
export function openCheckpoint(
  note: string,
  origin: string,
  verifiers: readonly NoteVerifier[],
): OpenedCheckpoint {
  const { text, verified } = openNote(note, verifiers)
  const checkpoint = parseCheckpoint(text)
  if (checkpoint.origin !== origin) {
    throw new TransparencyError('origin-mismatch', 'This is the checkpoint of another log.')
  }
  return { ...checkpoint, verified }
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('checkpoint-malformed', message)
}
