import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import {
  hashPassword,
  loadKeyFile,
  newSeed,
  signerFromSeed,
  storageKeyFrom,
  verifyFederation,
} from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { loadPolicies } from '@crosswatch/policy'
import { ServiceError, toBase64 } from '@crosswatch/protocol'
import {
  createAccessLog,
  readLegalBases,
  readPolicyFolder,
  type App,
  type ServiceContext,
} from '@crosswatch/service-kit'
import { createPosts, readPostsFile } from './accounts/posts.ts'
import { createThrottle } from './accounts/throttle.ts'
import { createTokenMaker } from './accounts/token-maker.ts'
import { readUsersFile } from './accounts/users-file.ts'
import { createGatewayApp, version } from './app.ts'
import type { GatewayConfig } from './config.ts'
import { createSessions } from './sessions/sessions.ts'

/** Opens keys and database as the configuration says, and makes the app. */
export async function startService({ config, logger }: ServiceContext<GatewayConfig>): Promise<App> {
  const { jurisdiction, databaseUrl } = config
  assertTimeZone(config.timeZone)
  const { name, members } = verifyFederation(
    await readFile(config.federationFile, 'utf8'),
    config.federationPin,
  )
  const own = members.get(jurisdiction)
  if (own === undefined) {
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_JURISDICTION: ${jurisdiction} is not a member of the federation`,
    })
  }
  const posts = createPosts(config.postsFile === undefined ? [] : await readPostsFile(config.postsFile))
  const [tokenSeed, storageSecret, tokenPublicKey, users, decoyHash] = await Promise.all([
    loadKeyFile('token', config.tokenKeyFile, config.passphraseFile),
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
    config.usersFile === undefined ? [] : readUsersFile(config.usersFile, posts.names),
    hashPassword(toBase64(newSeed())),
  ])
  const now = () => new Date()
  const connection = connectDatabase({ url: databaseUrl, applicationName: `${jurisdiction} gateway` })
  const storageKey = storageKeyFrom(storageSecret)
  const accessLog = createAccessLog({
    jurisdiction,
    storageKey,
    software: `gateway ${version}`,
    legalBases: await readLegalBases(config.legalBasesFile),
    now,
  })
  const app = await createGatewayApp({
    app: { tokenPublicKey, logger, trustedProxies: proxiesOf(config.trustedProxies) },
    context: {
      jurisdiction,
      members: [...members.values()],
      root: { federation: name, jurisdiction, rootKey: own.rootKey },
      connection,
      policies: loadPolicies(await readPolicyFolder(config.policyFolder)),
      clock: now,
      tokens: createTokenMaker({ signer: signerFromSeed(tokenSeed), jurisdiction, now }),
      signIn: { connection, accessLog, throttle: createThrottle({ now }), decoyHash, posts },
      posts,
      sessions: createSessions({
        connection,
        accessLog,
        now,
        idleMinutes: config.sessionIdleMinutes,
        hours: config.sessionHours,
      }),
      services: {
        alerts: config.alertsUrl,
        watchlist: config.watchlistUrl,
        audit: config.auditUrl,
        exchange: config.exchangeUrl,
        consent: config.consentUrl,
      },
      timeZone: config.timeZone,
      victimHotline: config.victimHotline,
    },
    migrate: () =>
      migrate({
        url: databaseUrl,
        folder: fileURLToPath(new URL('../drizzle', import.meta.url)),
        schema: 'gateway',
      }),
    users,
    storageKey,
  })
  app.addHook('onClose', () => connection[Symbol.asyncDispose]())
  return app
}

/** @throws {ServiceError} `invalid-configuration` for what is no address */
function proxiesOf(list = ''): string[] {
  const addresses = list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (addresses.some((one) => isIP(one.split('/')[0] ?? '') === 0)) {
    throw new ServiceError('invalid-configuration', {
      detail: 'CROSSWATCH_TRUSTED_PROXIES is not a list of addresses with commas between',
    })
  }
  return addresses
}

function assertTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch (cause) {
    throw new ServiceError('invalid-configuration', {
      detail: 'CROSSWATCH_TIME_ZONE is no IANA time zone',
      cause,
    })
  }
}
