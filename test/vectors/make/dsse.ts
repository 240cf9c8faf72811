import { signDocument, signPayload, type Signer } from '@crosswatch/crypto'
import {
  envelopeBytes,
  fromBase64,
  heartbeatDocument,
  makeEnvelope,
  preAuthenticationEncoding,
  toBase64,
  toHex,
  utf8,
  withdrawalDocument,
  type Envelope,
} from '@crosswatch/protocol'
import { introduced, xa, xb } from './cast.ts'
import { flipped, textOf, type VectorFile } from './files.ts'

const type = withdrawalDocument.payloadType
const withdrawal = {
  v: 1 as const,
  id: '01957a60-0000-7000-8000-000000000001',
  version: 1,
  issuer: 'XA',
  reason: 'mistaken' as const,
  at: '2026-03-04T10:00:00.000Z',
}

/** The order of the group, little-endian (RFC 8032, section 5.1): a signature with it added to S says the same to a lax verifier. */
const order = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn

export function dsseVectors(): VectorFile {
  const envelope = signDocument(withdrawalDocument, withdrawal, xa.signer)
  return {
    format: 'DSSE envelope',
    source: 'packages/protocol/README.md, "Signed envelope"; DSSE v1; RFC 8032',
    about: [
      'encodings: what is signed for a type and a payload.',
      'valid: `envelope` (UTF-8 text) opens under the key and holds a document of `payloadType` with the bytes `payloadHex`.',
      'invalid: opening `envelope` as a document of `payloadType`, knowing only the key of `key`, is refused for `reason`.',
    ],
    key: introduced(xa).signing,
    payloadType: type,
    encodings: [
      encoding('http://example.com/HelloWorld', utf8('hello world')),
      encoding('', new Uint8Array()),
      encoding('é', utf8('жж')),
      encoding(type, withdrawalDocument.encode(withdrawal)),
    ],
    valid: [
      {
        name: 'a withdrawal',
        envelope: textOf(envelopeBytes(envelope)),
        payloadHex: toHex(withdrawalDocument.encode(withdrawal)),
        signatureHex: toHex(fromBase64(envelope.signatures[0]?.sig ?? '')),
      },
    ],
    invalid: invalid(envelope),
  }
}

function encoding(payloadType: string, payload: Uint8Array) {
  return {
    payloadType,
    payloadHex: toHex(payload),
    encodingHex: toHex(preAuthenticationEncoding(payloadType, payload)),
  }
}

function invalid(envelope: Envelope): { name: string; reason: string; envelope: string }[] {
  const payload = withdrawalDocument.encode(withdrawal)
  const text = textOf(envelopeBytes(envelope))
  const signature = fromBase64(envelope.signatures[0]?.sig ?? '')
  const made = (name: string, reason: string, changed: Envelope) => ({
    name,
    reason,
    envelope: textOf(envelopeBytes(changed)),
  })
  const spelled = (name: string, changed: string) => ({
    name,
    reason: 'envelope-malformed',
    envelope: changed,
  })
  const signedBy = (signer: Signer, bytes: Uint8Array) => signPayload(type, bytes, signer)
  const withSignature = (bytes: Uint8Array) =>
    makeEnvelope(type, payload, [{ keyid: xa.signer.keyid, signature: bytes }])
  const malleated = Uint8Array.from(signature)
  malleated.set(littleEndian(bigEndian(signature.subarray(32)) + order), 32)
  const withdrawalText = textOf(payload)

  return [
    spelled('white space', text.replace(',', ', ')),
    spelled('an unknown field', text.replace('{"payload"', '{"note":"","payload"')),
    spelled('no signature', text.replace(/"signatures":\[.*\]/, '"signatures":[]')),
    spelled('a type of somebody else', text.replace(type, 'application/vnd.in-toto+json')),
    spelled('a signature of 63 bytes', text.replace(toBase64(signature), toBase64(signature.subarray(1)))),
    spelled('another spelling of the signature', text.replace(/.=="\}\]\}$/, respellLast)),
    made('one bit of the payload', 'bad-signature', {
      ...envelope,
      payload: toBase64(flipped(payload, 400)),
    }),
    made('one bit of the signature', 'bad-signature', withSignature(flipped(signature, 3))),
    made('the group order added to S', 'bad-signature', withSignature(malleated)),
    made('the signature of another type over the same payload', 'bad-signature', {
      ...signPayload(heartbeatDocument.payloadType, payload, xa.signer),
      payloadType: type,
    }),
    made(
      'the payload itself signed, without the encoding',
      'bad-signature',
      withSignature(xa.signer.sign(payload)),
    ),
    made('two signatures', 'bad-signature', signPayload(type, payload, xa.signer, xb.signer)),
    made('no known key', 'unknown-key', signedBy(xb.signer, payload)),
    made('the key id of another key', 'unknown-key', {
      ...envelope,
      signatures: [{ keyid: xb.signer.keyid, sig: toBase64(signature) }],
    }),
    made('a document of another type', 'wrong-document-type', {
      ...envelope,
      payloadType: heartbeatDocument.payloadType,
    }),
    made(
      'a payload that is not canonical',
      'payload-malformed',
      signedBy(xa.signer, utf8(` ${withdrawalText}`)),
    ),
    made(
      'a payload with an unknown field',
      'payload-malformed',
      signedBy(xa.signer, utf8(withdrawalText.replace('"version"', '"subject":"","version"'))),
    ),
    made(
      'a payload of a later version',
      'payload-malformed',
      signedBy(xa.signer, utf8(withdrawalText.replace('"v":1', '"v":2'))),
    ),
    made(
      'a day that the calendar does not have',
      'payload-malformed',
      signedBy(xa.signer, utf8(withdrawalText.replace('2026-03-04', '2026-02-30'))),
    ),
  ]
}

/** The last digit before the padding with its unused bits set: the same bytes to a lax reader. */
function respellLast(ending: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return `${digits[digits.indexOf(ending.charAt(0)) + 1] ?? ''}${ending.slice(1)}`
}

function bigEndian(littleEndianBytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(littleEndianBytes.toReversed())}`)
}

function littleEndian(value: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex')).toReversed()
}
