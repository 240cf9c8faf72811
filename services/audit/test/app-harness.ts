import { generateKeyPairSync, sign } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RecordList, Role } from '@crosswatch/protocol'
import { loadPolicies } from '@crosswatch/policy'
import { readPolicyFolder, type App } from '@crosswatch/service-kit'
import type { Test } from 'tap'
import { createAuditApp, migrateAudit } from '../src/index.ts'
import { usualMonths } from '../src/domain/retention-rules.ts'
import { createRecordIndex } from '../src/search/index-records.ts'
import { type AuditNode, checkpointOf } from './harness.ts'

export const policyText = await readPolicyFolder(
  fileURLToPath(new URL('../../../infra/policies', import.meta.url)),
)
export const policies = loadPolicies(policyText)

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
/** What signs officers in here. */
export const tokenPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString()

export function signedIn(...roles: Role[]) {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    sub: `${roles[0]}-1`,
    roles,
    authority: 'Data Protection Authority of XA',
    jurisdiction: 'XA',
    iat: now,
    exp: now + 600,
    jti: String(Math.random()),
    iss: 'crosswatch',
    aud: 'crosswatch',
  }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return {
    authorization: `Bearer ${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`,
  }
}

export const auditor = signedIn('auditor')

type Answer = Awaited<ReturnType<App['inject']>>

export async function startApp(t: Test, node: AuditNode) {
  const app = await createAuditApp({
    app: { tokenPublicKey },
    context: {
      jurisdiction: 'XA',
      connection: node.audit,
      key: node.key,
      guard: node.guard,
      storageKey: node.storageKey,
      accessLog: node.accessLog.grouped(node.audit.db),
      index: createRecordIndex(node.audit),
      policies,
      policyText,
      clock: () => new Date(),
    },
    databaseUrl: node.urls.audit,
    retention: { actLog: node.accessLog, months: usualMonths },
    migrate: () => migrateAudit(node.urls.audit),
  })
  t.teardown(() => app.close())
  await app.ready()
  await app.prepared()
  const search = async (body: object, headers = auditor): Promise<Answer> =>
    app.inject({
      method: 'POST',
      url: '/v1/records/search',
      headers,
      payload: { purpose: 'oversight', ...body },
    })
  return {
    app,
    get: async (url: string, headers = auditor): Promise<Answer> => app.inject({ url, headers }),
    search,
    found: async (body: object) => (await search(body)).json<RecordList>(),
  }
}

/** Waits until the log has this many records. */
export async function grownTo(node: AuditNode, size: number): Promise<number> {
  const start = performance.now()
  while (Number((await checkpointOf(node)).split('\n')[1]) < size) await delay(10)
  return performance.now() - start
}
