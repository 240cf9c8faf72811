import { Type, type Static } from 'typebox'
import { AgreementTerms, agreementActs, agreementContent } from '../agreement.ts'
import { closed, JurisdictionCode, oneOf, Sha256Hex, text, Timestamp } from '../scalars.ts'

/** What an administrator writes; `amends` is the digest of the agreement that it takes the place of. */
export const AgreementDraft = closed({ amends: Type.Optional(Sha256Hex), ...agreementContent })
export type AgreementDraft = Static<typeof AgreementDraft>

/**
 * `prepared`: drafted here, or received and waiting, and not signed by every party; `in-force`; `suspended` by a party;
 * `terminated` by one; `superseded` by an amendment; `waiting` and `ended`: signed by all, but outside its time.
 */
export const agreementStates = [
  'prepared',
  'waiting',
  'in-force',
  'suspended',
  'ended',
  'terminated',
  'superseded',
] as const
export type AgreementState = (typeof agreementStates)[number]

/** An agreement as it stands at this node. */
export const AgreementView = closed({
  /** SHA-256 of the terms' canonical bytes: names this version, at every party the same. */
  digest: Sha256Hex,
  state: oneOf(agreementStates),
  terms: AgreementTerms,
  statements: Type.Array(
    closed({
      party: JurisdictionCode,
      act: oneOf(agreementActs),
      at: Timestamp,
      reason: Type.Optional(text(300)),
    }),
  ),
  /** Who of this node drafted or endorsed it; another one signs. */
  preparedBy: Type.Union([Type.Null(), text(80)]),
})
export type AgreementView = Static<typeof AgreementView>

export const AgreementList = closed({ agreements: Type.Array(AgreementView) })

/** Why an agreement is suspended, resumed or terminated; every party reads it. */
export const AgreementReason = closed({ reason: text(300) })
