import type { Operation } from '@crosswatch/protocol'
import type { AccessRecordInput } from '@crosswatch/service-kit'

/** What this service does by rule, as the record of it says. */
export function ruleAct(operation: Operation, details: Partial<AccessRecordInput> = {}): AccessRecordInput {
  return { operation, officer: 'system:audit', authority: 'system', roles: [], outcome: 'done', ...details }
}
