import { closed, Contact, JurisdictionCode, Key32, text } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { ExchangeContext } from '../context.ts'

/** The members and whom to call: `GET /v1/federation`. Public among those who are signed in. */
export function federationRoutes(app: App, { federation, jurisdiction }: ExchangeContext): void {
  app.get(
    '/v1/federation',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'The members of the federation, as this node verified them',
        response: {
          200: closed({
            federation: Type.String(),
            version: Type.Integer(),
            jurisdiction: JurisdictionCode,
            members: Type.Array(
              closed({ jurisdiction: JurisdictionCode, name: text(120), root: Key32, contact: Contact }),
            ),
          }),
        },
      },
    },
    () => ({
      federation: federation.name,
      version: federation.document.version,
      jurisdiction,
      members: federation.document.members,
    }),
  )
}
