import type { Executor } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { type Checkpoint, parseCheckpoint, parseNote, TransparencyError } from '@crosswatch/transparency'
import { readCheckpoint } from './store/log-store.ts'

/** The log as it was signed last. */
export interface LogState extends Checkpoint {
  /** The signed note that says so. */
  readonly checkpoint: string
}

/**
 * Reads the state of the log without asking who signed it: enough for serving it to those who verify.
 *
 * @throws {ServiceError} `log-missing`, `log-broken`
 */
export async function readLogState(executor: Executor): Promise<LogState> {
  const checkpoint = await readCheckpoint(executor)
  if (checkpoint === undefined) throw new ServiceError('log-missing')
  return readState(checkpoint)
}

/** @throws {ServiceError} `log-broken` if it is no checkpoint */
export function readState(checkpoint: string): LogState {
  try {
    return { ...parseCheckpoint(parseNote(checkpoint).text), checkpoint }
  } catch (cause) {
    if (cause instanceof TransparencyError) throw logBroken(cause.message, cause)
    throw cause
  }
}

export function logBroken(detail: string, cause?: unknown): ServiceError {
  return new ServiceError('log-broken', { detail, cause })
}
