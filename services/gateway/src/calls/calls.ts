import { alertCalls, type AlertCalls } from './alerts.ts'
import { auditCalls, type AuditCalls } from './audit.ts'
import { service } from './call.ts'
import { clearanceCalls, type ClearanceCalls } from './clearances.ts'
import { consentCalls, type ConsentCalls } from './consent.ts'
import { disputeCalls, type DisputeCalls } from './disputes.ts'
import { exchangeCalls, type ExchangeCalls } from './exchange.ts'
import { hitCalls, type HitCalls } from './hits.ts'
import { licenceCalls, type LicenceCalls } from './licences.ts'
import { measureCalls, type MeasureCalls } from './measures.ts'
import type { ServiceUrls } from './service-urls.ts'
import { watchlistCalls, type WatchlistCalls } from './watchlist.ts'

/** Everything the console asks of the other services, by service. */
export interface Calls {
  readonly alerts: AlertCalls
  readonly hits: HitCalls
  readonly licences: LicenceCalls
  readonly measures: MeasureCalls
  readonly disputes: DisputeCalls
  readonly clearances: ClearanceCalls
  readonly watchlist: WatchlistCalls
  readonly audit: AuditCalls
  readonly exchange: ExchangeCalls
  readonly consent: ConsentCalls
}

export function createCalls(urls: ServiceUrls): Calls {
  return {
    alerts: alertCalls(service('alerts', urls.alerts)),
    disputes: disputeCalls(service('alerts', urls.alerts)),
    clearances: clearanceCalls(service('alerts', urls.alerts)),
    hits: hitCalls(service('alerts', urls.alerts)),
    licences: licenceCalls(service('alerts', urls.alerts)),
    measures: measureCalls(service('alerts', urls.alerts)),
    watchlist: watchlistCalls(service('watchlist', urls.watchlist)),
    audit: auditCalls(service('audit', urls.audit)),
    exchange: exchangeCalls(service('exchange', urls.exchange)),
    consent: consentCalls(service('consent', urls.consent)),
  }
}
