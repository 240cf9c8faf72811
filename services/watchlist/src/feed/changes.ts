import { databaseErrorCode, type Executor } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** The present state of one alert, as the alerts service keeps it: everything that names somebody is in a box. */
export interface Change {
  /** Grows with every change, in the order of commits. */
  readonly seq: number
  readonly id: string
  readonly issuer: string
  readonly version: number
  /** `active` means listed; anything else means not listed. */
  readonly state: string
  readonly core: Uint8Array | null
  readonly coreKey: Uint8Array | null
  /** `[{name, box, key}]`, base64; checked when it is opened. */
  readonly compartments: unknown
  /** This jurisdiction does not act upon it. */
  readonly flagged: boolean
  /** Its subject disputes it. What is blocked meanwhile is not `active` here. */
  readonly contested: boolean
}

interface Row extends Record<string, unknown> {
  readonly seq: string
  readonly id: string
  readonly issuer: string
  readonly version: number
  readonly state: string
  readonly core: Buffer | null
  readonly core_key: Buffer | null
  readonly compartments: unknown
  readonly flagged: boolean
  readonly contested: boolean
}

/**
 * The alerts that changed after `after`, oldest change first, at most `atMost`.
 *
 * @throws {ServiceError} `unavailable` as long as the alerts service has not made its function
 */
export async function readChanges(db: Executor, after: number, atMost: number): Promise<Change[]> {
  try {
    const { rows } = await db.execute<Row>(sql`
      select seq, id, issuer, version, state, core, core_key, compartments, flagged, contested
      from alerts.changes_after(${after}::bigint, ${atMost}::integer)`)
    return rows.map(({ core_key: coreKey, seq, ...row }) => ({ ...row, seq: Number(seq), coreKey }))
  } catch (cause) {
    if (!notMadeYet.has(databaseErrorCode(cause) ?? '')) throw cause
    throw new ServiceError('unavailable', { detail: 'the alerts service has not made its tables yet', cause })
  }
}

/** undefined_function, undefined_column, undefined_table, invalid_schema_name, insufficient_privilege (before the grant). */
const notMadeYet = new Set(['42883', '42703', '42P01', '3F000', '42501'])
