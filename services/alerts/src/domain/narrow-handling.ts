import type { RecipientDecision } from '@crosswatch/policy'
import { onwardUses, type AgreementTerms, type Handling } from '@crosswatch/protocol'

/**
 * What recipients may do with an alert: what its drafter says, and no more than each agreement under which it goes out allows. There is
 * one core for all of them, so the strictest counts.
 */
export function narrowHandling(
  handling: Handling,
  recipients: readonly Pick<RecipientDecision, 'policies'>[],
  agreements: readonly Pick<AgreementTerms, 'id' | 'onwardUse'>[],
): Handling {
  const used = agreements.filter(({ id }) =>
    recipients.some(({ policies }) => policies.includes(`agreement/${id}`)),
  )
  const allowed = [handling, ...used].map(({ onwardUse }) => onwardUse)
  // The list goes from nothing to everything.
  return { ...handling, onwardUse: onwardUses.find((use) => allowed.includes(use)) ?? 'none' }
}
