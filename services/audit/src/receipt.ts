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
import { hashesOf, readPlace } from './store/log-store.ts'

/**
 * Proves that the entry at `index` is in the log that was signed last (C2SP tlog-proof). Checked before it is handed
 * out. The checkpoint is the confirmed one if it holds the entry, and the newest as long as it does not yet.
 *
 * @throws {ServiceError} `unavailable` if the entry is not signed yet, `log-broken` if the proof does not hold
 */
export async function receiptOf(executor: Executor, index: bigint): Promise<string> {
  const place = await readPlace(executor, index)
  if (place === undefined) throw new ServiceError('log-missing')
  const { bundle, tiles } = place
  const { size, root, checkpoint } = readState(place.checkpoint)
  if (index >= size)
    throw new ServiceError('unavailable', { detail: 'the record is not in the signed log yet' })
  const proof = await proveInclusion(index, size, async (ids) => hashesOf(tiles, ids))
  const entry = bundle && parseBundle(bundle.bytes, bundle.width)[Number(index % BigInt(tileWidth))]
  const holds = entry && verifyInclusion({ index, size, root, proof, leaf: leafHash(entry) })
  if (holds !== true) throw logBroken(`place ${index}`)
  return formatReceipt({ index, proof, checkpoint })
}
