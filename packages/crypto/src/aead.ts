import { concatBytes } from '@crosswatch/protocol'
import { CryptoError } from './crypto-error.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): 32-byte keys, 24-byte nonces, 16-byte tags. */
export const keyBytes = 32
export const nonceBytes = 24
export const tagBytes = 16

/** 32 new secret bytes for one use. */
export function newContentKey(): Uint8Array {
  return randomBytes(keyBytes)
}

/** `nonce(24) || ciphertext || tag(16)`, bound to the associated data. */
export function encrypt(key: Uint8Array, associated: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  return concatBytes(nonce, encryptWithNonce(key, nonce, associated, plaintext))
}

/** @throws {CryptoError} `box-not-opened` if the key, the associated data or a single bit is another. */
export function decrypt(key: Uint8Array, associated: Uint8Array, box: Uint8Array): Uint8Array {
  if (box.length < nonceBytes + tagBytes) throw notOpened()
  return decryptWithNonce(key, box.subarray(0, nonceBytes), associated, box.subarray(nonceBytes))
}

export function encryptWithNonce(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associated, null, nonce, key)
}

/** @throws {CryptoError} `box-not-opened` */
export function decryptWithNonce(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key)
  } catch (cause) {
    throw notOpened(cause)
  }
}

function notOpened(cause?: unknown): CryptoError {
  return new CryptoError('box-not-opened', 'The box does not open: wrong key, or it was changed.', { cause })
}
