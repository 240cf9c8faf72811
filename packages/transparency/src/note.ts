import { formatBase64, parseBase64 } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { isKeyName } from './note-key.ts'

/**
 * Signed notes (C2SP signed-note): a text, an empty line, and one line per signature.
 *
 * Which bytes a signature covers depends on its type, and only its signer or verifier knows: plain Ed25519 covers the
 * text, a cosignature covers a timestamp as well. So further types are further makers of these two interfaces.
 */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: number
  /** Whether `signature`, without its key ID, is this key's signature of a note with this text. */
  verify(text: string, signature: Uint8Array): boolean
}

export interface NoteSigner {
  readonly name: string
  readonly keyId: number
  sign(text: string): Uint8Array
}

/** One signature line. Name and key ID together identify the key and its type. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

export interface SignedNote {
  /** Ends in a line feed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Room for a checkpoint that every member of the largest federation cosigned with both of its keys. */
const maximumNoteLength = 2 * 1024 * 1024
const maximumSignatures = 1024

/**
 * A note, in UTF-8:
 *
 *   <text, ends in a line feed, may have empty lines>
 *
 *   — <key name> <base64 of key ID (4 bytes, big-endian) || signature>
 *   — <key name> <base64 of key ID (4 bytes, big-endian) || signature>
 *
 * @throws {TransparencyError} `note-malformed` if the result would not be a note.
 */
export function formatNote({ text, signatures }: SignedNote): string {
  const note = `${text}\n${signatures.map(formatSignatureLine).join('')}`
  const readBack = parseNote(note)
  if (readBack.text !== text) throw malformed('The text of a note ends in a line feed.')
  return note
}

function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4)
  id.writeUInt32BE(keyId)
  return `\u2014 ${name} ${formatBase64(Buffer.concat([id, signature]))}\n`
}

/**
 * Takes a note apart that somebody else controls. Says nothing about its signatures.
 *
 * @throws {TransparencyError} `note-malformed`
 */
export function parseNote(note: string): SignedNote {
  if (note.length > maximumNoteLength) throw malformed('The note is too long.')
  if (!note.isWellFormed() || /[^\P{Cc}\n\u007f-\u009f]/u.test(note)) {
    throw malformed('A note is UTF-8 without control characters.')
  }
  const split = note.lastIndexOf('\n\n')
  if (split <= 0 || !note.endsWith('\n'))
    throw malformed('A note is a text, an empty line and signature lines.')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > maximumSignatures) throw malformed('The note has too many signatures.')
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) }
}

function parseSignatureLine(line: string): NoteSignature {
  const [dash, name, encoded, ...more] = line.split(' ')
  const bytes = encoded === undefined ? undefined : parseBase64(encoded)
  if (dash !== '\u2014' || name === undefined || !isKeyName(name) || more.length > 0) {
    throw malformed('A signature line is an em dash, a key name and a signature, each behind one space.')
  }
  if (bytes === undefined || bytes.length < 5)
    throw malformed('A signature is base64 of a key ID and a signature.')
  return { name, keyId: bytes.readUInt32BE(0), signature: bytes.subarray(4) }
}

/** Signs a text. @throws {TransparencyError} `note-malformed` if the text cannot be that of a note. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  return formatNote({
    text,
    signatures: signers.map((signer) => ({
      name: signer.name,
      keyId: signer.keyId,
      signature: signer.sign(text),
    })),
  })
}

/** A note whose text may be believed, and the keys whose signatures say so. */
export interface OpenedNote {
  readonly text: string
  readonly verified: readonly NoteSignature[]
}

/**
 * Opens a note that somebody else controls. Signatures of unknown keys are ignored; each signature of a known key
 * must verify, and there must be one.
 *
 * @throws {TransparencyError} `note-malformed`, `signature-invalid`, `signature-missing`
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note)
  const verified: NoteSignature[] = []
  for (const line of signatures) {
    const known = verifiers.filter(({ name, keyId }) => name === line.name && keyId === line.keyId)
    if (known.length === 0) continue
    if (!known.some((verifier) => verifier.verify(text, line.signature))) {
      throw new TransparencyError('signature-invalid', 'A signature of a known key does not verify.')
    }
    verified.push(line)
  }
  if (verified.length === 0) {
    throw new TransparencyError('signature-missing', 'No key that is known here has signed the note.')
  }
  return { text, verified }
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('note-malformed', message)
}
