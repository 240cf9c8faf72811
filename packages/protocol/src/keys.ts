import { Type, type Static } from 'typebox'
import { Envelope } from './dsse.ts'
import { documentType } from './document.ts'
import { Base64, closed, JurisdictionCode, oneOf, Timestamp, Version1 } from './scalars.ts'

/** What a key is for. One key, one use. */
export const keyUses = ['signing', 'channel', 'log', 'witness', 'match'] as const
export type KeyUse = (typeof keyUses)[number]

export const Epoch = Type.String({
  pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])$`,
  description: 'Month of a channel key',
})
export type Epoch = Static<typeof Epoch>

const KeyId = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: 'First 16 bytes of SHA-256 of the public key',
})
const Federation = Type.String({ pattern: '^[a-z0-9-]{3,40}$' })

/** The offline root of a jurisdiction says: this key is ours, for this use, in this time. */
export const KeyStatement = closed({
  v: Version1,
  federation: Federation,
  jurisdiction: JurisdictionCode,
  use: oneOf(keyUses),
  /** Ed25519: 32 bytes. X-Wing: 1216 bytes. ML-DSA-44: 1312 bytes. */
  key: Base64,
  epoch: Type.Optional(Epoch),
  validFrom: Timestamp,
  validUntil: Timestamp,
})
export type KeyStatement = Static<typeof KeyStatement>

export const keyStatementDocument = documentType('application/vnd.crosswatch.key.v1+json', KeyStatement)

/**
 * The root takes a key back. What stands in the feed up to `lastGood` stays valid; whatever a signing key signed after it is
 * refused, whatever its date says. To a channel key that was taken back nothing new is sealed.
 */
export const Revocation = closed({
  v: Version1,
  federation: Federation,
  jurisdiction: JurisdictionCode,
  keyid: KeyId,
  lastGood: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  reason: oneOf(['compromised', 'lost', 'superseded']),
  at: Timestamp,
})
export type Revocation = Static<typeof Revocation>

export const revocationDocument = documentType('application/vnd.crosswatch.revocation.v1+json', Revocation)

/** The public body of a `key` entry: what the root signed, in the order in which it takes effect. */
export const KeyEventBody = closed({
  v: Version1,
  statements: Type.Array(Envelope, { minItems: 1, maxItems: 64 }),
})
export type KeyEventBody = Static<typeof KeyEventBody>

/** `{"statements":[<envelope>,...],"v":1}`: not signed as a whole, since the header names its hash. */
export const keyEventBody = documentType('application/vnd.crosswatch.key-event.v1+json', KeyEventBody)
