import {
  ServiceError,
  type Category,
  type Compartment,
  type JurisdictionCode,
  type Purpose,
} from '@crosswatch/protocol'
import { isInForce, type Agreement } from './agreement.ts'
import type { PolicyEngine } from './policy-engine.ts'
import { remembering } from './remembering.ts'

/** An alert about to be issued, as far as the decision needs to know it. */
export interface OutgoingAlert {
  readonly issuer: JurisdictionCode
  readonly category: Category
  readonly compartments: readonly Compartment[]
  readonly purposes: readonly Purpose[]
}

/** Who gets an alert, what each may open, and by which policies and agreements. */
export interface RecipientDecision {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
  readonly policies: readonly string[]
}

/**
 * Decides who gets an alert: every party of an agreement that is in force and covers the category and one of the purposes,
 * with the compartments that the agreement names.
 *
 * An agreement that does not open `identity` or `grounds` of an alert that has them gives nothing to act upon, so such a
 * partner gets what the agreement names all the same: the core alone is a warning.
 *
 * @throws {ServiceError} `refused-by-policy` when a policy could not be evaluated: then nobody gets anything
 */
export function recipientDecisions(
  engine: PolicyEngine,
): (alert: OutgoingAlert, agreements: readonly Agreement[], at: string) => RecipientDecision[] {
  const grants = remembering<RecipientDecision | null>(rememberedGrants)
  const named = new WeakMap<Agreement, string>()
  const keyOf = (agreement: Agreement) => {
    const key = named.get(agreement) ?? JSON.stringify(agreement)
    named.set(agreement, key)
    return key
  }
  return ({ issuer, category, compartments, purposes }, agreements, at) => {
    const alert = { issuer, category, compartments, purposes }
    const alertKey = JSON.stringify(alert)
    const granted = agreements.flatMap((agreement) => {
      const inForce = isInForce(agreement, at)
      const key = `${alertKey} ${inForce} ${keyOf(agreement)}`
      return agreement.parties.flatMap(
        (party) =>
          grants(`${party} ${key}`, () => grantUnder(engine, alert, agreement, party, inForce)) ?? [],
      )
    })
    return [...Map.groupBy(granted, ({ jurisdiction }) => jurisdiction).values()].map((each) =>
      joined(each, compartments),
    )
  }
}

/** Grants kept in memory at most: one for each class of alerts, agreement and party. */
const rememberedGrants = 50_000

/** Where several agreements cover an alert, each adds to what may be opened. */
function joined(
  grants: readonly RecipientDecision[],
  compartments: readonly Compartment[],
): RecipientDecision {
  const [first] = grants
  return {
    jurisdiction: first?.jurisdiction ?? '',
    compartments: compartments.filter((name) => grants.some((grant) => grant.compartments.includes(name))),
    policies: [...new Set(grants.flatMap(({ policies }) => policies))],
  }
}

/** What one party gets under one agreement; null if nothing. */
function grantUnder(
  engine: PolicyEngine,
  alert: OutgoingAlert,
  agreement: Agreement,
  party: JurisdictionCode,
  inForce: boolean,
): RecipientDecision | null {
  const context = contextOf(alert, agreement, inForce)
  const principal = { type: 'Jurisdiction', id: party }
  const decide = (action: string, resource: { type: string; id: string }) => {
    const answer = engine.evaluate({ principal, action, resource, context })
    if (answer.failed) throw new ServiceError('refused-by-policy', { detail: answer.policies.join(', ') })
    return answer
  }
  const received = decide('receive', { type: 'Core', id: 'core' })
  if (!received.allowed) return null
  const opened = alert.compartments
    .map((name) => ({ name, answer: decide('open', { type: 'Compartment', id: name }) }))
    .filter(({ answer }) => answer.allowed)
  const policies = [received, ...opened.map(({ answer }) => answer)].flatMap((answer) => answer.policies)
  return {
    jurisdiction: party,
    compartments: opened.map(({ name }) => name),
    policies: [...new Set(policies), `agreement/${agreement.id}`],
  }
}

function contextOf(alert: OutgoingAlert, agreement: Agreement, inForce: boolean) {
  const entity = (type: string) => (id: string) => ({ __entity: { type, id } })
  return {
    issuer: entity('Jurisdiction')(alert.issuer),
    category: entity('Category')(alert.category),
    purposes: alert.purposes.map(entity('Purpose')),
    agreement: {
      inForce,
      parties: agreement.parties.map(entity('Jurisdiction')),
      categories: agreement.categories.map(entity('Category')),
      compartments: agreement.compartments.map(entity('Compartment')),
      purposes: agreement.purposes.map(entity('Purpose')),
    },
  }
}
