import { ListStatus } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import type { ListFeed } from '../feed/list-feed.ts'
import type { Watchlist } from '../list/watchlist.ts'
import type { RecallSampler } from '../recall/recall-sampler.ts'
import { recallOfHits } from '../recall/recall-window.ts'

/** A list that has not been known to be complete for this long is stale: the node is not ready. */
const staleAfterMs = 30_000

export function isFresh(feed: Pick<ListFeed, 'ageMs'>): boolean {
  return feed.ageMs() <= staleAfterMs
}

/** How the list stands: `GET /v1/status`. */
export function statusRoutes(
  app: App,
  list: Watchlist,
  feed: ListFeed,
  sampler: Pick<RecallSampler, 'recall'>,
): void {
  app.get(
    '/v1/status',
    {
      config: { roles: allRoles },
      schema: { summary: 'How complete and how old the list is', response: { 200: ListStatus } },
    },
    () => {
      const recall = sampler.recall()
      const { queries, hits, hitsFound } = recall
      return {
        alerts: list.size(),
        sequence: feed.sequence(),
        ageMs: feed.ageMs(),
        unreadable: feed.unreadable(),
        recall: { queries, hits, lost: hits - hitsFound, alarm: recallOfHits(recall) < 1 },
        ready: isFresh(feed),
      }
    },
  )
}
