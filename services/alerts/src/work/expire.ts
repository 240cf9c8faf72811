import { ruleAct, type AlertsContext } from '../context.ts'
import { putAlerts, putSubjectKeys, readDue } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'

const batch = 200

/**
 * Ends alerts whose validity or review date has passed, own and received alike. An alert that nobody reviews does not
 * stand for ever. Its content stays with the issuer, who may issue a new version; a recipient's is erased.
 *
 * @returns whether there may be more
 */
export async function expireAlerts(context: AlertsContext): Promise<boolean> {
  return context.connection.transaction(async (tx) => {
    const due = await readDue(tx, context.clock(), batch)
    if (due.length === 0) return false
    const received = due.filter(({ origin }) => origin === 'received')
    await putSubjectKeys(
      tx,
      received.map(({ id }) => id),
      [],
    )
    const positions = await nextChanges(tx, due.length)
    await putAlerts(
      tx,
      due.map((row, index) => ({
        ...row,
        ...(row.origin === 'received' ? { core: null, coreKey: null, compartments: [] } : {}),
        // It ends everywhere by itself: who never had it never says that it is erased.
        recipients: row.recipients.filter(({ presumed }) => presumed !== true),
        state: 'expired' as const,
        reason: null,
        change: positions[index] ?? 0,
        updatedAt: context.clock(),
      })),
    )
    const alerts = due.map(({ id, version, issuer }) => ({ alert: id, version, issuer, compartments: [] }))
    await context.accessLog.append(tx, [ruleAct('alert.expire', { alerts, count: due.length })])
    return due.length === batch
  })
}
