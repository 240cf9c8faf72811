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

/** More than a key file may ask for: a file from outside must not be able to exhaust the machine. */
const maximumCost: Argon2Cost = { memoryKiB: 1024 * 1024, passes: 20 }

/** 32 bytes from a passphrase, Argon2id with one lane. */
export async function keyFromPassphrase(
  passphrase: string,
  salt: Uint8Array,
  cost: Argon2Cost,
): Promise<Uint8Array> {
  if (cost.memoryKiB > maximumCost.memoryKiB || cost.passes > maximumCost.passes) {
    throw new RangeError('The passphrase cost is beyond what is allowed.')
  }
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
