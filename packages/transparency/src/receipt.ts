import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { formatBase64, parseBase64, parseDecimal } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { hashSize, leafHash } from './hash.ts'
import type { NoteVerifier } from './note.ts'
import { verifyInclusion } from './verify-proof.ts'

/** A tlog-proof: that an entry is in the log, checkable offline by who knows the log's key. */
export interface InclusionReceipt {
  readonly index: bigint
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
  /** Whatever the application adds. Nothing vouches for it. */
  readonly extra?: Uint8Array
}

const header = 'c2sp.org/tlog-proof@v1'

// The proof in a tree of 2^63 leaves.
const longestProof = 63

/**
 * A receipt as text (C2SP tlog-proof), by convention in a file `*.tlog-proof`:
 *
 *   c2sp.org/tlog-proof@v1
 *   extra <base64>                     only if there is extra data
 *   index 73894
 *   gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=     proof, from the leaf's sibling up
 *   B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
 *
 *   <checkpoint>
 */
export function formatReceipt({ index, proof, checkpoint, extra }: InclusionReceipt): string {
  const lines = [
    header,
    ...(extra === undefined ? [] : [`extra ${formatBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(formatBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/**
 * Takes a receipt apart that somebody else controls. Says nothing about its truth.
 *
 * @throws {TransparencyError} `proof-malformed`
 */
export function parseReceipt(text: string): InclusionReceipt {
  const split = text.indexOf('\n\n')
  if (split === -1) throw malformed('A proof ends with an empty line and a checkpoint.')
  const [first, ...lines] = text.slice(0, split).split('\n')
  if (first !== header) throw malformed(`A proof starts with the line ${header}.`)
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const extra = extraText === undefined ? undefined : parseBase64(extraText)
  if (extraText !== undefined && extra === undefined) throw malformed('The extra data is not base64.')
  const indexLine = lines.shift()
  const index = indexLine?.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined
  if (index === undefined) throw malformed('The index line is missing or is not a decimal number.')
  if (lines.length > longestProof) throw malformed('The proof has too many hashes.')
  const proof = lines.map((line) => {
    const hash = parseBase64(line)
    if (hash?.length !== hashSize) throw malformed('A line of the proof is not a SHA-256 hash in base64.')
    return hash
  })
  return { index, proof, checkpoint: text.slice(split + 2), ...(extra === undefined ? {} : { extra }) }
}

/**
 * Verifies that an entry is in the log with this origin, offline.
 *
 * @returns where it stands and the checkpoint that says so.
 * @throws {TransparencyError} `proof-malformed`; `proof-invalid` if the proof does not lead to the checkpoint's root;
 *   and what `openCheckpoint` throws.
 */
export function verifyReceipt(
  text: string,
  entry: Uint8Array,
  origin: string,
  verifiers: readonly NoteVerifier[],
): { index: bigint; checkpoint: OpenedCheckpoint } {
  const { index, proof, checkpoint: note } = parseReceipt(text)
  const checkpoint = openCheckpoint(note, origin, verifiers)
  const { size, root } = checkpoint
  if (!verifyInclusion({ index, size, leaf: leafHash(entry), root, proof })) {
    throw new TransparencyError('proof-invalid', 'The proof does not lead from the entry to the root.')
  }
  return { index, checkpoint }
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('proof-malformed', message)
}
