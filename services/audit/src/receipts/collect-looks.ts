import type { StorageKey } from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import {
  type AccessRecord,
  accessRecordDocument,
  FormatError,
  type JurisdictionCode,
  type Look,
  receiptedOperations,
  sha256Hex,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { pseudonymOf } from './pseudonyms.ts'

/** Looks at the alerts of others, by whose they were, in the order of their places. */
export type LooksByIssuer = ReadonlyMap<JurisdictionCode, readonly Look[]>

/** Looks that one transaction collects at most. */
const most = 20_000

/**
 * Reads what the own log says, between two places, about alerts of others.
 *
 * @returns the looks, and up to which place they are all
 */
export async function collectLooks(
  executor: Executor,
  { from, until }: { readonly from: number; readonly until: number },
  { jurisdiction, storageKey }: { readonly jurisdiction: JurisdictionCode; readonly storageKey: StorageKey },
): Promise<{ readonly looks: LooksByIssuer; readonly until: number }> {
  // Records are canonical JSON, so that bytes tell without parsing which of them touched an alert.
  const { rows } = await executor.execute<{ index: string; salt: Buffer; record: Buffer }>(sql`
    select leaf.index, record.salt, record.record
    from audit.leaf join audit.record on record.id = leaf.record_id
    where leaf.index >= ${from}::bigint and leaf.index < ${until}::bigint
      and position('"alerts":[{'::bytea in record.record) > 0
    order by leaf.index limit ${most}`)
  const looks = new Map<JurisdictionCode, Look[]>()
  for (const { index, salt, record: bytes } of rows) {
    const record = readable(bytes)
    if (record === undefined || !isLook(record)) continue
    const commitment = sha256Hex(Buffer.concat([salt, bytes]))
    for (const [issuer, alerts] of Map.groupBy(record.alerts, (touched) => touched.issuer)) {
      if (issuer === jurisdiction) continue
      const look: Look = {
        place: Number(index),
        commitment,
        operation: record.operation,
        at: `${record.at.slice(0, 13)}:00:00.000Z`,
        ...(record.purpose === undefined ? {} : { purpose: record.purpose }),
        roles: record.roles,
        officer: pseudonymOf(storageKey, record.officer, issuer),
        alerts: alerts.map(({ alert, version, compartments }) => ({ alert, version, compartments })),
      }
      const known = looks.get(issuer)
      if (known === undefined) looks.set(issuer, [look])
      else known.push(look)
    }
  }
  return { looks, until: rows.length < most ? until : Number(rows.at(-1)?.index) + 1 }
}

/** What was refused or failed has shown nothing. */
function isLook({ operation, outcome }: AccessRecord): boolean {
  return receiptedOperations.has(operation) && outcome !== 'denied' && outcome !== 'failed'
}

/** Bytes that are no record are the business of verification. */
function readable(bytes: Uint8Array): AccessRecord | undefined {
  try {
    return accessRecordDocument.decode(bytes)
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}
