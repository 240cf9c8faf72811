import type { ConsentStatus, JurisdictionCode, Purpose, SurvivorCategory } from '@crosswatch/protocol'
import type { PolicyAnswer, PolicyEngine } from './policy-engine.ts'

/** A consent as it stands at this moment, and who asks for what. */
export interface ReleaseRequested {
  readonly asking: JurisdictionCode
  readonly purpose: Purpose
  readonly categories: readonly SurvivorCategory[]
  /** Its status by the clock: `unknown` if there is no such consent. */
  readonly state: ConsentStatus
  readonly terms?:
    | {
        readonly recipients: readonly JurisdictionCode[]
        readonly never: readonly JurisdictionCode[]
        readonly purposes: readonly Purpose[]
        readonly categories: readonly SurvivorCategory[]
      }
    | undefined
  /** Whether both nodes agree about the time. */
  readonly clocksAgree: boolean
}

const nothing = { recipients: [], never: [], purposes: [], categories: [] }

/**
 * Whether an origin opens survivor information: every category that is asked for, or nothing. Never from memory: it is asked
 * once for each opening, while the consent is held as it is.
 */
export function decideRelease(
  engine: PolicyEngine,
  { asking, purpose, categories, state, terms = nothing, clocksAgree }: ReleaseRequested,
): PolicyAnswer {
  const entity = (type: string) => (id: string) => ({ __entity: { type, id } })
  const context = {
    purpose: entity('Purpose')(purpose),
    clocksAgree,
    consent: {
      state: entity('ConsentState')(state),
      recipients: terms.recipients.map(entity('Jurisdiction')),
      never: terms.never.map(entity('Jurisdiction')),
      purposes: terms.purposes.map(entity('Purpose')),
      categories: terms.categories.map(entity('SurvivorCategory')),
    },
  }
  const principal = { type: 'Jurisdiction', id: asking }
  const answers = categories.map((category) =>
    engine.evaluate({
      principal,
      action: 'release',
      resource: { type: 'SurvivorCategory', id: category },
      context,
    }),
  )
  const refused = answers.filter(({ allowed }) => !allowed)
  const decisive = refused.length > 0 ? refused : answers
  return {
    allowed: answers.length > 0 && refused.length === 0,
    failed: answers.some(({ failed }) => failed),
    policies: [...new Set(decisive.flatMap(({ policies }) => policies))].toSorted(),
  }
}
