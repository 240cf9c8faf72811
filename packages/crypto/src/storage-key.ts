import { utf8 } from '@crosswatch/protocol'
import { decrypt, encrypt, newContentKey } from './aead.ts'
import { derive, keyedHash } from './derive.ts'

/**
 * Encryption at rest. Everything that names somebody is a box under a content key of its own; content keys are wrapped
 * under the node's key-encryption key, which is not in the database. Destroying the wrapped key erases the box.
 *
 * The context (for instance `alert 0190... identity`) is bound to wrap and box: a row copied elsewhere does not open.
 */
export interface StorageKey {
  /** `nonce(24) || wrapped key(32) || tag(16)`: 72 bytes. */
  wrap(contentKey: Uint8Array, context: string): Uint8Array
  /** @throws {CryptoError} `box-not-opened` */
  unwrap(wrapped: Uint8Array, context: string): Uint8Array
  /** A box under a new content key, and that key wrapped. */
  seal(plaintext: Uint8Array, context: string): SealedAtRest
  /** @throws {CryptoError} `box-not-opened` */
  open(sealed: SealedAtRest, context: string): Uint8Array
  /** A keyed hash: equal values can be found again in the database without standing in it. 32 bytes. */
  blindIndex(purpose: string, value: string | Uint8Array): Uint8Array
  /** A secret that only holders of the storage key can make again. 32 bytes. */
  secretFor(purpose: string): Uint8Array
}

export interface SealedAtRest {
  readonly box: Uint8Array
  readonly key: Uint8Array
}

/** @param secret 32 bytes from the node's storage key file */
export function storageKeyFrom(secret: Uint8Array): StorageKey {
  const wrapping = derive(secret, 'storage/wrap', [])
  const indexing = derive(secret, 'storage/index', [])
  const storageKey: StorageKey = {
    wrap: (contentKey, context) => encrypt(wrapping, utf8(`key ${context}`), contentKey),
    unwrap: (wrapped, context) => decrypt(wrapping, utf8(`key ${context}`), wrapped),
    seal(plaintext, context) {
      const contentKey = newContentKey()
      return { box: encrypt(contentKey, utf8(context), plaintext), key: storageKey.wrap(contentKey, context) }
    },
    open: ({ box, key }, context) => decrypt(storageKey.unwrap(key, context), utf8(context), box),
    blindIndex: (purpose, value) =>
      keyedHash(indexing, `index/${purpose}`, typeof value === 'string' ? utf8(value) : value),
    secretFor: (purpose) => derive(secret, `storage/secret/${purpose}`, []),
  }
  return storageKey
}
