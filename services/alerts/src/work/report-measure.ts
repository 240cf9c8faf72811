import { measureDocument, ServiceError, type MeasureReport } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { latestDay } from '../domain/latest-day.ts'
import { normaliseText } from '../domain/normalise-draft.ts'
import { readAlerts } from '../store/alerts.ts'
import { insertMeasure, sealMeasure } from '../store/measures.ts'
import { followUpPolicies, post, purposesOf } from './confirm-hit.ts'

/**
 * An officer says what was done here about an alert in force. It is kept, recorded, and told to the issuer in one transaction.
 *
 * @param allowedBy the policies by which the officer may
 * @throws {ServiceError} `not-found`, `wrong-state` for an exercise or an alert that is not in force, `rule-not-met` for a day
 * that has not come, `no-agreement`
 */
export async function reportMeasure(
  context: AlertsContext,
  officer: Officer,
  allowedBy: readonly string[],
  alert: string,
  given: MeasureReport,
): Promise<{ id: string }> {
  const id = context.newId()
  return context.connection.transaction(async (tx) => {
    const row = (await readAlerts(tx, [alert])).get(alert)
    // What was never in force here is as good as absent.
    if (row === undefined || row.version === 0) throw new ServiceError('not-found', { detail: 'alert' })
    if (row.state !== 'active') throw new ServiceError('wrong-state', { detail: `the alert is ${row.state}` })
    if (row.mode === 'exercise')
      throw new ServiceError('wrong-state', { detail: 'the alert is an exercise and is not acted upon' })
    const now = context.clock()
    if (given.day > latestDay(now)) {
      const problem = 'must not lie ahead'
      throw new ServiceError('rule-not-met', { fields: [{ path: '/day', part: 'body', problem }] })
    }
    const { jurisdiction, storageKey } = context
    const payload = measureDocument.encode({
      v: 1,
      id,
      issuer: jurisdiction,
      alert,
      version: row.version,
      authority: officer.authority.normalize('NFC'),
      ...normaliseText(given),
    })
    const purposes = purposesOf(context, row)
    const policies = await followUpPolicies(context, tx, { ...row, purposes }, row.issuer, now)
    await insertMeasure(tx, {
      id,
      alert,
      version: row.version,
      issuer: row.issuer,
      jurisdiction,
      category: row.category,
      kind: given.kind,
      at: now,
      ...sealMeasure(storageKey, id, payload),
    })
    await post(context, tx, row.issuer, {
      ref: id,
      kind: 'measure',
      payloadType: measureDocument.payloadType,
      payload,
      compartments: [],
    })
    await context.accessLog.append(tx, [
      actOf(officer, 'measure.report', {
        alerts: [{ alert, version: row.version, issuer: row.issuer, compartments: [] }],
        recipients: row.issuer === jurisdiction ? [] : [row.issuer],
        policies: [...allowedBy, ...policies],
        reason: given.kind,
      }),
    ])
    return { id }
  })
}
