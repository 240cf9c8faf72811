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
import { logBroken, readState } from './log-state.ts'
import { readPlace, tileReader } from './store/log-store.ts'

/**
 * Proves that the entry at `index` is in the log that was signed last (C2SP tlog-proof). Checked before it is handed
 * out. The checkpoint is the confirmed one if it holds the entry, and the newest as long as it does not yet.
 *
 * @throws {ServiceError} `unavailable` if the entry is not signed yet, `log-broken` if the proof does not hold
 */
export async function receiptOf(executor: Executor, index: bigint): Promise<string> {
  const tile = BigInt(tileWidth)
  const found = await readPlace(executor, index, index / tile)
  if (found === undefined) throw new ServiceError('log-missing')
  const { size, root, checkpoint } = readState(found.checkpoint)
  if (index >= size)
    throw new ServiceError('unavailable', { detail: 'the record is not in the signed log yet' })
  // One after the other: a second connection costs more than it saves, most of all one that must be opened first.
  const proof = await proveInclusion(index, size, tileReader(executor))
  const { entries, width } = found
  const entry = entries && width !== null && parseBundle(entries, width)[Number(index % tile)]
  const holds = entry && verifyInclusion({ index, size, root, proof, leaf: leafHash(entry) })
  if (holds !== true) throw logBroken(`place ${index}`)
  return formatReceipt({ index, proof, checkpoint })
}
