import { AlertsConfig, startService as startAlerts } from '@crosswatch/alerts'
import { AuditConfig, startService as startAudit } from '@crosswatch/audit'
import { ConsentConfig, startService as startConsent } from '@crosswatch/consent'
import { ExchangeConfig, startService as startExchange } from '@crosswatch/exchange'
import { GatewayConfig, startService as startGateway } from '@crosswatch/gateway'
import { createLogger, loadConfig, type App, type ServiceContext } from '@crosswatch/service-kit'
import { WatchlistConfig, startService as startWatchlist } from '@crosswatch/watchlist'
import type { Static, TObject } from 'typebox'
import type { Service } from './services.ts'

/** What a service's configuration has in any case. */
type Listening = {
  readonly host: string
  readonly port: number
  readonly logLevel: string
  readonly jurisdiction: string
}
type Start = (environment: NodeJS.ProcessEnv) => Promise<{ readonly app: App; readonly config: Listening }>

const starters: Readonly<Record<Service, Start>> = {
  audit: starter('audit', AuditConfig, startAudit),
  exchange: starter('exchange', ExchangeConfig, startExchange),
  alerts: starter('alerts', AlertsConfig, startAlerts),
  consent: starter('consent', ConsentConfig, startConsent),
  watchlist: starter('watchlist', WatchlistConfig, startWatchlist),
  gateway: starter('gateway', GatewayConfig, startGateway),
}

export type ComposedNode = AsyncDisposable & {
  /** Resolves when every service has done what it does before it is ready; rejects when one cannot. */
  prepared(): Promise<void>
}

/** Starts services in this process; each listens on the address of its own configuration when this returns. */
export async function composeNode(
  services: readonly Service[],
  environment: (service: Service) => NodeJS.ProcessEnv,
): Promise<ComposedNode> {
  await using undo = new AsyncDisposableStack()
  const apps: App[] = []
  for (const service of services) {
    const { app, config } = await starters[service](environment(service))
    undo.defer(() => app.close())
    await app.listen({ host: config.host, port: config.port })
    apps.push(app)
  }
  const running = undo.move()
  return {
    prepared: async () => {
      await Promise.all(apps.map((app) => app.prepared()))
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

function starter<S extends TObject>(
  service: Service,
  schema: S,
  start: (context: ServiceContext<Static<S>>) => Promise<App>,
): Start {
  return async (environment) => {
    const config = loadConfig(schema, environment)
    const listening: Listening = Object.assign(
      { host: '127.0.0.1', port: 0, logLevel: 'info', jurisdiction: '' },
      config,
    )
    const logger = createLogger({ service, level: listening.logLevel, jurisdiction: listening.jurisdiction })
    return { app: await start({ config, logger }), config: listening }
  }
}
