import { formatSignatureLines, parseAddCheckpoint } from './add-checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import { type NoteSigner, type NoteVerifier, parseNote } from './note.ts'
import { judgeAddCheckpoint } from './witness.ts'

/** An answer of C2SP tlog-witness. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly body: string
}

/** What a witness cosigned last of each log. */
export interface WitnessStore {
  read(origin: string): Promise<Checkpoint | undefined>
  /**
   * Compare and swap: puts a checkpoint in the place of the one that it was compared with. Durable when it returns.
   *
   * @param note the log's own signed note of `to`, without anybody else's lines
   * @returns whether `from` was still there; a log of size 0 is one of which nothing is held
   */
  replace(from: Checkpoint, to: Checkpoint, note: string): Promise<boolean>
}

export interface WitnessOptions {
  readonly store: WitnessStore
  /** The keys of a log that is witnessed here, by its origin. One against which there is evidence has none any more. */
  readonly logOf: (origin: string) => Promise<{ readonly logKeys: readonly NoteVerifier[] } | undefined>
  readonly signers: readonly NoteSigner[]
  /**
   * Told of a checkpoint that bears the log's signature and was not shown to continue what is held; without anybody
   * else's lines.
   */
  readonly onSuspicion: (origin: string, checkpoint: string) => void
}

/** Answers the body of a request to `add-checkpoint`. */
export type AddCheckpointHandler = (body: string) => Promise<WitnessReply>

/**
 * A witness (C2SP tlog-witness): confirms that logs only grow. Checking and persisting are one step, by compare and swap;
 * nothing is cosigned before that is durable.
 */
export function createWitness({ store, logOf, signers, onSuspicion }: WitnessOptions): AddCheckpointHandler {
  return async (body) => {
    const request = readRequest(body)
    if (request === undefined) return { status: 400, body: '' }
    const { origin } = request
    const [log, last] = await Promise.all([logOf(origin), store.read(origin)])
    const verdict = judgeAddCheckpoint(body, () => log && { verifiers: log.logKeys, last })
    if (verdict.kind !== 'accepted') {
      if (verdict.suspect !== undefined) onSuspicion(origin, verdict.suspect.note)
      return verdict.kind === 'conflict' ? conflict(verdict.size) : { status: verdict.status, body: '' }
    }
    const { from, to } = verdict
    if (to.note.length > longestCheckpoint) return { status: 400, body: '' }
    if (!(await store.replace(from, to, to.note))) return conflict((await store.read(origin))?.size ?? 0n)
    const { text } = parseNote(to.note)
    const cosignatures = signers.map((signer) => ({ ...signer, signature: signer.sign(text) }))
    return { status: 200, body: formatSignatureLines(cosignatures) }
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
