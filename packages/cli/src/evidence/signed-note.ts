import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'

/** A key of a C2SP signed note, as its owner handed it out: `<name>+<key ID, hex>+<base64 of type || public key>`. */
export interface NoteKey {
  readonly name: string
  readonly id: string
  readonly type: number
  readonly key: KeyObject
}

const ed25519 = 0x01
const cosignatureV1 = 0x04
// An Ed25519 public key in front of its 32 bytes (RFC 8410).
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** @returns undefined if it is no Ed25519 key of a log (type 1) or of a witness (type 4), or its ID is not its own */
export function readNoteKey(text: string): NoteKey | undefined {
  const [, name = '', id = '', encoded = ''] =
    /^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  const [type] = bytes
  if (bytes.length !== 33 || (type !== ed25519 && type !== cosignatureV1)) return undefined
  const hash = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex')
  if (hash.slice(0, 8) !== id) return undefined
  const der = Buffer.concat([spkiPrefix, bytes.subarray(1)])
  return { name, id, type, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/** Text and signature lines of a note. */
export interface Note {
  readonly text: string
  readonly signatures: readonly { readonly name: string; readonly id: string; readonly bytes: Buffer }[]
}

export function readNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return undefined
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
      const bytes = Buffer.from(encoded, 'base64')
      return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) }
    })
  return { text: note.slice(0, split + 1), signatures }
}

/** Whether the key signed the note: plainly (type 1), or as a witness with its time (C2SP tlog-cosignature). */
export function hasSigned({ text, signatures }: Note, { name, id, type, key }: NoteKey): boolean {
  const own = signatures.filter((line) => line.name === name && line.id === id)
  return own.some(({ bytes }) => {
    if (type === ed25519) return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes)
    if (bytes.length !== 72) return false
    const message = `cosignature/v1\ntime ${bytes.readBigUInt64BE()}\n${text}`
    return verify(null, Buffer.from(message), key, bytes.subarray(8))
  })
}

/** What a checkpoint states: origin, size and root (C2SP tlog-checkpoint). */
export function readCheckpoint(text: string) {
  const [origin = '', size = '', root = ''] = text.split('\n')
  if (!/^(0|[1-9]\d*)$/.test(size)) return undefined
  return { origin, size: BigInt(size), root: Buffer.from(root, 'base64') }
}
