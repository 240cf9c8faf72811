import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import type { ClearanceMark } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { openText } from './boxes.ts'

/** A person who is not the subject of an alert, as its issuer decided; the mark in a box of the alerts service. */
export interface ClearanceRow {
  readonly id: string
  readonly alert: string
  readonly mark: Uint8Array
  readonly markKey: Uint8Array
  readonly validUntil: Date
}

/** What is in the box. */
export interface MarkedPerson extends ClearanceMark {
  /** SHA-256 of what the alert said of its subject, in hexadecimal. */
  readonly identity: string
}

/** Those that stand, by the alerts service's function. */
export async function standingClearances(db: Executor): Promise<ClearanceRow[]> {
  const { rows } = await db.execute<{
    id: string
    alert: string
    mark: Buffer
    mark_key: Buffer
    valid_until: string
  }>(sql`select * from alerts.standing_clearances()`)
  return rows.map(({ mark_key: markKey, valid_until, ...row }) => ({
    ...row,
    markKey,
    validUntil: new Date(valid_until),
  }))
}

export function openMark(storageKey: StorageKey, { id, mark, markKey }: ClearanceRow): MarkedPerson {
  const marked: MarkedPerson = JSON.parse(
    openText(storageKey, `clearance ${id}`, { box: mark, key: markKey }),
  )
  return marked
}

/** From when until when a clearance stood. Whom it was about may be erased. */
export interface PastClearance {
  readonly id: string
  readonly alert: string
  readonly from: Date
  readonly until: Date
}

export async function pastClearances(db: Executor, ids: readonly string[]): Promise<PastClearance[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<{ id: string; alert: string; stood_from: string; stood_until: string }>(
    sql`select * from alerts.past_clearances(${sql.param([...ids])}::uuid[])`,
  )
  return rows.map(({ id, alert, stood_from, stood_until }) => ({
    id,
    alert,
    from: new Date(stood_from),
    until: new Date(stood_until),
  }))
}
