import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js'

/** Bytes of an ML-DSA-44 public key (FIPS 204, table 2). */
export const mlDsaPublicKeyBytes = 1312
const signatureBytes = 2420

/** An ML-DSA-44 key that can sign. The secret stays inside. */
export interface MlDsaSigner {
  readonly publicKey: Uint8Array
  /** 2420 bytes of signature. */
  sign(message: Uint8Array): Uint8Array
}

/**
 * ML-DSA-44 (FIPS 204, pure, empty context): for cosignatures that must still be believed when Ed25519 no longer is.
 *
 * @param seed 32 secret bytes
 */
export function mlDsaSignerFromSeed(seed: Uint8Array): MlDsaSigner {
  const { publicKey, secretKey } = ml_dsa44.keygen(seed)
  return { publicKey, sign: (message) => ml_dsa44.sign(message, secretKey) }
}

/** Checks a signature. Never throws on input from outside: anything of the wrong length is simply not a signature. */
export function verifyMlDsa(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== signatureBytes || publicKey.length !== mlDsaPublicKeyBytes) return false
  return ml_dsa44.verify(signature, message, publicKey)
}
