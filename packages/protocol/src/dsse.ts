import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { fromBase64, toBase64, utf8, concatBytes } from './bytes.ts'
import { canonicalBytes, CanonicalError, parseCanonical } from './canonical.ts'
import { FormatError } from './format-error.ts'
import { Base64, closed } from './scalars.ts'

/**
 * DSSE v1 envelopes (secure-systems-lab/dsse, protocol.md and envelope.md).
 *
 *   {"payload":"<base64>","payloadType":"application/vnd.crosswatch.alert.v1+json",
 *    "signatures":[{"keyid":"<32 hex>","sig":"<base64, 64 bytes>"}]}
 *
 * as canonical JSON. What is signed is never the JSON but the pre-authentication encoding of type and payload.
 */
const EnvelopeSignature = closed({
  keyid: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  sig: Type.String({ pattern: '^[A-Za-z0-9+/]{85}[AQgw]==$', description: '64 bytes in base64' }),
})

export const Envelope = closed({
  payload: Base64,
  payloadType: Type.String({ pattern: String.raw`^application/vnd\.crosswatch\.[a-z-]+\.v[0-9]+\+json$` }),
  signatures: Type.Array(EnvelopeSignature, { minItems: 1, maxItems: 300 }),
})
export type Envelope = Static<typeof Envelope>

/** Who signed, with what. `signature` is 64 bytes of Ed25519 (RFC 8032). */
export interface Signature {
  readonly keyid: string
  readonly signature: Uint8Array
}

/**
 * The bytes that are signed:
 *
 *   "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload      lengths in bytes, in ASCII decimal
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType)
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload)
}

export function makeEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signatures: readonly Signature[],
): Envelope {
  return {
    payload: toBase64(payload),
    payloadType,
    signatures: signatures.map(({ keyid, signature }) => ({ keyid, sig: toBase64(signature) })),
  }
}

export function envelopeBytes(envelope: Envelope): Uint8Array {
  return canonicalBytes(envelope)
}

/** The payload's bytes, still unverified. */
export function envelopePayload(envelope: Envelope): Uint8Array {
  return fromBase64(envelope.payload)
}

const check = Compile(Envelope)

/**
 * Reads an envelope that somebody else controls. Says nothing about its signatures.
 *
 * @throws {FormatError} `envelope-malformed`
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  let value: unknown
  try {
    value = parseCanonical(bytes)
  } catch (cause) {
    if (!(cause instanceof CanonicalError)) throw cause
    throw new FormatError('envelope-malformed', `Not a DSSE envelope. ${cause.message}`, { cause })
  }
  if (!check.Check(value))
    throw new FormatError('envelope-malformed', 'Not a DSSE envelope in canonical form.')
  return value
}
