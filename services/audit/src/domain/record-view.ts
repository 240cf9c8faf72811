import { CryptoError, type StorageKey } from '@crosswatch/crypto'
import {
  type AccessRecord,
  accessRecordDocument,
  AccessTerms,
  FormatError,
  fromBase64,
  parseCanonical,
  type RecordSummary,
  ServiceError,
} from '@crosswatch/protocol'
import { accessRecordContext } from '@crosswatch/service-kit'
import { Compile } from 'typebox/compile'

export interface StoredRecord {
  readonly id: string
  /** Canonical JSON. */
  readonly record: Uint8Array
  /** Place in the log; nothing as long as it has none. */
  readonly index: bigint | null
  /** The wrapped key of the terms, unless there is none or it was erased. */
  readonly key: Uint8Array | null
}

/** A record as lists show it: without its encrypted terms. @throws {ServiceError} `log-broken` */
export function summarise({ id, record: bytes, index, key }: StoredRecord): RecordSummary {
  const { terms, ...record } = readRecord(id, bytes)
  return {
    index: index === null ? null : Number(index),
    record,
    terms: terms === undefined ? 'none' : key === null ? 'erased' : 'kept',
  }
}

/**
 * The terms of a record in the clear.
 *
 * @returns nothing if there are none or their key was erased
 * @throws {ServiceError} `log-broken` if record or key is not what was stored
 */
export function openTerms(stored: StoredRecord, storageKey: StorageKey): AccessTerms | null {
  const { id, record, key } = stored
  const { terms } = readRecord(id, record)
  if (terms === undefined || key === null) return null
  try {
    const opened = parseCanonical(storageKey.open({ box: fromBase64(terms), key }, accessRecordContext(id)))
    if (isTerms.Check(opened)) return opened
    throw unreadable(id)
  } catch (error) {
    if (error instanceof CryptoError) throw unreadable(id, error)
    throw error
  }
}

const isTerms = Compile(AccessTerms)

function readRecord(id: string, bytes: Uint8Array): AccessRecord {
  try {
    return accessRecordDocument.decode(bytes)
  } catch (error) {
    if (error instanceof FormatError) throw unreadable(id, error)
    throw error
  }
}

function unreadable(id: string, cause?: unknown): ServiceError {
  return new ServiceError('log-broken', { detail: `record ${id}`, cause })
}
