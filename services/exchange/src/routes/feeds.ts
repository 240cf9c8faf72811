import { closed, FeedSequence, JurisdictionCode, Sha256Hex, text, type Purpose } from '@crosswatch/protocol'
import { actorOf, allRoles, officerDecisions, type App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ExchangeContext } from '../context.ts'
import type { Exchange } from '../exchange.ts'

const FeedStatus = closed({
  issuer: JurisdictionCode,
  name: text(120),
  seq: Type.Union([FeedSequence, Type.Literal(0)]),
  hash: Type.Union([Sha256Hex, Type.Null()]),
  /** Entries known to exist and not held here. */
  missing: Type.Integer({ minimum: 0 }),
  channel: Type.Boolean({ description: 'Whether a channel from this issuer exists' }),
})

const purpose: Purpose = 'administration'

/** Where every feed stands on this node: `GET /v1/feeds`. */
export function feedRoutes(app: App, context: ExchangeContext, exchange: () => Exchange): void {
  const { may, decisionOf } = officerDecisions(context)
  app.get(
    '/v1/feeds',
    {
      config: { roles: allRoles },
      preValidation: may('monitor', 'feed.list', purpose),
      schema: {
        summary: 'Where every feed stands on this node',
        response: { 200: closed({ jurisdiction: JurisdictionCode, feeds: Type.Array(FeedStatus) }) },
      },
    },
    async (request) => {
      const running = exchange()
      const gaps = running.missing()
      const feeds = [...context.federation.members.values()].map(({ jurisdiction, name }) => {
        const { head, channels } = running.states.get(jurisdiction)
        return {
          issuer: jurisdiction,
          name,
          seq: head.seq,
          hash: head.hash,
          missing: gaps.get(jurisdiction) ?? 0,
          channel: jurisdiction !== context.jurisdiction && channels.length > 0,
        }
      })
      const { accessLog, connection, jurisdiction } = context
      const { policies } = decisionOf(request)
      await accessLog.append(connection.db, [
        {
          operation: 'feed.list',
          ...actorOf(request.officer),
          purpose,
          policies: [...policies],
          outcome: 'done',
          count: feeds.length,
        },
      ])
      return { jurisdiction, feeds }
    },
  )
}
