import {
  ForeignLookList,
  LookSearch,
  newUuid,
  PseudonymAnswer,
  PseudonymQuestion,
  ReceiptAccounts,
  ServiceError,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

/** Belmora looked once and its log refutes it; Corvania has left places out and is silent. */
export function stubReceipts(app: App): void {
  const config = { roles: ['auditor'] } as const
  const sent = { receipts: 4, last: '2026-03-02T10:00:00.000Z', until: 90, looks: 7 }
  app.get('/v1/receipts', { config, schema: { response: { 200: ReceiptAccounts } } }, async () => ({
    jurisdictions: [
      {
        jurisdiction: 'XB',
        received: {
          receipts: 3,
          last: '2026-03-02T10:00:00.000Z',
          until: 40,
          cosigned: 41,
          silent: false,
          gaps: [],
          looks: 1,
          waiting: 0,
          refuted: 1,
        },
        sent,
      },
      {
        jurisdiction: 'XC',
        received: {
          receipts: 1,
          last: '2026-03-01T10:00:00.000Z',
          until: 1200,
          cosigned: 2000,
          silent: true,
          gaps: [{ from: 3, until: 1100 }],
          looks: 0,
          waiting: 0,
          refuted: 0,
        },
        sent,
      },
    ],
    unaccountedHits: [
      { jurisdiction: 'XC', alert: newUuid(), record: newUuid(), at: '2026-03-01T09:00:00.000Z' },
    ],
  }))
  app.post(
    '/v1/receipts/search',
    { config, schema: { body: LookSearch, response: { 200: ForeignLookList } } },
    async () => ({
      looks: [
        {
          jurisdiction: 'XB',
          receipt: newUuid(),
          state: 'refuted' as const,
          proof: null,
          place: 12,
          commitment: 'ab'.repeat(32),
          operation: 'query.of-a-newer-node',
          at: '2026-03-01T08:00:00.000Z',
          purpose: 'border-check' as const,
          roles: ['border-officer' as const],
          officer: 'A'.repeat(22),
          alerts: [{ alert: newUuid(), version: 2, compartments: ['identity' as const] }],
        },
      ],
      next: 5,
    }),
  )
  app.post(
    '/v1/receipts/resolve',
    { config, schema: { body: PseudonymQuestion, response: { 200: PseudonymAnswer } } },
    async ({ body: { pseudonym } }) => {
      if (pseudonym !== 'B'.repeat(22)) throw new ServiceError('not-found')
      return { officer: 'xa-border' }
    },
  )
}
