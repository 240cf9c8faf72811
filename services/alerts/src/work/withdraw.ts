import type { Transaction } from '@crosswatch/database'
import { outboxContext, withdrawalDocument, type WithdrawalReason } from '@crosswatch/protocol'
import type { AlertsContext } from '../context.ts'
import { putAlerts, putSubjectKeys, removeDrafts, type AlertRow } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { enqueue } from '../store/outbox.ts'

/**
 * Takes own alerts back, everywhere they went. The content stays with the issuer's record of the case; recipients erase
 * theirs.
 *
 * @param rows locked in this transaction: they are written whole, and whoever had them when they were read is told
 */
export async function withdrawAlerts(
  context: AlertsContext,
  tx: Transaction,
  rows: readonly AlertRow[],
  reason: WithdrawalReason,
): Promise<void> {
  const now = context.clock()
  const ids = rows.map(({ id }) => id)
  await removeDrafts(tx, ids)
  await putSubjectKeys(tx, ids, [])
  await enqueue(
    tx,
    rows.map((row) => {
      const { id, version, issuer, recipients } = row
      const payload = withdrawalDocument.encode({ v: 1, id, version, issuer, reason, at: now.toISOString() })
      const addressed = recipients.map(({ jurisdiction }) => ({ jurisdiction, compartments: [] }))
      const sealed = context.storageKey.seal(payload, outboxContext(id, 'withdrawal', addressed))
      return {
        ref: id,
        kind: 'withdrawal' as const,
        payloadType: withdrawalDocument.payloadType,
        document: sealed.box,
        documentKey: sealed.key,
        compartments: [],
        recipients: addressed,
      }
    }),
  )
  const positions = await nextChanges(tx, rows.length)
  await putAlerts(
    tx,
    rows.map((row, index) => ({
      ...row,
      state: 'withdrawn' as const,
      reason,
      change: positions[index] ?? 0,
      updatedAt: now,
    })),
  )
}
