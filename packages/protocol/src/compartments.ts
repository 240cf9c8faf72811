import { Type, type Static } from 'typebox'
import { codeListNames } from './code-lists.ts'
import { documentType } from './document.ts'
import { Contacts, Recognition, type Identity } from './identity.ts'
import { closed, CountryCode, oneOf, PartialDate, Sha256Hex, text } from './scalars.ts'

/** A reason from a published list, for instance ILO's indicators of forced labour. */
export const CodedGround = closed({
  list: oneOf(codeListNames),
  code: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }),
})
export type CodedGround = Static<typeof CodedGround>

/** The `grounds` compartment: why the alert exists. The narrative is short on purpose. */
export const Grounds = closed({
  codes: Type.Array(CodedGround, { minItems: 1, maxItems: 20 }),
  legalBasis: text(300),
  /** The warrant, order or decision behind the alert. */
  decisionReference: Type.Optional(text(160)),
  narrative: Type.Optional(text(500)),
})
export type Grounds = Static<typeof Grounds>

/**
 * The `posting` compartment: a job offer. Whom it impersonates is not whom it warns of, so the employer claimed here
 * is never matched as a name; the posting's contacts and links stand in `contacts`.
 */
export const Posting = closed({
  title: Type.Optional(text(200)),
  employerClaimed: Type.Optional(text(200)),
  occupation: Type.Optional(text(120)),
  country: Type.Optional(CountryCode),
  locality: Type.Optional(text(120)),
  pay: Type.Optional(text(120)),
  feeAsked: Type.Optional(text(120)),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}$', description: 'ISO 639 code' })),
  seenOn: Type.Optional(PartialDate),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
})
export type Posting = Static<typeof Posting>

/** The `evidence` compartment: exhibits by hash. The exhibits themselves move on request. */
export const Evidence = closed({
  caseReference: text(160),
  exhibits: Type.Array(
    closed({
      sha256: Sha256Hex,
      kind: oneOf(['document', 'image', 'recording', 'message', 'statement', 'transaction', 'other']),
      takenAt: Type.Optional(PartialDate),
    }),
    { maxItems: 50 },
  ),
})
export type Evidence = Static<typeof Evidence>

/** Each compartment as canonical bytes. They are not signed by themselves: the core commits to them. */
export const compartmentDocuments = {
  identity: documentType('application/vnd.crosswatch.identity.v1+json', Recognition),
  contacts: documentType('application/vnd.crosswatch.contacts.v1+json', Contacts),
  posting: documentType('application/vnd.crosswatch.posting.v1+json', Posting),
  grounds: documentType('application/vnd.crosswatch.grounds.v1+json', Grounds),
  evidence: documentType('application/vnd.crosswatch.evidence.v1+json', Evidence),
} as const

/** What each compartment holds, opened. */
export interface CompartmentContents {
  readonly identity?: Recognition
  readonly contacts?: Contacts
  readonly posting?: Posting
  readonly grounds?: Grounds
  readonly evidence?: Evidence
}

/** What an alert says of its subject and why, as far as it was opened: names and contacts together again. */
export interface OpenedContents extends Omit<CompartmentContents, 'identity' | 'contacts'> {
  readonly identity?: Identity
}

/** Contacts whose identity stays closed say nothing of anybody, and are left out. */
export function joinContents({ identity, contacts, ...rest }: CompartmentContents): OpenedContents {
  return identity === undefined ? rest : { ...rest, identity: { ...identity, ...contacts } }
}
