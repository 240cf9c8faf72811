import { closed, demandStates, oneOf } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { erasuresPage } from './erasures-page.ts'

const querystring = closed({
  state: Type.Optional(oneOf(demandStates)),
  after: Type.Optional(Type.String({ maxLength: 80 })),
})

/** The board of receipts. */
export function erasurePages(app: App, context: ConsoleContext): void {
  app.get(
    '/erasures',
    { config: { officers: rolesOf('erasures') }, schema: { hide: true, querystring } },
    async (request, reply) => {
      const visit = signedIn(request)
      const board = await context.calls.consent.erasures(visit.caller, request.query)
      return sendPage(context, request, reply, erasuresPage(context, visit, board, request.query.state))
    },
  )
}
