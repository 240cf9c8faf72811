import { parseCheckpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import type { NoteSigner, NoteVerifier } from './note.ts'
import { formatVerifierKey, type NoteKey, noteKeyId, parseVerifierKey } from './note-key.ts'

/** Signature type identifiers of C2SP tlog-cosignature: Ed25519 and ML-DSA-44, each over a time and the checkpoint. */
export const cosignatureType = 0x04
export const mlDsaCosignatureType = 0x06

const largestTime = 2n ** 63n - 1n

/** Public key and signature bytes by type. */
const sizes = new Map([
  [cosignatureType, { key: 32, signature: 64 }],
  [mlDsaCosignatureType, { key: 1312, signature: 2420 }],
])

/** Checks one signature of a message under a public key. */
export type VerifyMessage = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean

/** The signature checks of the two types; the caller brings the libraries. */
export interface VerifyCosignature {
  readonly ed25519: VerifyMessage
  readonly mlDsa: VerifyMessage
}

/** A witness's key with what signs for it. */
export interface CosignerKey extends NoteKey {
  readonly sign: (message: Uint8Array) => Uint8Array
}

/**
 * Cosigns checkpoints: states that, at the time of signing, this is the largest tree that was seen of the log.
 *
 * @param now seconds since 1970
 * @throws {TransparencyError} `key-malformed` if the key is of another type or length
 */
export function cosigner(key: CosignerKey, now: () => bigint): NoteSigner {
  checkKey(key)
  return {
    name: key.name,
    keyId: noteKeyId(key),
    sign: (text) => {
      const time = now()
      return Buffer.concat([timeBytes(time), key.sign(signedMessage(key, time, text))])
    },
  }
}

/**
 * Verifies cosignatures of one witness key.
 *
 * @param vkey type 0x04 or 0x06
 * @throws {TransparencyError} `key-malformed`
 */
export function cosignatureVerifier(vkey: string, verify: VerifyCosignature): NoteVerifier {
  const key = parseVerifierKey(vkey)
  const size = checkKey(key)
  const check = key.type === cosignatureType ? verify.ed25519 : verify.mlDsa
  return {
    name: key.name,
    keyId: noteKeyId(key),
    verify: (text, signature) => {
      const time = cosignatureTime(signature)
      if (signature.length !== 8 + size.signature || time > largestTime) return false
      return check(signedMessage(key, time, text), signature.subarray(8), key.publicKey)
    },
  }
}

/** When a cosignature says that it was made, in seconds since 1970. Nothing vouches for it before it is verified. */
export function cosignatureTime(signature: Uint8Array): bigint {
  if (signature.length < 8) return largestTime + 1n
  return Buffer.from(signature.buffer, signature.byteOffset, 8).readBigUInt64BE()
}

function signedMessage(key: NoteKey, time: bigint, text: string): Uint8Array {
  return key.type === cosignatureType ? ed25519Message(time, text) : mlDsaMessage(key.name, time, text)
}

/**
 *   cosignature/v1
 *   time 1679315147
 *   <the whole text of the checkpoint>
 */
function ed25519Message(time: bigint, text: string): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
}

/**
 *   "subtree/v1" 0x0A 0x00
 *   uint8 length || name of the cosigner
 *   uint64 time
 *   uint8 length || origin of the log
 *   uint64 start (0)  uint64 end (the size)
 *   root (32 bytes)
 */
function mlDsaMessage(name: string, time: bigint, text: string): Uint8Array {
  const { origin, size, root } = parseCheckpoint(text)
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    shortText(name),
    timeBytes(time),
    shortText(origin),
    timeBytes(0n),
    timeBytes(size),
    root,
  ])
}

function shortText(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length < 1 || bytes.length > 255) {
    throw new TransparencyError('key-malformed', 'The name of a cosigned log or cosigner has 1 to 255 bytes.')
  }
  return Buffer.concat([Buffer.of(bytes.length), bytes])
}

function timeBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}

function checkKey(key: NoteKey) {
  const size = sizes.get(key.type)
  if (size === undefined || key.publicKey.length !== size.key) {
    throw new TransparencyError('key-malformed', 'This is not a cosigner key (type 0x04 or 0x06).')
  }
  formatVerifierKey(key)
  return size
}
