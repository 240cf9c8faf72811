import { signDocument, signPayload } from '@crosswatch/crypto'
import {
  agreementDocument,
  agreementTermsDocument,
  envelopeBytes,
  sha256Hex,
  utf8,
  type AgreementStatement,
  type AgreementTerms,
} from '@crosswatch/protocol'
import { introduced, xa, xb } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

const terms: AgreementTerms = {
  v: 1,
  id: '01957a60-0000-7000-8000-0000000000b1',
  version: 1,
  title: 'Memorandum on recruitment agencies',
  parties: ['XA', 'XB'],
  categories: ['inquiry-check'],
  compartments: ['identity', 'grounds'],
  purposes: ['border-check'],
  onwardUse: 'ask-first',
  retentionDays: 365,
  onTermination: 'erase',
  legal: [{ treaty: 'Convention on recruitment', article: 'article 4' }],
  validFrom: '2026-03-01T00:00:00.000Z',
  validUntil: '2028-03-01T00:00:00.000Z',
  contacts: [{ jurisdiction: 'XA', contact: { desk: 'Duty desk', phone: '+999 01 555 0100' } }],
}

export function agreementVectors(): VectorFile {
  const statement = (change: Partial<AgreementStatement> = {}): AgreementStatement => ({
    v: 1,
    issuer: 'XA',
    act: 'sign',
    at: '2026-03-02T09:00:00.000Z',
    terms,
    ...change,
  })
  const said = textOf(agreementDocument.encode(statement()))
  const signedText = (text: string) =>
    textOf(envelopeBytes(signPayload(agreementDocument.payloadType, utf8(text), xa.signer)))
  const valid = (name: string, value: AgreementStatement, by: typeof xa) => ({
    name,
    payload: textOf(agreementDocument.encode(value)),
    digest: sha256Hex(agreementTermsDocument.encode(value.terms)),
    envelope: textOf(envelopeBytes(signDocument(agreementDocument, value, by.signer))),
  })
  return {
    format: 'Agreement',
    source: 'packages/protocol/README.md, "Agreement"',
    about: [
      'valid: `envelope` opens under one of `keys` and says `payload`; the terms in it have the SHA-256 `digest`, at every party the same.',
      'invalid: opening `envelope` is refused for `reason`.',
    ],
    keys: [introduced(xa).signing, introduced(xb).signing],
    valid: [
      valid('signed by XA', statement(), xa),
      valid('signed by XB: the same digest', statement({ issuer: 'XB', at: '2026-03-02T10:00:00.000Z' }), xb),
      valid('terminated by XB', statement({ issuer: 'XB', act: 'terminate', reason: 'Decision 7' }), xb),
      valid('amended', statement({ terms: { ...terms, version: 2, replaces: 'ab'.repeat(32) } }), xa),
    ],
    invalid: [
      {
        name: 'with one party',
        reason: 'payload-malformed',
        envelope: signedText(said.replace('["XA","XB"]', '["XA"]')),
      },
      {
        name: 'with a compartment that never travels',
        reason: 'payload-malformed',
        envelope: signedText(said.replace('"grounds"', '"survivor"')),
      },
      {
        name: 'with a field that nobody knows',
        reason: 'payload-malformed',
        envelope: signedText(said.replace('{"act"', '{"aside":1,"act"')),
      },
      {
        name: 'signed as another document',
        reason: 'wrong-document-type',
        envelope: textOf(
          envelopeBytes(signPayload(agreementTermsDocument.payloadType, utf8(said), xa.signer)),
        ),
      },
    ],
  }
}
