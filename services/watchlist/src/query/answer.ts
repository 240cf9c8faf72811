import { isHit } from '@crosswatch/matching'
import type { Policies } from '@crosswatch/policy'
import {
  categoryRules,
  titleOfCode,
  type Member,
  type QueryAnswer,
  type QueryResult,
} from '@crosswatch/protocol'
import type { FoundAlert } from '../list/watchlist.ts'
import { showsSubject, type QueryDecision } from './decide.ts'

/** Whether an alert that matches may be acted upon here. */
export type Acting = Pick<Policies, 'decideActing'>

function isActedUpon({ decideActing }: Acting, { alert }: FoundAlert): boolean {
  return decideActing({ flag: alert.flagged === true }).allowed
}

/** HIT if the officer must act, POSSIBLE if they must compare or an alert is flagged here, NONE otherwise. */
export function verdictOf(found: readonly FoundAlert[], acting: Acting): QueryAnswer['verdict'] {
  if (found.length === 0) return 'none'
  return found.some((one) => isHit(one.match) && isActedUpon(acting, one)) ? 'hit' : 'possible'
}

const flaggedInstruction = 'Flagged in this jurisdiction: do not act upon it.'

/**
 * One alert that matches: what to do, why, and whom to call; and, for those who may see it, whom it names, how well that fits, and
 * how sure the issuer is.
 */
export function toResult(
  found: FoundAlert,
  members: ReadonlyMap<string, Member>,
  decision: Pick<QueryDecision, 'compartments'>,
  acting: Acting,
): QueryResult {
  const { alert, match } = found
  const { issuer, category, action, mode, grade, handling, cautions, reasons } = alert.terms
  const member = members.get(issuer)
  const { instruction } = categoryRules[category]
  const acted = isActedUpon(acting, found)
  const advice =
    mode === 'exercise' ? `Exercise: do not act upon it. In earnest: ${instruction}` : instruction
  return {
    alert: alert.id,
    version: alert.version,
    issuer,
    issuerName: member?.name ?? issuer,
    verdict: match.verdict,
    category,
    action: acted ? action : 'be-aware',
    instruction: acted ? advice : flaggedInstruction,
    mode,
    cautions,
    reasons: !decision.compartments.includes('grounds')
      ? []
      : reasons.map(({ list, code }) => ({ list, code, title: titleOfCode(list, code) ?? code })),
    contact: member?.contact ?? { desk: 'The issuer is no member any more; ask your own liaison desk' },
    validUntil: new Date(alert.validUntil).toISOString(),
    ...(showsSubject(decision) && {
      score: match.score,
      grade,
      handling,
      label: labelOf(found),
      evidence: [...match.evidence],
    }),
    ...(!acted && { flagged: true as const }),
    ...(alert.contested && { contested: true as const }),
  }
}

/** The listed name that the match rests on, or what the alert is called. */
function labelOf({ alert, match }: FoundAlert): string {
  const named = match.evidence.find(({ feature, effect }) => feature === 'name' && effect === 'for')
  return (named?.listed ?? alert.label).slice(0, 200)
}
