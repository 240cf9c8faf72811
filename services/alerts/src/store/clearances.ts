import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { ClearanceMark, JurisdictionCode } from '@crosswatch/protocol'
import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { clearance } from './schema.ts'
import { openText, sealText } from './sealed.ts'

export type ClearanceRow = typeof clearance.$inferSelect

/** What is in the box of a clearance. */
export interface MarkedPerson extends ClearanceMark {
  /** SHA-256 of what the alert says of its subject, in hexadecimal; nothing before the issuer accepted. */
  readonly identity?: string
}

type NewClearance = Omit<typeof clearance.$inferInsert, 'mark' | 'markKey'> & { readonly mark: MarkedPerson }

/** @returns the row; nothing if the clearance, or another one on the same override, is there already */
export async function insertClearance(
  tx: Executor,
  storageKey: StorageKey,
  { mark, ...row }: NewClearance,
): Promise<ClearanceRow | undefined> {
  const [inserted] = await tx
    .insert(clearance)
    .values({ ...row, ...sealMark(storageKey, row.id, mark) })
    .onConflictDoNothing()
    .returning()
  return inserted
}

/** A clearance of which nothing is known but that it is over: it keeps the proposal from coming in again. */
export async function insertOver(
  tx: Executor,
  over: Pick<ClearanceRow, 'id' | 'alert' | 'issuer' | 'state' | 'reason'> & { readonly endedAt: Date },
): Promise<void> {
  const { id, alert, issuer, state, reason, endedAt } = over
  const times = { since: endedAt, validUntil: endedAt, endedAt }
  await tx.insert(clearance).values({ id, alert, issuer, state, reason, version: 0, ...times })
}

/** Locked until the transaction ends; undefined if there is none. */
export async function lockClearance(tx: Executor, id: string): Promise<ClearanceRow | undefined> {
  const [row] = await tx.select().from(clearance).where(eq(clearance.id, id)).for('update')
  return row
}

export async function updateClearance(
  tx: Executor,
  id: string,
  set: Partial<Omit<ClearanceRow, 'id'>>,
): Promise<void> {
  await tx.update(clearance).set(set).where(eq(clearance.id, id))
}

/** Destroys the sealed body of one letter about a clearance, and of no other. */
export async function eraseLetter(
  tx: Executor,
  { issuer, seq }: { readonly issuer: JurisdictionCode; readonly seq: number },
): Promise<void> {
  await tx.execute(sql`select exchange.erase_clearance_letter(${issuer}, ${seq}::bigint)`)
}

/** What was to be sent about a clearance and has not been sealed yet is not sent: it would still say by what the person is known. */
export async function unsendLetters(tx: Executor, id: string): Promise<void> {
  await tx.execute(sql`select exchange.unsend_clearance_letters(${sql.param([id])}::uuid[])`)
}

/** Clearances that the ledger of erasures ended, of which nobody has been told yet. */
export async function untoldClearances(db: Executor): Promise<string[]> {
  const rows = await db
    .select({ id: clearance.id })
    .from(clearance)
    .where(eq(clearance.untold, true))
    .limit(100)
  return rows.map(({ id }) => id)
}

/** What an issuer said stands from this place of its feed on, by a key that is not believed any more. */
export async function clearancesAfter(
  tx: Executor,
  issuer: JurisdictionCode,
  seq: number,
): Promise<ClearanceRow[]> {
  return tx
    .select()
    .from(clearance)
    .where(and(eq(clearance.issuer, issuer), gte(clearance.entrySeq, seq), isNotNull(clearance.mark)))
    .for('update')
}

/** Those by which somebody is known here, in a fixed order. */
export async function heldClearances(db: Executor): Promise<ClearanceRow[]> {
  return db.select().from(clearance).where(isNotNull(clearance.mark)).orderBy(clearance.id)
}

/** Those that were proposed to this node first, then the latest. */
export async function listClearances(
  db: Executor,
  own: JurisdictionCode,
  limit: number,
): Promise<ClearanceRow[]> {
  const waits = and(eq(clearance.state, 'proposed'), eq(clearance.issuer, own))
  return db
    .select()
    .from(clearance)
    .orderBy(desc(sql`(${waits})`), desc(clearance.since))
    .limit(limit)
}

export function sealMark(storageKey: StorageKey, id: string, mark: MarkedPerson) {
  const { box, key } = sealText(storageKey, `clearance ${id}`, JSON.stringify(mark))
  return { mark: box, markKey: key }
}

/** Nothing once it is erased. */
export function openMark(
  storageKey: StorageKey,
  { id, mark, markKey }: Pick<ClearanceRow, 'id' | 'mark' | 'markKey'>,
): MarkedPerson | undefined {
  if (mark === null || markKey === null) return undefined
  const marked: MarkedPerson = JSON.parse(openText(storageKey, `clearance ${id}`, mark, markKey))
  return marked
}

/** An override that two officers of this node made, as the watchlist hands it over. */
export interface StandingOverride {
  readonly id: string
  readonly alert: string
  readonly requester: string
  readonly content: Uint8Array
  readonly contentKey: Uint8Array
  readonly validUntil: Date
}

/** Of these overrides, those that hold. */
export async function readOverrides(
  db: Executor,
  ids: readonly string[],
  at: Date,
): Promise<StandingOverride[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<{
    id: string
    alert: string
    requester: string
    content: Buffer
    content_key: Buffer
    valid_until: string
  }>(
    sql`select * from watchlist.standing_overrides(${sql.param([...ids])}::uuid[], ${at.toISOString()}::timestamptz)`,
  )
  return rows.map(({ content_key, valid_until, ...row }) => ({
    ...row,
    contentKey: content_key,
    validUntil: new Date(valid_until),
  }))
}

/** Destroys the sealed bodies of the letters about these clearances that came from others. */
export async function eraseLetters(
  tx: Executor,
  own: JurisdictionCode,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`select exchange.erase_clearance_letters(${own}, ${sql.param([...ids])}::uuid[])`)
}
