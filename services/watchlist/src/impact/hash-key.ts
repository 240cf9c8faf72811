import { createHmac } from 'node:crypto'

/**
 * A key as it stands in the table: 24 bits of HMAC-SHA-256 under the secret of its day. So few that many names share each: who had
 * both the table and the secret could not say which of them it was, and a hundred thousand queries still give an estimate.
 */
export function hashKey(secret: Uint8Array, key: string): number {
  return createHmac('sha256', secret).update(key).digest().readUIntBE(0, 3)
}
