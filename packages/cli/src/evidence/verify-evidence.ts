import { createHash } from 'node:crypto'
import type { EvidenceBundle, EvidenceRecord } from '@crosswatch/protocol'
import { readCanonicalObject } from './canonical-object.ts'
import { leafOf, rootFrom } from './inclusion.ts'
import { hasSigned, type Note, type NoteKey, readCheckpoint, readNote, readNoteKey } from './signed-note.ts'
import { isConfirmed, type Policy } from './witness-policy.ts'
import { openXChaCha } from './xchacha.ts'

/** Who must have signed, as the verifier knows them; nothing of it is taken from the bundle. */
export interface TrustedKeys {
  readonly log: NoteKey
  readonly witnesses: readonly NoteKey[]
  /** Which witnesses together are enough. */
  readonly policy?: Policy
}

export interface VerifiedRecord {
  readonly id: string
  /** Whose record it is, as it says itself. */
  readonly jurisdiction: string
  readonly index: string
  readonly size: string
  /** The root that the record leads to, in Base64, and who has signed it: the log, and every witness that was named. */
  readonly root: string
  readonly signers: readonly string[]
  readonly record: Readonly<Record<string, unknown>>
  /**
   * What was searched or read. `none` if the record holds nothing for it; `not-opened` if the bundle holds no key: whether that was
   * erased or left out, nothing in a bundle can prove.
   */
  readonly terms: unknown
}

/** Why a bundle is not believed, and at which record, unless it is the bundle as a whole. */
export class EvidenceProblem extends Error {
  override readonly name = 'EvidenceProblem'
  readonly record: string | undefined

  constructor(record: string | undefined, message: string) {
    super(message)
    this.record = record
  }
}

/**
 * Verifies every record of a bundle whose content may be forged: the record against its commitment, the commitment against the
 * root, the root against the signatures of the log and of the witnesses that are named, the terms against the record, and against
 * all of that the log and the jurisdiction that the bundle names. Of `madeAt` and `policy` nothing is proved: they are the bundle's
 * word. Shares no code with what writes the log, proves places in it or signs it: hashes, signatures and ciphers are node's own.
 *
 * @throws {EvidenceProblem} at the first thing that does not hold
 */
export function verifyEvidence(bundle: EvidenceBundle, keys: TrustedKeys): VerifiedRecord[] {
  // Only the name is compared: a log may have another key by now than the one that was in use when the bundle was made.
  if (readNoteKey(bundle.vkey)?.name !== keys.log.name) {
    throw new EvidenceProblem(undefined, 'The bundle names another log than the one whose key was given.')
  }
  const records = bundle.records.map((record) => verifyRecord(record, keys))
  const stranger = records.find(({ jurisdiction }) => jurisdiction !== bundle.jurisdiction)
  if (stranger !== undefined) {
    throw new EvidenceProblem(stranger.id, 'The record is of another jurisdiction than the bundle says.')
  }
  const twice = records.find(({ id }, place) => records.findIndex((one) => one.id === id) !== place)
  if (twice !== undefined) throw new EvidenceProblem(twice.id, 'The record is in the bundle twice.')
  return records
}

function verifyRecord(given: EvidenceRecord, keys: TrustedKeys): VerifiedRecord {
  const fail = (message: string) => new EvidenceProblem(given.id, message)
  const record = readCanonicalObject(given.canonical)
  const { id, operation, jurisdiction } = record ?? {}
  if (
    record === undefined ||
    id !== given.id ||
    typeof operation !== 'string' ||
    typeof jurisdiction !== 'string'
  ) {
    throw fail('The record is not the one that it is said to be.')
  }
  const { index, proof, checkpoint } = readReceipt(given.receipt) ?? {}
  if (index === undefined || proof === undefined || checkpoint === undefined) {
    throw fail('The proof cannot be read.')
  }
  const note = readNote(checkpoint)
  const stated = note && readCheckpoint(note.text)
  if (note === undefined || stated === undefined || stated.origin !== keys.log.name) {
    throw fail('The checkpoint is not one of this log.')
  }
  const unsigned = [keys.log, ...keys.witnesses].find((key) => !hasSigned(note, key))
  if (unsigned !== undefined) throw fail(`The checkpoint is not signed by ${unsigned.name}.`)
  if (keys.policy !== undefined && !isConfirmed(note, keys.policy))
    throw fail('The checkpoint is not confirmed by as many witnesses as the policy asks for.')
  const root = rootFrom(index, stated.size, leafOf(entryOf(operation, given)), proof)
  if (root === undefined || !stated.root.equals(root)) {
    throw fail('The record does not lead to the root: it was changed, or never was in the log.')
  }
  return {
    id: given.id,
    jurisdiction,
    index: String(index),
    size: String(stated.size),
    root: stated.root.toString('base64'),
    signers: signersOf(note, keys),
    record,
    terms: termsOf(given, record, fail),
  }
}

/** Whose signature on a checkpoint holds, of those whom the verifier knows. */
function signersOf(note: Note, { log, witnesses, policy }: TrustedKeys): string[] {
  const known = [log, ...witnesses, ...(policy?.witnesses.values() ?? [])]
  return [...new Set(known.filter((key) => hasSigned(note, key)).map(({ name }) => name))]
}

/** `0x01 || length u8 || operation || SHA-256(salt || record)`: what the log holds of a record. */
function entryOf(operation: string, { salt, canonical }: EvidenceRecord): Uint8Array {
  const commitment = createHash('sha256').update(Buffer.from(salt, 'base64')).update(canonical).digest()
  return Buffer.concat([Buffer.of(1, operation.length), Buffer.from(operation, 'latin1'), commitment])
}

function termsOf(
  { id, termsKey }: EvidenceRecord,
  { terms }: Readonly<Record<string, unknown>>,
  fail: (message: string) => EvidenceProblem,
): unknown {
  if (typeof terms !== 'string') return 'none'
  if (termsKey === null) return 'not-opened'
  const context = Buffer.from(`access-record ${id}`)
  const opened = openXChaCha(Buffer.from(termsKey, 'base64'), context, Buffer.from(terms, 'base64'))
  const value = opened && readCanonicalObject(Buffer.from(opened).toString('utf8'))
  if (value === undefined) throw fail('The key does not open the terms of this record.')
  return value
}

/** C2SP tlog-proof: a header, perhaps extra data, the index, hashes from the leaf up, and the checkpoint. */
function readReceipt(text: string) {
  const split = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, split).split('\n')
  if (split < 0 || header !== 'c2sp.org/tlog-proof@v1') return undefined
  const [place = '', ...hashes] = lines.filter((line) => !line.startsWith('extra '))
  const [, index] = /^index (0|[1-9]\d*)$/.exec(place) ?? []
  if (index === undefined) return undefined
  return {
    index: BigInt(index),
    proof: hashes.map((line) => Buffer.from(line, 'base64')),
    checkpoint: text.slice(split + 2),
  }
}

/** Whether every checkpoint of a bundle is confirmed as this policy asks. */
export function bundleConfirmed(bundle: EvidenceBundle, policy: Policy): boolean {
  return bundle.records.every(({ receipt }) => {
    const note = readNote(readReceipt(receipt)?.checkpoint ?? '')
    return note !== undefined && isConfirmed(note, policy)
  })
}
