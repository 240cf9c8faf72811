import type { Transaction } from '@crosswatch/database'
import {
  clearanceDocument,
  compartmentDocuments,
  outboxContext,
  sha256Hex,
  type ClearanceEnd,
  type ClearanceLetter,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { AlertsContext } from '../context.ts'
import { readAgreements } from '../store/agreements.ts'
import type { AlertRow } from '../store/alerts.ts'
import { eraseLetters, unsendLetters, updateClearance, type ClearanceRow } from '../store/clearances.ts'
import { enqueue } from '../store/outbox.ts'
import { openAlert } from '../store/sealed.ts'
import { purposesOf } from './confirm-hit.ts'
import { enterErasedClearance } from './enter-erased.ts'

/** One letter about a clearance, to all of these but this node. */
export async function sendClearance(
  { storageKey, jurisdiction: own, clock }: AlertsContext,
  tx: Transaction,
  { id, alert }: Pick<ClearanceRow, 'id' | 'alert'>,
  to: readonly JurisdictionCode[],
  content: ClearanceLetter['content'],
): Promise<void> {
  const recipients = to
    .filter((one) => one !== own)
    .map((jurisdiction) => ({ jurisdiction, compartments: [] }))
  if (recipients.length === 0) return
  const { payloadType } = clearanceDocument
  const payload = clearanceDocument.encode({
    v: 1,
    id,
    issuer: own,
    alert,
    at: clock().toISOString(),
    content,
  })
  const { box, key } = storageKey.seal(payload, outboxContext(id, 'clearance', recipients))
  await enqueue(tx, [
    {
      ref: id,
      kind: 'clearance',
      payloadType,
      document: box,
      documentKey: key,
      compartments: [],
      recipients,
    },
  ])
}

/** Who has an own alert, sees whom it names, and is covered by an agreement now. */
export async function whoSeesSubject(
  context: AlertsContext,
  tx: Transaction,
  row: AlertRow,
): Promise<JurisdictionCode[]> {
  const { jurisdiction: issuer, policies, clock } = context
  const { category } = row
  const covered = policies.decideRecipients(
    { issuer, category, compartments: ['identity'], purposes: purposesOf(context, row) },
    await readAgreements(tx),
    clock().toISOString(),
  )
  const sees = ({ compartments }: { readonly compartments: readonly string[] }) =>
    compartments.includes('identity')
  return row.recipients
    .filter(sees)
    .flatMap(({ jurisdiction }) => jurisdiction)
    .filter((one) => covered.some((decided) => decided.jurisdiction === one && sees(decided)))
}

/** SHA-256 of what an alert says of its subject, as the watchlist computes it too; nothing if it is not here. */
export function identityOf({ storageKey }: AlertsContext, row: AlertRow): string | undefined {
  const identity = openAlert(storageKey, row, ['identity'])?.contents.identity
  return identity && sha256Hex(compartmentDocuments.identity.encode(identity))
}

/** A clearance is over: it is erased here, and whoever has to know is told. @returns who is told */
export async function endClearance(
  context: AlertsContext,
  tx: Transaction,
  row: ClearanceRow,
  reason: ClearanceEnd,
  endedBy: string | null = null,
): Promise<readonly JurisdictionCode[]> {
  await eraseClearance(context, tx, row, reason, endedBy)
  return tellEnded(context, tx, row, reason)
}

/** What the person is known by is destroyed, here and in the letters. */
export async function eraseClearance(
  context: AlertsContext,
  tx: Transaction,
  row: ClearanceRow,
  reason: ClearanceEnd,
  endedBy: string | null = null,
): Promise<void> {
  const { jurisdiction: own, clock } = context
  const { id } = row
  const erased = { mark: null, markKey: null }
  await updateClearance(tx, id, { state: 'ended', reason, endedAt: clock(), endedBy, ...erased })
  await eraseLetters(tx, own, [id])
  await unsendLetters(tx, id)
  await enterErasedClearance(context, tx, row, { state: 'ended', reason })
}

/**
 * Says that a clearance is over to whoever cannot know it: the issuer to everyone who has it, a proposer to the issuer. Where the alert is
 * gone, the issuer hears that the clearance is too: if the alert comes again, it has to be sent again.
 *
 * @returns who is told
 */
export async function tellEnded(
  context: AlertsContext,
  tx: Transaction,
  row: Pick<ClearanceRow, 'id' | 'alert' | 'issuer' | 'proposer' | 'recipients' | 'decidedAt'>,
  reason: ClearanceEnd,
): Promise<readonly JurisdictionCode[]> {
  const { jurisdiction: own } = context
  const { issuer, proposer, recipients, decidedAt } = row
  if (issuer === own) {
    const told = recipients.map(({ jurisdiction }) => jurisdiction)
    await sendClearance(context, tx, row, told, { kind: 'ended', reason })
    return told
  }
  if (reason === 'alert-ended' && decidedAt !== null) {
    await sendClearance(context, tx, row, [issuer], { kind: 'erased' })
    return [issuer]
  }
  if (proposer !== own || reason === 'expired' || reason === 'alert-ended') return []
  await sendClearance(context, tx, row, [issuer], { kind: 'retraction', reason })
  return [issuer]
}
