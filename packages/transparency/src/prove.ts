import { TransparencyError } from './errors.ts'
import { emptyRoot, hashSize, nodeHash } from './hash.ts'
import { type TileId, tileWidth, widthOfTile } from './tile.ts'
import { perfectRoot } from './tree.ts'

/**
 * Reads tiles of the log: the bytes of each, in the order asked, at least as wide as asked. All tiles of a proof are
 * asked for at once.
 */
export type ReadTiles = (tiles: readonly TileId[]) => Promise<readonly Uint8Array[]>

/** Leaves from `start` up to, and without, `end`. */
interface Range {
  readonly start: bigint
  readonly end: bigint
}

/**
 * The inclusion proof of a leaf (RFC 9162, section 2.1.3.1), from its sibling up.
 *
 * @throws {TransparencyError} `out-of-range` if the tree has no such leaf; `tile-malformed` if a tile is too short.
 */
export async function proveInclusion(index: bigint, size: bigint, read: ReadTiles): Promise<Uint8Array[]> {
  if (index < 0n || index >= size) throw new TransparencyError('out-of-range', 'The tree has no such leaf.')
  const ranges: Range[] = []
  for (let start = 0n, end = size; end - start > 1n;) {
    const middle = start + largestPowerBelow(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return hashRanges(ranges.toReversed(), size, read)
}

/**
 * The consistency proof between two sizes of the log (RFC 9162, section 2.1.4.1). Empty if the sizes are equal or
 * the older one is 0.
 *
 * @throws {TransparencyError} `out-of-range` if the sizes are not in order; `tile-malformed` if a tile is too short.
 */
export async function proveConsistency(
  oldSize: bigint,
  newSize: bigint,
  read: ReadTiles,
): Promise<Uint8Array[]> {
  if (oldSize < 0n || oldSize > newSize) {
    throw new TransparencyError('out-of-range', 'The older size is larger than the newer one.')
  }
  if (oldSize === 0n || oldSize === newSize) return []
  const ranges: Range[] = []
  let [start, end] = [0n, newSize]
  while (end !== oldSize) {
    const middle = start + largestPowerBelow(end - start)
    if (oldSize <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  // The verifier knows the old root, so it is left out where the old tree is one perfect subtree.
  if (start > 0n) ranges.push({ start, end })
  return hashRanges(ranges.toReversed(), newSize, read)
}

/**
 * The root that the log had when it held `size` leaves, from tiles of that size or later ones.
 *
 * @throws {TransparencyError} `tile-malformed` if a tile is too short.
 */
export async function rootOfSize(size: bigint, read: ReadTiles): Promise<Uint8Array> {
  if (size === 0n) return emptyRoot()
  const [root] = await hashRanges([{ start: 0n, end: size }], size, read)
  return root ?? emptyRoot()
}

async function hashRanges(ranges: readonly Range[], size: bigint, read: ReadTiles): Promise<Uint8Array[]> {
  const subtrees = ranges.map((range) => subtreesOf(range, size))
  const wanted = new Map<string, TileId>()
  for (const { tile } of subtrees.flat()) wanted.set(keyOf(tile), tile)
  const ids = [...wanted.values()]
  const tiles = await read(ids)
  const byKey = new Map(ids.map((id, i) => [keyOf(id), tiles[i]]))
  return subtrees.map((list) =>
    list
      .map(({ tile, from, to }) => perfectRoot(slice(byKey.get(keyOf(tile)), from, to)))
      .reduceRight((right, left) => nodeHash(left, right)),
  )
}

/** The perfect subtrees that cover a range, left to right, and the hashes of one tile that each is made of. */
function subtreesOf({ start, end }: Range, size: bigint) {
  const subtrees: { tile: TileId; from: number; to: number }[] = []
  for (let position = start; position < end;) {
    let height = 0
    while (position % (2n << BigInt(height)) === 0n && position + (2n << BigInt(height)) <= end) height++
    const level = Math.floor(height / 8)
    const first = position >> BigInt(8 * level)
    const index = first / BigInt(tileWidth)
    const from = Number(first % BigInt(tileWidth))
    const tile = { level, index, width: widthOfTile(size, level, index) }
    subtrees.push({ tile, from, to: from + 2 ** (height % 8) })
    position += 1n << BigInt(height)
  }
  return subtrees
}

function slice(tile: Uint8Array | undefined, from: number, to: number): Uint8Array {
  const hashes = tile?.subarray(from * hashSize, to * hashSize)
  if (hashes?.length !== (to - from) * hashSize) {
    throw new TransparencyError('tile-malformed', 'A tile is missing or shorter than its width says.')
  }
  return hashes
}

function keyOf({ level, index }: TileId): string {
  return `${level}/${index}`
}

/** The largest power of two that is smaller than n, for n > 1. */
function largestPowerBelow(n: bigint): bigint {
  return 1n << BigInt((n - 1n).toString(2).length - 1)
}
