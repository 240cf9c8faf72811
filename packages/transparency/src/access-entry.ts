import { TransparencyError } from './errors.ts'
import { hashSize, sha256 } from './hash.ts'

/** Bytes of the salt in front of every record. */
export const saltSize = 32

const formatVersion = 0x01
const typePattern = /^[a-z][a-z.-]{0,63}$/

/** What the log holds about one access record: its type in the clear, and a commitment to the rest. */
export interface AccessEntry {
  readonly type: string
  readonly commitment: Uint8Array
}

/**
 * Binds the log to a record without showing it. 32 bytes:
 *
 *   SHA-256(salt (32 random bytes) || record (canonical JSON, RFC 8785))
 *
 * The salt keeps anybody from confirming a guess. Without record and salt the commitment says nothing, so a record
 * can be erased while every proof stays valid.
 */
export function commitRecord(salt: Uint8Array, record: Uint8Array): Uint8Array {
  if (salt.length !== saltSize) throw new TransparencyError('entry-malformed', 'A salt has 32 bytes.')
  return sha256(Buffer.concat([salt, record]))
}

/**
 * A log entry:
 *
 *   0x01                  format version
 *   uint8 length || type  ASCII: lower-case letters, dots and hyphens, 1 to 64 of them
 *   commitment            32 bytes
 *
 * @throws {TransparencyError} `entry-malformed`
 */
export function encodeAccessEntry({ type, commitment }: AccessEntry): Buffer {
  if (!typePattern.test(type) || commitment.length !== hashSize) {
    throw new TransparencyError('entry-malformed', 'An entry is a type and a 32-byte commitment.')
  }
  return Buffer.concat([Buffer.of(formatVersion, type.length), Buffer.from(type, 'ascii'), commitment])
}

/**
 * Reads an entry that somebody else controls.
 *
 * @throws {TransparencyError} `entry-malformed`
 */
export function parseAccessEntry(entry: Uint8Array): AccessEntry {
  const [version, length = 0] = entry
  const type = Buffer.from(entry.subarray(2, 2 + length)).toString('latin1')
  const commitment = entry.subarray(2 + length)
  if (version !== formatVersion || !typePattern.test(type) || commitment.length !== hashSize) {
    throw new TransparencyError('entry-malformed', 'This is not an access entry of version 1.')
  }
  return { type, commitment }
}
