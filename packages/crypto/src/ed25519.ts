import { sha256, toHex } from '@crosswatch/protocol'
import { CryptoError } from './crypto-error.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

/**
 * Ed25519 (RFC 8032) by libsodium and no other verifier: verifiers disagree about edge cases, and a signature that one
 * node accepts and another refuses would split the federation.
 */
export const publicKeyBytes = 32
const seedBytes = 32
const signatureBytes = 64

/** The first 16 bytes of SHA-256 of a public key, in hexadecimal: how envelopes name a key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 16))
}

/** A key that can sign. The secret stays inside. */
export interface Signer {
  readonly keyid: string
  readonly publicKey: Uint8Array
  /** 64 bytes of signature. */
  sign(message: Uint8Array): Uint8Array
}

/** @param seed 32 secret bytes */
export function signerFromSeed(seed: Uint8Array): Signer {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
  return {
    keyid: keyIdOf(publicKey),
    publicKey,
    sign: (message) => sodium.crypto_sign_detached(message, privateKey),
  }
}

/** 32 new secret bytes. */
export function newSeed(): Uint8Array {
  return randomBytes(seedBytes)
}

/**
 * Checks a signature. Never throws on input from outside: anything of the wrong length is simply not a signature.
 */
export function verifySignature(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== signatureBytes || publicKey.length !== publicKeyBytes) return false
  return sodium.crypto_sign_verify_detached(signature, message, publicKey)
}

/**
 * Checks a public key before it is registered: it must be a point of the prime-order subgroup. Under a point of small
 * order one signature can be valid for many messages.
 *
 * @throws {CryptoError} `weak-public-key`
 */
export function assertStrongPublicKey(publicKey: Uint8Array): void {
  try {
    if (publicKey.length !== publicKeyBytes) throw new RangeError('wrong length')
    // Refuses what is not on the curve, of small order, or outside the main subgroup.
    sodium.crypto_sign_ed25519_pk_to_curve25519(publicKey)
  } catch (cause) {
    throw new CryptoError(
      'weak-public-key',
      'The public key is not a point of the prime-order subgroup of Ed25519.',
      { cause },
    )
  }
}
