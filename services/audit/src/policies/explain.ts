import type { Policies } from '@crosswatch/policy'
import {
  purposes,
  type ActingRole,
  type Compartment,
  type PolicyExplanation,
  type PolicyOutcome,
  type Purpose,
} from '@crosswatch/protocol'

/** What is asked about: as a record has it, or as somebody puts it. */
export interface Explained {
  readonly roles: readonly ActingRole[]
  readonly purpose: Purpose
  readonly compartment?: Compartment | undefined
  /** What was done, in a word. */
  readonly does: string
  readonly decide: (purpose: Purpose) => PolicyOutcome
}

/** Why policies allow or refuse something, with the text of those that led to it. */
export function explain(
  policies: Pick<Policies, 'digest' | 'texts'>,
  asked: Explained,
): Omit<PolicyExplanation, 'recorded'> {
  const now = asked.decide(asked.purpose)
  const elsewhere = purposes.filter((purpose) => covers(asked.decide(purpose), asked.compartment))
  return {
    digest: policies.digest,
    sentence: sentenceFor(asked, now, elsewhere),
    now,
    texts: textsOf(policies, now.policies),
    purposes: elsewhere,
  }
}

/** What a lawyer wrote under each of these names; an agreement has a text of its own. */
export function textsOf(
  { texts }: Pick<Policies, 'texts'>,
  ids: readonly string[],
): PolicyExplanation['texts'] {
  return ids.flatMap((id) => {
    const text = texts[id]
    return text === undefined ? [] : [{ id, text }]
  })
}

function covers({ allowed, compartments }: PolicyOutcome, compartment: Compartment | undefined): boolean {
  return allowed && (compartment === undefined || compartments.includes(compartment))
}

function sentenceFor(
  { roles, does, purpose, compartment }: Explained,
  now: PolicyOutcome,
  elsewhere: readonly Purpose[],
): string {
  const what = `${roles.join(' and ')}: ${does} for ${purpose}${compartment === undefined ? '' : `, ${compartment}`}`
  if (covers(now, compartment)) return `Allowed to ${what}, by ${now.policies.join(', ')}.`
  if (now.reason === 'failed') {
    return `Refused to ${what}: it could not be decided (${now.policies.join(', ')}); correct the policies.`
  }
  if (now.reason === 'reference') {
    return `Refused to ${what} without a case or control reference, by ${now.policies.join(', ')}; state one.`
  }
  if (elsewhere.length > 0)
    return `Refused to ${what}: no policy permits it; one does for ${elsewhere.join(', ')}.`
  return `Refused to ${what}: no policy permits it for any purpose.`
}
