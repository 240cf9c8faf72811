import type { ContestState } from '@crosswatch/protocol'

/** One month to decide (Regulation (EU) 2016/679, article 12(3)), counted as thirty days. */
const termMs = 30 * 24 * 3_600_000

/** Until when the issuer is to decide. */
export function disputeDueBy(at: Date): Date {
  return new Date(at.getTime() + termMs)
}

/** How an alert stands here: the strictest of what its issuer says and what the disputes known here say. */
export function contestOf(
  notice: ContestState | null,
  disputes: readonly { readonly block: boolean }[],
): ContestState | null {
  if (notice === 'blocked' || disputes.some(({ block }) => block)) return 'blocked'
  return notice !== null || disputes.length > 0 ? 'contested' : null
}
