import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase, migrate } from '@crosswatch/database'
import type { TestDatabase } from '@crosswatch/database/testing'
import { loadPolicies, type PolicyText } from '@crosswatch/policy'
import { accessRecordDocument, newUuid, usualContentMonths, type Role } from '@crosswatch/protocol'
import { createAccessLog, eraseOver, readPolicyFolder } from '@crosswatch/service-kit'
import type { Test } from 'tap'
import { createConsentApp } from '../src/app.ts'
import { consentRetention } from '../src/store/retention.ts'

const text = await readPolicyFolder(fileURLToPath(new URL('../../../infra/policies', import.meta.url)))
const folderOf = (service: string) => fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))

/** A database that is there already, with the ledger that goes with it. */
interface NodeOptions {
  readonly database?: Pick<Awaited<ReturnType<TestDatabase['createNode']>>, 'urls' | 'superuserUrl'>
  readonly ledgerFile?: string
  readonly storageKey?: ReturnType<typeof storageKeyFrom>
  /** Does not wait until it is ready, which it may never be. */
  readonly unready?: boolean
  /** Files of policies beside those of the repository. */
  readonly policies?: PolicyText['files']
}

/** The consent service of XA on a real database, with the tables of the log, the exchange and the alerts beside it. */
export async function makeNode(t: Test, postgres: TestDatabase, options: NodeOptions = {}) {
  const { urls, superuserUrl } = options.database ?? (await postgres.createNode())
  const { ledgerFile = join(mkdtempSync(join(tmpdir(), 'crosswatch-consent-')), 'erasures.jsonl') } = options
  for (const service of ['audit', 'exchange', 'alerts'] as const) {
    await migrate({ url: urls[service], folder: folderOf(service), schema: service })
  }
  const { storageKey = storageKeyFrom(newSeed()) } = options
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  let now = new Date('2026-03-01T12:00:00.000Z')
  const connection = connectDatabase({ url: urls.consent, applicationName: 'test', max: 12 })
  const accessLog = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'consent test' })
  const app = await createConsentApp({
    app: { tokenPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    context: {
      jurisdiction: 'XA',
      partners: ['XB', 'XC'],
      storageKey,
      connection,
      accessLog,
      policies: loadPolicies({ ...text, files: { ...text.files, ...options.policies } }),
      clock: () => now,
      newId: newUuid,
      receiptHours: 24,
      ledgerFile,
    },
    databaseUrl: urls.consent,
    migrate: () => migrate({ url: urls.consent, folder: folderOf('consent'), schema: 'consent' }),
  })
  const superuser = connectDatabase({ url: superuserUrl, applicationName: 'test superuser', max: 2 })
  t.teardown(async () => {
    await app.close()
    await superuser[Symbol.asyncDispose]()
  })
  await app.ready()
  if (options.unready !== true) await app.prepared()

  function tokenOf(id: string, roles: readonly Role[]): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const iat = Math.floor(Date.now() / 1000)
    const claims = { sub: id, roles, authority: 'Shelter', jurisdiction: 'XA', iat, exp: iat + 600 }
    const unsigned = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode({ ...claims, jti: newUuid(), iss: 'crosswatch', aud: 'crosswatch' })}`
    return `${unsigned}.${sign(null, Buffer.from(unsigned), privateKey).toString('base64url')}`
  }

  function officer(id: string, ...roles: readonly Role[]) {
    return async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
      const response = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${tokenOf(id, roles)}` },
        ...(payload === undefined ? {} : { payload }),
      })
      const body: Record<string, unknown> = response.body === '' ? {} : response.json()
      return { status: response.statusCode, body, code: body['code'] }
    }
  }

  const rows = async (query: string, values: unknown[] = []) =>
    (await superuser.pool.query<Record<string, unknown>>(query, values)).rows

  return {
    app,
    storageKey,
    ledgerFile,
    superuserUrl,
    superuser,
    urls,
    rows,
    officer,
    protection: officer('pam', 'protection-officer'),
    liaison: officer('lee', 'liaison-officer'),
    supervisor: officer('sue', 'supervisor'),
    border: officer('bob', 'border-officer'),
    /** The hourly run that erases what was kept long enough. */
    eraseOver: async () =>
      eraseOver({
        connection,
        service: 'consent',
        rules: consentRetention(usualContentMonths),
        actLog: accessLog,
        clock: () => now,
      }),
    setTime: (time: string) => {
      now = new Date(time)
    },
    async recorded() {
      const found = await superuser.pool.query<{ record: Buffer }>(
        'select record from audit.record order by id',
      )
      return found.rows.map(({ record }) => accessRecordDocument.restore(record))
    },
  }
}

export type Node = Awaited<ReturnType<typeof makeNode>>
