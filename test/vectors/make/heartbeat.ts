import { signDocument, signPayload, type Signer } from '@crosswatch/crypto'
import {
  envelopeBytes,
  heartbeatDocument,
  packHeartbeat,
  toHex,
  utf8,
  type Heartbeat,
} from '@crosswatch/protocol'
import { federation, introduced, xa, xb } from './cast.ts'
import type { MadeFeed } from './feed.ts'
import { textOf, type VectorFile } from './files.ts'

export function heartbeatVectors({ entries }: MadeFeed): VectorFile {
  const fourth = entries[3]
  const heartbeat: Heartbeat = {
    v: 1,
    federation,
    issuer: 'XA',
    seq: fourth?.header.seq ?? 0,
    head: fourth?.hash ?? '',
    at: '2026-03-04T10:01:00.000Z',
  }
  const envelope = (change: Partial<Heartbeat>, by: Signer = xa.signer) =>
    envelopeBytes(signDocument(heartbeatDocument, { ...heartbeat, ...change }, by))
  const signedText = (text: string) =>
    textOf(envelopeBytes(signPayload(heartbeatDocument.payloadType, utf8(text), xa.signer)))
  const payload = textOf(heartbeatDocument.encode(heartbeat))
  return {
    format: 'Heartbeat',
    source: 'packages/protocol/README.md, "Heartbeat" and "Messages"',
    about: [
      'valid: `messageHex` is the message on the bus; its envelope opens under `key` and says `payload`.',
      'invalid: opening `envelope` under `key` is refused for `reason`.',
    ],
    key: introduced(xa).signing,
    valid: [
      {
        name: 'four entries',
        payload,
        envelope: textOf(envelope({})),
        messageHex: toHex(packHeartbeat(envelope({}))),
      },
    ],
    invalid: [
      { name: 'signed by somebody else', reason: 'unknown-key', envelope: textOf(envelope({}, xb.signer)) },
      {
        name: 'without a head',
        reason: 'payload-malformed',
        envelope: signedText(payload.replace(/"head":"[^"]*",/, '')),
      },
      {
        name: 'before the first entry',
        reason: 'payload-malformed',
        envelope: signedText(payload.replace('"seq":4', '"seq":0')),
      },
      {
        name: 'a feed entry',
        reason: 'wrong-document-type',
        envelope: textOf(fourth?.envelope ?? new Uint8Array()),
      },
    ],
  }
}
