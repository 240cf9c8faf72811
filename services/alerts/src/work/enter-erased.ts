import type { Transaction } from '@crosswatch/database'
import type { ClearanceEnd, ClearanceRefusal } from '@crosswatch/protocol'
import { appendToLedger, readLedger } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import type { ClearanceRow } from '../store/clearances.ts'
import { holdLedger, moveLedger } from '../store/ledger.ts'

/** How a clearance ended. */
interface Ended {
  readonly state: 'declined' | 'ended'
  readonly reason: ClearanceRefusal | ClearanceEnd
}

/**
 * Writes down that what a person was known by is erased, before this transaction commits: nobody is told so of what a backup could bring
 * back. A line whose transaction fails is carried out by the consent service with the next one, or when it starts.
 */
export async function enterErasedClearance(
  { ledgerFile, clock }: AlertsContext,
  tx: Transaction,
  { id, alert, issuer }: Pick<ClearanceRow, 'id' | 'alert' | 'issuer'>,
  { state, reason }: Ended,
): Promise<void> {
  if (ledgerFile === undefined) return
  const known = await holdLedger(tx)
  const { length } = await readLedger(ledgerFile)
  const at = clock().toISOString()
  await appendToLedger(ledgerFile, [{ v: 1, kind: 'clearance', id, alert, issuer, state, reason, at }])
  // Lines before it that the database does not know are the consent service's to carry out, and this one with them.
  if (known === length) await moveLedger(tx, length + 1)
}
