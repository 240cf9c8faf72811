import type { Executor } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import {
  edgeFromTiles,
  edgeTiles,
  emptyTree,
  openCheckpoint,
  proveConsistency,
  sameHash,
  signCheckpoint,
  TransparencyError,
  type TreeEdge,
  treeRoot,
  verifyConsistency,
} from '@crosswatch/transparency'
import type { LogKey } from './log-key.ts'
import { logBroken, type LogState, readLogState } from './log-state.ts'
import { insertLog, readTiles, tileReader } from './store/log-store.ts'

/**
 * Makes the log of a node: empty, and signed as such. A step of its own in the founding of a node and never part of a
 * start, so that a log that was lost is missed and not silently begun anew.
 *
 * @throws {ServiceError} `already-exists`
 */
export async function createLog(executor: Executor, { origin, signer }: LogKey): Promise<void> {
  const checkpoint = signCheckpoint({ origin, size: 0n, root: treeRoot(emptyTree()) }, [signer])
  if (!(await insertLog(executor, checkpoint))) {
    throw new ServiceError('already-exists', { detail: 'the access log' })
  }
}

/** A log as it is stored, found to be in itself consistent. */
export interface LoadedLog {
  readonly state: LogState
  readonly edge: TreeEdge
}

/**
 * Reads the log and checks what must hold before anything is signed on top of it: it is this node's log, its checkpoint
 * is signed with its key, its tiles lead to the root that was signed, and it continues what this process saw of it.
 *
 * @param known the log as it was seen before; while it has not changed, its tiles are not read again
 * @throws {ServiceError} `log-missing`, `log-broken`
 */
export async function loadLog(executor: Executor, key: LogKey, known?: LoadedLog): Promise<LoadedLog> {
  const state = await readLogState(executor)
  if (known?.state.checkpoint === state.checkpoint) return known
  try {
    openCheckpoint(state.checkpoint, key.origin, [key.verifier])
    const edge = edgeFromTiles(state.size, await readTiles(executor, edgeTiles(state.size)))
    if (!sameHash(treeRoot(edge), state.root)) throw logBroken('the tiles do not lead to the signed root')
    if (known !== undefined) await assertContinues(executor, state, known.state)
    return { state, edge }
  } catch (cause) {
    if (cause instanceof TransparencyError) throw logBroken(cause.message, cause)
    throw cause
  }
}

/** A database that was put back, or forked, while this process was running: it remembers what it signed. */
async function assertContinues(executor: Executor, state: LogState, known: LogState): Promise<void> {
  if (state.size < known.size) throw logBroken('it has become shorter than it was')
  const proof = await proveConsistency(known.size, state.size, tileReader(executor))
  const claim = { oldSize: known.size, oldRoot: known.root, newSize: state.size, newRoot: state.root, proof }
  if (!verifyConsistency(claim)) throw logBroken('it does not continue what was signed before')
}
