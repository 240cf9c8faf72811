import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** Cost of turning a passphrase into a key: Argon2id (RFC 9106). Memory in KiB. */
export interface Argon2Cost {
  readonly memoryKiB: number
  readonly passes: number
}

/** RFC 9106, section 4, second recommended option. */
export const standardCost: Argon2Cost = { memoryKiB: 64 * 1024, passes: 3 }

/** The most that is spent: a file from outside must not be able to exhaust the machine. */
export const maximumCost: Argon2Cost = { memoryKiB: 1024 * 1024, passes: 20 }

/** Whether Argon2id with one lane can be run at that cost (RFC 9106, section 3.1), and may. */
export function isAllowedCost({ memoryKiB, passes }: Argon2Cost): boolean {
  return memoryKiB >= 8 && memoryKiB <= maximumCost.memoryKiB && passes >= 1 && passes <= maximumCost.passes
}

/**
 * 32 bytes from a passphrase in Unicode normal form C, Argon2id with one lane.
 *
 * @throws {RangeError} if the cost is not allowed
 */
export async function keyFromPassphrase(
  passphrase: string,
  salt: Uint8Array,
  cost: Argon2Cost,
): Promise<Uint8Array> {
  if (!isAllowedCost(cost)) throw new RangeError('The passphrase cost is beyond what is allowed.')
  const derived = await argon2Async('argon2id', {
    message: Buffer.from(passphrase.normalize('NFC'), 'utf8'),
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: cost.memoryKiB,
    passes: cost.passes,
  })
  return new Uint8Array(derived)
}
