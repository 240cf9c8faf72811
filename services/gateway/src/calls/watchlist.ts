import {
  ImpactEstimate,
  AlertRecord,
  ListStatus,
  Override,
  OverrideList,
  QueryAnswer,
  Replay,
  ScreeningList,
  ScreeningRows,
  ScreeningStatus,
  type ImpactRequest,
  type OverrideRequest,
  type QueryRequest,
  type RecordRequest,
  type ReplayRequest,
  type ScreeningRequest,
} from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const impact = answer(ImpactEstimate)
const queryAnswer = answer(QueryAnswer)
const alertRecord = answer(AlertRecord)
const replay = answer(Replay)
const listStatus = answer(ListStatus)
const screeningList = answer(ScreeningList)
const screeningStatus = answer(ScreeningStatus)
const screeningRows = answer(ScreeningRows)
const override = answer(Override)
const overrideList = answer(OverrideList)

/** The whole list is built for it, after what other auditors asked before; Chromium waits five minutes for a page. */
const replayMs = 4 * 60_000

export type WatchlistCalls = ReturnType<typeof watchlistCalls>

/** The watchlist service: the border query. Its access record is durable before the answer comes. */
export function watchlistCalls(watchlist: Service) {
  return {
    query: (caller: Caller, body: QueryRequest) =>
      watchlist.json(caller, queryAnswer, { method: 'POST', path: '/v1/queries', body }),

    /** The record of an alert that a query found; a look of its own. */
    open: (caller: Caller, body: RecordRequest) =>
      watchlist.json(caller, alertRecord, { method: 'POST', path: '/v1/queries/record', body }),

    /** Whether a second look without the index found hits that the index had lost. */
    losesAlerts: async (caller: Caller) =>
      (await watchlist.json(caller, listStatus, { path: '/v1/status' })).recall.alarm,

    /** How many of the last queries an alert would have met. */
    impact: (caller: Caller, body: ImpactRequest) =>
      watchlist.json(caller, impact, { method: 'POST', path: '/v1/impact-estimates', body }),

    /** A recorded query answered again, from the list as it stood then. */
    replay: (caller: Caller, body: ReplayRequest) =>
      watchlist.json(caller, replay, { method: 'POST', path: '/v1/replays', body, limitMs: replayMs }),

    screen: (caller: Caller, body: ScreeningRequest) =>
      watchlist.json(caller, screeningStatus, { method: 'POST', path: '/v1/screenings', body }),
    screenings: async (caller: Caller) =>
      (await watchlist.json(caller, screeningList, { path: '/v1/screenings' })).screenings,
    screening: (caller: Caller, id: string) =>
      watchlist.json(caller, screeningStatus, { path: `/v1/screenings/${id}` }),
    /** Who matches, and who could not be looked up, after this row. */
    matching: (caller: Caller, id: string, after: string) =>
      watchlist.json(caller, screeningRows, {
        path: `/v1/screenings/${id}/rows?matching=true&after=${after}`,
      }),
    screeningResults: (caller: Caller, id: string) =>
      watchlist.stream(caller, { path: `/v1/screenings/${id}/results.csv` }),
    eraseScreening: (caller: Caller, id: string) =>
      watchlist.nothing(caller, { method: 'DELETE', path: `/v1/screenings/${id}` }),

    requestOverride: (caller: Caller, body: OverrideRequest) =>
      watchlist.json(caller, override, { method: 'POST', path: '/v1/overrides', body }),
    overrides: async (caller: Caller) =>
      (await watchlist.json(caller, overrideList, { path: '/v1/overrides' })).overrides,
    decideOverride: (caller: Caller, id: string, step: 'approve' | 'refuse' | 'end') =>
      watchlist.json(caller, override, { method: 'POST', path: `/v1/overrides/${id}/${step}` }),
  }
}
