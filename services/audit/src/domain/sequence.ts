import {
  type AccessEntry,
  appendLeaves,
  encodeAccessEntry,
  encodeBundle,
  leafHash,
  type Tile,
  tileWidth,
  type TreeEdge,
  treeRoot,
} from '@crosswatch/transparency'

/** Entries to be written behind those that a bundle has already. */
export interface BundleExtension {
  readonly index: bigint
  /** How many entries. */
  readonly count: number
  readonly bytes: Uint8Array
}

/** What a batch of records makes of the log. */
export interface Batch {
  readonly edge: TreeEdge
  readonly root: Uint8Array
  readonly tiles: readonly Tile[]
  readonly bundles: readonly BundleExtension[]
}

/** Gives entries their places behind the log's edge, in their order. */
export function sequence(edge: TreeEdge, entries: readonly AccessEntry[]): Batch {
  const encoded = entries.map(encodeAccessEntry)
  const grown = appendLeaves(edge, encoded.map(leafHash))
  return { ...grown, root: treeRoot(grown.edge), bundles: intoBundles(edge.size, encoded) }
}

function intoBundles(size: bigint, entries: readonly Uint8Array[]): BundleExtension[] {
  const bundles: BundleExtension[] = []
  let index = size / BigInt(tileWidth)
  let room = tileWidth - Number(size % BigInt(tileWidth))
  for (let from = 0; from < entries.length;) {
    const part = entries.slice(from, from + room)
    bundles.push({ index: index++, count: part.length, bytes: encodeBundle(part) })
    from += part.length
    room = tileWidth
  }
  return bundles
}
