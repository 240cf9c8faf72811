import type { App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { rolesOf } from '../../layout/navigation.ts'
import { sendPage } from '../../layout/send-page.ts'
import { feedsPage } from './feeds-page.ts'
import { jurisdictionsPage } from './jurisdictions-page.ts'

/** Where the feeds stand, what was refused, and whom to call. */
export function feedPages(app: App, context: ConsoleContext): void {
  const { exchange } = context.calls

  app.get(
    '/feeds',
    { config: { officers: rolesOf('feeds') }, schema: { hide: true } },
    async (request, reply) => {
      const { caller } = signedIn(request)
      const [feeds, quarantined] = await Promise.all([exchange.feeds(caller), exchange.quarantine(caller)])
      return sendPage(context, request, reply, feedsPage(context, feeds, quarantined))
    },
  )

  app.get(
    '/jurisdictions',
    { config: { officers: rolesOf('jurisdictions') }, schema: { hide: true } },
    async (request, reply) => {
      const federation = await exchange.federation(signedIn(request).caller)
      return sendPage(context, request, reply, jurisdictionsPage(federation))
    },
  )
}
