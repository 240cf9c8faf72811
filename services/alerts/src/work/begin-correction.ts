import type { Transaction } from '@crosswatch/database'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { lockOwn, updateState } from '../store/alerts.ts'
import { putDrafts } from '../store/drafts.ts'
import { sealText } from '../store/sealed.ts'
import { draftRow } from './draft.ts'
import { contentInForce } from './extend.ts'

/**
 * Begins the next version of an alert whose correction was granted: as it is in force, with the number of the request for whoever
 * corrects it. A change that waits already stays as it is.
 */
export async function beginCorrection(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  alert: string,
  dispute: string,
): Promise<void> {
  const { row, change } = await lockOwn(tx, alert)
  if (row.state !== 'active' || change !== undefined) return
  const note = `A correction was granted: request ${dispute}.`
  const { box, key } = sealText(context.storageKey, `return ${alert}`, note)
  const content = draftRow(context, alert, contentInForce(context, row), officer.id)
  await putDrafts(tx, [{ ...content, returned: box, returnedKey: key }])
  await updateState(tx, alert, {})
  const { version, issuer } = row
  await context.accessLog.append(tx, [
    actOf(officer, 'alert.revise', {
      alerts: [{ alert, version, issuer, compartments: [] }],
      reason: 'correction-granted',
    }),
  ])
}
