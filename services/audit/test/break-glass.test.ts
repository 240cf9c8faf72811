import {
  accessRecordDocument,
  type BreakGlass,
  type BreakGlassList,
  type BreakGlassUses,
  type ReviewList,
  type Role,
} from '@crosswatch/protocol'
import t, { type Test } from 'tap'
import { auditor, signedIn, startApp } from './app-harness.ts'
import { createNode, query, startServer, type AuditNode } from './harness.ts'

const postgres = await startServer(t)
const reason = 'A worker was taken away an hour ago; the ferry leaves at noon.'

async function start(t: Test) {
  const node = await createNode(t, postgres)
  const { app, get } = await startApp(t, node)
  const post = (url: string, headers: ReturnType<typeof signedIn>, payload?: object) =>
    app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) })
  const ask = async (...roles: Role[]) =>
    (await post('/v1/break-glass', signedIn(...roles), { reason, reference: 'CASE-7' })).json<BreakGlass>()
  const step = (id: string, name: 'approve' | 'refuse' | 'end', headers: ReturnType<typeof signedIn>) =>
    post(`/v1/break-glass/${id}/${name}`, headers)
  return { node, app, get, post, ask, step }
}

/** What border-officer-1 does in another service, saying that it is under break-glass. */
/** Everything on record, in order. */
async function recordsOf(node: AuditNode) {
  const { rows } = await node.superuser.pool.query<{ record: Buffer }>(
    'select record from audit.record order by id',
  )
  return rows.map(({ record }) => accessRecordDocument.restore(record))
}

function emergency(node: AuditNode, change: Parameters<typeof query>[0] = {}) {
  const record = query({ officer: 'border-officer-1', roles: ['border-officer', 'break-glass'], ...change })
  return node.accessLog.grouped(node.watchlist.db).append(record)
}

const nobodyConfirms = `insert into audit.cosigned (id, checkpoint, size, witnessed_at, stale_after)
  values (1, '', 0, now() - interval '1 hour', 60)
  on conflict (id) do update set witnessed_at = excluded.witnessed_at, stale_after = excluded.stale_after`

t.test(
  'break-glass takes a reason and a second person, and goes on while witnesses are silent',
  async (t) => {
    const { node, ask, step, get } = await start(t)
    await node.superuser.pool.query(nobodyConfirms)
    const stale = { code: 'witnessing-stale' }
    const over = { code: 'break-glass-over', status: 403 }
    await t.rejects(node.accessLog.grouped(node.watchlist.db).append(query()), stale)
    await t.rejects(emergency(node), over, 'to say so is not enough')

    const asked = await ask('border-officer')
    t.match(asked, { state: 'asked', reason, reference: 'CASE-7', endsAt: null, uses: 0 })
    await t.rejects(emergency(node), over, 'nor to ask')
    t.equal((await step(asked.id, 'approve', signedIn('border-officer'))).statusCode, 403)
    t.equal((await step(asked.id, 'approve', auditor)).statusCode, 403, 'auditors grant nothing')
    const own = await ask('supervisor')
    t.match((await step(own.id, 'approve', signedIn('supervisor'))).json(), { code: 'four-eyes' })

    const granted = (await step(asked.id, 'approve', signedIn('supervisor'))).json<BreakGlass>()
    t.match(granted, { state: 'in-force', decidedBy: 'supervisor-1' })
    const minutes = (Date.parse(granted.endsAt ?? '') - Date.parse(granted.decidedAt ?? '')) / 60_000
    t.equal(minutes, 60)
    const [first, second] = [
      await emergency(node),
      await emergency(node, { operation: 'alert.view', outcome: 'done' }),
    ]
    await t.rejects(emergency(node, { officer: 'officer-2' }), over, 'it is for one officer')
    await t.rejects(
      node.accessLog.grouped(node.watchlist.db).append(query({ officer: 'border-officer-1' })),
      stale,
    )
    await t.rejects(
      node.watchlist.transaction((tx) =>
        node.accessLog.append(tx, [query({ officer: 'x', roles: ['break-glass'] })]),
      ),
      over,
      'in the transaction of an act too',
    )
    t.same(
      (await recordsOf(node)).flatMap(({ officer, reason: why, roles }) =>
        why === 'break-glass-over' ? [[officer, roles.includes('break-glass')]] : [],
      ),
      [
        ['border-officer-1', true],
        ['border-officer-1', true],
        ['officer-2', true],
        ['x', true],
      ],
      'every attempt is on record, as an attempt',
    )
    t.same(
      (await recordsOf(node)).flatMap(({ officer, operation, reason: why, policies }) =>
        operation.startsWith('break-glass') ? [[officer, operation, why ?? '', ...policies]] : [],
      ),
      [
        ['border-officer-1', 'break-glass.ask', '', 'break-glass/request'],
        ['border-officer-1', 'break-glass.approve', 'forbidden'],
        ['auditor-1', 'break-glass.approve', 'forbidden'],
        ['supervisor-1', 'break-glass.ask', '', 'break-glass/request'],
        ['supervisor-1', 'break-glass.approve', 'four-eyes', 'break-glass/grant'],
        ['supervisor-1', 'break-glass.approve', '', 'break-glass/grant'],
      ],
      'policies decide who asks and who grants, and refusals are on record',
    )
    await t.resolves(emergency(node, { officer: 'officer-2', outcome: 'denied', reason: 'forbidden' }))

    const uses = (await get(`/v1/break-glass/${asked.id}/uses`)).json<BreakGlassUses>()
    t.same(
      uses.records.map(({ record }) => [record.id, record.operation]),
      [
        [first, 'query'],
        [second, 'alert.view'],
      ],
    )
    t.equal(uses.grant.uses, 2)
    t.equal((await get(`/v1/break-glass/${asked.id}/uses`, signedIn('supervisor'))).statusCode, 403)
  },
)

t.test('it ends after an hour, or when somebody ends it, and never later', async (t) => {
  const { node, ask, step } = await start(t)
  const over = { code: 'break-glass-over' }
  const { id } = await ask('border-officer')
  await step(id, 'approve', signedIn('supervisor'))
  await emergency(node)
  t.equal((await step(id, 'end', signedIn('analyst'))).statusCode, 404, 'to others it is not there')
  t.match((await step(id, 'end', auditor)).json(), { state: 'ended' })
  await t.rejects(emergency(node), over)
  t.match((await step(id, 'end', auditor)).json(), { code: 'wrong-state' })

  const next = await ask('border-officer')
  await step(next.id, 'approve', signedIn('supervisor'))
  await t.rejects(
    node.audit.pool.query(
      `update audit.break_glass set ends_at = ends_at + interval '1 minute' where id = $1`,
      [next.id],
    ),
    /break_glass_an_hour/,
  )
  await emergency(node)
  const past = `update audit.break_glass set asked_at = asked_at - interval '1 hour', decided_at = decided_at - interval '1 hour',
    ends_at = ends_at - interval '1 hour' where id = $1`
  await node.audit.pool.query(past, [next.id])
  await t.rejects(emergency(node), over)
  const late = await ask('border-officer')
  await node.audit.pool.query(
    `update audit.break_glass set asked_at = asked_at - interval '1 hour' where id = $1`,
    [late.id],
  )
  t.match(
    (await step(late.id, 'approve', signedIn('supervisor'))).json(),
    { code: 'wrong-state' },
    'what was urgent then',
  )
  t.match((await step(late.id, 'refuse', signedIn('supervisor'))).json(), { code: 'wrong-state' })
  t.same(
    (await recordsOf(node)).flatMap(({ officer, operation, outcome, reason: why, policies }) =>
      operation.startsWith('break-glass') && outcome === 'denied'
        ? [[officer, operation, why, ...policies]]
        : [],
    ),
    [
      ['analyst-1', 'break-glass.end', 'not-found', 'break-glass/request'],
      ['auditor-1', 'break-glass.end', 'wrong-state', 'role/auditor/oversee'],
      ['supervisor-1', 'break-glass.approve', 'wrong-state', 'break-glass/grant'],
      ['supervisor-1', 'break-glass.refuse', 'wrong-state', 'break-glass/grant'],
    ],
    'a step that came too late, or from nobody who may take it, is on record as refused',
  )
})

t.test('each is reviewed: after it is over, by an auditor who had no part in it', async (t) => {
  const { node, ask, step, post, get } = await start(t)
  const refused = await ask('border-officer')
  t.match((await step(refused.id, 'refuse', signedIn('supervisor'))).json(), { state: 'refused' })
  const { id } = await ask('border-officer')
  await step(id, 'approve', signedIn('supervisor'))
  const { reviews } = (await get('/v1/reviews')).json<ReviewList>()
  t.match(reviews, [{ kind: 'break-glass', officer: 'border-officer-1', verdict: null, breakGlass: id }])
  t.equal(reviews.length, 1, 'what was refused needs none')
  const decide = (headers: ReturnType<typeof signedIn>) =>
    post(`/v1/reviews/${reviews[0]?.id}/verdict`, headers, { purpose: 'oversight', verdict: 'proper' })
  t.match((await decide(auditor)).json(), { code: 'wrong-state' }, 'not while it is in force')
  await step(id, 'end', signedIn('supervisor'))
  t.match((await decide(signedIn('supervisor', 'auditor'))).json(), { code: 'four-eyes' })
  t.equal((await decide(auditor)).statusCode, 204)

  const list = async (...roles: Role[]) =>
    (await get('/v1/break-glass', signedIn(...roles))).json<BreakGlassList>().grants.map((grant) => grant.id)
  t.same(await list('border-officer'), [id, refused.id])
  t.same(await list('supervisor'), [id, refused.id])
  t.same(await list('analyst'), [])
  t.equal((await get('/v1/break-glass', signedIn('administrator'))).statusCode, 403)
  const { rows } = await node.superuser.pool.query(`select reason from audit.break_glass`)
  t.notOk(
    rows.some((row: { reason: Buffer }) => row.reason.includes('ferry')),
    'the reason is kept sealed',
  )
  await t.rejects(node.superuser.pool.query('delete from audit.break_glass_use where true'), /append-only/)
})
