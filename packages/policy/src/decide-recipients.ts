import type { Category, Compartment, JurisdictionCode, Purpose } from '@crosswatch/protocol'
import { isInForce, type Agreement } from './agreement.ts'

/** An alert about to be issued, as far as the decision needs to know it. */
export interface OutgoingAlert {
  readonly category: Category
  readonly compartments: readonly Compartment[]
  readonly purposes: readonly Purpose[]
}

/** Who gets an alert, what each may open, and by which policy. */
export interface RecipientDecision {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
  readonly policies: readonly string[]
}

/**
 * Decides who gets an alert: every partner whose agreement is in force and covers the category and one of the purposes,
 * with the compartments that the agreement names.
 *
 * An agreement that does not open `identity` or `grounds` of an alert that has them gives nothing to act upon, so such a
 * partner gets what the agreement names all the same: the core alone is a warning.
 */
export function decideRecipients(
  alert: OutgoingAlert,
  agreements: readonly Agreement[],
  at: string,
): RecipientDecision[] {
  return agreements
    .filter((agreement) => isInForce(agreement, at))
    .filter((agreement) => agreement.categories.includes(alert.category))
    .filter((agreement) => agreement.purposes.some((purpose) => alert.purposes.includes(purpose)))
    .map((agreement) => ({
      jurisdiction: agreement.partner,
      compartments: alert.compartments.filter((compartment) => agreement.compartments.includes(compartment)),
      policies: [`agreement/${agreement.partner}`],
    }))
}
