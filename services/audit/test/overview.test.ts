import { fileURLToPath } from 'node:url'
import { migrate } from '@crosswatch/database'
import { newUuid, type Overview } from '@crosswatch/protocol'
import t from 'tap'
import { signedIn, startApp } from './app-harness.ts'
import { createNode, query, startServer } from './harness.ts'

const postgres = await startServer(t)

t.test('auditors see what waits, how old it is, and whose accounts lie idle', async (t) => {
  const node = await createNode(t, postgres)
  const { app, get } = await startApp(t, node)
  const overview = async () => (await get('/v1/overview')).json<Overview>()
  t.match(await overview(), {
    accounts: [],
    reviews: [
      { kind: 'sample', open: 0, oldest: null },
      { kind: 'anomaly', open: 0 },
      { kind: 'break-glass', open: 0 },
    ],
    erasures: { overdue: 0, oldest: null },
    witnesses: { equivocations: 0 },
    holds: 0,
  })

  for (const service of ['exchange', 'alerts', 'consent', 'gateway'] as const) {
    const folder = fileURLToPath(new URL(`../../${service}/drizzle`, import.meta.url))
    await migrate({ url: node.urls[service], folder, schema: service })
  }
  const run = (text: string, values: unknown[] = []) => node.superuser.pool.query(text, values)
  const account = async (name: string, roles: string[], authority: string, disabled = false) =>
    run(
      `insert into gateway."user" (id, name, password_hash, roles, authority, disabled, created_at)
       values ($1, $2, '', $3, $4, $5, now() - interval '1 year')`,
      [newUuid(), name, JSON.stringify(roles), authority, disabled],
    )
  await account('busy', ['administrator'], 'Data centre')
  await account('idle', ['administrator', 'auditor'], 'Inspectorate')
  await account('gone', ['administrator'], 'Data centre', true)
  const signIn = query({ operation: 'sign-in', officer: 'busy', outcome: 'done' })
  await node.accessLog.append(node.watchlist.db, [signIn])
  await run(
    `insert into audit.review (id, kind, officer, reason, opened_at) values ($1, 'anomaly', 'busy', 'x', '2026-01-05'), ($2, 'anomaly', 'busy', 'y', '2026-01-07')`,
    [newUuid(), newUuid()],
  )
  const demand = `insert into consent.demand (alert, version, cause, recipient, ended_at, due_at, receipt)
    values ($1, 1, 'withdrawn', 'XB', '2026-01-01', '2026-01-02', $2)`
  await run(demand, [newUuid(), null])
  await run(demand, [newUuid(), newUuid()])
  await run(
    `insert into audit.legal_hold (id, kind, subject, set_by, set_at) values ($1, 'officer', 'busy', 'aud', now())`,
    [newUuid()],
  )
  await run(
    `insert into audit.cosigner_seen values ('XB', '2026-01-09', 12), ('neutral.example', null, null)`,
  )
  await run(`update audit.cosigned set witnessed_at = now() - interval '1 hour', stale_after = 600`)
  let seen = await overview()
  for (let turn = 0; turn < 200 && seen.accounts[1]?.idle !== 0; turn++) seen = await overview()
  t.match(seen, {
    accounts: [
      { role: 'auditor', authority: 'Inspectorate', accounts: 1, idle: 1 },
      { role: 'administrator', authority: 'Data centre', accounts: 1, idle: 0 },
      { role: 'administrator', authority: 'Inspectorate', accounts: 1, idle: 1 },
    ],
    reviews: [{}, { kind: 'anomaly', open: 2, oldest: '2026-01-05T00:00:00.000Z' }, {}],
    erasures: { overdue: 1, oldest: '2026-01-02T00:00:00.000Z' },
    disputes: { overdue: 0, oldest: null },
    witnesses: {
      cosigners: [
        { name: 'XB', cosignedAt: '2026-01-09T00:00:00.000Z', size: 12 },
        { name: 'neutral.example', cosignedAt: null, size: null },
      ],
    },
    holds: 1,
  })
  const refused = await app.inject({ url: '/v1/overview', headers: signedIn('administrator') })
  t.equal(refused.statusCode, 403)
})
