import {
  envelopePayload,
  fromBase64,
  makeEnvelope,
  preAuthenticationEncoding,
  type DocumentType,
  type Envelope,
} from '@crosswatch/protocol'
import type { Static, TSchema } from 'typebox'
import { CryptoError } from './crypto-error.ts'
import { verifySignature, type Signer } from './ed25519.ts'

/** Signs a document: DSSE over its canonical bytes. */
export function signDocument<S extends TSchema>(
  type: DocumentType<S>,
  value: Static<S>,
  ...signers: readonly Signer[]
): Envelope {
  return signPayload(type.payloadType, type.encode(value), ...signers)
}

/** Signs bytes that are already the canonical form of a document of the type. */
export function signPayload(
  payloadType: string,
  payload: Uint8Array,
  ...signers: readonly Signer[]
): Envelope {
  const message = preAuthenticationEncoding(payloadType, payload)
  return makeEnvelope(
    payloadType,
    payload,
    signers.map((signer) => ({ keyid: signer.keyid, signature: signer.sign(message) })),
  )
}

/** Finds the public key that a key id names, or nothing if it may not sign here. */
export type KeyLookup = (keyid: string) => Uint8Array | undefined

/**
 * Verifies an envelope with exactly one signature and reads its document.
 *
 * @param envelope attacker-controlled until this returns
 * @returns the document and the exact bytes that were signed
 * @throws {CryptoError} `wrong-document-type`, `unknown-key` or `bad-signature`
 * @throws {FormatError} `payload-malformed`
 */
export function openDocument<S extends TSchema>(
  type: DocumentType<S>,
  envelope: Envelope,
  lookup: KeyLookup,
): { readonly value: Static<S>; readonly payload: Uint8Array; readonly keyid: string } {
  const payload = verifyPayload(type.payloadType, envelope, lookup)
  return { value: type.decode(payload.payload), ...payload }
}

function verifyPayload(payloadType: string, envelope: Envelope, lookup: KeyLookup) {
  if (envelope.payloadType !== payloadType) {
    throw new CryptoError('wrong-document-type', `Expected a document of type ${payloadType}.`)
  }
  const [signature, ...more] = envelope.signatures
  if (signature === undefined || more.length > 0) {
    throw new CryptoError('bad-signature', 'The document must bear exactly one signature.')
  }
  const publicKey = lookup(signature.keyid)
  if (publicKey === undefined) {
    throw new CryptoError('unknown-key', 'No key that is valid here has the id that the signature names.')
  }
  const payload = envelopePayload(envelope)
  if (
    !verifySignature(preAuthenticationEncoding(payloadType, payload), fromBase64(signature.sig), publicKey)
  ) {
    throw new CryptoError('bad-signature', 'The signature does not fit the document.')
  }
  return { payload, keyid: signature.keyid }
}

/** The ids of the given keys that signed the envelope validly, each counted once. */
export function validSigners(envelope: Envelope, keys: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> {
  const message = preAuthenticationEncoding(envelope.payloadType, envelopePayload(envelope))
  const valid = new Set<string>()
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid)
    if (key !== undefined && verifySignature(message, fromBase64(sig), key)) valid.add(keyid)
  }
  return valid
}
