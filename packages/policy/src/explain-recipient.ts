import {
  agreementLacks,
  type AgreementLack,
  type Compartment,
  type IssueDecision,
  type JurisdictionCode,
  type PolicyOutcome,
} from '@crosswatch/protocol'
import { isInForce, type Agreement } from './agreement.ts'
import type { Policies } from './policies.ts'

/** One recipient of an alert that was issued, or one that did not get it. */
export interface RecipientAsked {
  readonly decision: IssueDecision
  /** When it was decided. */
  readonly at: string
  readonly recipient: JurisdictionCode
  readonly compartment?: Compartment | undefined
}

/** What an agreement of the recipient comes to for an alert. */
export interface AgreementExplanation {
  readonly id: string
  readonly allowed: boolean
  readonly compartments: Compartment[]
  /** What it would have to say besides, if not all that was asked for is allowed under it. */
  readonly lacks: AgreementLack[]
}

/**
 * What these policies answer for each recipient, with what the decision at issue was made of.
 *
 * @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated
 */
export function decideRecipientsAgain(
  policies: Pick<Policies, 'decideRecipients'>,
  { decision, at }: Pick<RecipientAsked, 'decision' | 'at'>,
): (recipient: JurisdictionCode) => PolicyOutcome {
  const decided = policies.decideRecipients(decision, decision.agreements, at)
  const found = new Map(decided.map((one) => [one.jurisdiction, one]))
  return (recipient) => {
    const one = found.get(recipient)
    if (one === undefined) return { allowed: false, compartments: [], policies: [] }
    return { allowed: true, compartments: [...one.compartments], policies: [...one.policies] }
  }
}

/** The same for one recipient. @throws {ServiceError} `refused-by-policy` */
export function decideRecipientAgain(
  policies: Pick<Policies, 'decideRecipients'>,
  { recipient, ...asked }: Omit<RecipientAsked, 'compartment'>,
): PolicyOutcome {
  return decideRecipientsAgain(policies, asked)(recipient)
}

/** The agreements between issuer and recipient, one by one. @throws {ServiceError} `refused-by-policy` */
export function explainAgreements(
  policies: Pick<Policies, 'decideRecipients'>,
  { decision, at, recipient, compartment }: RecipientAsked,
): AgreementExplanation[] {
  return decision.agreements
    .filter(({ parties }) => parties.includes(recipient))
    .map((agreement) => {
      const one = { ...decision, agreements: [agreement] }
      const { allowed, compartments } = decideRecipientAgain(policies, { decision: one, at, recipient })
      const covered = allowed && (compartment === undefined || compartments.includes(compartment))
      const lacks = covered ? [] : lacksOf(agreement, { decision, at, recipient, compartment })
      return { id: agreement.id, allowed, compartments, lacks }
    })
}

/** Facts of its text, whatever the policies make of them. */
function lacksOf(agreement: Agreement, { decision, at, compartment }: RecipientAsked): AgreementLack[] {
  const { issuer, category, purposes } = decision
  const lacks: Record<AgreementLack, boolean> = {
    issuer: !agreement.parties.includes(issuer),
    category: !agreement.categories.includes(category),
    purposes: !agreement.purposes.some((purpose) => purposes.includes(purpose)),
    time: !isInForce(agreement, at),
    compartment: compartment !== undefined && !agreement.compartments.includes(compartment),
  }
  return agreementLacks.filter((lack) => lacks[lack])
}
