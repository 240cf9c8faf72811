import type { Transaction } from '@crosswatch/database'
import { measureDocument } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { readAlerts } from '../store/alerts.ts'
import type { IncomingLetter } from '../store/inbox.ts'
import { insertMeasure, sealMeasure } from '../store/measures.ts'
import { payloadOf } from './letter-payload.ts'

/** Another jurisdiction says what it did about an alert of this node. Only who got the alert has a say; the rest is refused. */
export async function takeMeasure(
  context: AlertsContext,
  tx: Transaction,
  letter: IncomingLetter,
): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const { id, alert, version, kind } = measureDocument.restore(payload)
  const row = (await readAlerts(tx, [alert])).get(alert)
  const wasSent = row?.recipients.some(({ jurisdiction }) => jurisdiction === letter.issuer) ?? false
  const recipients = [letter.issuer]
  if (row === undefined || row.origin !== 'own' || !wasSent || version > row.version) {
    await context.accessLog.append(tx, [
      ruleAct('measure.refuse', { outcome: 'denied', reason: 'alert-unknown', recipients }),
    ])
    return
  }
  const taken = await insertMeasure(tx, {
    id,
    alert,
    version,
    issuer: context.jurisdiction,
    jurisdiction: letter.issuer,
    category: row.category,
    kind,
    at: context.clock(),
    ...sealMeasure(context.storageKey, id, payload),
  })
  if (!taken) return
  await context.accessLog.append(tx, [
    ruleAct('measure.receive', {
      alerts: [{ alert, version, issuer: context.jurisdiction, compartments: [] }],
      recipients,
      reason: kind,
    }),
  ])
}
