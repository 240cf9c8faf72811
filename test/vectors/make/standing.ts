import { markPerson } from '@crosswatch/crypto'
import {
  canonicalBytes,
  clearanceDocument,
  contestDocument,
  disputeDocument,
  flagDocument,
  sha256Hex,
} from '@crosswatch/protocol'
import { textOf, type VectorFile } from './files.ts'

const alert = '01957a60-0000-7000-8000-000000000001'
const dispute = '01957a60-0000-7000-8000-0000000000c1'

/** The documents about how an alert stands: payloads as they are signed. */
export function standingVectors(): VectorFile {
  const flag = {
    v: 1 as const,
    id: '01957a60-0000-7000-8000-0000000000c2',
    issuer: 'XB',
    alert,
    version: 1,
    at: '2026-03-03T09:00:00.000Z',
    flagged: true,
    reason: 'national-law' as const,
    note: 'No offence under the Act',
  }
  const letter = {
    v: 1 as const,
    id: '01957a60-0000-7000-8000-0000000000c3',
    dispute,
    issuer: 'XB',
    alert,
    at: '2026-03-03T10:00:00.000Z',
    content: {
      kind: 'request' as const,
      request: 'correction' as const,
      version: 1,
      statement: 'The place is wrong.',
    },
  }
  const decided = {
    ...letter,
    id: '01957a60-0000-7000-8000-0000000000c4',
    issuer: 'XA',
    content: { kind: 'outcome' as const, outcome: 'granted' as const, explanation: 'It is corrected.' },
  }
  const notice = {
    v: 1 as const,
    id: alert,
    issuer: 'XA',
    at: '2026-03-03T10:00:05.000Z',
    contest: 'contested' as const,
  }
  const secret = Uint8Array.from({ length: 32 }, (_, index) => index)
  const facts = { country: 'RO', number: 'ZX9900001', birthDate: '1991-02-03' }
  const mark = markPerson(facts, () => secret)
  const until = '2026-06-01T00:00:00.000Z'
  const clearance = {
    v: 1 as const,
    id: '01957a60-0000-7000-8000-0000000000c5',
    issuer: 'XB',
    alert,
    at: '2026-03-03T11:00:00.000Z',
    content: {
      kind: 'proposal' as const,
      version: 1,
      ground: 'biometrics-differ' as const,
      consent: {
        givenBy: 'person' as const,
        on: '2026-03-03',
        notice: { version: '2026-1', language: 'ne' },
      },
      mark,
      until,
    },
  }
  const standing = {
    ...clearance,
    issuer: 'XA',
    content: { kind: 'standing' as const, mark, identity: sha256Hex(secret), until },
  }
  const refused = (kind: string, name: string, value: object) => ({
    kind,
    name,
    payload: textOf(canonicalBytes(value)),
    reason: 'payload-malformed',
  })
  return {
    format: 'Flag, dispute, contest and clearance',
    source: 'packages/protocol/README.md, "Flag", "Dispute", "Contest" and "Clearance"',
    about: [
      'valid: `payload` (UTF-8 text) is a document of the kind, `digest` is its SHA-256.',
      'invalid: reading it is refused for `reason`.',
      'marked: whom the mark of a clearance knows, and whom it does not.',
    ],
    valid: [
      { kind: 'flag', payload: flagDocument.encode(flag) },
      { kind: 'dispute', payload: disputeDocument.encode(letter) },
      { kind: 'dispute', payload: disputeDocument.encode(decided) },
      {
        kind: 'dispute',
        payload: disputeDocument.encode({
          ...letter,
          content: { kind: 'request', request: 'erasure', version: 1 },
        }),
      },
      { kind: 'contest', payload: contestDocument.encode(notice) },
      { kind: 'contest', payload: contestDocument.encode({ ...notice, contest: null }) },
      { kind: 'clearance', payload: clearanceDocument.encode(clearance) },
      { kind: 'clearance', payload: clearanceDocument.encode(standing) },
      {
        kind: 'clearance',
        payload: clearanceDocument.encode({
          ...standing,
          content: { kind: 'ended', reason: 'consent-withdrawn' },
        }),
      },
    ].map(({ kind, payload }) => ({ kind, payload: textOf(payload), digest: sha256Hex(payload) })),
    invalid: [
      refused('flag', 'a reason that is on no list', { ...flag, reason: 'weather' }),
      refused('dispute', 'an outcome that is none', {
        ...decided,
        content: { ...decided.content, outcome: 'forgotten' },
      }),
      refused('dispute', 'the name of who asks', { ...letter, name: 'Example' }),
      refused('clearance', 'the name of the person', {
        ...clearance,
        content: { ...clearance.content, name: 'Example' },
      }),
      refused('clearance', 'a proposal without consent', {
        ...clearance,
        content: { ...clearance.content, consent: undefined },
      }),
      refused('contest', 'why it is contested', { ...notice, statement: 'It is wrong.' }),
    ],
    marked: [
      { mark, facts, known: true },
      { mark, facts: { ...facts, birthDate: '1991-02-04' }, known: false },
      { mark, facts: { ...facts, country: '' }, known: false },
    ],
  }
}
