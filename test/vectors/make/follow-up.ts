import { canonicalBytes, hitReportDocument, sha256Hex, threadMessageDocument } from '@crosswatch/protocol'
import { textOf, type VectorFile } from './files.ts'

const alert = '01957a60-0000-7000-8000-000000000001'
const hit = '01957a60-0000-7000-8000-0000000000b1'
const request = '01957a60-0000-7000-8000-0000000000b2'

/** The documents of a follow-up: payloads as they are signed. */
export function followUpVectors(): VectorFile {
  const report = {
    v: 1 as const,
    id: hit,
    issuer: 'XB',
    alert,
    version: 1,
    at: '2026-03-03T08:00:00.000Z',
    place: 'Gate 4, Belm',
    taken: 'interviewed' as const,
    danger: false,
    contact: { desk: 'Duty desk of Belmora', phone: '+44 20 7946 0101' },
  }
  const message = (id: string, issuer: string) => ({
    v: 1 as const,
    id,
    hit,
    issuer,
    at: '2026-03-03T09:00:00.000Z',
    compartments: {},
  })
  const asked = threadMessageDocument.encode({
    ...message(request, 'XB'),
    content: {
      kind: 'request',
      legalBasis: 'Labour Code, article 12',
      question: 'Which exhibits are there?',
      urgency: 'urgent',
      dueBy: '2026-03-03T21:00:00.000Z',
    },
  })
  const answered = threadMessageDocument.encode({
    ...message('01957a60-0000-7000-8000-0000000000b3', 'XA'),
    content: { kind: 'answer', request, text: 'The contract is beside this.' },
    compartments: { evidence: sha256Hex(new Uint8Array(32)) },
  })
  const refused = (kind: string, name: string, value: object) => ({
    kind,
    name,
    payload: textOf(canonicalBytes(value)),
    reason: 'payload-malformed',
  })
  return {
    format: 'Hit report and thread message',
    source: 'packages/protocol/README.md, "Hit report" and "Thread message"',
    about: [
      'valid: `payload` (UTF-8 text) is a document of the kind, `digest` is its SHA-256.',
      'invalid: reading it is refused for `reason`.',
    ],
    valid: [
      { kind: 'hit', payload: hitReportDocument.encode(report) },
      { kind: 'message', payload: asked },
      { kind: 'message', payload: answered },
    ].map(({ kind, payload }) => ({ kind, payload: textOf(payload), digest: sha256Hex(payload) })),
    invalid: [
      refused('hit', 'a time to the minute', { ...report, at: '2026-03-03T08:17:00.000Z' }),
      refused('hit', 'a name of the subject', { ...report, name: 'Example' }),
      refused('message', 'a request without a legal basis', {
        ...message(request, 'XB'),
        content: {
          kind: 'request',
          question: 'Which?',
          urgency: 'urgent',
          dueBy: '2026-03-03T21:00:00.000Z',
        },
      }),
      refused('message', 'another compartment than the evidence', {
        ...message(request, 'XA'),
        content: { kind: 'answer', request, text: 'Here' },
        compartments: { identity: sha256Hex(new Uint8Array(32)) },
      }),
    ],
  }
}
