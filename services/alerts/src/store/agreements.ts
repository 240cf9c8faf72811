import type { Executor } from '@crosswatch/database'
import type { Agreement } from '@crosswatch/policy'
import type { AgreementRow, JurisdictionCode } from '@crosswatch/protocol'
import { asc } from 'drizzle-orm'
import { agreement } from './schema.ts'

export async function listAgreements(db: Executor): Promise<AgreementRow[]> {
  const rows = await db.select().from(agreement).orderBy(asc(agreement.partner))
  return rows.map((row) => ({
    ...row,
    categories: [...row.categories],
    compartments: [...row.compartments],
    purposes: [...row.purposes],
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
  }))
}

/** What a decision about recipients reads. */
export async function readAgreements(db: Executor, own: JurisdictionCode): Promise<Agreement[]> {
  const rows = await listAgreements(db)
  return rows.map(({ partner, ...terms }) => ({ id: partner, parties: [own, partner], ...terms }))
}

export async function putAgreement(tx: Executor, row: AgreementRow): Promise<void> {
  const values = { ...row, validFrom: new Date(row.validFrom), validUntil: new Date(row.validUntil) }
  await tx.insert(agreement).values(values).onConflictDoUpdate({ target: agreement.partner, set: values })
}
