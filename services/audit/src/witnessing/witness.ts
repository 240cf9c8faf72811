import type { Executor } from '@crosswatch/database'
import {
  formatSignatureLines,
  judgeAddCheckpoint,
  type NoteSigner,
  parseAddCheckpoint,
  parseNote,
  TransparencyError,
} from '@crosswatch/transparency'
import { readWitnessed, replaceWitnessed } from '../store/witness-store.ts'
import type { LogMember } from './members.ts'

/** An answer of C2SP tlog-witness. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly body: string
}

export interface WitnessOptions {
  readonly db: Executor
  /** A log that is witnessed here, by its origin. One against which there is evidence has no keys any more. */
  readonly logOf: (origin: string) => Promise<LogMember | undefined>
  readonly signers: readonly NoteSigner[]
  /** Told of a checkpoint that bears the log's signature and does not continue what is held. */
  readonly onSuspicion: (origin: string, checkpoint: string) => void
}

export type AddCheckpointHandler = (body: string) => Promise<WitnessReply>

/**
 * The witness of this node: confirms that the logs of the others only grow. Checking and persisting are one step, by
 * compare and swap; nothing is cosigned before that is committed.
 */
export function createWitness({ db, logOf, signers, onSuspicion }: WitnessOptions): AddCheckpointHandler {
  return async (body) => {
    const request = readRequest(body)
    if (request === undefined) return { status: 400, body: '' }
    const { origin, checkpoint } = request
    const [log, last] = await Promise.all([logOf(origin), readWitnessed(db, origin)])
    const verdict = judgeAddCheckpoint(body, () => log && { verifiers: log.logKeys, last })
    switch (verdict.kind) {
      case 'refused':
        if (verdict.status === 422) onSuspicion(origin, checkpoint)
        return { status: verdict.status, body: '' }
      case 'conflict':
        onSuspicion(origin, checkpoint)
        return conflict(verdict.size)
      case 'accepted': {
        // What others signed beside the log is not kept: anybody can add lines.
        const { text, signatures } = parseNote(checkpoint)
        const own = signatures.filter(({ name }) => name === origin)
        const kept = `${text}\n${formatSignatureLines(own)}`
        if (kept.length > longestCheckpoint) return { status: 400, body: '' }
        if (!(await replaceWitnessed(db, verdict.from, verdict.to, kept))) {
          return conflict((await readWitnessed(db, origin))?.size ?? 0n)
        }
        const cosignatures = signers.map((signer) => ({ ...signer, signature: signer.sign(text) }))
        return { status: 200, body: formatSignatureLines(cosignatures) }
      }
    }
  }
}

/** Longer ones could not be shown to the other witnesses. */
const longestCheckpoint = 4096

function conflict(size: bigint): WitnessReply {
  return { status: 409, body: `${size}\n` }
}

function readRequest(body: string) {
  try {
    return parseAddCheckpoint(body)
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
