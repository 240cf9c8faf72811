import type { AccessDecision } from '@crosswatch/policy'
import type { DisputeDetail, DisputeList, DisputeSummary } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import {
  listDisputes,
  openExplanation,
  openStatement,
  readDispute,
  type DisputeRow,
} from '../store/disputes.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/** Disputes that a list shows. */
const listed = 200

/** What waits first. The look is recorded before anything is returned. */
export async function listDisputesFor(
  context: AlertsContext,
  officer: Officer,
  { policies }: Allowed,
): Promise<DisputeList> {
  const { db } = context.connection
  const rows = await listDisputes(db, listed)
  const now = context.clock()
  await context.accessLog.append(db, [
    actOf(officer, 'dispute.list', {
      alerts: rows.map(touched),
      count: rows.length,
      policies: [...policies],
    }),
  ])
  return { disputes: rows.map((row) => summaryOf(row, now)) }
}

/** One dispute with what was asked and decided. The look is recorded before anything is returned. */
export async function showDispute(
  context: AlertsContext,
  officer: Officer,
  { policies }: Allowed,
  id: string,
): Promise<DisputeDetail> {
  const { db } = context.connection
  const row = await readDispute(db, id)
  await context.accessLog.append(db, [
    actOf(officer, 'dispute.view', { alerts: [touched(row)], policies: [...policies] }),
  ])
  return {
    dispute: summaryOf(row, context.clock()),
    statement: openStatement(context.storageKey, row),
    explanation: openExplanation(context.storageKey, row),
  }
}

function summaryOf(row: DisputeRow, now: Date): DisputeSummary {
  const { id, alert, version, issuer, madeAt, request, block, outcome, dueBy, recordedAt, decidedAt } = row
  return {
    id,
    alert,
    version,
    issuer,
    madeAt,
    request,
    block,
    outcome,
    dueBy: dueBy.toISOString(),
    overdue: outcome === null && dueBy < now,
    recordedAt: recordedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}

function touched({ alert, version, issuer }: DisputeRow) {
  return { alert, version, issuer, compartments: [] }
}
