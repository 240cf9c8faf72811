import type { AccessDecision } from '@crosswatch/policy'
import type { Clearance, ClearanceList } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { listClearances, type ClearanceRow } from '../store/clearances.ts'

/** Clearances that a list shows. */
const listed = 200

/** What is to be decided here first. The look is recorded before anything is returned. */
export async function listClearancesFor(
  context: AlertsContext,
  officer: Officer,
  { policies }: Pick<AccessDecision, 'policies'>,
): Promise<ClearanceList> {
  const { db } = context.connection
  const rows = await listClearances(db, context.jurisdiction, listed)
  await context.accessLog.append(db, [
    actOf(officer, 'clearance.list', {
      alerts: rows.map(touched),
      count: rows.length,
      policies: [...policies],
    }),
  ])
  return { clearances: rows.map(clearanceView) }
}

export function clearanceView(row: ClearanceRow): Clearance {
  const { id, alert, version, issuer, proposer, state, reason, ground, consent, recipients } = row
  return {
    id,
    alert,
    version,
    issuer,
    proposer,
    state,
    reason,
    ground,
    consent,
    since: row.since.toISOString(),
    until: row.validUntil.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    recipients: [...recipients],
  }
}

export function touched({ alert, version, issuer }: Pick<ClearanceRow, 'alert' | 'version' | 'issuer'>) {
  return { alert, version, issuer, compartments: [] }
}
