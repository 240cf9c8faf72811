import type { Transaction } from '@crosswatch/database'
import type { AgreementTerms, TouchedAlert } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { readAgreements } from '../store/agreements.ts'
import { putAlerts, putSubjectKeys, readReceivedFrom } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { noContent } from '../store/no-content.ts'

/** Alerts in one record of the log. */
const batch = 500

/**
 * Erases what came from the other parties of an agreement that was terminated, where it says so: every alert of its categories
 * that no other agreement in force still covers. The watchlist drops them with this transaction. What was on its way goes as it comes in
 * (`holdUncovered`, which waits for this transaction since it said that the agreement is terminated).
 */
export async function eraseUncovered(
  context: AlertsContext,
  tx: Transaction,
  { parties, categories, onTermination }: AgreementTerms,
): Promise<void> {
  if (onTermination !== 'erase') return
  const { jurisdiction: own, clock } = context
  const remaining = await readAgreements(tx)
  for (const party of parties.filter((one) => one !== own)) {
    const others = remaining.filter((one) => [own, party].every((name) => one.parties.includes(name)))
    const uncovered = categories.filter((category) =>
      others.every((one) => !one.categories.includes(category)),
    )
    for (;;) {
      const rows = await readReceivedFrom(tx, party, uncovered, batch)
      if (rows.length === 0) break
      await putSubjectKeys(
        tx,
        rows.map(({ id }) => id),
        [],
      )
      const positions = await nextChanges(tx, rows.length)
      await putAlerts(
        tx,
        rows.map((row, index) => ({
          ...row,
          ...noContent,
          state: 'withdrawn' as const,
          reason: 'agreement-terminated',
          change: positions[index] ?? 0,
          updatedAt: clock(),
        })),
      )
      const alerts: TouchedAlert[] = rows.map(({ id, version, issuer }) => ({
        alert: id,
        version,
        issuer,
        compartments: [],
      }))
      await context.accessLog.append(tx, [
        ruleAct('alert.withdraw', { alerts, count: alerts.length, reason: 'agreement-terminated' }),
      ])
    }
  }
}
