import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'

/** A key of a C2SP signed note, as its owner handed it out: `<name>+<key ID, hex>+<base64 of type || public key>`. */
export interface NoteKey {
  readonly text: string
  readonly name: string
  readonly id: string
  readonly type: number
  readonly key: KeyObject
}

const ed25519 = 0x01
const cosignatureV1 = 0x04
const mlDsaCosignature = 0x06

/** What stands in front of a public key in DER: Ed25519 (RFC 8410) and ML-DSA-44 (RFC 9881). */
const ed25519Spki = { size: 32, prefix: Buffer.from('302a300506032b6570032100', 'hex') }
const mlDsaSpki = {
  size: 1312,
  prefix: Buffer.from('30820532300b06096086480165030403110382052100', 'hex'),
}
const spkiOf = new Map([
  [ed25519, ed25519Spki],
  [cosignatureV1, ed25519Spki],
  [mlDsaCosignature, mlDsaSpki],
])

/** @returns undefined if it is no key of a log (type 1) or of a witness (types 4 and 6), or its ID is not its own */
export function readNoteKey(text: string): NoteKey | undefined {
  const [, name = '', id = '', encoded = ''] =
    /^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  const [type = 0] = bytes
  const spki = spkiOf.get(type)
  if (spki === undefined || bytes.length !== 1 + spki.size) return undefined
  const hash = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex')
  if (hash.slice(0, 8) !== id) return undefined
  const der = Buffer.concat([spki.prefix, bytes.subarray(1)])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return { text: text.trim(), name, id, type, key }
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

/** Whether the key signed the note: plainly (type 1), or as a witness with its time (C2SP tlog-cosignature, types 4 and 6). */
export function hasSigned({ text, signatures }: Note, { name, id, type, key }: NoteKey): boolean {
  const own = signatures.filter((line) => line.name === name && line.id === id)
  return own.some(({ bytes }) => {
    if (type === ed25519) return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes)
    if (bytes.length < 8) return false
    const [time, signature] = [bytes.subarray(0, 8), bytes.subarray(8)]
    if (type === mlDsaCosignature) {
      const message = subtreeMessage(name, time, text)
      return message !== undefined && signature.length === 2420 && verify(null, message, key, signature)
    }
    const message = `cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`
    return signature.length === 64 && verify(null, Buffer.from(message), key, signature)
  })
}

/** What a cosignature of type 6 is over: the tree from its first entry on, and who says so when. */
function subtreeMessage(cosigner: string, time: Buffer, text: string): Buffer | undefined {
  const checkpoint = readCheckpoint(text)
  if (checkpoint === undefined) return undefined
  const short = (words: string) => Buffer.concat([Buffer.of(Buffer.byteLength(words)), Buffer.from(words)])
  const end = Buffer.alloc(8)
  end.writeBigUInt64BE(BigInt.asUintN(64, checkpoint.size))
  const { origin, root } = checkpoint
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    short(cosigner),
    time,
    short(origin),
    Buffer.alloc(8),
    end,
    root,
  ])
}

/** What a checkpoint states: origin, size and root (C2SP tlog-checkpoint). */
export function readCheckpoint(text: string) {
  const [origin = '', size = '', root = ''] = text.split('\n')
  if (!/^(0|[1-9]\d*)$/.test(size)) return undefined
  return { origin, size: BigInt(size), root: Buffer.from(root, 'base64') }
}
