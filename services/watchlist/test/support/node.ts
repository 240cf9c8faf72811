import { generateKeyPairSync, sign } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { newContentKey, newSeed, signerFromSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { loadPolicies } from '@crosswatch/policy'
import {
  accessRecordDocument,
  fromBase64,
  newUuid,
  parseCanonical,
  toBase64,
  type FederationDocument,
  type Member,
  type Problem,
  type QueryAnswer,
  type QueryRequest,
  type Role,
} from '@crosswatch/protocol'
import {
  accessRecordContext,
  createAccessLog,
  createLogger,
  readPolicyFolder,
  type GroupedAccessLog,
} from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import type { Test } from 'tap'
import { createWatchlistApp } from '../../src/app.ts'
import type { Watchlist } from '../../src/list/watchlist.ts'
import { migrateWatchlist } from '../../src/start.ts'
import { alertsOf } from './alerts.ts'

const policyFolder = fileURLToPath(new URL('../../../../infra/policies', import.meta.url))
const auditMigrations = fileURLToPath(new URL('../../../audit/drizzle', import.meta.url))
const tokenKeys = generateKeyPairSync('ed25519')
export const tokenPublicKey = tokenKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString()

export const roots = ['XA', 'XB', 'XC'].map(() => signerFromSeed(newSeed()))
const members: readonly Member[] = ['XA', 'XB', 'XC'].map((jurisdiction, index) => ({
  jurisdiction,
  name: `Republic of ${jurisdiction}`,
  root: toBase64(roots[index]?.publicKey ?? new Uint8Array()),
  contact: { desk: `Duty desk of ${jurisdiction}`, phone: '+999 01 555 0100' },
}))
export const federation: FederationDocument = {
  v: 1,
  federation: 'test-federation',
  version: 1,
  previous: null,
  at: '2026-01-01T00:00:00.000Z',
  members: [...members],
  parameters: { heartbeatSeconds: 60, hubRetentionDays: 30 },
}

/** One PostgreSQL server for the whole test file. */
export async function startServer(t: Test) {
  const postgres = await startTestDatabase()
  t.teardown(() => postgres[Symbol.asyncDispose]())
  return postgres
}

export type Server = Awaited<ReturnType<typeof startServer>>

export interface NodeOptions {
  readonly accessLog?: GroupedAccessLog
  /** Default: the alerts service has made its function before the watchlist starts. */
  readonly alertsLater?: boolean
  /** The share of queries looked up twice. */
  readonly recallShare?: number
  /** In the place of a sound list. */
  readonly list?: Watchlist
  /** Where the list is kept between runs. */
  readonly snapshotFile?: string
  /** Policies beside those of the repository. */
  readonly extraPolicy?: string
}

/** The part of an injected answer that tests look at. */
interface Answered {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  readonly rawPayload: Buffer
  json(): Partial<Problem & QueryAnswer>
}

/** A node's database with its access log and its alerts, and the watchlist on it. */
export async function createNode(t: Test, postgres: Server, options: NodeOptions = {}) {
  const node = await postgres.createNode()
  await migrate({ url: node.urls.audit, folder: auditMigrations, schema: 'audit' })
  const connect = (url: string) => {
    const connection = connectDatabase({ url, applicationName: 'test' })
    t.teardown(() => connection[Symbol.asyncDispose]())
    return connection
  }
  const secret = newContentKey()
  const storageKey = storageKeyFrom(secret)
  const alerts = alertsOf(connect(node.urls.alerts), node.urls.alerts, storageKey)
  if (options.alertsLater !== true) await alerts.prepare()

  let time = new Date('2026-03-10T09:00:00.000Z')
  const clock = () => time
  const connection = connect(node.urls.watchlist)
  const superuser = connect(node.superuserUrl)
  const accessLog =
    options.accessLog ??
    createAccessLog({ jurisdiction: 'XA', storageKey, software: 'watchlist test', now: clock }).grouped(
      connection.db,
    )
  let logged = ''
  const logger = createLogger({
    service: 'watchlist',
    level: 'trace',
    destination: { write: (line) => void (logged += line) },
  })
  const shipped = await readPolicyFolder(policyFolder)
  const { extraPolicy } = options
  const policies = loadPolicies({
    ...shipped,
    files: { ...shipped.files, ...(extraPolicy !== undefined && { 'extra.cedar': extraPolicy }) },
  })
  const start = async () => {
    const app = await createWatchlistApp({
      app: { tokenPublicKey, logger },
      context: {
        jurisdiction: 'XA',
        members: new Map(members.map((member) => [member.jurisdiction, member])),
        storageKey,
        connection,
        accessLog,
        policies,
        actLog: createAccessLog({ jurisdiction: 'XA', storageKey, software: 'watchlist test', now: clock }),
        screeningHours: 72,
        recentDays: 3,
        phoneCountry: 'MD',
        clock,
      },
      databaseUrl: node.urls.watchlist,
      ...(options.list === undefined ? {} : { list: options.list }),
      migrate: () => migrateWatchlist(node.urls.watchlist),
      background: {
        storageSecret: secret,
        threads: 1,
        recallShare: options.recallShare ?? 0,
        snapshotEveryMs: 50,
        ...(options.snapshotFile === undefined ? {} : { snapshotFile: options.snapshotFile }),
      },
    })
    await app.ready()
    if (options.alertsLater !== true) await app.prepared()
    return app
  }
  let app = await start()
  t.teardown(() => app.close())

  async function post(body: unknown, roles: readonly Role[] = ['border-officer']): Promise<Answered> {
    return app.inject({
      method: 'POST',
      url: '/v1/queries',
      headers: { authorization: `Bearer ${token(roles)}` },
      payload: body as object,
    })
  }

  async function records() {
    const { rows } = await superuser.db.execute<{ id: string; record: Buffer; key: Buffer | null }>(sql`
      select record.id, record.record, record_key.key
      from audit.record left join audit.record_key on record_key.record_id = record.id order by record.id`)
    return rows.map(({ id, record, key }) => {
      const read = accessRecordDocument.decode(new Uint8Array(record))
      const box = read.terms === undefined ? undefined : fromBase64(read.terms)
      const terms =
        box === undefined || key === null
          ? undefined
          : parseCanonical(storageKey.open({ box, key: new Uint8Array(key) }, accessRecordContext(id)))
      return { ...read, terms }
    })
  }

  return {
    ...node,
    secret,
    get app() {
      return app
    },
    async restart() {
      await app.close()
      app = await start()
    },
    alerts,
    superuser,
    post,
    records,
    /** What was logged up to now. */
    log: () => logged,
    setTime: (now: string) => void (time = new Date(now)),
    /** The answer to a border officer's query, which must succeed. */
    async ask(
      subject: QueryRequest['subject'],
      change: Partial<QueryRequest> = {},
      roles?: readonly Role[],
    ): Promise<QueryAnswer> {
      const answer = await post({ purpose: 'border-check', subject, ...change }, roles)
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
      return JSON.parse(answer.body)
    },
    async status() {
      const headers = { authorization: `Bearer ${token(['administrator'])}` }
      return (await app.inject({ url: '/v1/status', headers })).json()
    },
  }
}

export type TestNode = Awaited<ReturnType<typeof createNode>>

/** A sign-in token as the gateway of the node makes it. */
export function token(roles: readonly Role[], sub = 'officer-7'): string {
  const now = Math.floor(Date.now() / 1_000)
  const claims = {
    sub,
    roles,
    authority: 'Border Service of XA',
    jurisdiction: 'XA',
    iat: now,
    exp: now + 600,
    jti: newUuid(),
    iss: 'crosswatch',
    aud: 'crosswatch',
  }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), tokenKeys.privateKey).toString('base64url')}`
}

/** Waits until something holds; fails after five seconds, or as long as given. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  atMostMs = 60_000,
): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > atMostMs) throw new Error(`It did not come to this in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return performance.now() - began
}
