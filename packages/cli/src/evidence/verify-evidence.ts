import { createHash } from 'node:crypto'
import type { EvidenceBundle, EvidenceRecord } from '@crosswatch/protocol'
import { readCanonicalObject } from './canonical-object.ts'
import { leafOf, rootFrom } from './inclusion.ts'
import { hasSigned, type Note, type NoteKey, readCheckpoint, readNote } from './signed-note.ts'
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
  readonly index: string
  readonly size: string
  /** The root that the record leads to, in Base64, and who has signed it: the log, and every witness that was named. */
  readonly root: string
  readonly signers: readonly string[]
  readonly record: Readonly<Record<string, unknown>>
  /** What was searched or read: `erased` if the key was destroyed. */
  readonly terms: unknown
}

/** Why a bundle is not believed. */
export class EvidenceProblem extends Error {
  override readonly name = 'EvidenceProblem'
  readonly record: string

  constructor(record: string, message: string) {
    super(message)
    this.record = record
  }
}

/**
 * Verifies every record of a bundle whose content may be forged: the record against its commitment, the commitment against the
 * root, the root against the signatures of the log and of the witnesses that are named, the terms against the record. Shares
 * no code with what writes the log, proves places in it or signs it: hashes, signatures and ciphers are node's own.
 *
 * @throws {EvidenceProblem} at the first thing that does not hold
 */
export function verifyEvidence(bundle: EvidenceBundle, keys: TrustedKeys): VerifiedRecord[] {
  return bundle.records.map((record) => verifyRecord(record, keys))
}

function verifyRecord(given: EvidenceRecord, keys: TrustedKeys): VerifiedRecord {
  const fail = (message: string) => new EvidenceProblem(given.id, message)
  const record = readCanonicalObject(given.canonical)
  const operation = record?.['operation']
  if (record === undefined || record['id'] !== given.id || typeof operation !== 'string') {
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
  if (termsKey === null) return 'erased'
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
