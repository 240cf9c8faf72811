import { existsSync, readFileSync } from 'node:fs'
import { array, assert, asyncProperty, bigInt, constantFrom, integer, nat, oneof, property } from 'fast-check'
import t from 'tap'
import {
  appendLeaves,
  edgeFromTiles,
  edgeTiles,
  emptyRoot,
  emptyTree,
  encodeBundle,
  leafHash,
  nodeHash,
  parseBundle,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  type ReadTiles,
  sameHash,
  type Tile,
  type TileId,
  TransparencyError,
  type TransparencyProblem,
  tilePath,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  widthOfTile,
} from '../src/index.ts'

const refused = (problem: TransparencyProblem) => ({ name: 'TransparencyError', problem })

const vectors = new URL('../../../../shared/vectors/rfc6962/', import.meta.url)
const missing = existsSync(vectors) ? false : `${vectors.pathname} is not there`

interface Vector {
  readonly name: string
  readonly raw: string
}

type VectorValue = Record<
  'leafIdx' | 'treeSize' | 'root' | 'leafHash' | 'size1' | 'size2' | 'root1' | 'root2',
  string
> & {
  readonly proof: string[] | null
  readonly wantErr: boolean
}

/** The vectors hold integers up to 2^64-1, which JSON.parse would round. */
function readVectors(file: string): { name: string; value: VectorValue }[] {
  const list: Vector[] = JSON.parse(readFileSync(new URL(file, vectors), 'utf8'))
  return list.map(({ name, raw }) => ({ name, value: JSON.parse(raw.replaceAll(/: (\d+)/g, ': "$1"')) }))
}

const bytes = (base64: string) => Buffer.from(base64, 'base64')
const proofOf = (proof: string[] | null) => (proof ?? []).map(bytes)

if (missing !== false && process.env.CROSSWATCH_REQUIRE_ALL === '1') t.fail(missing)

t.test('every RFC 6962 vector for inclusion has its expected result', { skip: missing }, async (t) => {
  for (const { name, value } of readVectors('inclusion.json')) {
    const { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr } = value
    const claim = { index: BigInt(leafIdx), size: BigInt(treeSize), root: bytes(root), leaf: bytes(leaf) }
    t.equal(verifyInclusion({ ...claim, proof: proofOf(proof) }), !wantErr, name)
  }
})

t.test('every RFC 6962 vector for consistency has its expected result', { skip: missing }, async (t) => {
  for (const { name, value } of readVectors('consistency.json')) {
    const { size1, size2, root1, root2, proof, wantErr } = value
    const claim = {
      oldSize: BigInt(size1),
      newSize: BigInt(size2),
      oldRoot: bytes(root1),
      newRoot: bytes(root2),
    }
    t.equal(verifyConsistency({ ...claim, proof: proofOf(proof) }), !wantErr, name)
  }
})

/** RFC 9162, section 2.1.1, as it is written there. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only === undefined) return emptyRoot()
  if (leaves.length === 1) return only
  let middle = 1
  while (middle * 2 < leaves.length) middle *= 2
  return nodeHash(plainRoot(leaves.slice(0, middle)), plainRoot(leaves.slice(middle)))
}

const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)))

function storeOf(tiles: Iterable<Tile>): { read: ReadTiles; tiles: Map<string, Tile> } {
  const store = new Map<string, Tile>()
  for (const tile of tiles) store.set(`${tile.level}/${tile.index}`, tile)
  const read: ReadTiles = async (ids) =>
    ids.map(({ level, index }: TileId) => store.get(`${level}/${index}`)?.hashes ?? new Uint8Array())
  return { read, tiles: store }
}

t.test('the tree of C2SP tlog-tiles: 70,000 leaves make exactly the tiles of its example', async (t) => {
  const { tiles, edge } = appendLeaves(emptyTree(), leaves)
  const counts = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width)
  t.strictSame(counts(0), [...Array.from({ length: 273 }, () => 256), 112])
  t.strictSame(counts(1), [256, 17])
  t.strictSame(counts(2), [1])
  t.equal(tiles.length, 277)
  t.same(treeRoot(edge), plainRoot(leaves))
  t.strictSame(edgeTiles(70_000n), [
    { level: 0, index: 273n, width: 112 },
    { level: 1, index: 1n, width: 17 },
    { level: 2, index: 0n, width: 1 },
  ])
  t.equal(widthOfTile(70_000n, 0, 273n), 112)
  t.equal(widthOfTile(70_000n, 1, 0n), 256)
  t.equal(widthOfTile(70_000n, 3, 0n), 0)
})

t.test('256 leaves are a full tile of level 0 and a tile of level 1 with one hash', async (t) => {
  const { tiles, edge } = appendLeaves(emptyTree(), leaves.slice(0, 256))
  t.strictSame(
    tiles.map(({ level, index, width }) => ({ level, index, width })),
    [
      { level: 0, index: 0n, width: 256 },
      { level: 1, index: 0n, width: 1 },
    ],
  )
  t.same(treeRoot(edge), plainRoot(leaves.slice(0, 256)))
})

t.test('a log without entries has the hash of nothing as its root', async (t) => {
  t.equal(
    Buffer.from(treeRoot(emptyTree())).toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
  t.strictSame(appendLeaves(emptyTree(), []), { edge: emptyTree(), tiles: [] })
})

t.test(
  'however leaves arrive, the tree, its tiles and the edge read back from them are the same',
  async (t) => {
    await assert(
      asyncProperty(
        array(integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 12 }),
        async (batches) => {
          const store = new Map<string, Tile>()
          let edge = emptyTree()
          let size = 0
          for (const count of batches) {
            const grown = appendLeaves(edge, leaves.slice(size, size + count))
            for (const tile of grown.tiles) {
              const before = store.get(`${tile.level}/${tile.index}`)
              // A tile only ever gets wider: what was served once stays true.
              if (before !== undefined) {
                t.ok(tile.width > before.width)
                t.same(tile.hashes.subarray(0, before.hashes.length), before.hashes)
              }
              store.set(`${tile.level}/${tile.index}`, tile)
            }
            edge = grown.edge
            size += count
          }
          t.equal(edge.size, BigInt(size))
          t.same(treeRoot(edge), plainRoot(leaves.slice(0, size)))
          t.same(treeRoot(edgeFromTiles(edge.size, [...store.values()])), treeRoot(edge))
        },
      ),
      { numRuns: 25 },
    )
  },
)

t.test(
  'a proof made from tiles verifies, for any leaf and any two sizes, and for nothing else',
  async (t) => {
    const { read } = storeOf(appendLeaves(emptyTree(), leaves).tiles)
    const roots = new Map<bigint, Uint8Array>()
    const rootAt = (size: bigint) => {
      const root = roots.get(size) ?? treeRoot(appendLeaves(emptyTree(), leaves.slice(0, Number(size))).edge)
      roots.set(size, root)
      return root
    }
    const sizes = oneof(bigInt(1n, 1100n), constantFrom(255n, 256n, 257n, 65_535n, 65_536n, 65_537n, 70_000n))
    await assert(
      asyncProperty(sizes, sizes, nat(), async (a, b, pick) => {
        const [oldSize, size] = a < b ? [a, b] : [b, a]
        const index = BigInt(pick) % size
        const leaf = leaves[Number(index)] ?? emptyRoot()
        const claim = {
          index,
          size,
          leaf,
          root: rootAt(size),
          proof: await proveInclusion(index, size, read),
        }
        t.ok(verifyInclusion(claim))
        t.notOk(verifyInclusion({ ...claim, index: index + 1n }))
        t.notOk(verifyInclusion({ ...claim, leaf: nodeHash(leaf, leaf) }))
        t.notOk(verifyInclusion({ ...claim, proof: [...claim.proof, leaf] }))

        const proof = await proveConsistency(oldSize, size, read)
        const consistency = { oldSize, newSize: size, oldRoot: rootAt(oldSize), newRoot: rootAt(size), proof }
        t.ok(verifyConsistency(consistency))
        t.notOk(verifyConsistency({ ...consistency, oldRoot: nodeHash(leaf, leaf) }))
        t.notOk(verifyConsistency({ ...consistency, newRoot: nodeHash(leaf, leaf) }))
        t.notOk(verifyConsistency({ ...consistency, proof: [...proof, leaf] }))
      }),
      { numRuns: 150 },
    )
  },
)

t.test('the empty tree is the beginning of every tree, with an empty proof', async (t) => {
  const newRoot = plainRoot(leaves.slice(0, 5))
  const claim = { oldSize: 0n, newSize: 5n, oldRoot: emptyRoot(), newRoot, proof: [] }
  t.ok(verifyConsistency(claim))
  t.ok(verifyConsistency({ ...claim, newSize: 0n, newRoot: emptyRoot() }))
  t.notOk(verifyConsistency({ ...claim, proof: [newRoot] }))
  t.notOk(verifyConsistency({ ...claim, oldRoot: newRoot }))
  t.strictSame(await proveConsistency(0n, 5n, async () => []), [])
})

t.test('proofs that no tree has are refused, and tiles that are too short are noticed', async (t) => {
  const { read, tiles } = storeOf(appendLeaves(emptyTree(), leaves.slice(0, 300)).tiles)
  await t.rejects(proveInclusion(300n, 300n, read), refused('out-of-range'))
  await t.rejects(proveInclusion(-1n, 300n, read), refused('out-of-range'))
  await t.rejects(proveConsistency(301n, 300n, read), refused('out-of-range'))
  const first = tiles.get('0/0')
  if (first !== undefined) tiles.set('0/0', { ...first, hashes: first.hashes.subarray(0, 100) })
  await t.rejects(proveInclusion(200n, 300n, read), refused('tile-malformed'))
  tiles.delete('0/1')
  t.throws(() => edgeFromTiles(300n, [...tiles.values()]), refused('tile-malformed'))
  t.notOk(sameHash(new Uint8Array(), new Uint8Array()), 'nothing is not a hash')
})

t.test('a tile has one path', async (t) => {
  const examples = {
    'tile/0/x001/x234/067': { level: 0, index: 1_234_067n, width: 256 },
    'tile/0/000': { level: 0, index: 0n, width: 256 },
    'tile/63/273.p/112': { level: 63, index: 273n, width: 112 },
    'tile/entries/x001/000.p/255': { level: 'entries', index: 1000n, width: 255 },
  } as const
  for (const [path, id] of Object.entries(examples)) {
    t.equal(tilePath(id), path)
    t.strictSame(parseTilePath(path), id)
  }
  const wrong = [
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/001/000',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/0/000\n',
    'tile/data/000',
    'tile/0/%30%30%30',
    'tile/0/../000',
    '/tile/0/000',
    '',
  ]
  for (const path of wrong)
    t.throws(() => parseTilePath(path), refused('tile-malformed'), JSON.stringify(path))
  assert(
    property(nat(63), bigInt(0n, 2n ** 62n), integer({ min: 1, max: 256 }), (level, index, width) => {
      t.strictSame(parseTilePath(tilePath({ level, index, width })), { level, index, width })
    }),
    { numRuns: 50 },
  )
})

t.test('a bundle gives back its entries, and no other bytes pass as one', async (t) => {
  const entries = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(300, 7)]
  const bundle = encodeBundle(entries)
  t.equal(bundle.toString('hex', 0, 7), '00036f6e650000')
  t.same(parseBundle(bundle, 3), entries)
  for (const width of [0, 2, 4]) t.throws(() => parseBundle(bundle, width), refused('tile-malformed'))
  t.throws(() => parseBundle(bundle.subarray(0, -1), 3), refused('tile-malformed'))
  t.throws(() => parseBundle(Buffer.of(0), 1), refused('tile-malformed'))
  t.throws(() => encodeBundle([Buffer.alloc(65_536)]), TransparencyError)
})
