import { timingSafeEqual } from 'node:crypto'
import { fromBase64, toBase64 } from '@crosswatch/protocol'
import { isAllowedCost, keyFromPassphrase, standardCost, type Argon2Cost } from './passphrase.ts'
import { randomBytes } from './random.ts'

/**
 * The stored form of a sign-in password, in the PHC string format:
 *
 *   $argon2id$v=19$m=65536,t=3,p=1$<salt base64>$<hash base64>     base64 without padding
 */
export async function hashPassword(password: string, cost: Argon2Cost = standardCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await keyFromPassphrase(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=1$${unpadded(salt)}$${unpadded(hash)}`
}

/** Whether the password is the one that was stored. A malformed stored form is never matched. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/.exec(
    stored,
  )
  if (parts === null) return false
  const [, memory = '', passes = '', salt = '', expected = ''] = parts
  const cost = { memoryKiB: Number(memory), passes: Number(passes) }
  if (!isAllowedCost(cost)) return false
  const hash = await keyFromPassphrase(password, fromBase64(salt), cost)
  const wanted = fromBase64(expected)
  return hash.length === wanted.length && timingSafeEqual(hash, wanted)
}

function unpadded(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/=+$/, '')
}
