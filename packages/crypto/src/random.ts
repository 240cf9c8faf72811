import { randomFillSync } from 'node:crypto'

/** Unpredictable bytes. Injected where a test needs them to be known. */
export type RandomBytes = (length: number) => Uint8Array

/** The operating system is asked for this many bytes at a time: each request costs more than the bytes. */
const poolBytes = 8192

/** Bytes from the operating system's generator, each handed out once and then wiped from the pool. */
export const randomBytes: RandomBytes = pooledRandom()

function pooledRandom(): RandomBytes {
  const pool = new Uint8Array(poolBytes)
  let used = poolBytes
  return (length) => {
    if (length > poolBytes / 4) return randomFillSync(new Uint8Array(length))
    if (used + length > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = pool.slice(used, used + length)
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
