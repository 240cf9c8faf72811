import type { App } from '@crosswatch/service-kit'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import { officers } from './access/officers.ts'
import { securityHeaders } from './access/security-headers.ts'
import type { ConsoleContext } from './console-context.ts'
import { errorPages, notFoundPage } from './layout/error-page.ts'
import { agreementPages } from './pages/agreements/routes.ts'
import { alertPages } from './pages/alerts/routes.ts'
import { breakGlassPages } from './pages/break-glass/routes.ts'
import { consentPages } from './pages/consents/routes.ts'
import { clearancePages } from './pages/clearances/routes.ts'
import { disputePages } from './pages/disputes/routes.ts'
import { erasurePages } from './pages/erasures/routes.ts'
import { feedPages } from './pages/feeds/routes.ts'
import { hitPages } from './pages/hits/routes.ts'
import { measurePages } from './pages/measures/routes.ts'
import { importPages } from './pages/imports/routes.ts'
import { logPages } from './pages/log/routes.ts'
import { followPages } from './pages/log/follow-routes.ts'
import { reportPages } from './pages/log/report-routes.ts'
import { oversightPages } from './pages/oversight/routes.ts'
import { overridePages } from './pages/overrides/routes.ts'
import { queryPages } from './pages/query/routes.ts'
import { receiptPages } from './pages/receipts/routes.ts'
import { retentionPages } from './pages/retention/routes.ts'
import { reviewPages } from './pages/reviews/routes.ts'
import { acceptFiles, screeningPages } from './pages/screenings/routes.ts'
import { releasePages } from './pages/releases/routes.ts'
import { signInPages } from './pages/sign-in/routes.ts'
import { startPages } from './pages/start/routes.ts'

/** The console's pages. Register it encapsulated: its cookies, forms and error pages are for pages only. */
export async function consolePages(app: App, context: ConsoleContext): Promise<void> {
  app.routesArePublic = true
  errorPages(app, context)
  app.removeContentTypeParser('application/json')
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 256 * 1024 })
  await securityHeaders(app)
  await acceptFiles(app)
  await officers(app, context)

  notFoundPage(app)
  signInPages(app, context)
  startPages(app, context)
  queryPages(app, context)
  screeningPages(app, context)
  overridePages(app, context)
  alertPages(app, context)
  importPages(app, context)
  measurePages(app, context)
  hitPages(app, context)
  logPages(app, context)
  followPages(app, context)
  reportPages(app, context)
  reviewPages(app, context)
  receiptPages(app, context)
  retentionPages(app, context)
  oversightPages(app, context)
  breakGlassPages(app, context)
  agreementPages(app, context)
  consentPages(app, context)
  disputePages(app, context)
  clearancePages(app, context)
  releasePages(app, context)
  erasurePages(app, context)
  feedPages(app, context)
}
