import type {
  AlertDetail,
  AlertDraft,
  AlertReference,
  AlertState,
  AlertSummary,
  Category,
  WithdrawalReason,
} from '@crosswatch/protocol'
import type { Static } from 'typebox'
import type { Api } from '../api.ts'

export type AlertRef = Static<typeof AlertReference>

export interface AlertFilter {
  readonly state?: AlertState
  readonly origin?: 'own' | 'received'
  readonly category?: Category
  readonly issuer?: string
}

interface AlertPage {
  readonly alerts: readonly AlertSummary[]
  readonly next: string | null
}

/** Alerts of this node and those it received. Roles: analyst, supervisor. */
export interface AlertCalls {
  /** One page; `next` goes in as `after` for the one that follows. */
  page(filter?: AlertFilter, after?: string): Promise<AlertPage>
  /** All of them, fetched page by page. */
  list(filter?: AlertFilter): AsyncIterable<AlertSummary>
  show(id: string): Promise<AlertDetail>
  draft(draft: AlertDraft): Promise<AlertRef>
  /** Changes a draft, or begins the next version of an alert that is in force. */
  edit(id: string, draft: AlertDraft): Promise<AlertRef>
  discard(id: string): Promise<void>
  submit(id: string): Promise<AlertRef>
  /** Sends a submitted alert back to its drafter. */
  return(id: string, note: string): Promise<AlertRef>
  /** Issues it. @throws {ApiError} `four-eyes` to whoever drafted or submitted it */
  approve(id: string): Promise<AlertRef>
  withdraw(id: string, reason: WithdrawalReason): Promise<AlertRef>
}

export function alertCalls(api: Api): AlertCalls {
  const service = 'alerts'
  const step = (id: string, name: string, body?: unknown) =>
    api.json<AlertRef>({ service, method: 'POST', path: `/v1/alerts/${id}/${name}`, body })
  const page = (filter: AlertFilter = {}, after?: string) =>
    api.json<AlertPage>({ service, method: 'GET', path: '/v1/alerts', query: { ...filter, after } })

  return {
    page,
    async *list(filter) {
      let after: string | undefined
      do {
        const { alerts, next } = await page(filter, after)
        yield* alerts
        after = next ?? undefined
      } while (after !== undefined)
    },
    show: (id) => api.json({ service, method: 'GET', path: `/v1/alerts/${id}` }),
    draft: (body) => api.json({ service, method: 'POST', path: '/v1/alerts', body }),
    edit: (id, body) => api.json({ service, method: 'PUT', path: `/v1/alerts/${id}/draft`, body }),
    discard: (id) => api.nothing({ service, method: 'DELETE', path: `/v1/alerts/${id}/draft` }),
    submit: (id) => step(id, 'submit'),
    return: (id, note) => step(id, 'return', { note }),
    approve: (id) => step(id, 'approve'),
    withdraw: (id, reason) => step(id, 'withdraw', { reason }),
  }
}
