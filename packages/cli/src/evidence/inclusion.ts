import { createHash } from 'node:crypto'

/**
 * The proofs of RFC 9162, read the way its section 2.1.3.1 defines them: top down, by splitting the tree. The log itself is
 * built and proved bottom up elsewhere; nothing is shared with that code, so that a mistake there is not repeated here.
 */
export function rootFrom(
  index: bigint,
  size: bigint,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index < 0n || index >= size) return undefined
  if (size === 1n) return proof.length === 0 ? leaf : undefined
  const sibling = proof.at(-1)
  if (sibling?.length !== 32) return undefined
  const left = largestPowerBelow(size)
  if (index < left) {
    const below = rootFrom(index, left, leaf, proof.slice(0, -1))
    return below && node(below, sibling)
  }
  const below = rootFrom(index - left, size - left, leaf, proof.slice(0, -1))
  return below && node(sibling, below)
}

/** The leaf of a log entry (RFC 9162, section 2.1.1). */
export function leafOf(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest()
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()
}

function largestPowerBelow(size: bigint): bigint {
  let power = 1n
  while (power * 2n < size) power *= 2n
  return power
}
