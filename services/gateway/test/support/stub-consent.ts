import { ErasureBoard } from '@crosswatch/protocol'
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
}
