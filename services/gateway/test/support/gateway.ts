import { createPublicKey, createPrivateKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { hashPassword, newSeed, signerFromSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { startTestDatabase, type TestDatabase } from '@crosswatch/database/testing'
import { loadPolicies } from '@crosswatch/policy'
import { accessRecordDocument, fromBase64, type AccessRecord } from '@crosswatch/protocol'
import { accessRecordContext, createAccessLog, createLogger, readPolicyFolder } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import type { Test } from 'tap'
import { createPosts, type PostsFile } from '../../src/accounts/posts.ts'
import { createThrottle } from '../../src/accounts/throttle.ts'
import { createTokenMaker } from '../../src/accounts/token-maker.ts'
import { createGatewayApp } from '../../src/app.ts'
import { createSessions } from '../../src/sessions/sessions.ts'
import { startStubServices } from './stub-services.ts'

/** Hashing as cheap as it may be: the passwords here protect nothing. */
export const cheap = { memoryKiB: 8, passes: 1 }

const roles = {
  analyst: 'analyst',
  supervisor: 'supervisor',
  border: 'border-officer',
  liaison: 'liaison-officer',
  protection: 'protection-officer',
  auditor: 'auditor',
  admin: 'administrator',
} as const

export const users = Object.entries(roles).map(([name, role]) => ({
  user: `xa-${name}`,
  password: `password of xa-${name}`,
  roles: [role],
  authority: role === 'border-officer' ? 'Border Guard of Arvenia' : 'Labour Inspectorate of Arvenia',
}))

export async function startServer(t: Pick<Test, 'teardown'>): Promise<TestDatabase> {
  const postgres = await startTestDatabase()
  t.teardown(() => postgres[Symbol.asyncDispose]())
  return postgres
}

const policyFolder = fileURLToPath(new URL('../../../../infra/policies', import.meta.url))

export interface GatewayOptions {
  readonly now?: () => Date
  readonly passwordCost?: typeof cheap
  /** Default: the node names none. */
  readonly posts?: PostsFile
  readonly trustedProxies?: readonly string[]
}

/** A gateway over a database of its own and stubs of the other services, on a free port. */
export async function startGateway(
  t: Pick<Test, 'teardown'>,
  postgres: TestDatabase,
  options: GatewayOptions = {},
) {
  const { now = () => new Date(), passwordCost = cheap } = options
  const node = await postgres.createNode()
  const folder = (service: string) => fileURLToPath(new URL(`../../../${service}/drizzle`, import.meta.url))
  await migrate({ url: node.urls.audit, folder: folder('audit'), schema: 'audit' })

  const seed = newSeed()
  const tokenPublicKey = publicKeyPem(seed)
  const root = { federation: 'demo', jurisdiction: 'XA', signer: signerFromSeed(newSeed()) }
  const services = await startStubServices(tokenPublicKey, { root, log: signerFromSeed(newSeed()) })
  t.teardown(() => services[Symbol.asyncDispose]())
  const connection = connectDatabase({ url: node.urls.gateway, applicationName: 'test', max: 4 })
  t.teardown(() => connection[Symbol.asyncDispose]())
  const superuser = connectDatabase({ url: node.superuserUrl, applicationName: 'test', max: 2 })
  t.teardown(() => superuser[Symbol.asyncDispose]())

  const posts = createPosts(options.posts ?? [])
  const jurisdiction = 'XA'
  const storageKey = storageKeyFrom(newSeed())
  const accessLog = createAccessLog({ jurisdiction, storageKey, software: 'gateway test' })
  let log = ''
  const logger = createLogger({
    service: 'gateway',
    level: 'debug',
    destination: { write: (line) => void (log += line) },
  })
  const app = await createGatewayApp({
    app: { tokenPublicKey, logger, trustedProxies: options.trustedProxies ?? [] },
    context: {
      jurisdiction,
      members: [
        { jurisdiction: 'XA', name: 'Arvenia' },
        { jurisdiction: 'XB', name: 'Belmora' },
        { jurisdiction: 'XC', name: 'Corvania' },
      ],
      root: { ...root, rootKey: root.signer.publicKey },
      connection,
      clock: now,
      tokens: createTokenMaker({ signer: signerFromSeed(seed), jurisdiction, now: () => new Date() }),
      signIn: {
        connection,
        accessLog,
        throttle: createThrottle({ now }),
        decoyHash: await hashPassword('nobody knows', passwordCost),
        posts,
      },
      posts,
      sessions: createSessions({ connection, accessLog, now, idleMinutes: 30, hours: 12 }),
      services: services.urls,
      policies: loadPolicies(await readPolicyFolder(policyFolder)),
      timeZone: 'UTC',
      victimHotline: '+999 01 555 0199',
    },
    migrate: () => migrate({ url: node.urls.gateway, folder: folder('gateway'), schema: 'gateway' }),
    users,
    storageKey,
    passwordCost,
  })
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await app.prepared()

  return {
    app,
    url,
    services,
    superuser,
    log: () => log,
    /** What the gateway wrote into the access log, with its terms in the clear. */
    async records(): Promise<readonly (AccessRecord & { opened?: unknown })[]> {
      const { rows } = await superuser.db.execute<{ record: Buffer; key: Buffer | null }>(
        sql`select record, key from audit.record left join audit.record_key on record_id = id order by id`,
      )
      return rows.map(({ record: bytes, key }) => {
        const record = accessRecordDocument.decode(new Uint8Array(bytes))
        if (key === null || record.terms === undefined) return record
        const opened = storageKey.open(
          { box: fromBase64(record.terms), key: new Uint8Array(key) },
          accessRecordContext(record.id),
        )
        return { ...record, opened: JSON.parse(Buffer.from(opened).toString('utf8')) }
      })
    },
  }
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>

function publicKeyPem(seed: Uint8Array): string {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
}
