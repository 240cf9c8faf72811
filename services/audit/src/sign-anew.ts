import { verifySignature } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import {
  ed25519Verifier,
  type NoteVerifier,
  openHead,
  signCheckpoint,
  TransparencyError,
} from '@crosswatch/transparency'
import type { ForkGuard } from './fork-guard.ts'
import { loadLog } from './load-log.ts'
import { readLogState } from './log-state.ts'
import type { LogKey } from './log-key.ts'
import { replaceCheckpoint, takeLog } from './store/log-store.ts'

export interface KeyChange {
  /** The key that signs from now on. */
  readonly key: LogKey
  /** The public key that signed so far, as text. */
  readonly previous: string
  readonly guard: ForkGuard
}

/**
 * Signs a log with the key that takes the place of another: the same tree, under another key, which alone continues it from then on.
 * Witnesses confirm it when the root has certified the key.
 *
 * @throws {ServiceError} what reading the log and the guard throw: nothing is signed that the former key has not;
 *   `already-exists` if the key has signed it before; `invalid-configuration` if `previous` is no key of this log;
 *   `unavailable` while it is being continued
 */
export async function signAnew(
  { transaction }: Pick<Connection, 'transaction'>,
  { key, previous, guard }: KeyChange,
): Promise<void> {
  const verifier = readPrevious(previous, key.origin)
  await transaction(async (tx) => {
    if (!(await takeLog(tx))) {
      throw new ServiceError('unavailable', { detail: 'the audit service is at work; stop it first' })
    }
    const { checkpoint } = await readLogState(tx)
    if (openHead(checkpoint, key.origin, [key.verifier]) !== undefined) {
      throw new ServiceError('already-exists', { detail: 'the signature of this key' })
    }
    const { state } = await loadLog(tx, { ...key, verifier })
    await guard.admit(tx, state)
    const { origin, size, root } = state
    await replaceCheckpoint(tx, signCheckpoint({ origin, size, root }, [key.signer]))
  })
}

function readPrevious(vkey: string, origin: string): NoteVerifier {
  const refused = (cause?: unknown) =>
    new ServiceError('invalid-configuration', { detail: `the former key must be one of ${origin}`, cause })
  try {
    const verifier = ed25519Verifier(vkey, verifySignature)
    if (verifier.name !== origin) throw refused()
    return verifier
  } catch (cause) {
    if (cause instanceof TransparencyError) throw refused(cause)
    throw cause
  }
}
