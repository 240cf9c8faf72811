import {
  clearanceEnds,
  type ClearanceEnd,
  type ClearanceRefusal,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { Transaction } from '@crosswatch/database'
import { ruleAct, type AlertsContext } from '../context.ts'
import { lockClearance, untoldClearances, updateClearance, type ClearanceRow } from '../store/clearances.ts'
import { sendClearance, tellEnded } from './clearance-letters.ts'
import { touched } from './read-clearances.ts'

/**
 * Tells of clearances that the ledger of erasures ended: their end was written down and its transaction failed, or the database was put back
 * from a backup. Whoever was told before is told again, and takes it as known.
 */
export async function tellOfEnded(context: AlertsContext): Promise<void> {
  for (const id of await untoldClearances(context.connection.db)) {
    await context.connection.transaction(async (tx) => {
      const row = await lockClearance(tx, id)
      if (row === undefined || !row.untold) return
      const recipients = await tell(context, tx, row)
      await updateClearance(tx, id, { untold: false })
      await context.accessLog.append(tx, [
        ruleAct('clearance.end', {
          alerts: [touched(row)],
          recipients: [...recipients],
          ...(row.reason !== null && { reason: row.reason }),
        }),
      ])
    })
  }
}

async function tell(
  context: AlertsContext,
  tx: Transaction,
  row: ClearanceRow,
): Promise<readonly JurisdictionCode[]> {
  const { jurisdiction: own } = context
  const { reason, issuer, proposer, recipients } = row
  if (reason === null) return []
  if (isEnd(reason)) return tellEnded(context, tx, row, reason)
  // Declined, and accepted by somebody else before the ledger was read: it does not stand.
  if (recipients.length > 0) return tellEnded(context, tx, row, 'not-confirmed')
  if (issuer !== own || proposer === null || proposer === own) return []
  await sendClearance(context, tx, row, [proposer], { kind: 'declined', reason })
  return [proposer]
}

function isEnd(reason: ClearanceEnd | ClearanceRefusal): reason is ClearanceEnd {
  return clearanceEnds.some((one) => one === reason)
}
