import { concatBytes, sha256, sha256Hex, utf8, type Compartment } from '@crosswatch/protocol'
import { decrypt, encrypt, newContentKey } from './aead.ts'
import { CryptoError } from './crypto-error.ts'
import { randomBytes } from './random.ts'

/**
 * A compartment on its way into an alert. First it is committed to, so that the core can name the commitment; when the
 * core's hash is known, it is closed under its own content key, bound to that core.
 */
export interface CommittedCompartment {
  readonly name: Compartment
  /** `SHA-256(salt || bytes)` in hexadecimal: what the core holds. */
  readonly commitment: string
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

const saltBytes = 32

export function commitCompartment(name: Compartment, bytes: Uint8Array): CommittedCompartment {
  const salt = randomBytes(saltBytes)
  return { name, commitment: sha256Hex(salt, bytes), salt, bytes }
}

export interface ClosedCompartment {
  readonly name: Compartment
  /** `nonce(24) || XChaCha20-Poly1305(salt(32) || bytes)`, associated data `compartment NUL name NUL core hash`. */
  readonly box: Uint8Array
  readonly key: Uint8Array
}

/** @param corePayload canonical bytes of the alert's core, with the commitment in it */
export function closeCompartment(
  committed: CommittedCompartment,
  corePayload: Uint8Array,
): ClosedCompartment {
  const key = newContentKey()
  const plaintext = concatBytes(committed.salt, committed.bytes)
  return { name: committed.name, box: encrypt(key, boundTo(committed.name, corePayload), plaintext), key }
}

/**
 * The same compartment under a new content key. What is sealed a second time, for somebody who could not get it the first
 * time, must not show in two entries the same bytes.
 *
 * @throws {CryptoError} `box-not-opened`
 */
export function recloseCompartment(
  { name, box, key }: ClosedCompartment,
  corePayload: Uint8Array,
): ClosedCompartment {
  const associated = boundTo(name, corePayload)
  const fresh = newContentKey()
  return { name, box: encrypt(fresh, associated, decrypt(key, associated, box)), key: fresh }
}

/**
 * Opens a compartment and proves that it is the one the core speaks of.
 *
 * @throws {CryptoError} `box-not-opened` or `commitment-broken`
 */
export function openCompartment(
  compartment: ClosedCompartment,
  corePayload: Uint8Array,
  commitment: string | undefined,
): Uint8Array {
  return openCommitted(compartment, corePayload, commitment).bytes
}

/**
 * The same with its salt, to close it beside another document that names the same commitment: whoever opens it there
 * proves that it is what the core committed to.
 *
 * @throws {CryptoError} `box-not-opened` or `commitment-broken`
 */
export function openCommitted(
  { name, box, key }: ClosedCompartment,
  corePayload: Uint8Array,
  commitment: string | undefined,
): CommittedCompartment {
  const plaintext = decrypt(key, boundTo(name, corePayload), box)
  if (sha256Hex(plaintext) !== commitment) {
    throw new CryptoError('commitment-broken', 'The compartment is not the one that the core committed to.')
  }
  return { name, commitment, salt: plaintext.subarray(0, saltBytes), bytes: plaintext.subarray(saltBytes) }
}

function boundTo(name: Compartment, corePayload: Uint8Array): Uint8Array {
  return concatBytes(utf8(`compartment\0${name}\0`), sha256(corePayload))
}
