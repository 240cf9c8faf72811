import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  hitReportDocument,
  ServiceError,
  threadMessageDocument,
  type HitCounts,
  type HitOutcome,
  type HitReport,
  type ThreadMessage,
} from '@crosswatch/protocol'
import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
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

/** What a message changes about its hit: the issuer has said something; the thread is closed. */
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
}

export async function countHits(db: Executor): Promise<HitCounts[]> {
  const counted = (outcome: HitOutcome) =>
    sql<number>`count(*) filter (where ${hit.outcome} = ${outcome})`.mapWith(Number)
  return db
    .select({
      alert: hit.alert,
      issuer: hit.issuer,
      hits: sql<number>`count(*)`.mapWith(Number),
      open: sql<number>`count(*) filter (where ${hit.outcome} is null)`.mapWith(Number),
      confirmed: counted('confirmed'),
      notThisPerson: counted('not-this-person'),
      undetermined: counted('undetermined'),
    })
    .from(hit)
    .groupBy(hit.alert, hit.issuer)
    .orderBy(sql`count(*) desc`, asc(hit.alert))
    .limit(1000)
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
