import type { Executor } from '@crosswatch/database'
import type { Category, JurisdictionCode } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** Issuers with their categories that may not stand here. */
export interface Uncovered {
  readonly none: boolean
  has(issuer: JurisdictionCode, category: Category): boolean
}

/**
 * What was erased here since an agreement about it was terminated, and no other one in force covers it: an alert of it that comes in
 * afterwards was on its way. Until the transaction ends nobody says anything about an agreement: whoever terminates one comes before,
 * and is seen here, or after, and erases what was taken in (work/erase-uncovered.ts).
 */
export async function holdUncovered(tx: Executor, own: JurisdictionCode): Promise<Uncovered> {
  await tx.execute(sql`lock table alerts.agreement_statement in share mode`)
  const { rows } = await tx.execute<{ pair: string }>(sql`
    select distinct party || ' ' || category as pair
    from alerts.agreement_standing() s,
      jsonb_array_elements_text(s.terms->'parties') party,
      jsonb_array_elements_text(s.terms->'categories') category
    where s.signed and s.terminated and s.terms->>'onTermination' = 'erase'
      and s.terms->'parties' ? ${own} and party <> ${own}
      and not exists (
        select from alerts.agreements_in_force() f
        where f.terms->'parties' ?& array[${own}, party] and f.terms->'categories' ? category
      )`)
  const pairs = new Set(rows.map(({ pair }) => pair))
  return { none: pairs.size === 0, has: (issuer, category) => pairs.has(`${issuer} ${category}`) }
}
