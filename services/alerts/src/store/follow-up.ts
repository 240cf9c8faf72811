import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  hitReportDocument,
  ServiceError,
  threadMessageDocument,
  type HitCounts,
  type HitOutcome,
  type HitReport,
  type IssuerCounts,
  type ThreadMessage,
} from '@crosswatch/protocol'
import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { hit, message } from './schema.ts'

export type HitRow = typeof hit.$inferSelect
export type MessageRow = typeof message.$inferSelect

export async function insertHit(tx: Executor, row: typeof hit.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(hit).values(row).onConflictDoNothing().returning({ id: hit.id })
  return inserted.length > 0
}

export async function insertMessage(tx: Executor, row: typeof message.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(message).values(row).onConflictDoNothing().returning({ id: message.id })
  return inserted.length > 0
}

export async function listHits(db: Executor, limit: number): Promise<HitRow[]> {
  return db.select().from(hit).orderBy(desc(hit.createdAt)).limit(limit)
}

/** @throws {ServiceError} `not-found` */
export async function readHit(db: Executor, id: string): Promise<HitRow> {
  const [row] = await db.select().from(hit).where(eq(hit.id, id))
  if (row === undefined) throw new ServiceError('not-found', { detail: `hit ${id}` })
  return row
}

/** The same, locked until the transaction ends; undefined if there is none. */
export async function lockHit(tx: Executor, id: string): Promise<HitRow | undefined> {
  const [row] = await tx.select().from(hit).where(eq(hit.id, id)).for('update')
  return row
}

/** Messages of threads, in the order in which they came. */
export async function readThreads(db: Executor, hits: readonly string[]): Promise<MessageRow[]> {
  if (hits.length === 0) return []
  return db
    .select()
    .from(message)
    .where(inArray(message.hit, [...hits]))
    .orderBy(asc(message.at), asc(message.id))
}

/** What a message changes about its hit: the issuer has said something; the thread is closed, and what brought its evidence goes. */
export async function noteMessage(
  tx: Executor,
  row: HitRow,
  said: { readonly from: string; readonly at: Date; readonly outcome: HitOutcome | null },
): Promise<void> {
  const answered = said.from === row.issuer && row.answeredAt === null
  await tx
    .update(hit)
    .set({ answeredAt: answered ? said.at : row.answeredAt, outcome: said.outcome ?? row.outcome })
    .where(eq(hit.id, row.id))
  if (said.outcome !== null) await eraseReleased(tx, eq(message.hit, row.id))
}

/** Destroys the sealed bodies in the feeds of others that brought evidence into these threads: a channel key opens them no more. */
async function eraseReleased(tx: Executor, threads: SQL): Promise<void> {
  await tx.execute(sql`
    select exchange.erase(${message.from}, array_agg(${message.id})) from ${message}
    where ${and(threads, sql`${message.compartments} <> '[]'`)} group by ${message.from}`)
}

/** Evidence that was opened for threads on these alerts goes, here and in the feed that brought it. */
export async function eraseEvidence(tx: Executor, alerts: readonly string[]): Promise<void> {
  const threads = tx
    .select({ id: hit.id })
    .from(hit)
    .where(inArray(hit.alert, [...alerts]))
  const ofThreads = inArray(message.hit, threads)
  await eraseReleased(tx, ofThreads)
  await tx.update(message).set({ compartments: [] }).where(ofThreads)
}

const counted = (outcome: HitOutcome) =>
  sql<number>`count(*) filter (where ${hit.outcome} = ${outcome})`.mapWith(Number)

const outcomeCounts = {
  hits: sql<number>`count(*)`.mapWith(Number),
  open: sql<number>`count(*) filter (where ${hit.outcome} is null)`.mapWith(Number),
  confirmed: counted('confirmed'),
  notThisPerson: counted('not-this-person'),
  undetermined: counted('undetermined'),
}

/** Alerts that were met, the most often met first. */
export async function countHits(db: Executor): Promise<HitCounts[]> {
  return db
    .select({ alert: hit.alert, issuer: hit.issuer, category: hit.category, ...outcomeCounts })
    .from(hit)
    .groupBy(hit.alert, hit.issuer, hit.category)
    .orderBy(sql`count(*) desc`, asc(hit.alert))
    .limit(1000)
}

export async function countHitsByIssuer(db: Executor): Promise<IssuerCounts[]> {
  return db
    .select({
      issuer: hit.issuer,
      alerts: sql<number>`count(distinct ${hit.alert})`.mapWith(Number),
      ...outcomeCounts,
    })
    .from(hit)
    .groupBy(hit.issuer)
    .orderBy(asc(hit.issuer))
}

export function sealReport(storageKey: StorageKey, id: string, payload: Uint8Array) {
  const { box, key } = storageKey.seal(payload, `hit ${id}`)
  return { report: box, reportKey: key }
}

export function openReport(storageKey: StorageKey, { id, report, reportKey }: HitRow): HitReport {
  return hitReportDocument.restore(storageKey.open({ box: report, key: reportKey }, `hit ${id}`))
}

export function sealMessage(storageKey: StorageKey, id: string, payload: Uint8Array) {
  const { box, key } = storageKey.seal(payload, `message ${id}`)
  return { document: box, documentKey: key }
}

/** @returns the message, and its canonical bytes */
export function openMessage(
  storageKey: StorageKey,
  { id, document, documentKey }: MessageRow,
): { readonly payload: Uint8Array; readonly value: ThreadMessage } {
  const payload = storageKey.open({ box: document, key: documentKey }, `message ${id}`)
  return { payload, value: threadMessageDocument.restore(payload) }
}
