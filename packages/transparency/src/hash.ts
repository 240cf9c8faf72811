import { hash } from 'node:crypto'

/** Bytes in a SHA-256 hash. */
export const hashSize = 32

/** SHA-256 (FIPS 180-4). */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer')
}

/** Hash of a leaf, RFC 9162 section 2.1.1:  SHA-256(0x00 || entry) */
export function leafHash(entry: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + entry.length)
  input[0] = 0x00
  input.set(entry, 1)
  return sha256(input)
}

/** Hash of an inner node, RFC 9162 section 2.1.1:  SHA-256(0x01 || left || right) */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + 2 * hashSize)
  input[0] = 0x01
  input.set(left, 1)
  input.set(right, 1 + hashSize)
  return sha256(input)
}

/** Root of the tree without leaves, RFC 9162 section 2.1.1:  SHA-256() */
export function emptyRoot(): Buffer {
  return sha256(new Uint8Array())
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === hashSize && b.length === hashSize && Buffer.compare(a, b) === 0
}
