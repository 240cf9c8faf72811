import { createDecipheriv } from 'node:crypto'

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) on what node has of it, ChaCha20-Poly1305 of RFC 8439: the first 16 bytes of
 * the nonce make a key (HChaCha20), the other 8 are the nonce under it. Nothing of libsodium, which closed the box.
 *
 * @param box `nonce(24) || ciphertext || tag(16)`
 * @returns undefined if it does not open
 */
export function openXChaCha(
  key: Uint8Array,
  associated: Uint8Array,
  box: Uint8Array,
): Uint8Array | undefined {
  if (key.length !== 32 || box.length < 40) return undefined
  const nonce = Buffer.concat([Buffer.alloc(4), box.subarray(16, 24)])
  const subkey = hChaCha20(key, box.subarray(0, 16))
  const cipher = createDecipheriv('chacha20-poly1305', subkey, nonce, { authTagLength: 16 })
  cipher.setAAD(associated, { plaintextLength: box.length - 40 })
  cipher.setAuthTag(box.subarray(-16))
  try {
    return Buffer.concat([cipher.update(box.subarray(24, -16)), cipher.final()])
  } catch {
    return undefined
  }
}

/** Section 2.2: the ChaCha20 rounds without the final addition, of which the first and the last row are the key. */
export function hChaCha20(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const state = new Uint32Array(16)
  state.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])
  const input = Buffer.concat([key, nonce])
  for (let word = 0; word < 12; word++) state[4 + word] = input.readUInt32LE(4 * word)
  for (let round = 0; round < 10; round++) {
    for (const [a, b, c, d] of quarters) quarterRound(state, a, b, c, d)
  }
  const subkey = Buffer.alloc(32)
  for (let word = 0; word < 4; word++) {
    subkey.writeUInt32LE(state[word] ?? 0, 4 * word)
    subkey.writeUInt32LE(state[12 + word] ?? 0, 16 + 4 * word)
  }
  return subkey
}

/** Columns, then diagonals (RFC 8439, section 2.3). */
const quarters = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const

/** RFC 8439, section 2.1. */
function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const step = (to: number, from: number, mixed: number, by: number) => {
    state[to] = (state[to] ?? 0) + (state[from] ?? 0)
    const word = (state[mixed] ?? 0) ^ (state[to] ?? 0)
    state[mixed] = (word << by) | (word >>> (32 - by))
  }
  step(a, b, d, 16)
  step(c, d, b, 12)
  step(a, b, d, 8)
  step(c, d, b, 7)
}
