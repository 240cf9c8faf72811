import { closed } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ListFeed } from '../feed/list-feed.ts'
import type { Watchlist } from '../list/watchlist.ts'

/** A list that has not been known to be complete for this long is stale: the node is not ready. */
const staleAfterMs = 30_000

export function isFresh(feed: Pick<ListFeed, 'ageMs'>): boolean {
  return feed.ageMs() <= staleAfterMs
}

const Status = closed({
  alerts: Type.Integer({ minimum: 0, description: 'Alerts that can be found' }),
  sequence: Type.Integer({ minimum: 0, description: 'The change up to which the list has been brought' }),
  ageMs: Type.Integer({
    minimum: 0,
    description: 'Milliseconds since the list was last known to be complete',
  }),
  unreadable: Type.Integer({ minimum: 0, description: 'Alerts in force that could not be read' }),
  ready: Type.Boolean(),
})

/** How the list stands: `GET /v1/status`. */
export function statusRoutes(app: App, list: Watchlist, feed: ListFeed): void {
  app.get(
    '/v1/status',
    {
      config: { roles: allRoles },
      schema: { summary: 'How complete and how old the list is', response: { 200: Status } },
    },
    () => ({
      alerts: list.size(),
      sequence: feed.sequence(),
      ageMs: feed.ageMs(),
      unreadable: feed.unreadable(),
      ready: isFresh(feed),
    }),
  )
}
