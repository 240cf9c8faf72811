import type { Executor } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import {
  formatReceipt,
  leafHash,
  parseBundle,
  proveInclusion,
  tileWidth,
  verifyInclusion,
} from '@crosswatch/transparency'
import { logBroken, type LogState, readState } from './log-state.ts'
import { readBundle, readCheckpointOver, tileReader } from './store/log-store.ts'

/**
 * Proves that the entry at `index` is in the log that was signed last (C2SP tlog-proof). Checked before it is handed
 * out.
 *
 * @throws {ServiceError} `unavailable` if the entry is not signed yet, `log-broken` if the proof does not hold
 */
export async function receiptOf(executor: Executor, index: bigint): Promise<string> {
  const { size, root, checkpoint } = await checkpointOver(executor, index)
  if (index >= size)
    throw new ServiceError('unavailable', { detail: 'the record is not in the signed log yet' })
  // One after the other: a second connection costs more than it saves, most of all one that must be opened first.
  const proof = await proveInclusion(index, size, tileReader(executor))
  const bundle = await readBundle(executor, index / BigInt(tileWidth))
  const entry = bundle && parseBundle(bundle.entries, bundle.width)[Number(index % BigInt(tileWidth))]
  const holds = entry && verifyInclusion({ index, size, root, proof, leaf: leafHash(entry) })
  if (holds !== true) throw logBroken(`place ${index}`)
  return formatReceipt({ index, proof, checkpoint })
}

/** The confirmed checkpoint if it holds the entry; the newest one as long as it does not yet. */
async function checkpointOver(executor: Executor, index: bigint): Promise<LogState> {
  const checkpoint = await readCheckpointOver(executor, index)
  if (checkpoint === undefined) throw new ServiceError('log-missing')
  return readState(checkpoint)
}
