import type { ReleaseRequested } from '@crosswatch/policy'
import type {
  ConsentDraft,
  ConsentStatus,
  FieldProblem,
  JurisdictionCode,
  ReleaseRequest,
} from '@crosswatch/protocol'

/** What a consent says, without the information. */
export type ConsentTerms = Omit<ConsentDraft, 'information' | 'status'>

const longestMs = 366 * 24 * 3_600_000

/** What is missing or contradicts itself. Nothing is filled in: what was not said is not consented to. */
export function consentProblems(draft: ConsentDraft, now: Date): FieldProblem[] {
  const problems: FieldProblem[] = []
  const problem = (path: string, text: string) => problems.push({ path, part: 'body', problem: text })
  const { status, recipients, never, purposes, categories, information, validUntil, reviewBy } = draft
  if (status === 'given') {
    if (recipients.length === 0) problem('/recipients', 'a given consent names who may see it')
    if (purposes.length === 0) problem('/purposes', 'a given consent names what for')
    if (categories.length === 0) problem('/categories', 'a given consent names what about')
  }
  if (recipients.some((code) => never.includes(code)))
    problem('/never', 'excludes a recipient that is named as one')
  const told = Object.keys(information)
  if (told.some((category) => !categories.some((one) => one === category)))
    problem('/information', 'holds a category that is not consented to')
  if (status !== 'given' && told.length > 0) problem('/information', 'is kept only under a given consent')
  problems.push(...periodProblems(validUntil, reviewBy, now))
  return problems
}

/** A consent is for a year at most, and is looked at again before it ends. */
export function periodProblems(validUntil: string, reviewBy: string, now: Date): FieldProblem[] {
  const until = new Date(validUntil).getTime()
  const problem = (path: string, text: string) => [{ path, part: 'body', problem: text }]
  if (until <= now.getTime()) return problem('/validUntil', 'lies in the past')
  if (until > now.getTime() + longestMs) return problem('/validUntil', 'is more than a year away')
  return reviewBy > validUntil ? problem('/reviewBy', 'lies after the end') : []
}

/** A consent that ran out counts as expired from that moment, whatever stands in the table. */
export function statusAt(status: ConsentStatus, validUntil: Date, now: Date): ConsentStatus {
  return isGiven(status) && validUntil <= now ? 'expired' : status
}

export function isGiven(status: ConsentStatus): boolean {
  return status === 'given' || status === 'renewed-given'
}

/** Why nothing is released. Stays at the origin. `refused-by-policy`: by a policy that goes further than these rules. */
export type ReleaseRefusal =
  | 'no-such-consent'
  | 'not-live'
  | 'excluded'
  | 'not-a-recipient'
  | 'another-purpose'
  | 'another-category'
  | 'clocks-differ'
  | 'refused-by-policy'

/** How far the asking node's clock may be off: otherwise one of the two cannot tell what has expired. */
const clockToleranceMs = 5 * 60_000

/** A consent as it is held, if there is one. */
type HeldConsent =
  { readonly status: ConsentStatus; readonly validUntil: Date; readonly terms: ConsentTerms } | undefined

type Asked = Pick<ReleaseRequest, 'purpose' | 'categories' | 'at'>

/**
 * What the policies are asked about a request, at this moment.
 *
 * @param asking who asks: the feed that brought the request, not what it says
 */
export function releaseRequested(
  consent: HeldConsent,
  { purpose, categories, at }: Asked,
  asking: JurisdictionCode,
  now: Date,
): ReleaseRequested {
  return {
    asking,
    purpose,
    categories,
    state: consent === undefined ? 'unknown' : statusAt(consent.status, consent.validUntil, now),
    terms: consent?.terms,
    clocksAgree: Math.abs(new Date(at).getTime() - now.getTime()) <= clockToleranceMs,
  }
}

/**
 * Why the policies refuse a request, in a word for the record. What these rules refuse is refused too, should a policy permit it:
 * unknown, silent and expired are no.
 */
export function releaseRefusal(
  { allowed }: { readonly allowed: boolean },
  consent: HeldConsent,
  request: Asked,
  asking: JurisdictionCode,
  now: Date,
): ReleaseRefusal | undefined {
  if (consent === undefined) return 'no-such-consent'
  const { status, validUntil, terms } = consent
  if (!isGiven(statusAt(status, validUntil, now))) return 'not-live'
  if (terms.never.includes(asking)) return 'excluded'
  if (!terms.recipients.includes(asking)) return 'not-a-recipient'
  if (!terms.purposes.includes(request.purpose)) return 'another-purpose'
  if (request.categories.some((category) => !terms.categories.includes(category))) return 'another-category'
  if (Math.abs(new Date(request.at).getTime() - now.getTime()) > clockToleranceMs) return 'clocks-differ'
  return allowed ? undefined : 'refused-by-policy'
}
