import {
  addMonths,
  categoryRules,
  identityProblems,
  type AlertCore,
  type Identity,
} from '@crosswatch/protocol'

/** Why an alert that arrived is not acted upon, although its signature holds. */
export type ReceivedProblem =
  | 'action-does-not-fit'
  | 'stands-too-long'
  | 'compartments-missing'
  | 'minimum-data-missing'
  /** A drill stays a drill, and an alert in earnest one in earnest. */
  | 'mode-changed'
  /** On its subject stands an alert that excludes it. */
  | 'incompatible'

/**
 * Rules that an issuer's software should have kept. Nothing that breaks them is shown to an officer.
 *
 * @param identity where it was opened to this node
 */
export function receivedProblem(
  core: AlertCore,
  identity: Identity | undefined,
): ReceivedProblem | undefined {
  const rule = categoryRules[core.category]
  if (core.action !== rule.action) return 'action-does-not-fit'
  const limit = addMonths(new Date(core.validFrom), rule.reviewMonths)
  if (new Date(core.reviewBy) > limit) return 'stands-too-long'
  if (rule.needs.some((name) => core.compartments[name] === undefined)) return 'compartments-missing'
  if (identityProblems({ category: core.category, identity }).length > 0) return 'minimum-data-missing'
  return undefined
}
