import { ruleAct, type AlertsContext } from '../context.ts'
import { lockUnnoticed, markNoticed } from '../store/due.ts'

const batch = 500

/**
 * Tells this node that alerts of its own end soon: they stand on the board of what is due, once for each version, and in the
 * access log, so that nobody can say they were not told.
 *
 * @returns whether there may be more
 */
export async function noticeExpiry(context: AlertsContext): Promise<boolean> {
  return context.connection.transaction(async (tx) => {
    const now = context.clock()
    const due = await lockUnnoticed(tx, now, batch)
    if (due.length === 0) return false
    await markNoticed(
      tx,
      due.map(({ id }) => id),
      now,
    )
    const alerts = due.map(({ id, version, issuer }) => ({ alert: id, version, issuer, compartments: [] }))
    await context.accessLog.append(tx, [ruleAct('alert.notice', { alerts, count: due.length })])
    return due.length === batch
  })
}
