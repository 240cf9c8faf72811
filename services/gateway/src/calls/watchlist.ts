import { QueryAnswer, type QueryRequest } from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const queryAnswer = answer(QueryAnswer)

export type WatchlistCalls = ReturnType<typeof watchlistCalls>

/** The watchlist service: the border query. Its access record is durable before the answer comes. */
export function watchlistCalls(watchlist: Service) {
  return {
    query: (caller: Caller, body: QueryRequest) =>
      watchlist.json(caller, queryAnswer, { method: 'POST', path: '/v1/queries', body }),
  }
}
