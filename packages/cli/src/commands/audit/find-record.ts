import {
  appendLeaves,
  emptyTree,
  encodeAccessEntry,
  formatReceipt,
  leafHash,
  parseExportLine,
  parseObject,
  proveInclusion,
} from '@crosswatch/transparency'

/** A record of an export, and where it stands. */
export interface FoundRecord {
  readonly index: number
  readonly type: string
  /** The record as it was committed to. */
  readonly record: Readonly<Record<string, unknown>>
  /** The entry in the log: what a receipt is about. */
  readonly entry: Uint8Array
}

export interface RecordFinder {
  /** The same lines, read along the way. */
  readonly lines: AsyncIterable<string>
  found(): FoundRecord | undefined
  /** Receipt that the record is in the log as the checkpoint (a signed note) has it. */
  receipt(record: FoundRecord, checkpoint: string): Promise<string>
}

const batch = 1024

/**
 * Looks for the record with an id while an export is verified, and keeps the hashes of the tree, 33 bytes for each record,
 * so that its inclusion can be proved without the node's help. Lines that cannot be read are the verifier's business.
 */
export function findRecord(lines: AsyncIterable<string>, id: string): RecordFinder {
  const tiles = new Map<string, Uint8Array>()
  let edge = emptyTree()
  let leaves: Uint8Array[] = []
  let found: FoundRecord | undefined

  const flush = () => {
    const grown = appendLeaves(edge, leaves)
    for (const { level, index, hashes } of grown.tiles) tiles.set(`${level}/${index}`, hashes)
    edge = grown.edge
    leaves = []
  }
  const read = (text: string) => {
    const line = parseExportLine(text)
    if (line === undefined || line.kind === 'checkpoint') return
    const entry = encodeAccessEntry(line)
    leaves.push(leafHash(entry))
    if (leaves.length === batch) flush()
    if (line.kind === 'erased') return
    const record = parseObject(line.record)
    if (record?.['id'] === id) found = { index: line.index, type: line.type, record, entry }
  }
  async function* readAlong(): AsyncGenerator<string> {
    for await (const text of lines) {
      try {
        read(text)
      } catch {
        // An entry that cannot be encoded: the verifier stops at this line and says so.
      }
      yield text
    }
  }

  return {
    lines: readAlong(),
    found: () => found,
    receipt: async ({ index }, checkpoint) => {
      flush()
      const proof = await proveInclusion(BigInt(index), edge.size, (ids) =>
        Promise.resolve(ids.map(({ level, index: at }) => tiles.get(`${level}/${at}`) ?? new Uint8Array())),
      )
      return formatReceipt({ index: BigInt(index), proof, checkpoint })
    },
  }
}
