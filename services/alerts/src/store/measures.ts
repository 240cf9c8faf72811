import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { measureDocument, type MeasureTaken } from '@crosswatch/protocol'
import { asc, desc, eq, inArray, max, sql } from 'drizzle-orm'
import { hit, measure } from './schema.ts'

export type MeasureRow = typeof measure.$inferSelect

/** @returns whether it is new */
export async function insertMeasure(tx: Executor, row: typeof measure.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(measure).values(row).onConflictDoNothing().returning({ id: measure.id })
  return inserted.length > 0
}

export async function readMeasures(db: Executor, alert: string): Promise<MeasureRow[]> {
  return db.select().from(measure).where(eq(measure.alert, alert)).orderBy(asc(measure.at)).limit(1000)
}

export async function readHitsOn(db: Executor, alert: string) {
  return db.select().from(hit).where(eq(hit.alert, alert)).orderBy(asc(hit.createdAt)).limit(1000)
}

/** Who did how much about which alerts: measures and hits, the latest first. */
export async function countMeasures(db: Executor, limit: number) {
  const acts = db
    .select({
      alert: measure.alert,
      jurisdiction: measure.jurisdiction,
      isHit: sql<number>`0`.as('is_hit'),
      at: measure.at,
    })
    .from(measure)
    .unionAll(
      db
        .select({
          alert: hit.alert,
          jurisdiction: hit.reporter,
          isHit: sql<number>`1`.as('is_hit'),
          at: hit.createdAt,
        })
        .from(hit),
    )
    .as('act')
  return db
    .select({
      alert: acts.alert,
      answered: sql<string[]>`array_agg(distinct ${acts.jurisdiction})`,
      hits: sql<number>`sum(${acts.isHit})`.mapWith(Number),
      acts: sql<number>`count(*)`.mapWith(Number),
    })
    .from(acts)
    .groupBy(acts.alert)
    .orderBy(desc(max(acts.at)))
    .limit(limit)
}

/** What is known of alerts that were acted upon, also when they are gone. */
export async function alertsActedUpon(db: Executor, alerts: readonly string[]) {
  if (alerts.length === 0) return []
  const ids = [...alerts]
  const { alert, issuer, category } = measure
  return db
    .selectDistinct({ alert, issuer, category })
    .from(measure)
    .where(inArray(alert, ids))
    .union(
      db
        .selectDistinct({ alert: hit.alert, issuer: hit.issuer, category: hit.category })
        .from(hit)
        .where(inArray(hit.alert, ids)),
    )
}

export function sealMeasure(storageKey: StorageKey, id: string, payload: Uint8Array) {
  const { box, key } = storageKey.seal(payload, `measure ${id}`)
  return { document: box, documentKey: key }
}

export function openMeasure(storageKey: StorageKey, row: MeasureRow): MeasureTaken {
  const { id, at, document, documentKey } = row
  const opened = storageKey.open({ box: document, key: documentKey }, `measure ${id}`)
  const { kind, day, authority, reference } = measureDocument.restore(opened)
  return { id, kind, day, authority, ...(reference === undefined ? {} : { reference }), at: at.toISOString() }
}
