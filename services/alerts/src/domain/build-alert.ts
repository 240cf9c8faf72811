import { closeCompartment, commitCompartment, type ClosedCompartment } from '@crosswatch/crypto'
import {
  addMonths,
  alertDocument,
  categoryRules,
  compartmentDocuments,
  sha256Hex,
  splitIdentity,
  type AlertCore,
  type AlertDraft,
  type Compartment,
  type JurisdictionCode,
} from '@crosswatch/protocol'

/** Where a version stands and who stands behind it. */
export interface VersionFacts {
  readonly id: string
  readonly version: number
  readonly issuer: JurisdictionCode
  readonly issuedAt: Date
  /** Pseudonyms. */
  readonly drafter: string
  readonly approver: string
  /** SHA-256 of the payload of the version before. */
  readonly replaces: string | null
}

/** An alert ready to be signed: its core, and its compartments closed and bound to it. */
export interface BuiltAlert {
  readonly core: AlertCore
  /** Canonical bytes of the core: exactly what is signed. */
  readonly payload: Uint8Array
  readonly hash: string
  readonly compartments: readonly ClosedCompartment[]
}

/** Makes the next version of an alert out of a draft that meets the rules. */
export function buildAlert(draft: AlertDraft, facts: VersionFacts): BuiltAlert {
  const committed = compartmentsOf(draft).map(([name, bytes]) => commitCompartment(name, bytes))
  const commitments = Object.fromEntries(committed.map(({ name, commitment }) => [name, commitment]))
  const core = coreOf(draft, facts, commitments)
  const payload = alertDocument.encode(core)
  return {
    core,
    payload,
    hash: sha256Hex(payload),
    compartments: committed.map((compartment) => closeCompartment(compartment, payload)),
  }
}

/** Which compartments an alert made of this draft has. */
export function compartmentNames(draft: AlertDraft): Compartment[] {
  return compartmentsOf(draft).map(([name]) => name)
}

function compartmentsOf(draft: AlertDraft): [Compartment, Uint8Array][] {
  const found: [Compartment, Uint8Array][] = []
  if (draft.identity) {
    const { identity, contacts } = splitIdentity(draft.identity)
    found.push(['identity', compartmentDocuments.identity.encode(identity)])
    if (contacts) found.push(['contacts', compartmentDocuments.contacts.encode(contacts)])
  }
  if (draft.posting) found.push(['posting', compartmentDocuments.posting.encode(draft.posting)])
  found.push(['grounds', compartmentDocuments.grounds.encode(draft.grounds)])
  if (draft.evidence) found.push(['evidence', compartmentDocuments.evidence.encode(draft.evidence)])
  return found
}

function coreOf(draft: AlertDraft, facts: VersionFacts, commitments: AlertCore['compartments']): AlertCore {
  const rule = categoryRules[draft.category]
  const issuedAt = facts.issuedAt.toISOString()
  const validFrom = draft.validFrom ?? issuedAt
  const reviewLimit = addMonths(new Date(validFrom), rule.reviewMonths).toISOString()
  return {
    v: 1,
    id: facts.id,
    version: facts.version,
    issuer: facts.issuer,
    authority: draft.authority,
    category: draft.category,
    action: rule.action,
    mode: draft.mode ?? 'actual',
    grade: draft.grade,
    handling: draft.handling,
    purposes: draft.purposes,
    issuedAt,
    validFrom,
    validUntil: draft.validUntil,
    reviewBy: draft.validUntil < reviewLimit ? draft.validUntil : reviewLimit,
    cautions: draft.cautions ?? [],
    links: draft.links ?? [],
    adequacy: { statement: draft.statement, drafter: facts.drafter, approver: facts.approver },
    compartments: commitments,
    ...(facts.replaces === null ? {} : { replaces: facts.replaces }),
  }
}
