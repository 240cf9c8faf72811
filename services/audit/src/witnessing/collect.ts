import { verifyMlDsa, verifySignature } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  addSignatureLines,
  cosignatureTime,
  cosignatureVerifier,
  formatAddCheckpoint,
  formatSignatureLines,
  meetsQuorum,
  type NoteSignature,
  openNote,
  parseNote,
  parseVerifierKey,
  type PolicyWitness,
  proveConsistency,
  TransparencyError,
  type WitnessPolicy,
  type WitnessReply,
} from '@crosswatch/transparency'
import type { LogState } from '../log-state.ts'
import { tileReader } from '../store/log-store.ts'

/** Somebody who is asked for cosignatures, with all the keys that answer at once. */
export interface Cosigner {
  readonly name: string
  readonly keys: readonly PolicyWitness[]
  /** Sends a request of tlog-witness; nothing if there is no answer. */
  readonly ask: (
    body: string,
  ) => Promise<(Pick<WitnessReply, 'body'> & { readonly status: number }) | undefined>
}

/** What came of asking everybody. */
export interface Collected {
  /** The checkpoint with every cosignature that verifies. */
  readonly checkpoint: string
  readonly quorum: boolean
  /** Everybody who was asked, and whether they cosigned. */
  readonly asked: readonly { readonly name: string; readonly cosigned: boolean }[]
  /** The time that each of those who cosigned gives, in seconds since 1970. */
  readonly times: readonly bigint[]
  /** Those who say that they hold another or a longer log. */
  readonly disagree: readonly string[]
}

/**
 * Asks every cosigner to confirm a checkpoint of this log.
 *
 * @param sizes what each of them held last, as far as is known; kept up to date
 */
export async function collectCosignatures(
  db: Executor,
  log: LogState,
  policy: WitnessPolicy,
  cosigners: readonly Cosigner[],
  sizes: Map<string, bigint>,
): Promise<Collected> {
  const answers = await Promise.all(
    cosigners.map(async (one) => [one, await askOne(db, log, one, sizes)] as const),
  )
  const cosigned = new Set<string>()
  const times: bigint[] = []
  const confirming = new Set<string>()
  let checkpoint = log.checkpoint
  for (const [{ name: asked, keys }, lines] of answers) {
    if (typeof lines !== 'string') continue
    const valid = validLines(log.checkpoint, lines, keys)
    if (valid.time === undefined) continue
    times.push(valid.time)
    confirming.add(asked)
    checkpoint = addSignatureLines(checkpoint, formatSignatureLines(valid.lines))
    for (const name of valid.names) cosigned.add(name)
  }
  return {
    checkpoint,
    quorum: meetsQuorum(policy, cosigned),
    asked: cosigners.map(({ name }) => ({ name, cosigned: confirming.has(name) })),
    times,
    disagree: answers.flatMap(([{ name }, answer]) => (answer === 'disagrees' ? [name] : [])),
  }
}

const disagrees = 'disagrees'

/** @returns signature lines, `disagrees`, or nothing if there was no usable answer */
async function askOne(
  db: Executor,
  { size, checkpoint }: LogState,
  { name, ask }: Cosigner,
  sizes: Map<string, bigint>,
): Promise<string | undefined> {
  // A second attempt with the size that the witness states; a third if it was asked by two processes at once.
  for (let attempt = 0; attempt < 3; attempt++) {
    const old = sizes.get(name) ?? 0n
    if (old > size) {
      sizes.delete(name)
      return disagrees
    }
    const proof = await proveConsistency(old, size, tileReader(db))
    const reply = await ask(formatAddCheckpoint({ old, proof, checkpoint }))
    if (reply?.status === 200) {
      sizes.set(name, size)
      return reply.body
    }
    if (reply?.status === 422) return disagrees
    const stated = reply?.status === 409 ? /^(0|[1-9][0-9]{0,18})\n$/.exec(reply.body)?.[1] : undefined
    if (stated === undefined) return undefined
    // It holds this very size, with another root.
    if (BigInt(stated) === old && old === size) return disagrees
    sizes.set(name, BigInt(stated))
  }
  return undefined
}

/** Those of the lines that keys of this cosigner have signed, one for each signature scheme. */
function validLines(checkpoint: string, lines: string, keys: readonly PolicyWitness[]) {
  const note = `${parseNote(checkpoint).text}\n${lines}`
  const byScheme = new Map<number, { readonly name: string; readonly line: NoteSignature }>()
  for (const { name, vkey } of keys) {
    const line = lineOf(note, vkey)
    if (line !== undefined) byScheme.set(parseVerifierKey(vkey).type, { name, line })
  }
  const valid = [...byScheme.values()]
  const [first] = valid
  return {
    names: valid.map(({ name }) => name),
    lines: valid.map(({ line }) => line),
    time: first && cosignatureTime(first.line.signature),
  }
}

/** The signature of this key on a note that somebody else made, if it is there and verifies. */
function lineOf(note: string, vkey: string): NoteSignature | undefined {
  const verifier = cosignatureVerifier(vkey, { ed25519: verifySignature, mlDsa: verifyMlDsa })
  try {
    return openNote(note, [verifier]).verified.at(-1)
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
