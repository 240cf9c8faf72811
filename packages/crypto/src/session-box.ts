import { concatBytes, utf8 } from '@crosswatch/protocol'
import { decrypt, encrypt } from './aead.ts'
import { channelKeyPair, channelPublicKeyBytes } from './channel.ts'
import { CryptoError } from './crypto-error.ts'
import { derive } from './derive.ts'
import { newSeed } from './ed25519.ts'
import { sodium } from './sodium.ts'

const ciphertextBytes = 1120

/** The keys of one question: whoever answers seals to `publicKey`, and only this object opens it. Dropping it ends it. */
export interface Session {
  /** X-Wing, 1216 bytes. */
  readonly publicKey: Uint8Array
  /** @throws {CryptoError} `box-not-opened` */
  open(sealed: Uint8Array, context: string): Uint8Array
}

export function newSession(): Session {
  const { publicKey, secretKey } = channelKeyPair(newSeed())
  return {
    publicKey,
    open(sealed, context) {
      if (sealed.length < ciphertextBytes) throw notOpened()
      return decrypt(keyOf(secretOf(sealed, secretKey)), utf8(context), sealed.subarray(ciphertextBytes))
    },
  }
}

/**
 * Seals to a session: `X-Wing ciphertext (1120) | nonce (24) | ciphertext | tag (16)`, the key from the shared secret
 * with purpose `session`, bound to the context.
 *
 * @throws {CryptoError} `weak-public-key` if it is no X-Wing key
 */
export function sealToSession(publicKey: Uint8Array, context: string, plaintext: Uint8Array): Uint8Array {
  if (publicKey.length !== channelPublicKeyBytes)
    throw new CryptoError('weak-public-key', 'This is not the public key of a session.')
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey)
  return concatBytes(ciphertext, encrypt(keyOf(sharedSecret), utf8(context), plaintext))
}

function keyOf(sharedSecret: Uint8Array): Uint8Array {
  return derive(sharedSecret, 'session', [])
}

function secretOf(sealed: Uint8Array, secretKey: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_kem_xwing_dec(sealed.subarray(0, ciphertextBytes), secretKey)
  } catch (cause) {
    throw notOpened(cause)
  }
}

function notOpened(cause?: unknown): CryptoError {
  return new CryptoError('box-not-opened', 'The box is not sealed to this session.', { cause })
}
