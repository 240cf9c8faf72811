import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { Licence, Register } from '@crosswatch/protocol'
import { asc, eq } from 'drizzle-orm'
import { licenceRegister } from './schema.ts'
import { openText, sealText } from './sealed.ts'

const contextOf = (name: string) => `licences ${name}`

/** Keeps a register in the place of what stood under its name. */
export async function putRegister(
  tx: Executor,
  storageKey: StorageKey,
  { name, licences, by, at }: { name: string; licences: readonly Licence[]; by: string; at: Date },
): Promise<void> {
  const { box, key } = sealText(storageKey, contextOf(name), JSON.stringify(licences))
  const row = {
    licences: licences.length,
    content: box,
    contentKey: key,
    importedBy: by,
    importedAt: at,
  }
  await tx
    .insert(licenceRegister)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: licenceRegister.name, set: row })
}

export async function listRegisters(db: Executor): Promise<Register[]> {
  const rows = await db
    .select({
      register: licenceRegister.name,
      licences: licenceRegister.licences,
      importedAt: licenceRegister.importedAt,
      importedBy: licenceRegister.importedBy,
    })
    .from(licenceRegister)
    .orderBy(asc(licenceRegister.name))
  return rows.map(({ importedAt, ...row }) => ({ ...row, importedAt: importedAt.toISOString() }))
}

export async function readLicences(db: Executor, storageKey: StorageKey, name: string): Promise<Licence[]> {
  const [row] = await db.select().from(licenceRegister).where(eq(licenceRegister.name, name))
  if (row === undefined) return []
  const licences: Licence[] = JSON.parse(openText(storageKey, contextOf(name), row.content, row.contentKey))
  return licences
}
