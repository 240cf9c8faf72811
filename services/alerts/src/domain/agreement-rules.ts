import type { AgreementDraft, AgreementState, AgreementTerms, JurisdictionCode } from '@crosswatch/protocol'
import type { KnownAgreement } from '../store/agreements.ts'

/** How an agreement stands now. */
export function agreementState({ standing, terms }: KnownAgreement, at: string): AgreementState {
  if (standing.terminated) return 'terminated'
  if (!standing.signed) return 'prepared'
  if (standing.superseded) return 'superseded'
  if (standing.suspended) return 'suspended'
  if (at < terms.validFrom) return 'waiting'
  return at < terms.validUntil ? 'in-force' : 'ended'
}

export interface DraftSetting {
  readonly own: JurisdictionCode
  /** The other members of the federation. */
  readonly partners: readonly JurisdictionCode[]
  /** What it amends. */
  readonly amended?: AgreementTerms | undefined
}

/** What is wrong with the terms, by field; nothing if they can be signed. */
export function agreementProblems(
  draft: Pick<AgreementDraft, 'parties' | 'compartments' | 'validFrom' | 'validUntil' | 'contacts'>,
  { own, partners, amended }: DraftSetting,
): { path: string; part: string; problem: string }[] {
  const { parties, compartments, validFrom, validUntil, contacts } = draft
  const members = [own, ...partners]
  const rules: readonly (readonly [boolean, string, string])[] = [
    [parties.includes(own), '/parties', 'must include this jurisdiction'],
    [parties.every((party) => members.includes(party)), '/parties', 'must be members of the federation'],
    [validFrom < validUntil, '/validUntil', 'must lie after the beginning'],
    [
      !compartments.includes('contacts') || compartments.includes('identity'),
      '/compartments',
      'must include identity if they include contacts, which belong to it',
    ],
    [
      contacts.every(({ jurisdiction }) => parties.includes(jurisdiction)),
      '/contacts',
      'must belong to the parties',
    ],
    [
      amended === undefined || amended.parties.every((party) => parties.includes(party)),
      '/parties',
      'must include every party of the agreement that is amended',
    ],
  ]
  return rules.filter(([holds]) => !holds).map(([, path, problem]) => ({ path, part: 'body', problem }))
}
