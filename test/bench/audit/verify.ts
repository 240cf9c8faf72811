// Makes the export of a log of so many records line by line, as a node would hand it out, and verifies it as an auditor does
// who holds a checkpoint from its middle. Making the lines is not counted.
import { newSeed, signerFromSeed, verifySignature } from '@crosswatch/crypto'
import { canonicalBytes } from '@crosswatch/protocol'
import {
  appendLeaves,
  commitRecord,
  ed25519Signer,
  ed25519Type,
  emptyTree,
  encodeAccessEntry,
  formatExportCheckpoint,
  formatExportRecord,
  formatVerifierKey,
  leafHash,
  sha256,
  signCheckpoint,
  treeRoot,
  verifyExport,
} from '@crosswatch/transparency'

export interface Verified {
  readonly seconds: number
  readonly peakMiB: number
}

const { records }: { readonly records: number } = JSON.parse(process.argv[2] ?? '')
const origin = 'crosswatch/bench/XA/access-log'
const log = signerFromSeed(newSeed())
const signer = ed25519Signer(origin, log.publicKey, (message) => log.sign(message))
const vkey = formatVerifierKey({ name: origin, type: ed25519Type, publicKey: log.publicKey })
let making = 0
let peak = 0

function line(index: number): { text: string; leaf: Uint8Array } {
  const record = Buffer.from(
    canonicalBytes({
      v: 1,
      id: `0198f000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
      jurisdiction: 'XA',
      operation: 'query',
      at: '2031-05-01T10:00:00.000Z',
      officer: `officer-${index % 300}`,
      authority: 'Border Service of XA',
      roles: ['border-officer'],
      purpose: 'border-check',
      outcome: 'none',
      alerts: [],
      recipients: [],
      policies: ['role.border-officer'],
      terms: 'A'.repeat(160),
      software: 'bench 1',
    }),
  )
  const salt = sha256(Buffer.from(String(index)))
  const commitment = commitRecord(salt, record)
  const text = formatExportRecord({ index, type: 'query', salt, record: record.toString(), commitment })
  return { text, leaf: leafHash(encodeAccessEntry({ type: 'query', commitment })) }
}

/** The same log twice: once for the checkpoints that are held, once to be verified. */
function checkpointOf(size: number): string {
  let edge = emptyTree()
  for (let from = 0; from < size; from += 1024) {
    const leaves = Array.from({ length: Math.min(1024, size - from) }, (_, i) => line(from + i).leaf)
    edge = appendLeaves(edge, leaves).edge
  }
  return signCheckpoint({ origin, size: edge.size, root: treeRoot(edge) }, [signer])
}

const half = checkpointOf(Math.floor(records / 2))
const whole = checkpointOf(records)

async function* lines(): AsyncGenerator<string> {
  for (let index = 0; index < records; index += 1024) {
    const start = performance.now()
    const batch = Array.from({ length: Math.min(1024, records - index) }, (_, i) => line(index + i).text)
    making += performance.now() - start
    peak = Math.max(peak, process.memoryUsage.rss())
    yield* batch
  }
  yield formatExportCheckpoint(whole)
}

const start = performance.now()
const verdict = await verifyExport(lines(), { vkey, verifyEd25519: verifySignature, held: [half] })
if (!verdict.ok || verdict.held !== 1) throw new Error('the log does not verify')
const seconds = Math.round(performance.now() - start - making) / 1000
process.send?.({ seconds, peakMiB: Math.round(peak / 2 ** 20) }, () => process.disconnect())
