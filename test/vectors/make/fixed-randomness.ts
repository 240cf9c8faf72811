import { createHash } from 'node:crypto'
import { createRequire, syncBuiltinESMExports } from 'node:module'

/**
 * Replaces the randomness of this process, so that the vectors come out the same every time. Never call it where a real
 * secret is made. Each `purpose` has a stream of its own, begun anew at every call: what one file of vectors takes
 * changes no other file.
 *
 * The stream is SHA-256("crosswatch test vectors randomness " || purpose || " " || counter), block after block. It
 * stands in for `node:crypto`, which our code uses, and for the Web Crypto generator, which libsodium uses.
 */
export function fixRandomness(purpose: string): void {
  let counter = 0
  let block = new Uint8Array()

  function fill<T extends ArrayBufferView>(target: T): T {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    for (let at = 0; at < bytes.length; at++) {
      if (block.length === 0)
        block = createHash('sha256')
          .update(`crosswatch test vectors randomness ${purpose} ${counter++}`)
          .digest()
      bytes[at] = block[0] ?? 0
      block = block.subarray(1)
    }
    return target
  }

  Object.assign(createRequire(import.meta.url)('node:crypto'), {
    randomFillSync: fill,
    randomBytes: (length: number) => fill(Buffer.alloc(length)),
  })
  syncBuiltinESMExports()
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true })
}
