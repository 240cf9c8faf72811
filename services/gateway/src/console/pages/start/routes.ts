import { ServiceError } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import { hasRole } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { startPage } from './start-page.ts'

/** `/`: what this officer can do here. Who does nothing but check starts at the query. */
export function startPages(app: App, context: ConsoleContext): void {
  const { alerts, audit, watchlist } = context.calls

  app.get('/', { config: { officers: allRoles }, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const { roles } = visit.account
    if (roles.length === 1 && roles.includes('border-officer')) return leadTo(reply, '/query')
    const { caller } = visit
    const [approves, keeps, oversees] = [
      hasRole(visit, 'supervisor'),
      hasRole(visit, 'supervisor') || hasRole(visit, 'analyst'),
      hasRole(visit, 'auditor'),
    ]
    const submitted = { state: 'submitted', origin: 'own' } as const
    const today = {
      waiting: approves
        ? await unlessAway(async () => (await alerts.list(caller, submitted)).alerts, 'unknown')
        : undefined,
      endingSoon: keeps
        ? await unlessAway(async () => (await alerts.reviewsDue(caller)).alerts.length, 0)
        : 0,
      overview: oversees ? await unlessAway(() => audit.overview(caller), 'unknown') : undefined,
      alarm: await unlessAway(() => watchlist.losesAlerts(caller), false),
    }
    return sendPage(context, request, reply, startPage(context, visit, today))
  })
}

/** The start page shows the way even while a service is away, which says so where it is asked. */
async function unlessAway<T, const O>(ask: () => Promise<T>, otherwise: O): Promise<T | O> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ServiceError && error.status >= 500) return otherwise
    throw error
  }
}
