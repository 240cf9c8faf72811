import { hash } from 'node:crypto'
import { TransparencyError } from './errors.ts'
import { emptyRoot, hashSize, nodeHash } from './hash.ts'
import { type TileId, tileWidth } from './tile.ts'

/**
 * Everything needed to append to a log: its size, and for each level the hashes of its last, unfinished tile (0 to
 * 255 of them, one after the other). A few kilobytes whatever the size of the log.
 */
export interface TreeEdge {
  readonly size: bigint
  readonly levels: readonly Uint8Array[]
}

/** A tile with its hashes, one after the other. */
export interface Tile extends TileId {
  readonly hashes: Uint8Array
}

/** The edge of a log without entries. */
export function emptyTree(): TreeEdge {
  return { size: 0n, levels: [] }
}

/**
 * Appends leaves.
 *
 * @returns the new edge, and every tile that is new or has become wider, lowest level first.
 */
export function appendLeaves(
  edge: TreeEdge,
  leaves: readonly Uint8Array[],
): { edge: TreeEdge; tiles: Tile[] } {
  const levels: Uint8Array[] = []
  const tiles: Tile[] = []
  let added: readonly Uint8Array[] = leaves
  for (let level = 0; added.length > 0 || level < edge.levels.length; level++) {
    const before = edge.levels[level] ?? new Uint8Array()
    const all = Buffer.concat([before, ...added])
    let index = edge.size >> BigInt(8 * (level + 1))
    const roots: Uint8Array[] = []
    let rest = all
    for (; rest.length >= tileWidth * hashSize; rest = rest.subarray(tileWidth * hashSize)) {
      const hashes = rest.subarray(0, tileWidth * hashSize)
      tiles.push({ level, index: index++, width: tileWidth, hashes })
      roots.push(perfectRoot(hashes))
    }
    if (added.length > 0 && rest.length > 0) {
      tiles.push({ level, index, width: rest.length / hashSize, hashes: rest })
    }
    levels.push(rest)
    added = roots
  }
  return { edge: { size: edge.size + BigInt(leaves.length), levels }, tiles }
}

/** The tiles whose hashes make up the edge of a log of `size` leaves: what to read to continue one. */
export function edgeTiles(size: bigint): TileId[] {
  const tiles: TileId[] = []
  for (let level = 0, hashes = size; hashes > 0n; level++, hashes >>= 8n) {
    const width = Number(hashes % BigInt(tileWidth))
    if (width > 0) tiles.push({ level, index: hashes / BigInt(tileWidth), width })
  }
  return tiles
}

/**
 * Puts an edge together from the tiles that `edgeTiles` named.
 *
 * @throws {TransparencyError} `tile-malformed` if a tile is missing or has another width.
 */
export function edgeFromTiles(size: bigint, tiles: readonly Tile[]): TreeEdge {
  const levels: Uint8Array[] = []
  for (const { level, index, width } of edgeTiles(size)) {
    const tile = tiles.find((candidate) => candidate.level === level && candidate.index === index)
    const hashes = tile?.hashes.subarray(0, width * hashSize)
    if (hashes?.length !== width * hashSize) {
      throw new TransparencyError(
        'tile-malformed',
        `The unfinished tile of level ${level} is missing or too short.`,
      )
    }
    while (levels.length < level) levels.push(new Uint8Array())
    levels.push(hashes)
  }
  return { size, levels }
}

/** The root of the tree (RFC 9162, section 2.1.1). 32 bytes. */
export function treeRoot(edge: TreeEdge): Uint8Array {
  // From the right: what stands lower is younger, so each perfect subtree becomes the left sibling of the rest.
  let root: Uint8Array | undefined
  for (const hashes of edge.levels) {
    for (const subtree of perfectSubtrees(hashes).toReversed()) {
      root = root === undefined ? subtree : nodeHash(subtree, root)
    }
  }
  return root ?? emptyRoot()
}

/** Roots of the perfect subtrees of an unfinished tile, left to right: 5 hashes give one of 4 and one of 1. */
function perfectSubtrees(hashes: Uint8Array): Uint8Array[] {
  const roots: Uint8Array[] = []
  for (let rest = hashes; rest.length > 0;) {
    const bytes = 2 ** Math.floor(Math.log2(rest.length / hashSize)) * hashSize
    roots.push(perfectRoot(rest.subarray(0, bytes)))
    rest = rest.subarray(bytes)
  }
  return roots
}

/** The root over 2^k hashes. */
export function perfectRoot(hashes: Uint8Array): Uint8Array {
  // In place, and digests as strings: hundreds of small buffers for each tile kept the garbage collector busy.
  const level = Buffer.from(hashes)
  const input = Buffer.allocUnsafe(1 + 2 * hashSize)
  input[0] = 0x01
  for (let bytes = level.length; bytes > hashSize; bytes /= 2) {
    for (let at = 0; at < bytes / 2; at += hashSize) {
      level.copy(input, 1, 2 * at, 2 * at + 2 * hashSize)
      level.write(hash('sha256', input, 'binary'), at, 'binary')
    }
  }
  return level.subarray(0, hashSize)
}
