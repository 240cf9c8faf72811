import { setTimeout as delay } from 'node:timers/promises'
import { startFederation } from '@crosswatch/infra'
import { newUuid, type RecipientsPreview, type ScreeningStatus } from '@crosswatch/protocol'
import t from 'tap'
import { activeAt, chainAt, inDatabase, quarantinedAt } from '../support/databases.ts'
import { inventedDraft } from '../support/drafts.ts'
import type { TestOfficer } from '../support/officers.ts'
import { agreeAmong, approve, staffOf, until } from '../support/sharing.ts'
import { deleteHubStream } from '../support/hub.ts'

/**
 * kill -9 of any one process at a random moment while alerts are drafted, approved, sealed, published and taken in. What
 * was acknowledged to the officer must be on every addressed node, exactly once, and the nodes must be back by themselves.
 */
const rounds = Number(process.env['CROSSWATCH_FAULT_ROUNDS'] ?? 50)

/** A process of every kind is killed once, and then as many of the rounds as this time allows. Milliseconds. */
const enough = process.env['CROSSWATCH_FAULT_ROUNDS'] === undefined ? 45_000 : Infinity

// The random choices of a run can be repeated with its seed.
const seed = Number(process.env['CROSSWATCH_FAULT_SEED'] ?? Date.now() % 1_000_000)
const random = mulberry(seed)

const federation = await startFederation({
  logLevel: 'warn',
  services: ['audit', 'exchange', 'alerts', 'watchlist'],
})
t.teardown(() => federation[Symbol.asyncDispose]())

const xa = await staffOf(federation, 'XA')
await agreeAmong({ XA: xa, XB: await staffOf(federation, 'XB'), XC: await staffOf(federation, 'XC') })
const acknowledged = new Set<string>()
let number = 0

void t.test(
  `after kill -9 of any process, up to ${rounds} times (seed ${seed}), nothing acknowledged is lost or doubled`,
  async (t) => {
    const victims = federation.processes
      .names()
      .filter((name) => !name.endsWith('-gateway') || name === 'xa-gateway')
    // Whose process of a kind comes first is left to chance: the nodes run the same.
    const ofKinds = [...Map.groupBy(victims, (name) => name.replace(/^x[abc]-/, '')).values()].flatMap(
      (same) => same[Math.floor(random() * same.length)] ?? [],
    )
    const stop = new AbortController()
    const working = [issueUntil(stop.signal), importUntil(stop.signal)]
    const killed: string[] = []
    const startedAt = Date.now()
    for (let round = 0; round < rounds; round++) {
      if (round >= ofKinds.length && Date.now() - startedAt > enough) break
      const victim = ofKinds[round] ?? victims[Math.floor(random() * victims.length)] ?? ''
      await delay(random() * 1_000)
      federation.processes.kill(victim, 'SIGKILL')
      killed.push(victim)
      await federation.processes.waitReady({ timeoutMs: 180_000 })
    }
    stop.abort()
    await Promise.all(working)
    t.comment(
      `killed ${killed.length} times: ${[...new Set(killed)].join(', ')}; ${acknowledged.size} alerts were acknowledged`,
    )
    t.ok(acknowledged.size > killed.length, 'work went on in between')
    await converged(t)
  },
)

void t.test('after the hub lost its stream, everything acknowledged arrives all the same', async (t) => {
  await issueOne()
  await deleteHubStream(federation)
  for (let i = 0; i < 20; i++) await retrying(issueOne)
  await deleteHubStream(federation)
  await retrying(issueOne)
  await converged(t)
})

void t.test(
  'a list goes on after kill -9 in the middle, and every person is on record exactly once',
  async (t) => {
    const persons = 1_500
    const rows = Array.from({ length: persons }, (_, n) => `Worker Number ${n},X${n}`)
    const id = newUuid()
    const body = { id, purpose: 'pre-departure-screening', rows: ['name,document', ...rows].join('\n') }
    await xa.border.expect('watchlist', 'POST', '/v1/screenings', body)
    const show = () => xa.border.expect<ScreeningStatus>('watchlist', 'GET', `/v1/screenings/${id}`)
    for (let kills = 0, before = 0; kills < 2; kills++) {
      await until('it goes on', async () => (await show()).done > before, { timeoutMs: 120_000, everyMs: 10 })
      federation.processes.kill('xa-watchlist', 'SIGKILL')
      await federation.processes.waitReady({ timeoutMs: 180_000 })
      before = (await show()).done
      t.ok(before < persons, `${before} of ${persons} were looked up when it was killed`)
    }
    await until('all are looked up', async () => (await show()).state === 'done', { timeoutMs: 180_000 })
    t.match(await show(), { rows: persons, done: persons, refused: 0 })
    const { rows: counted } = await inDatabase(federation, 'XA', (client) =>
      client.query<{ rows: number; records: number; queries: number }>(
        `select count(*)::int as rows, count(distinct one.record)::int as records,
         (select count(*)::int from audit.record
          where convert_from(record, 'UTF8')::jsonb ->> 'officer' = $2
            and convert_from(record, 'UTF8')::jsonb ->> 'operation' = 'query') as queries
       from watchlist.screening_row as one join audit.record on audit.record.id = one.record
       where one.screening = $1`,
        [id, xa.border.id],
      ),
    )
    t.same(counted, [{ rows: persons, records: persons, queries: persons }])
  },
)

/** Everything acknowledged is on every node, exactly once; the chains are the same; nothing was refused. */
async function converged(t: { same(a: unknown, b: unknown, message: string): unknown }): Promise<void> {
  const wanted = [...acknowledged].toSorted()
  for (const node of ['XA', 'XB', 'XC']) {
    await until(
      `every acknowledged alert at ${node}`,
      async () => {
        const active = await activeAt(federation, node, 'XA')
        return wanted.every((id) => active.has(id))
      },
      { timeoutMs: 120_000, everyMs: 500 },
    )
    const active = await activeAt(federation, node, 'XA')
    t.same(
      [...active].filter(([, times]) => times !== 1),
      [],
      `each stands at ${node} once`,
    )
  }
  for (const issuer of ['XA', 'XB', 'XC']) {
    const own = await chainAt(federation, issuer, issuer)
    for (const node of ['XA', 'XB', 'XC']) {
      await until(
        `${issuer}'s feed at ${node}`,
        async () => (await chainAt(federation, node, issuer)).length >= own.length,
        {
          timeoutMs: 120_000,
          everyMs: 500,
        },
      )
      // It may have grown since, by receipts.
      const held = (await chainAt(federation, node, issuer)).slice(0, own.length)
      t.same(held, own, `${issuer}'s chain is the same at ${node}`)
    }
  }
  for (const node of ['XA', 'XB', 'XC']) {
    const refused = (await quarantinedAt(federation, node)).filter(
      ({ reason }) => reason !== 'replay' && reason !== 'gap',
    )
    t.same(refused, [], `${node} refused nothing but what came twice or too early`)
  }
}

/** One alert after another, by hand: draft, submit, approve. Counts only what the approval acknowledged. */
async function issueUntil(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await issueOne().catch(() => delay(100))
    await delay(400)
  }
}

async function issueOne(): Promise<void> {
  const draft = inventedDraft(number++)
  const { id } = await xa.analyst.expect<{ id: string }>('alerts', 'POST', '/v1/alerts', draft)
  await retrying(() => step(xa.analyst, id, 'submit', 'submitted'))
  await retrying(() => step(xa.supervisor, id, 'approve', 'active'))
  acknowledged.add(id)
}

/** A step whose answer was lost may have been taken all the same: then the alert says so. */
async function step(officer: TestOfficer, id: string, action: string, reached: string): Promise<void> {
  const path = `/v1/alerts/${id}`
  const preview = action === 'approve' ? await officer.call('alerts', 'GET', `${path}/recipients`) : undefined
  const body = preview && { recipients: (preview.body as RecipientsPreview).digest }
  const answer = await officer.call('alerts', 'POST', `${path}/${action}`, body)
  if (answer.status === 200) return
  const { summary } = await officer.expect<{ summary: { state: string } }>(
    'alerts',
    'GET',
    `/v1/alerts/${id}`,
  )
  if (summary.state !== reached)
    throw new Error(`${action} answered ${answer.status} and the alert is ${summary.state}`)
}

/** Lists, approved as one: the approval acknowledges every row that was drafted. */
async function importUntil(signal: AbortSignal): Promise<void> {
  for (let list = 0; !signal.aborted; list++) {
    // Short ones: a kill then meets every step of an import again and again, and no node ends with tens of thousands of alerts
    // that each restart has to read.
    const start = 1_000_000 + list * 100
    const size = 1 + Math.floor(random() * 8)
    const rows = Array.from({ length: size }, (_, i) => ({
      ref: `row-${i}`,
      draft: inventedDraft(start + i),
    }))
    try {
      const { id } = await xa.analyst.expect<{ id: string }>('alerts', 'POST', '/v1/imports', {
        source: `list-${list}`,
        complete: false,
      })
      await xa.analyst.expect('alerts', 'POST', `/v1/imports/${id}/rows`, { rows })
      await xa.analyst.expect('alerts', 'POST', `/v1/imports/${id}/submit`)
      await approve(xa.supervisor, `/v1/imports/${id}`)
      await until(
        `list ${list} issued`,
        async () =>
          (await xa.analyst.expect<{ state: string }>('alerts', 'GET', `/v1/imports/${id}`)).state === 'done',
        { timeoutMs: 120_000, everyMs: 100 },
      )
      for (const alert of await alertsOf(`list-${list}`)) acknowledged.add(alert)
      await delay(400)
    } catch {
      // An answer that never came acknowledges nothing. The next list is another one.
      await delay(200)
    }
  }
}

async function alertsOf(source: string): Promise<string[]> {
  return inDatabase(federation, 'XA', async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from alerts.alert where source = $1 and state = 'active'`,
      [source],
    )
    return rows.map(({ id }) => id)
  })
}

async function retrying(work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt > 300) throw error
      await delay(200)
    }
  }
}

/** A small repeatable generator (mulberry32). */
function mulberry(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
