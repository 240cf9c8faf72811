import type {
  PolicyComparison,
  PolicyExplanation,
  PolicyProposal,
  PolicyQuestion,
} from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** The policies of the node. Both are recorded. Roles: auditor, administrator; a supervisor may ask why. */
export interface PolicyCalls {
  /** Why somebody may or may not do something. */
  explain(subject: PolicyQuestion['subject']): Promise<PolicyExplanation>
  /** Which of the last recorded decisions would have come out differently. */
  compare(proposal: PolicyProposal): Promise<PolicyComparison>
}

export function policyCalls({ audit }: Api): PolicyCalls {
  return {
    explain: (subject) => dataOf(audit.POST('/v1/policies/explain', { body: { subject } })),
    compare: (body) => dataOf(audit.POST('/v1/policies/compare', { body })),
  }
}
