import type { Executor } from '@crosswatch/database'
import type { ErasureCause, JurisdictionCode } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** An alert that is no longer in force, as the alerts service tells it. */
export interface EndedAlert {
  readonly seq: number
  readonly id: string
  readonly issuer: JurisdictionCode
  readonly origin: 'own' | 'received'
  readonly version: number
  readonly cause: ErasureCause
  readonly at: Date
  /** The entry of its issuer's feed that took it back, or that brought it if it expired. */
  readonly entry: number | null
  readonly recipients: readonly JurisdictionCode[]
  /** Boxes and keys of its content that still stand in this database. */
  readonly remains: number
}

interface Row {
  readonly seq: string
  readonly id: string
  readonly issuer: string
  readonly origin: 'own' | 'received'
  readonly version: number
  readonly state: ErasureCause
  readonly at: string
  readonly entry_seq: string | null
  readonly recipients: readonly { readonly jurisdiction: JurisdictionCode }[]
  readonly remains: string
  readonly [column: string]: unknown
}

/** What ended since the last turn, in the order of commits. */
export async function readEnded(db: Executor, limit: number): Promise<EndedAlert[]> {
  const { rows } = await db.execute<Row>(sql`
    select * from alerts.ended_after(
      coalesce((select position from consent.cursor where name = 'alerts'), 0), ${limit})`)
  return rows.map(({ seq, id, issuer, origin, version, state, at, entry_seq, recipients, remains }) => ({
    seq: Number(seq),
    id,
    issuer,
    origin,
    version,
    cause: state,
    at: new Date(at),
    entry: entry_seq === null ? null : Number(entry_seq),
    recipients: recipients.map(({ jurisdiction }) => jurisdiction),
    remains: Number(remains),
  }))
}

/** A recipient that had to erase an own alert, since the agreement that covered it was terminated. */
export interface Departure {
  readonly seq: number
  readonly alert: string
  readonly version: number
  readonly recipient: JurisdictionCode
  readonly at: Date
}

/** Departures since the last turn, in the order of commits. */
export async function readDepartures(db: Executor, limit: number): Promise<Departure[]> {
  const { rows } = await db.execute<{
    seq: string
    alert: string
    version: number
    recipient: string
    at: string
  }>(sql`
    select * from alerts.departed_after(
      coalesce((select position from consent.cursor where name = 'departures'), 0), ${limit})`)
  return rows.map(({ seq, at, ...row }) => ({ ...row, seq: Number(seq), at: new Date(at) }))
}
