import type { StorageKey } from '@crosswatch/crypto'
import { createApp, type App, type AppOptions } from '@crosswatch/service-kit'
import { createMissingAccounts, type PasswordCost, type UsersFile } from './accounts/users-file.ts'
import { passOn } from './api/pass-on.ts'
import { signInRoute } from './api/sign-in.ts'
import { createCalls } from './calls/calls.ts'
import { assetRoutes, loadAssets } from './console/assets.ts'
import { consolePages } from './console/console.ts'
import { countryList } from './console/forms/country-list.ts'
import { createCountries } from './console/words/countries.ts'
import { createTimes } from './console/words/times.ts'
import type { GatewayContext } from './context.ts'

export const version = '0.1.0'

export interface GatewayAppOptions {
  readonly app: Omit<AppOptions, 'name' | 'version' | 'description'>
  readonly context: GatewayContext
  /** Brings the tables up to date. */
  readonly migrate: () => Promise<void>
  /** Accounts that are made where they are missing. */
  readonly users: UsersFile
  /** Hashes who their officers are. */
  readonly storageKey: Pick<StorageKey, 'blindIndex'>
  /** What hashing the password of such an account costs. Tests make it cheap. */
  readonly passwordCost?: PasswordCost
}

/** The gateway as a Fastify app: sign-in, the way to the other services, and the console. */
export async function createGatewayApp(options: GatewayAppOptions): Promise<App> {
  const { context, users, storageKey, passwordCost: cost } = options
  const app = await createApp({
    ...options.app,
    name: 'gateway',
    version,
    description: 'Sign-in, one origin in front of the other services, and the console',
  })
  app.prepare('migrations', options.migrate)
  app.prepare('accounts', () =>
    createMissingAccounts(context.connection, users, { storageKey, ...(cost === undefined ? {} : { cost }) }),
  )
  app.addReadinessCheck('database', () => context.connection.isReachable())

  signInRoute(app, context)
  await app.register((services) => passOn(services, context.services))

  const assets = await loadAssets()
  const countries = createCountries(context.members)
  assetRoutes(app, assets)
  const console = {
    ...context,
    assets,
    calls: createCalls(context.services),
    countries,
    countryList: countryList(countries),
    times: createTimes(context.timeZone),
    ownName: context.members.find(({ jurisdiction }) => jurisdiction === context.jurisdiction)?.name ?? '',
  }
  await app.register((pages) => consolePages(pages, console))
  return app
}
