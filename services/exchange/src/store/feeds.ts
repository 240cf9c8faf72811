import { insertRows, type Executor } from '@crosswatch/database'
import { fromHex, toHex, type Frame, type JurisdictionCode } from '@crosswatch/protocol'
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Head } from '../ingest/feed-state.ts'
import { channelKey, feed, feedEntry, keyEvent } from './schema.ts'

export async function loadHeads(db: Executor) {
  return db.select().from(feed)
}

export async function loadKeyEvents(db: Executor) {
  return db.select().from(keyEvent).orderBy(asc(keyEvent.issuer), asc(keyEvent.seq), asc(keyEvent.ordinal))
}

export async function loadChannelKeys(db: Executor) {
  return db.select().from(channelKey).orderBy(asc(channelKey.seq))
}

export type NewEntry = typeof feedEntry.$inferInsert
export type NewKeyEvent = typeof keyEvent.$inferInsert
export type NewChannelKey = typeof channelKey.$inferInsert

/** The unique place (issuer, seq) is what prevents a second effect: a second insert fails the transaction. */
export async function insertEntries(tx: Executor, entries: readonly NewEntry[]): Promise<void> {
  await insertRows(tx, feedEntry, entries)
}

export async function insertKeyEvents(tx: Executor, events: readonly NewKeyEvent[]): Promise<void> {
  await insertRows(tx, keyEvent, events)
}

export async function insertChannelKeys(tx: Executor, keys: readonly NewChannelKey[]): Promise<void> {
  await insertRows(tx, channelKey, keys)
}

export async function setHead(tx: Executor, issuer: JurisdictionCode, head: Head): Promise<void> {
  const row = { headSeq: head.seq, headHash: fromHex(head.hash ?? ''), headAt: head.at }
  await tx
    .insert(feed)
    .values({ issuer, ...row })
    .onConflictDoUpdate({ target: feed.issuer, set: row })
}

/** Up to where the hub acknowledged the own feed. */
export async function readPublished(db: Executor, issuer: JurisdictionCode): Promise<number> {
  const [row] = await db.select({ seq: feed.publishedSeq }).from(feed).where(eq(feed.issuer, issuer))
  return row?.seq ?? 0
}

export async function setPublished(db: Executor, issuer: JurisdictionCode, seq: number): Promise<void> {
  await db
    .update(feed)
    .set({ publishedSeq: sql`greatest(${feed.publishedSeq}, ${seq})` })
    .where(eq(feed.issuer, issuer))
}

/** Entries after a place in their order, as they were signed. */
export async function readEntries(
  db: Executor,
  issuer: JurisdictionCode,
  after: number,
  limit: number,
): Promise<(Frame & { readonly seq: number; readonly hash: Uint8Array })[]> {
  const rows = await db
    .select({ seq: feedEntry.seq, hash: feedEntry.hash, envelope: feedEntry.envelope, body: feedEntry.body })
    .from(feedEntry)
    .where(and(eq(feedEntry.issuer, issuer), gt(feedEntry.seq, after)))
    .orderBy(asc(feedEntry.seq))
    .limit(limit)
  return rows.map((row) => ({ ...row, body: row.body ?? undefined }))
}

/** Sealed entries after a place of which only the header is here. */
export async function countBare(db: Executor, issuer: JurisdictionCode, after: number): Promise<number> {
  return db.$count(
    feedEntry,
    and(
      eq(feedEntry.issuer, issuer),
      gt(feedEntry.seq, after),
      eq(feedEntry.class, 'sealed'),
      isNull(feedEntry.body),
    ),
  )
}

/** Hashes of stored entries, to tell a duplicate from a fork. */
export async function readHashes(
  db: Executor,
  issuer: JurisdictionCode,
  seqs: readonly number[],
): Promise<Map<number, Uint8Array>> {
  if (seqs.length === 0) return new Map()
  const rows = await db
    .select({ seq: feedEntry.seq, hash: feedEntry.hash })
    .from(feedEntry)
    .where(and(eq(feedEntry.issuer, issuer), inArray(feedEntry.seq, [...seqs])))
  return new Map(rows.map(({ seq, hash }) => [seq, hash]))
}

/** Takes the end of a feed back, after its root revoked the key that signed it. Returns what was removed. */
export async function cutFeed(tx: Executor, issuer: JurisdictionCode, lastGood: number) {
  const after = (table: typeof feedEntry | typeof keyEvent | typeof channelKey) =>
    and(eq(table.issuer, issuer), gt(table.seq, lastGood))
  await tx.delete(keyEvent).where(after(keyEvent))
  await tx.delete(channelKey).where(after(channelKey))
  return tx.delete(feedEntry).where(after(feedEntry)).returning()
}

/** The last entry of every feed, without its body. */
export async function readHeadEnvelopes(db: Executor) {
  return db
    .select({ issuer: feedEntry.issuer, seq: feedEntry.seq, envelope: feedEntry.envelope })
    .from(feed)
    .innerJoin(feedEntry, and(eq(feedEntry.issuer, feed.issuer), eq(feedEntry.seq, feed.headSeq)))
}

/** What stands after a place in a feed, without the bodies. */
export async function readStoredAfter(
  db: Executor,
  issuer: JurisdictionCode,
  after: number,
  limit = 100_000,
) {
  const rows = await db
    .select({ seq: feedEntry.seq, hash: feedEntry.hash, envelope: feedEntry.envelope })
    .from(feedEntry)
    .where(and(eq(feedEntry.issuer, issuer), gt(feedEntry.seq, after)))
    .orderBy(asc(feedEntry.seq))
    .limit(limit)
  return rows.map((row) => ({ ...row, hash: toHex(row.hash) }))
}
