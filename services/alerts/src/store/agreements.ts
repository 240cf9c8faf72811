import type { Executor } from '@crosswatch/database'
import {
  agreementTermsDocument,
  type AgreementAct,
  type AgreementTerms,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import { agreement, agreementStatement } from './schema.ts'

export interface StatementRow {
  readonly digest: string
  readonly party: JurisdictionCode
  readonly act: AgreementAct
  readonly at: Date
  readonly reason: string | null
  readonly seq: number | null
}

/** What the statements of the parties come to, as `alerts.agreement_standing()` says. */
export interface Standing {
  readonly signed: boolean
  readonly suspended: boolean
  readonly terminated: boolean
  readonly superseded: boolean
}

export interface KnownAgreement {
  readonly digest: string
  readonly terms: AgreementTerms
  readonly preparedBy: string | null
  readonly standing: Standing
  readonly statements: readonly StatementRow[]
}

/** Every agreement that this node knows, or one of them; the latest first. */
export async function readKnown(db: Executor, digest?: string): Promise<KnownAgreement[]> {
  const chosen = digest === undefined ? undefined : eq(agreement.digest, digest)
  const rows = await db
    .select()
    .from(agreement)
    .where(chosen)
    .orderBy(sql`${agreement.createdAt} desc`)
  const statements = await db
    .select()
    .from(agreementStatement)
    .where(digest === undefined ? undefined : eq(agreementStatement.digest, digest))
    .orderBy(asc(agreementStatement.at))
  const { rows: standings } = await db.execute<Standing & { digest: string; [column: string]: unknown }>(
    sql`select digest, signed, suspended, terminated, superseded from alerts.agreement_standing()`,
  )
  return rows.map(({ digest: name, terms, preparedBy }) => ({
    digest: name,
    terms: agreementTermsDocument.restore(terms),
    preparedBy,
    standing: standings.find((one) => one.digest === name) ?? nothingSaid,
    statements: statements.filter((one) => one.digest === name),
  }))
}

const nothingSaid: Standing = { signed: false, suspended: false, terminated: false, superseded: false }

/** What a decision about recipients reads: agreements in force by the database's clock; the decision asks its own as well. */
export async function readAgreements(db: Executor): Promise<AgreementTerms[]> {
  const { rows } = await db.execute<{ terms: AgreementTerms; [column: string]: unknown }>(
    sql`select terms from alerts.agreements_in_force()`,
  )
  return rows.map(({ terms }) => terms)
}

/** Keeps terms under their digest, if they are not there yet. */
export async function putAgreement(
  tx: Executor,
  digest: string,
  terms: AgreementTerms,
  preparedBy: string | null = null,
): Promise<void> {
  const { id, version } = terms
  await tx
    .insert(agreement)
    .values({ digest, id, version, terms: agreementTermsDocument.encode(terms), preparedBy })
    .onConflictDoNothing()
}

/** @returns whether nobody had prepared it before */
export async function setPreparedBy(tx: Executor, digest: string, officer: string): Promise<boolean> {
  const changed = await tx
    .update(agreement)
    .set({ preparedBy: officer })
    .where(and(eq(agreement.digest, digest), isNull(agreement.preparedBy)))
    .returning({ digest: agreement.digest })
  return changed.length > 0
}

/** @returns whether it was not known before */
export async function putStatement(tx: Executor, row: StatementRow): Promise<boolean> {
  const inserted = await tx
    .insert(agreementStatement)
    .values(row)
    .onConflictDoNothing()
    .returning({ digest: agreementStatement.digest })
  if (inserted.length > 0) return true
  // What this node said itself, read back out of its own feed.
  await tx
    .update(agreementStatement)
    .set({ seq: row.seq })
    .where(
      and(
        eq(agreementStatement.digest, row.digest),
        eq(agreementStatement.party, row.party),
        eq(agreementStatement.act, row.act),
        eq(agreementStatement.at, row.at),
      ),
    )
  return false
}

/** What a party said with a key that it took back, from this place of its feed on. */
export async function removeStatementsFrom(tx: Executor, party: string, seq: number): Promise<void> {
  await tx
    .delete(agreementStatement)
    .where(and(eq(agreementStatement.party, party), gte(agreementStatement.seq, seq)))
}
