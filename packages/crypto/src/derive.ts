import { concatBytes, utf8 } from '@crosswatch/protocol'
import { sodium } from './sodium.ts'

/**
 * A key derived from a key: BLAKE2b (RFC 7693) keyed with the parent over a purpose and its context.
 *
 *   BLAKE2b-32(key = parent, "crosswatch/" purpose NUL part NUL part ... )
 *
 * Parts never hold NUL, so that two contexts cannot run into one another.
 *
 * @param length 16 to 64 bytes
 */
export function derive(
  parent: Uint8Array,
  purpose: string,
  context: readonly (string | number)[],
  length = 32,
): Uint8Array {
  return sodium.crypto_generichash(length, utf8(['crosswatch/' + purpose, ...context].join('\0')), parent)
}

/** Like {@link derive}, over bytes: a keyed hash that nobody without the key can make or reverse by trying. */
export function keyedHash(key: Uint8Array, purpose: string, message: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(32, concatBytes(utf8(`crosswatch/${purpose}\0`), message), key)
}
