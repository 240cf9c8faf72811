import type { StorageKey } from '@crosswatch/crypto'
import { type Executor, insertRows } from '@crosswatch/database'
import { type KnownPerson, knownPersonKeys } from '@crosswatch/matching'
import { eq, inArray, isNull, and } from 'drizzle-orm'
import { user, userKey } from '../store/schema.ts'

/** Whose account it is. */
export interface OfficerPerson {
  readonly user: string
  readonly person?: KnownPerson
}

/**
 * Notes by what a question about an officer is recognised, for accounts of which it is not known yet. The audit service hashes
 * what was asked with the same key (services/audit, `known-officers.ts`).
 */
export async function registerPersons(
  tx: Executor,
  officers: readonly OfficerPerson[],
  storageKey: Pick<StorageKey, 'blindIndex'>,
): Promise<void> {
  const persons = new Map(officers.flatMap(({ user: name, person }) => (person ? [[name, person]] : [])))
  if (persons.size === 0) return
  const unknown = await tx
    .select({ id: user.id, name: user.name })
    .from(user)
    .leftJoin(userKey, eq(userKey.userId, user.id))
    .where(and(inArray(user.name, [...persons.keys()]), isNull(userKey.userId)))
  const rows = unknown.flatMap(({ id, name }) => {
    const person = persons.get(name)
    return (person ? knownPersonKeys(person) : []).map(({ key, certain }) => ({
      userId: id,
      key: Buffer.from(storageKey.blindIndex('officer', key)),
      certain,
    }))
  })
  await insertRows(tx, userKey, rows, { skipConflicts: true })
}
