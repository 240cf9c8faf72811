import type { Transaction } from '@crosswatch/database'
import { ServiceError, type ClearanceEnd, type ClearanceRefusal } from '@crosswatch/protocol'
import { appendToLedger, readLedger } from '@crosswatch/service-kit'
import type { AlertsContext } from '../context.ts'
import { lockClearance, type ClearanceRow } from '../store/clearances.ts'
import type { IncomingLetter } from '../store/inbox.ts'
import { holdLedger, moveLedger } from '../store/ledger.ts'

/** How a clearance ended. */
interface Ended {
  readonly state: 'declined' | 'ended'
  readonly reason: ClearanceRefusal | ClearanceEnd
}

/**
 * Locks a clearance that may be ended, and before it the ledger: whoever ends one takes both, and always in this order.
 */
export async function lockToEnd(
  { ledgerFile }: AlertsContext,
  tx: Transaction,
  id: string,
): Promise<ClearanceRow | undefined> {
  if (ledgerFile !== undefined) await holdLedger(tx)
  return lockClearance(tx, id)
}

/** The same for a batch of letters, some of which may end clearances. */
export async function holdLedgerFor(
  { ledgerFile }: AlertsContext,
  tx: Transaction,
  letters: readonly Pick<IncomingLetter, 'kind'>[],
): Promise<void> {
  if (ledgerFile !== undefined && letters.some(({ kind }) => kind === 'clearance' || kind === 'void'))
    await holdLedger(tx)
}

/**
 * Writes down that what a person was known by is erased, before this transaction commits: nobody is told so of what a backup could bring
 * back. A line whose transaction fails is carried out by the consent service, and whoever has to know is told (tell-ended.ts).
 *
 * @throws {ServiceError} `unavailable` while the ledger has fewer lines than the database knows: nothing is erased then
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
  // A line in the place of a lost one would not be carried out after a restore.
  if (length < known)
    throw new ServiceError('unavailable', { detail: 'lines of the ledger of erasures are missing' })
  const at = clock().toISOString()
  await appendToLedger(ledgerFile, [{ v: 1, kind: 'clearance', id, alert, issuer, state, reason, at }])
  // Lines before it that the database does not know are the consent service's to carry out, and this one with them.
  if (known === length) await moveLedger(tx, length + 1)
}
