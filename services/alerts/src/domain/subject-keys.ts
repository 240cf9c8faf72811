import type { StorageKey } from '@crosswatch/crypto'
import { identifierKeys } from '@crosswatch/matching'
import type { AlertDraft } from '@crosswatch/protocol'

/**
 * Keyed hashes of the numbers that belong to one subject alone: documents, licences, registrations. A phone or a web page
 * can be shared by many and makes nobody the same.
 */
export function subjectKeysOf(
  storageKey: StorageKey,
  { identity }: Pick<AlertDraft, 'identity'>,
): Uint8Array[] {
  if (identity === undefined) return []
  const { documents = [], registrations = [] } = identity
  return identifierKeys({ documents, registrations }).map((key) => storageKey.blindIndex('subject', key))
}

/** A keyed hash of a whole draft, to see that a list's row has not changed. */
export function contentKeyOf(storageKey: StorageKey, draftBytes: Uint8Array): Uint8Array {
  return storageKey.blindIndex('content', draftBytes)
}

/** A keyed hash of a list's name and what it calls a row. */
export function sourceKeyOf(storageKey: StorageKey, source: string, ref: string): Uint8Array {
  return storageKey.blindIndex('source', `${source}\0${ref}`)
}
