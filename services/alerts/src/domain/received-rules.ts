import { addMonths, categoryRules, type AlertCore } from '@crosswatch/protocol'

/** Why an alert that arrived is not acted upon, although its signature holds. */
export type ReceivedProblem = 'action-does-not-fit' | 'stands-too-long' | 'compartments-missing'

/** Rules that an issuer's software should have kept. Nothing that breaks them is shown to an officer. */
export function receivedProblem(core: AlertCore): ReceivedProblem | undefined {
  const rule = categoryRules[core.category]
  if (core.action !== rule.action) return 'action-does-not-fit'
  const limit = addMonths(new Date(core.validFrom), rule.reviewMonths)
  if (new Date(core.reviewBy) > limit) return 'stands-too-long'
  if (rule.needs.some((name) => core.compartments[name] === undefined)) return 'compartments-missing'
  return undefined
}

/** Actions that the subject notices. They exclude a discreet check on the same subject. */
export function isVisible(category: AlertCore['category']): boolean {
  return (
    category === 'wanted-broker' ||
    category === 'inquiry-check' ||
    category === 'licence-withdrawn' ||
    category === 'document'
  )
}
