import { emptyRoot, hashSize, nodeHash, sameHash } from './hash.ts'

/** A claim that a leaf stands at `index` of the tree of `size` leaves with this root. Hashes are 32 bytes. */
export interface InclusionClaim {
  readonly index: bigint
  readonly size: bigint
  readonly leaf: Uint8Array
  readonly root: Uint8Array
  /** From the leaf's sibling up to the child of the root. */
  readonly proof: readonly Uint8Array[]
}

/**
 * RFC 9162, section 2.1.3.2. Every part of the claim may come from an attacker.
 *
 * @returns whether the claim holds.
 */
export function verifyInclusion({ index, size, leaf, root, proof }: InclusionClaim): boolean {
  if (index < 0n || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  let position = index
  let last = size - 1n
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0n) return false
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash)
      // A node that is the last of its level and a left child has no sibling: it rises until it has one.
      while (!isOdd(position) && position !== 0n) {
        position >>= 1n
        last >>= 1n
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    position >>= 1n
    last >>= 1n
  }
  return last === 0n && sameHash(hash, root)
}

/** A claim that the tree with the first root is the beginning of the tree with the second. Hashes are 32 bytes. */
export interface ConsistencyClaim {
  readonly oldSize: bigint
  readonly newSize: bigint
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * RFC 9162, section 2.1.4.2, and the empty tree as C2SP tlog-witness needs it: it is the beginning of every tree, and
 * its proof is empty. Every part of the claim may come from an attacker.
 *
 * @returns whether the claim holds.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (oldSize < 0n || oldSize > newSize) return false
  if (oldSize === 0n && !sameHash(oldRoot, emptyRoot())) return false
  if (oldSize === newSize) return proof.length === 0 && Buffer.compare(oldRoot, newRoot) === 0
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false
  if (oldSize === 0n) return proof.length === 0

  let position = oldSize - 1n
  let last = newSize - 1n
  while (isOdd(position)) {
    position >>= 1n
    last >>= 1n
  }
  // When the old tree is one perfect subtree of the new one, its root is where the proof starts and is left out of it.
  const [start, ...rest] = position === 0n ? [oldRoot, ...proof] : proof
  if (start === undefined) return false
  let oldHash = start
  let newHash = start
  for (const sibling of rest) {
    if (last === 0n) return false
    if (isOdd(position) || position === last) {
      oldHash = nodeHash(sibling, oldHash)
      newHash = nodeHash(sibling, newHash)
      while (!isOdd(position) && position !== 0n) {
        position >>= 1n
        last >>= 1n
      }
    } else {
      newHash = nodeHash(newHash, sibling)
    }
    position >>= 1n
    last >>= 1n
  }
  return last === 0n && sameHash(oldHash, oldRoot) && sameHash(newHash, newRoot)
}

function isOdd(value: bigint): boolean {
  return (value & 1n) === 1n
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashSize
}
