import type { StorageKey } from '@crosswatch/crypto'
import { normaliseNumber } from '@crosswatch/matching'
import type { SubjectQuery } from '@crosswatch/protocol'

type TravelDocument = NonNullable<SubjectQuery['documents']>[number]

/** Under which a document can be found again without standing in the database. */
export function documentKey(storageKey: StorageKey, { country = '', number }: TravelDocument): Uint8Array {
  return storageKey.blindIndex('override document', `${country} ${normaliseNumber(number)}`)
}

/** Tells whether an alert still says the same of its subject. @param identity as `ListedAlert` has it */
export function identityKey(storageKey: StorageKey, identity: string): Uint8Array {
  return storageKey.blindIndex('override identity', identity)
}
