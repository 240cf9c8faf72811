import { decideRecipientAgain, explainAgreements, type Policies } from '@crosswatch/policy'
import type {
  AgreementLack,
  Compartment,
  JurisdictionCode,
  PolicyExplanation,
  PolicyOutcome,
} from '@crosswatch/protocol'
import type { IssuedVersion } from '../store/issued.ts'
import { textsOf } from './explain.ts'

/** Why a jurisdiction got an alert, or a compartment of it, or did not: with the terms and agreements of when it was issued. */
export function explainRecipient(
  policies: Pick<Policies, 'digest' | 'texts' | 'decideRecipients'>,
  { alert, version, at, decision }: IssuedVersion,
  recipient: JurisdictionCode,
  compartment: Compartment | undefined,
): PolicyExplanation {
  const asked = { decision, at, recipient, compartment }
  const now = decideRecipientAgain(policies, asked)
  const agreements = explainAgreements(policies, asked)
  const given = decision.recipients.find(({ jurisdiction }) => jurisdiction === recipient)
  const name = `version ${version} of alert ${alert}`
  const sentences = [
    sentenceFor({ ...asked, now, agreements, name, has: decision.compartments }),
    given?.former === true &&
      `It was sent to ${recipient} without any, since ${recipient} had the version before.`,
    given !== undefined && !given.former && !now.allowed && `It was sent to ${recipient} when it was issued.`,
    given === undefined && now.allowed && `It was not sent to ${recipient} when it was issued.`,
  ]
  const { category, purposes, compartments } = decision
  return {
    digest: policies.digest,
    sentence: sentences.filter((sentence) => sentence !== false).join(' '),
    now,
    texts: textsOf(policies, now.policies),
    purposes: [],
    recipient: {
      version,
      at,
      jurisdiction: recipient,
      category,
      purposes,
      compartments,
      given: given?.compartments ?? null,
      agreements,
    },
  }
}

interface Told {
  readonly recipient: JurisdictionCode
  readonly compartment: Compartment | undefined
  readonly now: PolicyOutcome
  readonly agreements: NonNullable<PolicyExplanation['recipient']>['agreements']
  /** Of the version. */
  readonly name: string
  /** The compartments that the version has. */
  readonly has: readonly Compartment[]
}

function sentenceFor({ recipient, compartment, now, agreements, name, has }: Told): string {
  if (compartment !== undefined && !has.includes(compartment)) return `There is no ${compartment} in ${name}.`
  const what = compartment === undefined ? name : `${compartment} of ${name}`
  if (now.allowed && (compartment === undefined || now.compartments.includes(compartment))) {
    return `${recipient} may ${compartment === undefined ? 'have' : 'open'} ${what}, by ${now.policies.join(', ')}.`
  }
  const refused = `${recipient} may not ${compartment === undefined ? 'have' : 'open'} ${what}`
  if (agreements.length === 0) return `${refused}: no agreement in force at issue had it as a party.`
  const reasons = agreements.map(
    ({ id, lacks }) =>
      `agreement/${id} ${lacks.length === 0 ? 'covers it, and no policy permits it' : lacks.map((lack) => lackWords[lack]).join(', ')}`,
  )
  return `${refused}: ${reasons.join('; ')}.`
}

const lackWords: Readonly<Record<AgreementLack, string>> = {
  issuer: 'does not have the issuer as a party',
  category: 'does not name its category',
  purposes: 'names none of its purposes',
  time: 'was not in force',
  compartment: 'does not name the compartment',
}
