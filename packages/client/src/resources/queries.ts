import type { QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import type { Api } from '../api.ts'

/** The state of the index that queries are answered from. */
export interface IndexStatus {
  readonly alerts: number
  readonly sequence: number
  readonly ageMs: number
  readonly ready: boolean
}

/** The border query. Its access record is durable before the answer arrives. */
export interface QueryCalls {
  /** Roles: border-officer, analyst, supervisor, liaison-officer. */
  ask(request: QueryRequest): Promise<QueryAnswer>
  status(): Promise<IndexStatus>
}

export function queryCalls(api: Api): QueryCalls {
  const service = 'watchlist'
  return {
    ask: (body) => api.json({ service, method: 'POST', path: '/v1/queries', body }),
    status: () => api.json({ service, method: 'GET', path: '/v1/status' }),
  }
}
