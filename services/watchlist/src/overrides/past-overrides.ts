import type { StorageKey } from '@crosswatch/crypto'
import { toHex } from '@crosswatch/protocol'
import type { FoundAlert } from '../list/watchlist.ts'
import type { PastClearance } from '../store/clearances.ts'
import type { OverrideRow } from '../store/overrides.ts'
import { documentKey, identityKey } from './keys.ts'
import type { Traveller } from './traveller.ts'

/**
 * Whether an override could have cleared what was found at that time: it is about this alert, this identity and one of these documents, a
 * second officer approved it, and its time had begun and was not over. When it was ended is not kept here; that it counted is
 * what the record says.
 */
export function couldClear(
  storageKey: StorageKey,
  row: OverrideRow,
  { alert }: FoundAlert,
  { documents }: Pick<Traveller, 'documents'>,
  at: Date,
): boolean {
  const approved = row.decider !== null && row.state !== 'requested' && row.state !== 'refused'
  const inTime = row.createdAt <= at && at < row.validUntil
  const sameIdentity = toHex(row.identity) === toHex(identityKey(storageKey, alert.identity))
  const keys = documents.map((document) => toHex(documentKey(storageKey, document)))
  return row.alert === alert.id && approved && inTime && sameIdentity && keys.includes(toHex(row.document))
}

/** How long what has ended may still be held in memory: twice what passes between two looks. */
const heldMs = 4_000

/**
 * Whether a clearance stood at that time for the alert that was found. By whom the person is known may be erased since; that they were
 * is what the record says.
 */
export function stood({ alert, from, until }: PastClearance, found: FoundAlert, at: Date): boolean {
  return alert === found.alert.id && from <= at && at.getTime() < until.getTime() + heldMs
}
