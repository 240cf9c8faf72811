import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  consentDocument,
  openingDocument,
  openingLimit,
  survivorDocument,
  type ConsentStatus,
  type Opening,
  type SurvivorInformation,
} from '@crosswatch/protocol'
import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import type { ConsentTerms } from '../domain/consent-rules.ts'
import { opening, record } from './schema.ts'

/** A consent as it stands, its terms in the clear. */
export interface StoredConsent {
  readonly id: string
  readonly status: ConsentStatus
  readonly validUntil: Date
  readonly reviewBy: Date
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly terms: ConsentTerms
  readonly sealedInformation: { readonly box: Uint8Array; readonly key: Uint8Array } | undefined
}

export interface NewConsent extends Omit<StoredConsent, 'sealedInformation' | 'validUntil' | 'reviewBy'> {
  readonly information: SurvivorInformation
}

export async function insertConsent(tx: Executor, storageKey: StorageKey, row: NewConsent): Promise<void> {
  const { id, terms, information, status, recordedBy, recordedAt } = row
  const content = storageKey.seal(consentDocument.encode({ v: 1, ...terms }), `consent ${id}`)
  const kept = storageKey.seal(survivorDocument.encode(information), `survivor ${id}`)
  await tx.insert(record).values({
    id,
    status,
    validUntil: new Date(terms.validUntil),
    reviewBy: new Date(terms.reviewBy),
    content: content.box,
    contentKey: content.key,
    ...(status === 'given' ? { information: kept.box, informationKey: kept.key } : {}),
    recordedBy,
    recordedAt,
  })
}

/**
 * The consent, held as it is until this transaction ends: `share` while something is released under it, `update` to
 * change it. A withdrawal waits for releases that have begun, and whatever begins after it sees it.
 *
 * The lock on the row alone would let new releases past a withdrawal that waits, for as long as they keep coming; the advisory lock
 * queues in order (PostgreSQL manual, 13.3.5).
 */
export async function holdConsent(
  tx: Executor,
  storageKey: StorageKey,
  id: string,
  strength: 'share' | 'update',
): Promise<StoredConsent | undefined> {
  const lock = sql`hashtextextended(${`crosswatch consent ${id}`}, 0)`
  await tx.execute(
    strength === 'share'
      ? sql`select pg_advisory_xact_lock_shared(${lock})`
      : sql`select pg_advisory_xact_lock(${lock})`,
  )
  const [row] = await tx.select().from(record).where(eq(record.id, id)).for(strength)
  return row && restore(storageKey, row)
}

export async function readConsent(
  db: Executor,
  storageKey: StorageKey,
  id: string,
): Promise<StoredConsent | undefined> {
  const [row] = await db.select().from(record).where(eq(record.id, id))
  return row && restore(storageKey, row)
}

export async function listConsents(db: Executor, storageKey: StorageKey): Promise<StoredConsent[]> {
  const rows = await db.select().from(record).orderBy(asc(record.reviewBy), asc(record.id)).limit(500)
  return rows.map((row) => restore(storageKey, row))
}

function restore(storageKey: StorageKey, row: typeof record.$inferSelect): StoredConsent {
  const { content, contentKey, information, informationKey, ...plain } = row
  const { v: _version, ...terms } = consentDocument.restore(
    storageKey.open({ box: content, key: contentKey }, `consent ${row.id}`),
  )
  return {
    ...plain,
    terms,
    sealedInformation:
      information === null || informationKey === null ? undefined : { box: information, key: informationKey },
  }
}

/** @throws {CryptoError} `box-not-opened` */
export function openInformation(
  storageKey: StorageKey,
  { id, sealedInformation }: StoredConsent,
): SurvivorInformation {
  return sealedInformation === undefined
    ? {}
    : survivorDocument.restore(storageKey.open(sealedInformation, `survivor ${id}`))
}

/** The information goes with its key: nothing opens it again. That there was a consent, and what it said, stays on record. */
export async function endConsent(tx: Executor, id: string, status: ConsentStatus): Promise<void> {
  await tx.update(record).set({ status, information: null, informationKey: null }).where(eq(record.id, id))
}

export async function renewConsent(
  tx: Executor,
  storageKey: StorageKey,
  { id, terms }: StoredConsent,
  period: { readonly validUntil: string; readonly reviewBy: string },
): Promise<void> {
  const content = storageKey.seal(consentDocument.encode({ v: 1, ...terms, ...period }), `consent ${id}`)
  await tx
    .update(record)
    .set({
      status: 'renewed-given',
      validUntil: new Date(period.validUntil),
      reviewBy: new Date(period.reviewBy),
      content: content.box,
      contentKey: content.key,
    })
    .where(eq(record.id, id))
}

/** Remembers for the survivor that somebody asked, and what came of it. */
export async function insertOpening(
  tx: Executor,
  storageKey: StorageKey,
  { id, consent, ...said }: Opening & { readonly id: string; readonly consent: string },
): Promise<void> {
  const { box, key } = storageKey.seal(openingDocument.encode(said), `opening ${id}`)
  await tx
    .insert(opening)
    .values({ id, consent, released: said.released, at: new Date(said.at), details: box, detailsKey: key })
}

export async function readOpenings(
  db: Executor,
  storageKey: StorageKey,
  consent: string,
): Promise<Opening[]> {
  const rows = await db
    .select()
    .from(opening)
    .where(eq(opening.consent, consent))
    .orderBy(desc(opening.at), desc(opening.id))
    .limit(openingLimit)
  return rows.map(({ id, details, detailsKey }) =>
    openingDocument.restore(storageKey.open({ box: details, key: detailsKey }, `opening ${id}`)),
  )
}

export async function countReleased(db: Executor, consent: string): Promise<number> {
  const [row] = await db
    .select({ released: count() })
    .from(opening)
    .where(and(eq(opening.consent, consent), eq(opening.released, true)))
  return row?.released ?? 0
}
