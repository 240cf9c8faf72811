import type { AlertRecord, ListStatus, QueryAnswer, QueryRequest, RecordRequest } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** The border query. Its access record is durable before the answer arrives. */
export interface QueryCalls {
  /** Roles: border-officer, analyst, supervisor, liaison-officer. */
  ask(request: QueryRequest): Promise<QueryAnswer>
  /** The second step: what one alert says that a query found. A look of its own. @throws {ApiError} `not-found` for any other */
  open(request: RecordRequest): Promise<AlertRecord>
  /** The state of the index that queries are answered from. */
  status(): Promise<ListStatus>
}

export function queryCalls({ watchlist }: Api): QueryCalls {
  return {
    ask: (body) => dataOf(watchlist.POST('/v1/queries', { body })),
    open: (body) => dataOf(watchlist.POST('/v1/queries/record', { body })),
    status: () => dataOf(watchlist.GET('/v1/status')),
  }
}
