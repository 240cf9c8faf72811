import {
  ConsentDetail,
  ConsentList,
  ErasureBoard,
  Released,
  ReleaseQuestion,
  ServiceError,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

const alert = '01980f00-0000-7000-8000-000000000001'

/** The consent service as pages see it: one receipt that came, one that is overdue. */
export function stubConsent(app: App): void {
  app.get(
    '/v1/erasures',
    {
      config: { roles: ['analyst', 'supervisor', 'protection-officer', 'auditor', 'administrator'] },
      schema: { response: { 200: ErasureBoard } },
    },
    async () => {
      const demand = {
        alert,
        version: 1,
        cause: 'withdrawn' as const,
        endedAt: '2026-03-01T12:00:00.000Z',
        dueAt: '2026-03-02T12:00:00.000Z',
      }
      return {
        counts: [
          { recipient: 'XB', state: 'received' as const, count: 1 },
          { recipient: 'XC', state: 'overdue' as const, count: 1 },
        ],
        demands: [
          {
            ...demand,
            recipient: 'XB',
            state: 'received' as const,
            erasedAt: '2026-03-01T12:00:01.000Z',
            receiptEntry: 12,
          },
          { ...demand, recipient: 'XC', state: 'overdue' as const, erasedAt: null, receiptEntry: null },
        ],
        next: null,
      }
    },
  )

  const summary = {
    id: '01980f00-0000-7000-8000-0000000000c1',
    subject: 'S-2026-014',
    status: 'given' as const,
    recipients: ['XB'],
    validUntil: '2026-09-01T00:00:00.000Z',
    reviewBy: '2026-06-01T00:00:00.000Z',
    reviewDue: false,
  }
  const asked = {
    purpose: 'criminal-investigation' as const,
    legalBasis: 'Act, section 12',
    categories: ['contact' as const],
  }
  const config = { roles: ['protection-officer'] } as const
  app.get('/v1/consents', { config, schema: { response: { 200: ConsentList } } }, async () => ({
    consents: [summary],
  }))
  app.get('/v1/consents/:id', { config, schema: { response: { 200: ConsentDetail } } }, async () => ({
    summary,
    consent: {
      subject: summary.subject,
      notice: { title: 'What we pass on', version: '3', language: 'ne' },
      method: 'signed' as const,
      recipients: ['XB'],
      never: ['XC'],
      purposes: [asked.purpose],
      categories: asked.categories,
      validUntil: summary.validUntil,
      reviewBy: summary.reviewBy,
    },
    recordedBy: 'xa-protection',
    recordedAt: '2026-03-01T12:00:00.000Z',
    openings: [
      {
        ...asked,
        at: '2026-03-02T12:00:00.000Z',
        recipient: 'XB',
        officer: 'officer-00000000000000b1',
        authority: 'Border Guard',
        released: true,
        record: '01980f00-0000-7000-8000-0000000000a1',
      },
    ],
  }))
  app.post(
    '/v1/releases',
    {
      config: { roles: ['liaison-officer'] },
      schema: { body: ReleaseQuestion, response: { 200: Released } },
    },
    async ({ body }) => {
      if (body.origin !== 'XB') throw new ServiceError('no-consent')
      return {
        information: { contact: 'Through the shelter' },
        record: '01980f00-0000-7000-8000-0000000000a2',
      }
    },
  )
}
