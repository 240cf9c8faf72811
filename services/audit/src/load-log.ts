import type { Executor } from '@crosswatch/database'
import { type Clock, ServiceError } from '@crosswatch/protocol'
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
import { insertLog, type Log, readLog, readTiles, tileReader } from './store/log-store.ts'

/**
 * Makes the log of a node: empty, and signed as such. A step of its own in the founding of a node and never part of a
 * start, so that a log that was lost is missed and not silently begun anew.
 *
 * @throws {ServiceError} `already-exists`
 */
export async function createLog(executor: Executor, key: LogKey, now: Clock): Promise<void> {
  const { origin, vkey, signer } = key
  const root = treeRoot(emptyTree())
  const checkpoint = signCheckpoint({ origin, size: 0n, root }, [signer])
  const row = { origin, vkey, size: 0n, root, checkpoint, signedAt: now() }
  if (!(await insertLog(executor, row)))
    throw new ServiceError('already-exists', { detail: 'the access log' })
}

/** A log as it is stored, found to be in itself consistent. */
export interface LoadedLog {
  readonly log: Log
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
  const log = await readLog(executor)
  if (log === undefined) throw new ServiceError('log-missing')
  if (known !== undefined && sameState(log, known.log)) return known
  if (log.origin !== key.origin || log.vkey !== key.vkey) throw broken('it belongs to another log key')
  try {
    const signed = openCheckpoint(log.checkpoint, key.origin, [key.verifier])
    if (signed.size !== log.size || !sameHash(signed.root, log.root)) throw broken('another state was signed')
    const edge = edgeFromTiles(log.size, await readTiles(executor, edgeTiles(log.size)))
    if (!sameHash(treeRoot(edge), log.root)) throw broken('the tiles do not lead to the signed root')
    if (known !== undefined) await assertContinues(executor, log, known.log)
    return { log, edge }
  } catch (cause) {
    if (cause instanceof TransparencyError) throw broken(cause.message, cause)
    throw cause
  }
}

/** A database that was put back, or forked, while this process was running: it remembers what it signed. */
async function assertContinues(executor: Executor, log: Log, known: Log): Promise<void> {
  if (log.size < known.size) throw broken('it has become shorter than it was')
  const proof = await proveConsistency(known.size, log.size, tileReader(executor))
  const claim = { oldSize: known.size, oldRoot: known.root, newSize: log.size, newRoot: log.root, proof }
  if (!verifyConsistency(claim)) throw broken('it does not continue what was signed before')
}

function sameState(a: Log, b: Log): boolean {
  return a.checkpoint === b.checkpoint && a.size === b.size && sameHash(a.root, b.root)
}

function broken(detail: string, cause?: unknown): ServiceError {
  return new ServiceError('log-broken', { detail, cause })
}
