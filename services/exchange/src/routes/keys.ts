import { closed, Envelope, FeedSequence, JurisdictionCode, parseEnvelope } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ExchangeContext } from '../context.ts'
import { loadKeyEvents } from '../store/feeds.ts'

/**
 * What every root said about its keys, in the order of the feeds: `GET /v1/keys`. Whoever pins the federation document
 * verifies each statement under its root, so this node cannot make one up: it is how an auditor comes by a log's key.
 */
export function keyRoutes(app: App, { connection }: ExchangeContext): void {
  app.get(
    '/v1/keys',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'The key statements of all jurisdictions, signed by their roots',
        response: {
          200: closed({
            statements: Type.Array(
              closed({ issuer: JurisdictionCode, seq: FeedSequence, envelope: Envelope }),
            ),
          }),
        },
      },
    },
    async () => {
      const events = await loadKeyEvents(connection.db)
      return {
        statements: events.map(({ issuer, seq, envelope }) => ({
          issuer,
          seq,
          envelope: parseEnvelope(envelope),
        })),
      }
    },
  )
}
