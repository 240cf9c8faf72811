import {
  type AccessRecord,
  accessRecordDocument,
  type ForeignLook,
  FormatError,
  type JurisdictionCode,
  receiptedOperations,
} from '@crosswatch/protocol'
import { commitRecord, parseExportLine } from '@crosswatch/transparency'

/** A look without a receipt, or a receipt without a look. */
export interface Mismatch {
  readonly place: number
  readonly problem: string
}

/**
 * Compares what a jurisdiction's log says of its looks at the alerts of another with the receipts that it gave: each must
 * have the other, and both must say the same.
 *
 * @param lines of an export that was verified
 * @param of whose alerts they are, and up to which place receipts were given
 */
export async function matchReceipts(
  lines: AsyncIterable<string>,
  receipts: readonly ForeignLook[],
  of: { readonly issuer: JurisdictionCode; readonly until: number },
): Promise<Mismatch[]> {
  const open = Map.groupBy(receipts, ({ place }) => place)
  const mismatches: Mismatch[] = []
  for await (const text of lines) {
    const line = parseExportLine(text)
    if (line === undefined || line.kind === 'checkpoint' || line.index >= of.until) continue
    const told = open.get(line.index) ?? []
    open.delete(line.index)
    // What was erased after its time can be compared no more.
    if (line.kind === 'erased') continue
    const record = readable(Buffer.from(line.record))
    const seen = record === undefined ? [] : alertsSeen(record, of.issuer)
    const commitment = Buffer.from(commitRecord(line.salt, Buffer.from(line.record))).toString('hex')
    if (seen.length > 0 && told.length === 0) {
      mismatches.push({ place: line.index, problem: 'a look that no receipt tells of' })
    }
    for (const receipt of told) {
      const same =
        receipt.commitment === commitment && record !== undefined && saysTheSame(receipt, record, seen)
      if (!same)
        mismatches.push({ place: line.index, problem: 'the log says something else than the receipt' })
    }
  }
  for (const place of open.keys())
    mismatches.push({ place, problem: 'a receipt of a look that is not there' })
  return mismatches
}

function alertsSeen(
  { operation, outcome, alerts }: AccessRecord,
  issuer: JurisdictionCode,
): AccessRecord['alerts'] {
  const looked = receiptedOperations.has(operation) && outcome !== 'denied' && outcome !== 'failed'
  return looked ? alerts.filter((touched) => touched.issuer === issuer) : []
}

function saysTheSame(receipt: ForeignLook, record: AccessRecord, seen: AccessRecord['alerts']): boolean {
  const spelt = (alerts: readonly { alert: string; version: number; compartments: readonly string[] }[]) =>
    alerts
      .map(({ alert, version, compartments }) => `${alert} ${version} ${compartments.toSorted().join()}`)
      .toSorted()
      .join('\n')
  return (
    receipt.operation === record.operation &&
    receipt.purpose === record.purpose &&
    receipt.at === `${record.at.slice(0, 13)}:00:00.000Z` &&
    receipt.roles.toSorted().join() === record.roles.toSorted().join() &&
    spelt(receipt.alerts) === spelt(seen)
  )
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
