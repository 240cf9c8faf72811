import { ServiceError, type Overview } from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'
import { signedIn } from '../../access/officers.ts'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { leadTo, sendPage } from '../../layout/send-page.ts'
import { startPage, type Waiting } from './start-page.ts'

/** `/`: what this officer can do here. Who does nothing but check starts at the query. */
export function startPages(app: App, context: ConsoleContext): void {
  app.get('/', { config: { officers: allRoles }, schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request)
    const { roles } = visit.account
    if (roles.length === 1 && roles.includes('border-officer')) return leadTo(reply, '/query')
    const waiting = hasRole(visit, 'supervisor') ? await waitingAlerts(visit) : undefined
    const overview = hasRole(visit, 'auditor') ? await howThingsStand(visit) : undefined
    const alarm = await losesAlerts(visit)
    return sendPage(context, request, reply, startPage(context, visit, { waiting, overview, alarm }))
  })
  async function howThingsStand({ caller }: Visit): Promise<Overview | 'unknown'> {
    try {
      return await context.calls.audit.overview(caller)
    } catch (error) {
      if (error instanceof ServiceError && error.status >= 500) return 'unknown'
      throw error
    }
  }
  async function losesAlerts({ caller }: Visit): Promise<boolean> {
    try {
      return await context.calls.watchlist.losesAlerts(caller)
    } catch (error) {
      // A watchlist that does not answer says so where it is asked.
      if (error instanceof ServiceError && error.status >= 500) return false
      throw error
    }
  }
  /** The start page shows the way even while the alerts service is away. */
  async function waitingAlerts({ caller }: Visit): Promise<Waiting> {
    try {
      return (await context.calls.alerts.list(caller, { state: 'submitted', origin: 'own' })).alerts
    } catch (error) {
      if (error instanceof ServiceError && error.status >= 500) return 'unknown'
      throw error
    }
  }
}
