import type { QueryAnswer, QueryRequest } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

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

export function queryCalls({ watchlist }: Api): QueryCalls {
  return {
    ask: (body) => dataOf(watchlist.POST('/v1/queries', { body })),
    status: () => dataOf(watchlist.GET('/v1/status')),
  }
}
