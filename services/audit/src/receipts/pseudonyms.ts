import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { JurisdictionCode } from '@crosswatch/protocol'
import { officer } from '../store/search-schema.ts'

/**
 * Stands for an officer towards one jurisdiction: the same officer is the same one there, and two jurisdictions cannot put
 * together what each was told. 22 characters of base64url: half of a keyed hash under the storage key.
 */
export function pseudonymOf(storageKey: StorageKey, officerId: string, towards: JurisdictionCode): string {
  const hash = storageKey.blindIndex(`audit/officer-towards/${towards}`, officerId)
  return Buffer.from(hash.subarray(0, 16)).toString('base64url')
}

/** The officer of this node behind a pseudonym; nothing if nobody in the log is. */
export async function officerBehind(
  executor: Executor,
  storageKey: StorageKey,
  { pseudonym, jurisdiction }: { readonly pseudonym: string; readonly jurisdiction: JurisdictionCode },
): Promise<string | undefined> {
  const officers = await executor.select({ name: officer.name }).from(officer)
  return officers.find(({ name }) => pseudonymOf(storageKey, name, jurisdiction) === pseudonym)?.name
}
