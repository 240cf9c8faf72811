import { signDocument, signPayload, type Signer } from '@crosswatch/crypto'
import { envelopeBytes, receiptDocument, sha256Hex, utf8, type Receipt } from '@crosswatch/protocol'
import { introduced, xa, xb } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

export function receiptVectors(): VectorFile {
  const receipt: Receipt = {
    v: 1,
    id: '01957a60-0000-7000-8000-0000000000e1',
    issuer: 'XB',
    to: 'XA',
    at: '2026-03-04T10:00:01.000Z',
    upTo: 4,
    alerts: [
      {
        alert: '01957a60-0000-7000-8000-000000000001',
        version: 1,
        cause: 'withdrawn',
        entry: 4,
        hash: sha256Hex(utf8('the fourth entry')),
      },
    ],
    bodies: 1,
  }
  const signed = (by: Signer) => textOf(envelopeBytes(signDocument(receiptDocument, receipt, by)))
  const signedText = (text: string) =>
    textOf(envelopeBytes(signPayload(receiptDocument.payloadType, utf8(text), xb.signer)))
  const payload = textOf(receiptDocument.encode(receipt))
  return {
    format: 'Receipt',
    source: 'packages/protocol/README.md, "Receipt"',
    about: [
      'valid: `envelope` opens under `key` and says `payload`.',
      'invalid: opening `envelope` under `key` is refused for `reason`.',
    ],
    key: introduced(xb).signing,
    valid: [{ name: 'a withdrawal, and one sealed body', payload, envelope: signed(xb.signer) }],
    invalid: [
      { name: 'signed by the issuer of the alert', reason: 'unknown-key', envelope: signed(xa.signer) },
      {
        name: 'for nothing',
        reason: 'payload-malformed',
        envelope: signedText(payload.replace(/"alerts":\[.*\],"at"/, '"alerts":[],"at"')),
      },
      {
        name: 'without the hash of the entry',
        reason: 'payload-malformed',
        envelope: signedText(payload.replace(/"hash":"[^"]*",/, '')),
      },
    ],
  }
}
