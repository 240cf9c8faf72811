import { signDocument, signPayload } from '@crosswatch/crypto'
import {
  envelopeBytes,
  releaseAnswerDocument,
  releaseRequestDocument,
  toBase64,
  utf8,
  type ReleaseAnswer,
  type ReleaseRequest,
} from '@crosswatch/protocol'
import { introduced, xa, xb } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

const id = '01957a60-0000-7000-8000-0000000000f1'

/** A question of XB, and what XA answers: the first is signed by XB, the second by XA. */
export function releaseVectors(): VectorFile {
  const request: ReleaseRequest = {
    v: 1,
    id,
    issuer: 'XB',
    to: 'XA',
    at: '2026-03-04T10:00:00.000Z',
    consent: '01957a60-0000-7000-8000-0000000000c1',
    officer: 'officer-0000000000000003',
    authority: 'Border Guard',
    purpose: 'criminal-investigation',
    legalBasis: 'Criminal Procedure Act, section 12',
    categories: ['contact'],
    session: toBase64(new Uint8Array(1216)),
  }
  const answer: ReleaseAnswer = { v: 1, id, issuer: 'XA', to: 'XB', at: '2026-03-04T10:00:01.000Z' }
  const payload = textOf(releaseAnswerDocument.encode(answer))
  const withReason = payload.replace('"to"', '"reason":"withdrawn","to"')
  return {
    format: 'Release request and release',
    source: 'packages/protocol/README.md, "Release request" and "Release"',
    about: [
      'valid: `envelope` opens as a document of `payloadType` under the key of `signer` and says `payload`.',
      'invalid: opening `envelope` as a release under the key of XA is refused for `reason`.',
    ],
    keys: { XA: introduced(xa).signing, XB: introduced(xb).signing },
    valid: [
      {
        name: 'an officer asks',
        signer: 'XB',
        payloadType: releaseRequestDocument.payloadType,
        payload: textOf(releaseRequestDocument.encode(request)),
        envelope: textOf(envelopeBytes(signDocument(releaseRequestDocument, request, xb.signer))),
      },
      {
        name: 'nothing is released',
        signer: 'XA',
        payloadType: releaseAnswerDocument.payloadType,
        payload,
        envelope: textOf(envelopeBytes(signDocument(releaseAnswerDocument, answer, xa.signer))),
      },
    ],
    invalid: [
      {
        name: 'a refusal that says why',
        reason: 'payload-malformed',
        envelope: textOf(
          envelopeBytes(signPayload(releaseAnswerDocument.payloadType, utf8(withReason), xa.signer)),
        ),
      },
      {
        name: 'signed by whoever asked',
        reason: 'unknown-key',
        envelope: textOf(envelopeBytes(signDocument(releaseAnswerDocument, answer, xb.signer))),
      },
    ],
  }
}
