import type { Executor } from '@crosswatch/database'
import { sql } from 'drizzle-orm'
import type { Change } from '../feed/changes.ts'

interface Row extends Record<string, unknown> {
  readonly seq: string
  readonly id: string
  readonly issuer: string
  readonly version: number
  readonly core: Buffer | null
  readonly core_key: Buffer | null
  readonly compartments: unknown
  readonly flagged: boolean
}

/**
 * Alerts as they were listed after the change `asOf`, those that came after the change `after`, at most `atMost`. Of an older version
 * there is no more than its identity; what was erased has no core.
 */
export async function readListedAsOf(
  db: Executor,
  asOf: number,
  after: number,
  atMost: number,
): Promise<Change[]> {
  const { rows } = await db.execute<Row>(sql`
    select seq, id, issuer, version, core, core_key, compartments, flagged
    from alerts.listed_as_of(${asOf}::bigint, ${after}::bigint, ${atMost}::integer)`)
  return rows.map(({ core_key: coreKey, seq, ...row }) => ({
    ...row,
    seq: Number(seq),
    coreKey,
    state: 'active',
    contested: false,
  }))
}
