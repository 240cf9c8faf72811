import type { Transaction } from '@crosswatch/database'
import { ruleAct, type AlertsContext } from '../context.ts'
import { joined, overBy } from '../domain/clearance-rules.ts'
import { readAlerts, readStates, type AlertRow } from '../store/alerts.ts'
import {
  heldClearances,
  openMark,
  readOverrides,
  updateClearance,
  type ClearanceRow,
} from '../store/clearances.ts'
import { endClearance, identityOf, sendClearance, whoSeesSubject } from './clearance-letters.ts'
import { lockToEnd } from './enter-erased.ts'
import { touched } from './read-clearances.ts'
import { tellOfEnded } from './tell-ended.ts'

/**
 * Ends clearances that are over by themselves: their time is over, the alert is gone or about somebody else, or the override that they
 * rest on. One that holds goes to whoever got a later version of the alert and does not have it yet.
 *
 * @returns `false`: the next turn is soon enough
 */
export async function settleClearances(context: AlertsContext): Promise<false> {
  const { connection, clock } = context
  await tellOfEnded(context)
  const held = await heldClearances(connection.db)
  if (held.length === 0) return false
  const alerts = await readStates(connection.db, [...new Set(held.map(({ alert }) => alert))])
  const overrides = await readOverrides(
    connection.db,
    held.flatMap(({ override }) => override ?? []),
    clock(),
  )
  const holds = new Set(overrides.map(({ id }) => id))
  for (const row of held) {
    const alert = alerts.get(row.alert)
    const override = row.override === null || holds.has(row.override)
    const moved = isOwnStanding(context, row) && alert !== undefined && alert.version !== row.version
    const over = overBy(row, { alert: alert?.state, same: true, override }, clock())
    if (over !== undefined || moved) {
      await connection.transaction((tx) => settle(context, tx, row.id, override))
    }
  }
  return false
}

async function settle(context: AlertsContext, tx: Transaction, id: string, override: boolean): Promise<void> {
  const row = await lockToEnd(context, tx, id)
  if (row === undefined || row.mark === null) return
  const alert = (await readAlerts(tx, [row.alert])).get(row.alert)
  const same = alert === undefined || isOfSameSubject(context, row, alert)
  const over = overBy(row, { alert: alert?.state, same, override }, context.clock())
  if (over !== undefined) {
    const told = await endClearance(context, tx, row, over)
    await context.accessLog.append(tx, [
      ruleAct('clearance.end', { alerts: [touched(row)], recipients: [...told], reason: over }),
    ])
    return
  }
  if (alert !== undefined && isOwnStanding(context, row)) await tellNewcomers(context, tx, row, alert)
}

/** Whoever got the alert since. */
async function tellNewcomers(
  context: AlertsContext,
  tx: Transaction,
  row: ClearanceRow,
  alert: AlertRow,
): Promise<void> {
  const { all, added } = joined(row.recipients, await whoSeesSubject(context, tx, alert))
  await updateClearance(tx, row.id, { version: alert.version, recipients: all })
  const marked = openMark(context.storageKey, row)
  if (added.length === 0 || marked?.identity === undefined) return
  const { identity, ...mark } = marked
  const until = row.validUntil.toISOString()
  await sendClearance(context, tx, row, added, { kind: 'standing', mark, identity, until })
  await context.accessLog.append(tx, [
    ruleAct('clearance.accept', { alerts: [touched(row)], recipients: added, reason: 'new-recipient' }),
  ])
}

/** At a recipient, the watchlist compares for itself. */
function isOfSameSubject(context: AlertsContext, row: ClearanceRow, alert: AlertRow): boolean {
  if (!isOwnStanding(context, row) || alert.version === row.version) return true
  return openMark(context.storageKey, row)?.identity === identityOf(context, alert)
}

function isOwnStanding({ jurisdiction: own }: AlertsContext, { issuer, state }: ClearanceRow): boolean {
  return issuer === own && state === 'standing'
}
