import type { ErrorCode, Operation } from '@crosswatch/protocol'
import { actorOf, type AccessRecordInput, type Officer } from '@crosswatch/service-kit'
import type { OverrideRow } from '../store/overrides.ts'

/** What became of one override by itself: its alert changed, or its time is over. */
export function settledRecord(
  operation: 'override.fall' | 'override.expire',
  { id, alert, alertVersion, issuer, purpose }: OverrideRow,
): AccessRecordInput {
  return {
    officer: 'system:watchlist',
    authority: 'system',
    roles: [],
    operation,
    purpose,
    outcome: 'done',
    alerts: [{ alert, version: alertVersion, issuer, compartments: [] }],
    terms: { note: `override ${id}` },
  }
}

/** Somebody tried what they may not, or what another officer has to do. */
export function refusedRecord(
  officer: Officer,
  operation: Operation,
  reason: ErrorCode,
  about: Pick<AccessRecordInput, 'purpose' | 'policies' | 'terms'>,
): AccessRecordInput {
  return { ...actorOf(officer), operation, outcome: 'denied', reason, ...about }
}

/** What was done about one override, on which alert. */
export function overrideRecord(
  officer: Officer,
  operation: Operation,
  { id, alert, alertVersion, issuer, purpose }: OverrideRow,
): AccessRecordInput {
  return {
    ...actorOf(officer),
    operation,
    purpose,
    outcome: 'done',
    alerts: [{ alert, version: alertVersion, issuer, compartments: [] }],
    terms: { note: `override ${id}` },
  }
}
