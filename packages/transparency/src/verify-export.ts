import { commitRecord, encodeAccessEntry, saltSize } from './access-entry.ts'
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import { type ErasedRecord, type ExportedRecord, parseExportLine, parseObject } from './export-lines.ts'
import { leafHash, sameHash } from './hash.ts'
import { ed25519Verifier, parseVerifierKey, type VerifyEd25519 } from './note-key.ts'
import { appendLeaves, emptyTree, type TreeEdge, treeRoot } from './tree.ts'

export interface VerifyExportOptions {
  /** The log's public key as the auditor holds it. Its name is the origin of the log. */
  readonly vkey: string
  /** Keys that signed the log before it: under one of these a checkpoint that the auditor holds may be signed as well. */
  readonly formerVkeys?: readonly string[]
  readonly verifyEd25519: VerifyEd25519
  /** Signed checkpoints of the log that the auditor got earlier or elsewhere. The export must contain what they saw. */
  readonly held?: readonly string[]
  /** Told from time to time how many records have been read. */
  readonly onProgress?: (records: number) => void
}

export type ExportProblem =
  | 'key-invalid'
  | 'checkpoint-invalid'
  | 'line-malformed'
  | 'out-of-order'
  | 'commitment-mismatch'
  | 'record-mismatch'
  | 'root-mismatch'
  | 'too-short'
  | 'checkpoint-missing'
  | 'after-checkpoint'

export type ExportVerdict =
  | {
      readonly ok: true
      readonly records: number
      readonly root: Uint8Array
      /** The checkpoint that closes the export. */
      readonly checkpoint: OpenedCheckpoint
      /** Records that are said to have been erased lawfully: nobody can tell what they said. */
      readonly erased: number
      /**
       * What is left shows that none of them is younger than this: the time of the record that follows the last of them.
       * Nothing if none was erased, or none follows.
       */
      readonly erasedBefore: string | undefined
      /** How many checkpoints the auditor held were found true. */
      readonly held: number
    }
  | {
      readonly ok: false
      readonly problem: ExportProblem
      /** The first record that is not as it was logged, or from which on nothing vouches for the records. */
      readonly index: number
      /** One sentence. */
      readonly message: string
    }

/** How many leaves are hashed into the tree at once. */
const batch = 1024

/**
 * Derives a log again from its export, and compares it with what its operator signed: each record with its commitment,
 * all commitments in their order with the root, the root with the closing checkpoint and with every checkpoint the
 * auditor holds. Everything in the export may be forged, by whoever owns the database. Memory stays flat.
 *
 * A superuser who rewrites the log and signs it anew with the log's own key is caught by a checkpoint held from before.
 *
 * @param lines the export without line feeds; empty lines are skipped.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: VerifyExportOptions,
): Promise<ExportVerdict> {
  try {
    return await verifyLines(lines, options)
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, ...error.verdict }
    throw error
  }
}

async function verifyLines(lines: AsyncIterable<string> | Iterable<string>, options: VerifyExportOptions) {
  const open = checkpointOpener(options)
  // From the last, so that the next one to meet is at the end.
  const held = (options.held ?? [])
    .map((note) => open(note, 0, true))
    .toSorted((a, b) => Number(b.size - a.size))
  const heldCount = held.length

  let edge: TreeEdge = emptyTree()
  let leaves: Uint8Array[] = []
  let records = 0
  // Records before this one are vouched for by a checkpoint that has been found true.
  let vouched = 0
  let closing: OpenedCheckpoint | undefined

  const erasure = { count: 0, open: false, before: '' }
  const flush = () => {
    edge = appendLeaves(edge, leaves).edge
    leaves = []
    options.onProgress?.(records)
  }
  const compare = (checkpoint: OpenedCheckpoint) => {
    flush()
    if (!sameHash(treeRoot(edge), checkpoint.root)) {
      throw refuse(
        'root-mismatch',
        vouched,
        `Record ${vouched} or one after it, before record ${checkpoint.size}, is not what the checkpoint of size ${checkpoint.size} was signed over.`,
      )
    }
    vouched = records
  }
  const meetHeld = () => {
    for (let next = held.at(-1); next !== undefined && next.size === BigInt(records); next = held.at(-1)) {
      compare(next)
      held.pop()
    }
  }

  meetHeld()
  for await (const text of lines) {
    if (text === '') continue
    if (closing !== undefined)
      throw refuse('after-checkpoint', records, 'Lines follow the closing checkpoint.')
    const line = parseExportLine(text)
    if (line === undefined)
      throw refuse('line-malformed', records, `The line of record ${records} is malformed.`)
    if (line.kind === 'checkpoint') {
      closing = open(line.checkpoint, records)
      continue
    }
    if (line.kind === 'erased') {
      leaves.push(entryLeaf(line, records))
      erasure.count++
      erasure.open = true
    } else {
      leaves.push(leafOf(line, records))
      if (erasure.open) erasure.before = timeOf(line)
      erasure.open = false
    }
    records++
    if (leaves.length === batch) flush()
    meetHeld()
  }

  if (closing === undefined) {
    throw refuse('checkpoint-missing', vouched, 'The export ends without its checkpoint: it is cut off.')
  }
  if (closing.size !== BigInt(records)) {
    throw refuse(
      'too-short',
      Math.min(records, Number(closing.size)),
      `The export has ${records} records, its checkpoint ${closing.size}.`,
    )
  }
  compare(closing)
  const [unmet] = held
  if (unmet !== undefined) {
    throw refuse(
      'too-short',
      records,
      `A checkpoint you hold has ${unmet.size} records, the export ${records}: records are missing at its end.`,
    )
  }
  return {
    ok: true,
    records,
    root: treeRoot(edge),
    checkpoint: closing,
    erased: erasure.count,
    erasedBefore: erasure.open || erasure.before === '' ? undefined : erasure.before,
    held: heldCount,
  } as const
}

/** Re-derives the leaf of one exported record. */
function leafOf(line: ExportedRecord, expected: number): Uint8Array {
  const { index, type, salt, record, commitment } = line
  const leaf = entryLeaf(line, expected)
  if (salt.length !== saltSize || !sameHash(commitRecord(salt, Buffer.from(record)), commitment)) {
    throw refuse('commitment-mismatch', index, `Record ${index} is not the one that was committed to.`)
  }
  if (parseObject(record)?.operation !== type) {
    throw refuse('record-mismatch', index, `Record ${index} is of another type than its entry says.`)
  }
  return leaf
}

/** The leaf of one place, from what is kept of it for ever. */
function entryLeaf({ index, type, commitment }: ErasedRecord | ExportedRecord, expected: number): Uint8Array {
  if (index !== expected) {
    throw refuse(
      'out-of-order',
      expected,
      `Record ${expected} should follow, but the line is of record ${index}.`,
    )
  }
  try {
    return leafHash(encodeAccessEntry({ type, commitment }))
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw refuse('line-malformed', index, `The line of record ${index} is malformed.`, { cause })
  }
}

/** Bound by the commitment, and so by the root. */
function timeOf({ record }: ExportedRecord): string {
  const at = parseObject(record)?.['at']
  return typeof at === 'string' ? at : ''
}

function checkpointOpener({ vkey, formerVkeys = [], verifyEd25519 }: VerifyExportOptions) {
  return (note: string, index: number, held = false): OpenedCheckpoint => {
    const { origin, verifiers } = trustedKeys(held ? [vkey, ...formerVkeys] : [vkey], verifyEd25519)
    try {
      return openCheckpoint(note, origin, verifiers)
    } catch (cause) {
      if (!(cause instanceof TransparencyError)) throw cause
      throw refuse('checkpoint-invalid', index, `A checkpoint is not of this log: ${cause.message}`, {
        cause,
      })
    }
  }
}

function trustedKeys([vkey = '', ...former]: readonly string[], verifyEd25519: VerifyEd25519) {
  try {
    const verifiers = [vkey, ...former].map((one) => ed25519Verifier(one, verifyEd25519))
    return { origin: parseVerifierKey(vkey).name, verifiers }
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw refuse('key-invalid', 0, cause.message, { cause })
  }
}

interface Refused {
  readonly problem: ExportProblem
  readonly index: number
  readonly message: string
}

class Refusal extends Error {
  readonly verdict: Refused

  constructor(verdict: Refused, options?: ErrorOptions) {
    super(verdict.message, options)
    this.verdict = verdict
  }
}

function refuse(problem: ExportProblem, index: number, message: string, options?: ErrorOptions): Refusal {
  return new Refusal({ problem, index, message }, options)
}
