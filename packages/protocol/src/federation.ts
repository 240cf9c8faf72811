import { Type, type Static } from 'typebox'
import { documentType } from './document.ts'
import { closed, JurisdictionCode, Key32, Sha256Hex, text, Timestamp, Version1 } from './scalars.ts'

/** Whom an officer calls after a hit on an alert of this member. A desk, never a person. */
export const Contact = closed({
  desk: text(120),
  phone: Type.Optional(text(40)),
  email: Type.Optional(text(254)),
  hours: Type.Optional(text(80)),
})
export type Contact = Static<typeof Contact>

export const Member = closed({
  jurisdiction: JurisdictionCode,
  name: text(120),
  /** Ed25519 public key of the offline root. */
  root: Key32,
  contact: Contact,
})
export type Member = Static<typeof Member>

/**
 * Who belongs. Nobody stands above the members: a version counts when two thirds of the members of the version before
 * signed it, and every node pins the first one by its hash.
 */
export const FederationDocument = closed({
  v: Version1,
  federation: Type.String({ pattern: '^[a-z0-9-]{3,40}$' }),
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  /** SHA-256 of the payload of the version before; null only for the first. */
  previous: Type.Union([Sha256Hex, Type.Null()]),
  at: Timestamp,
  members: Type.Array(Member, { minItems: 1, maxItems: 300 }),
  parameters: closed({
    heartbeatSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    hubRetentionDays: Type.Integer({ minimum: 1, maximum: 365 }),
  }),
})
export type FederationDocument = Static<typeof FederationDocument>

export const federationDocument = documentType(
  'application/vnd.crosswatch.federation.v1+json',
  FederationDocument,
)
