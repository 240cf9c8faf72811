import type {
  AlertRecord,
  ImpactEstimate,
  ImpactRequest,
  ListStatus,
  QueryAnswer,
  QueryRequest,
  RecordRequest,
  Replay,
  ReplayRequest,
} from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** The border query. Its access record is durable before the answer arrives. */
export interface QueryCalls {
  /** Roles: border-officer, analyst, supervisor, liaison-officer. */
  ask(request: QueryRequest): Promise<QueryAnswer>
  /** The second step: what one alert says that a query found. A look of its own. @throws {ApiError} `not-found` for any other */
  open(request: RecordRequest): Promise<AlertRecord>
  /** How many of the last queries an alert would have met. Roles: analyst, supervisor. */
  impact(request: ImpactRequest): Promise<ImpactEstimate>
  /** A recorded query answered again, from the list as it stood then. Role: auditor. */
  replay(request: ReplayRequest): Promise<Replay>
  /** The state of the index that queries are answered from. */
  status(): Promise<ListStatus>
}

export function queryCalls({ watchlist }: Api): QueryCalls {
  return {
    ask: (body) => dataOf(watchlist.POST('/v1/queries', { body })),
    open: (body) => dataOf(watchlist.POST('/v1/queries/record', { body })),
    impact: (body) => dataOf(watchlist.POST('/v1/impact-estimates', { body })),
    replay: (body) => dataOf(watchlist.POST('/v1/replays', { body })),
    status: () => dataOf(watchlist.GET('/v1/status')),
  }
}
