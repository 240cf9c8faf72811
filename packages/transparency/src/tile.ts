import { parseDecimal } from './encoding.ts'
import { TransparencyError } from './errors.ts'
import { hashSize } from './hash.ts'

/** Hashes in a full tile, and entries in a full bundle. */
export const tileWidth = 256

/**
 * A run of consecutive hashes of one level of the tree (C2SP tlog-tiles). At level 0 they are leaf hashes; at level
 * L each is the root of 256^L leaves. `width` is how many hashes it holds, 1 to 256.
 */
export interface TileId {
  readonly level: number
  readonly index: bigint
  readonly width: number
}

/** A run of consecutive log entries, 1 to 256 of them, starting at entry 256 * index. */
export interface BundleId {
  readonly level: 'entries'
  readonly index: bigint
  readonly width: number
}

const highestLevel = 63

/**
 * Where a tile is served:
 *
 *   tile/<L>/<N>[.p/<W>]         tile/0/x001/x234/067        level 0, tile 1234067, full
 *   tile/entries/<N>[.p/<W>]     tile/entries/000.p/17       the first 17 entries
 */
export function tilePath({ level, index, width }: TileId | BundleId): string {
  const digits = index.toString()
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`
}

/**
 * Reads a tile path that somebody else controls. Each tile has one path and no other is accepted.
 *
 * @throws {TransparencyError} `tile-malformed`
 */
export function parseTilePath(path: string): TileId | BundleId {
  const parts = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(
    path,
  )
  const [, levelText, indexText, widthText] = parts ?? []
  if (levelText === undefined || indexText === undefined) throw malformed('This is not the path of a tile.')
  const index = parseDecimal(indexText.replaceAll(/[x/]/g, '').replace(/^0+(?=[0-9])/, ''))
  const width = widthText === undefined ? tileWidth : Number(widthText)
  if (index === undefined || width < 1 || (levelText !== 'entries' && Number(levelText) > highestLevel)) {
    throw malformed('The level, index or width of the tile is out of range.')
  }
  const id: TileId | BundleId =
    levelText === 'entries' ? { level: levelText, index, width } : { level: Number(levelText), index, width }
  if (tilePath(id) !== path) throw malformed('The path of the tile is not in its one canonical spelling.')
  return id
}

/** How many hashes tile `index` of `level` holds in a tree of `size` leaves: 0 to 256. */
export function widthOfTile(size: bigint, level: number, index: bigint): number {
  const hashes = (size >> BigInt(8 * level)) - index * BigInt(tileWidth)
  if (hashes <= 0n) return 0
  return hashes < BigInt(tileWidth) ? Number(hashes) : tileWidth
}

/** The hash at `position` of a tile's bytes, without a copy. */
export function hashInTile(tile: Uint8Array, position: number): Uint8Array {
  const hash = tile.subarray(position * hashSize, (position + 1) * hashSize)
  if (hash.length !== hashSize) throw malformed('The tile is shorter than its width says.')
  return hash
}

/**
 * A bundle is its entries one after the other, each behind its length:
 *
 *   uint16 length, big-endian || entry        for every entry
 *
 * @throws {TransparencyError} `entry-malformed` if an entry is longer than 65535 bytes.
 */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff)
        throw new TransparencyError('entry-malformed', 'An entry exceeds 65535 bytes.')
      return [Buffer.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/**
 * Reads a bundle that somebody else controls.
 *
 * @throws {TransparencyError} `tile-malformed` if it does not hold exactly `width` entries.
 */
export function parseBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let offset = 0
  while (offset < bundle.length && entries.length < width) {
    const [high, low] = [bundle[offset], bundle[offset + 1]]
    if (high === undefined || low === undefined) throw malformed('The bundle ends inside a length.')
    const length = (high << 8) | low
    const entry = bundle.subarray(offset + 2, offset + 2 + length)
    if (entry.length !== length) throw malformed('The bundle ends inside an entry.')
    entries.push(entry)
    offset += 2 + length
  }
  if (offset !== bundle.length || entries.length !== width) {
    throw malformed('The bundle does not hold as many entries as its width says.')
  }
  return entries
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('tile-malformed', message)
}
