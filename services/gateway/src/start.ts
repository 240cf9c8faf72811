import { readFile } from 'node:fs/promises'
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
  const [tokenSeed, storageSecret, tokenPublicKey, users, decoyHash] = await Promise.all([
    loadKeyFile('token', config.tokenKeyFile, config.passphraseFile),
    loadKeyFile('storage', config.storageKeyFile, config.passphraseFile),
    readFile(config.tokenPublicKeyFile, 'utf8'),
    config.usersFile === undefined ? [] : readUsersFile(config.usersFile),
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
    app: { tokenPublicKey, logger },
    context: {
      jurisdiction,
      members: [...members.values()],
      root: { federation: name, jurisdiction, rootKey: own.rootKey },
      connection,
      policies: loadPolicies(await readPolicyFolder(config.policyFolder)),
      clock: now,
      tokens: createTokenMaker({ signer: signerFromSeed(tokenSeed), jurisdiction, now }),
      signIn: { connection, accessLog, throttle: createThrottle({ now }), decoyHash },
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
