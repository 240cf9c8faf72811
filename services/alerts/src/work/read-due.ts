import type { AccessDecision } from '@crosswatch/policy'
import type { ReviewsDue } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { summaryOf } from '../domain/views.ts'
import { countNoticedBySource, readNoticed } from '../store/due.ts'
import { labelFor } from './read.ts'

/** Alerts that the board shows by name. */
const listed = 200

/** What ends by itself unless somebody reviews it. The look is recorded before anything is returned. */
export async function listReviewsDue(
  context: AlertsContext,
  officer: Officer,
  allowed: Extract<AccessDecision, { allowed: true }>,
): Promise<ReviewsDue> {
  const { db } = context.connection
  const [found, lists] = await Promise.all([readNoticed(db, listed + 1), countNoticedBySource(db)])
  const shown = found.slice(0, listed)
  const alerts = shown.map(({ alert, draft }) => ({
    alert: summaryOf(alert, draft, labelFor(context, allowed.compartments, alert, draft)),
    noticedAt: (alert.noticedAt ?? alert.updatedAt).toISOString(),
  }))
  await context.accessLog.append(db, [
    actOf(officer, 'alert.list', {
      alerts: shown.map(({ alert: { id, version, issuer } }) => ({
        alert: id,
        version,
        issuer,
        compartments: ['identity'],
      })),
      count: shown.length,
      policies: [...allowed.policies],
    }),
  ])
  return {
    alerts,
    more: found.length > listed,
    lists: lists.map(({ source, alerts: number, first }) => ({
      source,
      alerts: number,
      firstEndsAt: (first ?? context.clock()).toISOString(),
    })),
  }
}
