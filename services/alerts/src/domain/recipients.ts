import type { Agreement, Policies, RecipientDecision } from '@crosswatch/policy'
import {
  canonicalBytes,
  ServiceError,
  sha256Hex,
  splitIdentity,
  type AgreementTerms,
  type AlertDraft,
  type Compartment,
  type CompartmentContents,
  type IssueDecision,
  type JurisdictionCode,
  type RecipientPreview,
} from '@crosswatch/protocol'
import type { AlertRow, DraftRow } from '../store/alerts.ts'
import { compartmentNames } from './build-alert.ts'
import { sureHolders } from './holders.ts'

/** Who gets an alert and what each may open: what is asked at the preview and again, anew, at issue. */
export interface RecipientsSetting {
  readonly issuer: JurisdictionCode
  readonly policies: Pick<Policies, 'decideRecipients'>
  readonly agreements: readonly (Agreement & Pick<AgreementTerms, 'onwardUse'>)[]
  readonly at: Date
}

/**
 * Who gets the version that a draft makes. Whoever got the version before gets this one too, even if only to learn that it replaces
 * the other.
 */
export function recipientsOf(
  { issuer, policies, agreements, at }: RecipientsSetting,
  { recipients: former }: Pick<AlertRow, 'recipients'>,
  draft: AlertDraft,
): RecipientDecision[] {
  const { category, purposes } = draft
  const decided = policies.decideRecipients(
    { issuer, category, purposes, compartments: compartmentNames(draft) },
    agreements,
    at.toISOString(),
  )
  const left = sureHolders(former)
    .filter((jurisdiction) => !decided.some((one) => one.jurisdiction === jurisdiction))
    .map((jurisdiction) => ({ jurisdiction, compartments: [], policies: [formerRecipient] }))
  return [...decided, ...left].toSorted((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : 1))
}

/** What was decided, with all that it was decided by: to be explained, and to be made again under other policies. */
export function decisionOf(
  { issuer, agreements }: RecipientsSetting,
  draft: AlertDraft,
  recipients: readonly RecipientDecision[],
): IssueDecision {
  return {
    issuer,
    category: draft.category,
    compartments: compartmentNames(draft),
    purposes: draft.purposes.toSorted(),
    agreements: agreements
      .map(({ id, parties, categories, compartments, purposes, validFrom, validUntil }) => ({
        id,
        parties: [...parties],
        categories: [...categories],
        compartments: [...compartments],
        purposes: [...purposes],
        validFrom,
        validUntil,
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    recipients: recipients.map(({ jurisdiction, compartments, policies }) => ({
      jurisdiction,
      compartments: [...compartments],
      ...(policies.includes(formerRecipient) && { former: true as const }),
    })),
  }
}

/** Stands for a policy where none lets somebody have a version that replaces one that they had. */
const formerRecipient = 'former-recipient'

/** What a recipient would see: the fields that are filled in, compartment by compartment. Their names, never what they hold. */
export function previewOf(
  { jurisdiction, compartments, policies }: RecipientDecision,
  draft: AlertDraft,
): RecipientPreview {
  const parts: CompartmentContents = { ...draft, ...(draft.identity && splitIdentity(draft.identity)) }
  return {
    jurisdiction,
    compartments: compartments.map((name) => ({ name, fields: filledIn(parts[name] ?? {}) })),
    policies: [...policies],
  }
}

/** `subject` says only whether it is a person; a list without entries is not filled in. */
function filledIn(content: object): string[] {
  return Object.entries(content)
    .filter(([name, value]) => name !== 'subject' && !(Array.isArray(value) && value.length === 0))
    .map(([name]) => name)
}

/** Names what an officer confirms: this content as this version, to these recipients, under these terms. */
export function confirmationDigest(
  { id, version }: Pick<AlertRow, 'id' | 'version'>,
  { content }: Pick<DraftRow, 'content'>,
  recipients: readonly RecipientDecision[],
  agreements: readonly Agreement[],
): string {
  return sha256Hex(
    canonicalBytes({
      alert: id,
      version: version + 1,
      // The box of the draft: every edit makes another one.
      content: sha256Hex(content),
      recipients: recipients.map(({ jurisdiction, compartments }) => ({
        jurisdiction,
        compartments: [...compartments],
      })),
      agreements: agreements
        .filter(({ id: agreement }) =>
          recipients.some(({ policies }) => policies.includes(`agreement/${agreement}`)),
        )
        .map((agreement) => sha256Hex(canonicalBytes({ ...agreement })))
        .toSorted(),
    }),
  )
}

/** What an officer confirmed that a jurisdiction may open of the rows of a list, at most. */
export interface ConfirmedRecipient {
  readonly jurisdiction: JurisdictionCode
  readonly compartments: readonly Compartment[]
}

/** What the approving officer confirmed: for one alert the digest of its preview, for a list the most that each may open. */
export type Confirmed =
  | { readonly kind: 'exactly'; readonly digest: string }
  | { readonly kind: 'at-most'; readonly recipients: readonly ConfirmedRecipient[] }

/** @throws {ServiceError} `recipients-changed` if somebody would see more than was confirmed */
export function assertWithin(
  recipients: readonly RecipientDecision[],
  confirmed: readonly ConfirmedRecipient[],
): void {
  for (const { jurisdiction, compartments } of recipients) {
    const known = confirmed.find((one) => one.jurisdiction === jurisdiction)?.compartments ?? []
    const more = compartments.find((name) => !known.includes(name))
    if (more !== undefined) throw new ServiceError('recipients-changed', { detail: jurisdiction })
  }
}
