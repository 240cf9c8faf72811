import { formatBase64, parseBase64 } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { sha256 } from './hash.ts'
import type { NoteSigner, NoteVerifier } from './note.ts'

/** Signature type identifier of Ed25519 over the note's text (C2SP signed-note). */
export const ed25519Type = 0x01

/** A public key that signs notes. `type` is its one-byte signature type identifier. */
export interface NoteKey {
  readonly name: string
  readonly type: number
  readonly publicKey: Uint8Array
}

/** Checks one Ed25519 signature (64 bytes) of a message under a public key (32 bytes). */
export type VerifyEd25519 = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean

/** Signs a message with Ed25519: 64 bytes. The secret key stays with whoever made the function. */
export type SignEd25519 = (message: Uint8Array) => Uint8Array

/**
 * The key ID, 4 bytes in big-endian order:
 *
 *   SHA-256(name || 0x0A || type || public key)[:4]
 */
export function noteKeyId({ name, type, publicKey }: NoteKey): number {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey])).readUInt32BE(0)
}

/**
 * A key as text, the form in which it is handed to verifiers ("vkey"):
 *
 *   <name>+<key ID, 8 hexadecimal digits>+<base64 of type || public key>
 *
 * @throws {TransparencyError} `key-malformed` if the name cannot be a key name.
 */
export function formatVerifierKey(key: NoteKey): string {
  checkKeyName(key.name)
  const id = noteKeyId(key).toString(16).padStart(8, '0')
  return `${key.name}+${id}+${formatBase64(Buffer.concat([Buffer.of(key.type), key.publicKey]))}`
}

/**
 * Reads a vkey. Whoever supplies it decides what is trusted, but it may still be mistyped.
 *
 * @throws {TransparencyError} `key-malformed`, also when the key ID does not belong to the key.
 */
export function parseVerifierKey(vkey: string): NoteKey {
  const [, name, , encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey) ?? []
  const bytes = encoded === undefined ? undefined : parseBase64(encoded)
  const type = bytes?.[0]
  if (name === undefined || bytes === undefined || type === undefined || bytes.length < 2) {
    throw new TransparencyError('key-malformed', 'This is not a note verifier key (name+id+key).')
  }
  const key = { name, type, publicKey: bytes.subarray(1) }
  if (formatVerifierKey(key) !== vkey) {
    throw new TransparencyError('key-malformed', 'The key ID does not belong to this name and key.')
  }
  return key
}

/** Whether text can name a key: not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^+\p{White_Space}\p{Cc}]+$/u.test(name)
}

function checkKeyName(name: string): void {
  if (!isKeyName(name)) {
    throw new TransparencyError(
      'key-malformed',
      'A key name is not empty and has neither spaces nor plus signs.',
    )
  }
}

/**
 * Verifies notes signed with Ed25519 over their text.
 *
 * @throws {TransparencyError} `key-malformed` if the key is of another type.
 */
export function ed25519Verifier(vkey: string, verify: VerifyEd25519): NoteVerifier {
  const { name, type, publicKey } = parseVerifierKey(vkey)
  if (type !== ed25519Type || publicKey.length !== 32) {
    throw new TransparencyError('key-malformed', 'This is not an Ed25519 note key (type 0x01).')
  }
  return {
    name,
    keyId: noteKeyId({ name, type, publicKey }),
    verify: (text, signature) => signature.length === 64 && verify(Buffer.from(text), signature, publicKey),
  }
}

/** Signs notes with Ed25519 over their text. */
export function ed25519Signer(name: string, publicKey: Uint8Array, sign: SignEd25519): NoteSigner {
  checkKeyName(name)
  return {
    name,
    keyId: noteKeyId({ name, type: ed25519Type, publicKey }),
    sign: (text) => sign(Buffer.from(text)),
  }
}
