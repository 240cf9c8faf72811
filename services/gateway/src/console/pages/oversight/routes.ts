import type { App } from '@crosswatch/service-kit'
import type { ConsoleContext } from '../../console-context.ts'
import { sendPage } from '../../layout/send-page.ts'
import { oversightPage } from './oversight-page.ts'

/** `/oversight`: for whoever comes. */
export function oversightPages(app: App, context: ConsoleContext): void {
  app.get('/oversight', { config: { anyone: true }, schema: { hide: true } }, async (request, reply) => {
    const report = await context.calls.audit.oversight({ token: '', requestId: request.id })
    return sendPage(context, request, reply, oversightPage(context, report))
  })
}
