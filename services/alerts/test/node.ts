import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import type { TestDatabase } from '@crosswatch/database/testing'
import { loadPolicies } from '@crosswatch/policy'
import { newUuid, usualContentMonths, type Role } from '@crosswatch/protocol'
import { createAccessLog, eraseOver, readPolicyFolder } from '@crosswatch/service-kit'
import type { Test } from 'tap'
import { createAlertsApp } from '../src/app.ts'
import { alertsRetention } from '../src/store/retention.ts'

const policyFolder = fileURLToPath(new URL('../../../infra/policies', import.meta.url))
const folderOf = (service: string) => fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))

/** The alerts service of XA (or another one) on a real database, with the real log and the real outbox beside it; nothing is sent. */
export async function makeNode(t: Test, postgres: TestDatabase, extraPolicy = '', jurisdiction = 'XA') {
  const { urls, superuserUrl } = await postgres.createNode()
  for (const service of ['audit', 'exchange', 'watchlist', 'consent'] as const) {
    await migrate({ url: urls[service], folder: folderOf(service), schema: service })
  }
  const storageKey = storageKeyFrom(newSeed())
  const ledgerFile = join(mkdtempSync(join(tmpdir(), 'crosswatch-alerts-')), 'erasures.jsonl')
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const shipped = await readPolicyFolder(policyFolder)
  let now = new Date('2026-03-01T12:00:00.000Z')
  const connection = connectDatabase({ url: urls.alerts, applicationName: 'test', max: 5 })
  const accessLog = createAccessLog({ jurisdiction, storageKey, software: 'alerts test' })
  const app = await createAlertsApp({
    app: { tokenPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    context: {
      jurisdiction,
      partners: ['XA', 'XB', 'XC'].filter((code) => code !== jurisdiction),
      storageKey,
      policies: loadPolicies({ ...shipped, files: { ...shipped.files, 'extra.cedar': extraPolicy } }),
      connection,
      accessLog,
      clock: () => now,
      newId: newUuid,
      ledgerFile,
    },
    databaseUrl: urls.alerts,
    migrate: () => migrate({ url: urls.alerts, folder: folderOf('alerts'), schema: 'alerts' }),
  })
  const superuser = connectDatabase({ url: superuserUrl, applicationName: 'test superuser', max: 2 })
  t.teardown(async () => {
    await app.close()
    await superuser[Symbol.asyncDispose]()
  })
  await app.ready()
  await app.prepared()

  function tokenOf(id: string, roles: readonly Role[]): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const iat = Math.floor(Date.now() / 1000)
    const claims = {
      sub: id,
      roles,
      authority: 'Inspectorate',
      jurisdiction,
      iat,
      exp: iat + 600,
      jti: newUuid(),
      iss: 'crosswatch',
      aud: 'crosswatch',
    }
    const unsigned = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`
    return `${unsigned}.${sign(null, Buffer.from(unsigned), privateKey).toString('base64url')}`
  }

  function officer(id: string, ...roles: readonly Role[]) {
    return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
      const headers = { authorization: `Bearer ${tokenOf(id, roles)}` }
      const response = await app.inject({
        method,
        url,
        headers,
        ...(payload === undefined ? {} : { payload }),
      })
      const body: Record<string, unknown> = response.body === '' ? {} : response.json()
      return { status: response.statusCode, body, code: body['code'] }
    }
  }

  const supervisor = officer('sue', 'supervisor')

  return {
    app,
    storageKey,
    ledgerFile,
    /** Looks at who would get an alert or an import, and confirms exactly that. */
    async approve(path: string, who = supervisor) {
      const { body } = await who('GET', `${path}/recipients`)
      return who('POST', `${path}/approve`, { recipients: body['digest'] ?? '0'.repeat(64) })
    },
    superuser,
    analyst: officer('ana', 'analyst'),
    supervisor,
    both: officer('ana', 'analyst', 'supervisor'),
    admin: officer('adam', 'administrator'),
    /** Holds both roles that an agreement takes. */
    boss: officer('bo', 'administrator', 'supervisor'),
    border: officer('bob', 'border-officer'),
    liaison: officer('lia', 'liaison-officer'),
    protection: officer('pia', 'protection-officer'),
    auditor: officer('aud', 'auditor'),
    setTime: (time: string) => {
      now = new Date(time)
    },
    /** The hourly run that erases what was kept long enough, with other months for some classes. */
    eraseOver: async (months: Partial<typeof usualContentMonths> = {}) =>
      eraseOver({
        connection,
        service: 'alerts',
        rules: alertsRetention(jurisdiction, { ...usualContentMonths, ...months }),
        actLog: accessLog,
        clock: () => now,
      }),
    /** As the service itself, with its rights. */
    asService: async (query: string) => connection.pool.query(query),
    rows: async (query: string, values: unknown[] = []) =>
      (await superuser.pool.query<Record<string, unknown>>(query, values)).rows,
    /** Operations in the access log, in order. */
    async recorded() {
      const { rows } = await superuser.pool.query<{ record: Buffer }>(
        'select record from audit.record order by id',
      )
      return rows.map(({ record }) => {
        const parsed: {
          operation: string
          officer: string
          outcome: string
          reason?: string
          legalBasis?: string
          alerts: unknown[]
        } = JSON.parse(record.toString())
        return parsed
      })
    },
  }
}

export type Node = Awaited<ReturnType<typeof makeNode>>
