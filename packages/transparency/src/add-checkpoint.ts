import { parseCheckpoint } from './checkpoint.ts'
import { formatBase64, parseBase64, parseDecimal } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { hashSize } from './hash.ts'
import { formatNote, type NoteSignature, parseNote } from './note.ts'

/** What a log asks of a witness. */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness cosigned last, as far as the log knows. */
  readonly old: bigint
  /** Consistency proof from there. */
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

const longestProof = 63

/**
 * The body of `POST /add-checkpoint` (C2SP tlog-witness):
 *
 *   old 20852014
 *   PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=      consistency proof, a hash per line
 *
 *   <checkpoint>
 */
export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${formatBase64(hash)}\n`).join('')}\n${checkpoint}`
}

/** Reads a request that anybody may have sent. @throws {TransparencyError} `request-malformed`, `note-malformed`, `checkpoint-malformed` */
export function parseAddCheckpoint(body: string): AddCheckpoint & { readonly origin: string } {
  const split = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(split, 0)).split('\n')
  const old = first.startsWith('old ') ? parseDecimal(first.slice('old '.length)) : undefined
  if (split === -1 || old === undefined) throw malformed('A request begins with the old size.')
  if (lines.length > longestProof) throw malformed('The proof has too many hashes.')
  const proof = lines.map((line) => {
    const hash = parseBase64(line)
    if (hash?.length !== hashSize) throw malformed('A line of the proof is not a SHA-256 hash in base64.')
    return hash
  })
  const checkpoint = body.slice(split + 2)
  return { old, proof, checkpoint, origin: parseCheckpoint(parseNote(checkpoint).text).origin }
}

/** The signature lines of a note, without its text: what a witness answers with. */
export function formatSignatureLines(signatures: readonly NoteSignature[]): string {
  const text = 'x\n'
  return formatNote({ text, signatures }).slice(text.length + 1)
}

/**
 * Adds signature lines to a note: those that a witness answered with. Of several lines of one key the last stays.
 *
 * @param lines from outside; nothing here says that they are valid
 * @throws {TransparencyError} `note-malformed`
 */
export function addSignatureLines(note: string, lines: string): string {
  const { text, signatures } = parseNote(note)
  const added = parseNote(`${text}\n${lines}`)
  if (added.text !== text) throw malformed('An answer holds signature lines and nothing else.')
  const all = [...signatures, ...added.signatures]
  const lastOfKey = new Map(all.map((line) => [`${line.keyId} ${line.name}`, line]))
  return formatNote({ text, signatures: [...lastOfKey.values()] })
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('request-malformed', message)
}
