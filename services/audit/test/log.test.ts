import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { newSeed, signerFromSeed } from '@crosswatch/crypto'
import type { Connection, Transaction } from '@crosswatch/database'
import { emptyRoot, logOrigin, signCheckpoint } from '@crosswatch/transparency'
import t from 'tap'
import { createLog, createSequencer, loadLog, logKey, runSequencer } from '../src/index.ts'
import { tamper } from './mutations.ts'
import {
  type AuditNode,
  checkpointOf,
  createNode,
  noGuard,
  query,
  sequenceAll,
  startServer,
  verifyLog,
  writeQueries,
} from './harness.ts'

const postgres = await startServer(t, { durable: true })

const otherKey = (origin: string) => logKey(origin, signerFromSeed(newSeed()))

t.test('records get their places in the order of their arrival, and the log verifies offline', async (t) => {
  const node = await createNode(t, postgres)
  const ids = [...(await writeQueries(node, 3)), ...(await writeQueries(node, 300))]
  t.strictSame(await node.sequencer.sequenceOnce(), { placed: 303, more: false, size: 303n })
  t.strictSame(await node.sequencer.sequenceOnce(), { placed: 0, more: false, size: 303n })
  const { rows } = await node.audit.pool.query('select record_id from audit.leaf order by index')
  t.strictSame(
    rows.map(({ record_id: id }) => id),
    ids,
  )
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 303 })
})

t.test('a record stands if its act does', async (t) => {
  const node = await createNode(t, postgres)
  await node.watchlist.transaction((tx) => node.accessLog.append(tx, [query()]))
  const act = node.watchlist.transaction(async (tx) => {
    await node.accessLog.append(tx, [query()])
    throw new Error('the act failed')
  })
  await t.rejects(act, { message: 'the act failed' })
  await node.accessLog.append(node.watchlist.db, [])
  t.match(await node.sequencer.sequenceOnce(), { placed: 1 })
})

t.test('a record that is not what is said of it is refused, and with it its act', async (t) => {
  const node = await createNode(t, postgres)
  const id = '019a2b3c-4d5e-7000-8000-000000000001'
  const time = (milliseconds: number) => new Date(milliseconds).toISOString()
  const at = Number.parseInt('019a2b3c4d5e', 16)
  const spelt = (of = id) => `{"at":"${time(at)}","id":"${of}","operation":"query"}`
  const append = (change: { id?: string; type?: string; at?: string; salt?: Buffer; record?: string }) => {
    const given = { id, type: 'query', at: time(at), salt: Buffer.alloc(32), record: spelt(), ...change }
    return node.watchlist.pool.query(
      'select audit.append($1::uuid[], $2::text[], $3::timestamptz[], $4::bytea[], $5::bytea[], $6::bytea[])',
      [[given.id], [given.type], [given.at], [given.salt], [Buffer.from(given.record)], [null]],
    )
  }
  const later = '019a2b3c-4d5f-7000-8000-000000000001'
  const wrong: Record<string, Parameters<typeof append>[0]> = {
    'another id': { id: '019a2b3c-4d5e-7000-8000-000000000002' },
    'another type': { type: 'alert.view' },
    'a type that the log cannot hold': { type: 'Query', record: spelt().replace('query', 'Query') },
    'another time': { at: time(at + 1) },
    'an id of another time': { id: later, record: spelt(later) },
    'a short salt': { salt: Buffer.alloc(31) },
    'no JSON': { record: spelt().slice(1) },
    'more than a mebibyte': { record: spelt().replace('{', `{"a":"${'x'.repeat(1024 * 1024)}",`) },
  }
  for (const [why, change] of Object.entries(wrong)) await t.rejects(append(change), { code: '23514' }, why)
  await append({})
  await t.rejects(append({}), { code: '23505' }, 'a record that is there already')
  t.match(await node.sequencer.sequenceOnce(), { placed: 1 })
  t.match(await verifyLog(node.audit.db, node.key), { ok: true })
})

t.test('records are stored in less space, and come out byte for byte as they were written', async (t) => {
  const node = await createNode(t, postgres)
  const alert = {
    alert: '019a2b3c-4d5e-7000-8000-000000000001',
    version: 1,
    issuer: 'XB',
    compartments: ['identity' as const],
  }
  const ids = await node.accessLog.append(node.watchlist.db, [
    query(),
    query({
      outcome: 'hit',
      alerts: [alert, alert],
      count: 2,
      list: 7,
      policies: ['role/border-officer/query'],
    }),
    query({ officer: 'Łódź ","terms":" \\"', authority: '"at":"', legalBasis: 'a "v":1}' }),
  ])
  await sequenceAll(node)
  const { rows } = await node.superuser.pool.query<{ id: string; saved: number; kept: boolean }>(
    `select id, octet_length(record) - octet_length(packed) as saved,
       audit.unpack_record(id, record) = record and audit.pack_record(id, record) = packed as kept
     from audit.record join audit.packed_record using (id) order by id`,
  )
  t.strictSame(
    rows.map(({ id }) => id),
    ids,
  )
  t.ok(
    rows.every(({ saved, kept }) => kept && saved > 200),
    JSON.stringify(rows),
  )
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 3 })
  // Whatever is packed comes out again, also what is put together to mislead.
  const id = ids[0] ?? ''
  const parts = await node.superuser.pool.query<{ parts: string[] }>(
    'select audit.record_fragments($1) as parts',
    [id],
  )
  const pieces = [
    ...(parts.rows[0]?.parts ?? []),
    ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code + 1)),
    '{',
    '"',
    '}',
    'é',
    'ÿ',
    '"at":"',
    'Łódź',
  ]
  const piece = () => pieces[Math.floor(Math.random() * pieces.length)]
  // An object all the same: nothing else is let in.
  const starts = ['{', ...pieces.filter((one) => one.startsWith('{'))]
  const invented = Array.from({ length: 2_000 }, (_, number) =>
    Buffer.from([starts[number % starts.length], ...Array.from({ length: number % 12 }, piece)].join('')),
  )
  const lost = await node.superuser.pool.query(
    'select encode(given, $3) from unnest($2::bytea[]) as given where audit.unpack_record($1, audit.pack_record($1, given)) <> given',
    [id, invented, 'hex'],
  )
  t.strictSame(lost.rows, [])
  const codes = Array.from({ length: (parts.rows[0]?.parts.length ?? 0) - 2 }, (_, index) => index + 3)
  const unlike = await node.superuser.pool.query(
    `select code from unnest($2::int[]) as code, set_byte('\\x0300', 1, code) as packed
     where audit.pack_record($1, audit.unpack_record($1, packed)) <> packed`,
    [id, codes],
  )
  t.strictSame(unlike.rows, [], 'each fragment of the list is packed, into its own code')
  // What is stored stays readable: no code ever means anything else.
  const stored = await node.superuser.pool.query<{ text: string }>(
    `select convert_from(audit.unpack_record('01a21a0a-4968-7000-ace0-2bd28842018e', $1), 'UTF8') as text`,
    [Buffer.from(Array.from({ length: 26 }, (_, index) => [index + 3, 32]).flat())],
  )
  t.equal(
    stored.rows[0]?.text,
    '{"alerts":[],"at":"2026-11-26T22:46:51.496Z","authority":" {"alerts":[{"alert":" ","compartments":[ ],"issuer":" ","version": ' +
      '}],"at":"2026-11-26T22:46:51.496Z","authority":" ","count": ,"id":"01a21a0a-4968-7000-ace0-2bd28842018e","jurisdiction":" ' +
      '","list": ,"officer":" ","operation":" ","outcome":" ","policies":[ ],"purpose":" ","recipients":[ ],"roles":[" ' +
      '"],"software":" ","terms":" ","v":1} ","legalBasis":" ],"post":" ","purpose":" ],"referenceGiven":true,"roles":[" ' +
      '"role/border-officer/query" border-officer border-check ',
  )
  // Whatever bytes somebody puts there can be read; that they are no record is found by verification.
  for (const bytes of ['', '00', '0300', '03ff8001', '04', '1f7b', '7b00'])
    await node.superuser.pool.query('select audit.unpack_record($1, $2)', [ids[0], Buffer.from(bytes, 'hex')])
  // Records from before, which stand there in full, are as good.
  await node.superuser.pool.query('alter table audit.packed_record disable trigger all')
  await node.superuser.pool.query('update audit.packed_record set packed = audit.unpack_record(id, packed)')
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 3 })
})

t.test('services write into the log and cannot read it; nobody changes it by mistake', async (t) => {
  const node = await createNode(t, postgres)
  await writeQueries(node, 2)
  await sequenceAll(node)
  for (const table of ['record', 'packed_record', 'record_key', 'leaf', 'tile', 'bundle', 'log', 'pending']) {
    await t.rejects(node.watchlist.pool.query(`select * from audit.${table}`), { code: '42501' }, table)
    await t.rejects(node.watchlist.pool.query(`delete from audit.${table}`), { code: '42501' }, table)
  }
  for (const { pool } of [node.audit, node.superuser]) {
    for (const table of ['packed_record', 'leaf', 'tile', 'bundle', 'log']) {
      await t.rejects(pool.query(`delete from audit.${table}`), { code: '42501' }, `delete from ${table}`)
      await t.rejects(pool.query(`truncate audit.${table}`), { code: '42501' }, `truncate ${table}`)
    }
    await t.rejects(pool.query(`update audit.record set salt = salt`), { code: '42501' })
    await t.rejects(pool.query(`update audit.leaf set index = index + 1`), { code: '42501' })
  }
})

t.test('erasing a key erases the terms and leaves every proof valid', async (t) => {
  const node = await createNode(t, postgres)
  await writeQueries(node, 2)
  await sequenceAll(node)
  const before = await checkpointOf(node)
  await node.audit.pool.query('delete from audit.record_key')
  t.match(await verifyLog(node.audit.db, node.key, [before]), { ok: true, records: 2, held: 1 })
})

t.test('founding a log is done once, and a log that is missing is missed', async (t) => {
  const node = await createNode(t, postgres)
  await t.rejects(createLog(node.audit.db, node.key), { code: 'already-exists' })
  await node.superuser.pool.query('alter table audit.log disable trigger all; delete from audit.log')
  await t.rejects(loadLog(node.audit.db, node.key), { code: 'log-missing' })
  await writeQueries(node, 1)
  await t.rejects(node.sequencer.sequenceOnce(), { code: 'log-missing' })
})

t.test('nothing is signed on top of a log that is not as it was signed', async (t) => {
  const cases: Record<string, (node: AuditNode) => Promise<unknown>> = {
    'a changed hash': ({ superuser }) =>
      superuser.pool.query('update audit.tile set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)'),
    'a missing tile': ({ superuser }) =>
      superuser.pool.query('alter table audit.tile disable trigger all; delete from audit.tile'),
    'another size': ({ superuser }) =>
      superuser.pool.query(`update audit.log set checkpoint = replace(checkpoint, E'\n5\n', E'\n6\n')`),
    'another origin': ({ superuser }) =>
      superuser.pool.query(`update audit.log set checkpoint = replace(checkpoint, 'XA', 'XB')`),
    'no note': ({ superuser }) => superuser.pool.query(`update audit.log set checkpoint = 'nothing'`),
    'the checkpoint of another key': ({ superuser, key }) =>
      superuser.pool.query('update audit.log set checkpoint = $1', [
        signCheckpoint({ origin: key.origin, size: 0n, root: emptyRoot() }, [otherKey(key.origin).signer]),
      ]),
  }
  for (const [name, change] of Object.entries(cases)) {
    const node = await createNode(t, postgres)
    await writeQueries(node, 5)
    await sequenceAll(node)
    await change(node)
    const left = await checkpointOf(node)
    await writeQueries(node, 1)
    const restarted = createSequencer({ connection: node.audit, key: node.key, guard: node.guard })
    await t.rejects(restarted.sequenceOnce(), { code: 'log-broken' }, name)
    t.equal(await checkpointOf(node), left, `${name}: nothing was signed`)
  }
})

t.test(
  'a log that was put back, or begun anew with its own key, is noticed by the sequencer that goes on',
  async (t) => {
    const node = await createNode(t, postgres)
    await writeQueries(node, 5)
    await sequenceAll(node)
    await node.superuser.pool.query(
      'create table public.saved as table audit.log; create table public.tiles as table audit.tile',
    )
    await writeQueries(node, 5)
    await sequenceAll(node)
    const putBack = `
    alter table audit.tile disable trigger all; delete from audit.tile; insert into audit.tile table public.tiles;
    alter table audit.log disable trigger all; delete from audit.log; insert into audit.log table public.saved;
    alter table audit.leaf disable trigger all; delete from audit.leaf where index >= 5`
    await node.superuser.pool.query(putBack)
    await writeQueries(node, 6)
    await t.rejects(node.sequencer.sequenceOnce(), { code: 'log-broken', detail: /shorter/ })
    // Another process, which does not know, continues it: the one that knows sees the fork.
    await createSequencer({ connection: node.audit, key: node.key, guard: noGuard }).sequenceOnce()
    await t.rejects(node.sequencer.sequenceOnce(), { code: 'log-broken', detail: /does not continue/ })
  },
)

/** A connection whose transactions fail: before they are stored, or after. */
function failing({ audit }: AuditNode, when: 'before' | 'after'): Pick<Connection, 'transaction'> {
  return {
    transaction: async (work) => {
      if (when === 'after') await audit.transaction(work)
      else
        await audit.transaction(async (tx) => {
          await work(tx)
          throw new Error('failed before')
        })
      throw new Error('failed after')
    },
  }
}

t.test('a batch that fails is whole or not there at all, and the next one goes on from either', async (t) => {
  for (const when of ['before', 'after'] as const) {
    const node = await createNode(t, postgres)
    await writeQueries(node, 300)
    await sequenceAll(node)
    const held = await checkpointOf(node)
    await writeQueries(node, 300)
    const faulty = createSequencer({ connection: failing(node, when), key: node.key, guard: node.guard })
    await t.rejects(faulty.sequenceOnce(), { message: `failed ${when}` })
    t.match(await verifyLog(node.audit.db, node.key, [held]), {
      ok: true,
      records: when === 'before' ? 300 : 600,
    })
    t.match(await node.sequencer.sequenceOnce(), { placed: when === 'before' ? 300 : 0, size: 600n })
    t.match(await verifyLog(node.audit.db, node.key, [held]), { ok: true, records: 600, held: 1 })
  }
})

t.test(
  'a record that fails to be written is not there, or is there without having been acknowledged',
  async (t) => {
    for (const when of ['before', 'after'] as const) {
      const node = await createNode(t, postgres)
      const { transaction } = failing({ ...node, audit: node.watchlist }, when)
      await t.rejects(
        transaction((tx: Transaction) => node.accessLog.append(tx, [query()])),
        { message: `failed ${when}` },
      )
      t.match(await node.sequencer.sequenceOnce(), { placed: when === 'before' ? 0 : 1 })
      t.match(await verifyLog(node.audit.db, node.key), { ok: true })
    }
  },
)

t.test(
  'kill -9 between the plan on disk and the signature leaves one log, and the next process goes on',
  async (t) => {
    const seed = newSeed()
    const node = await createNode(t, postgres, () => logKey(logOrigin('test', 'XA'), signerFromSeed(seed)))
    await writeQueries(node, 3)
    await sequenceAll(node)
    const held = [await checkpointOf(node)]
    for (const more of [2, 5]) {
      await writeQueries(node, more)
      const seedText = Buffer.from(seed).toString('hex')
      const program = new URL('killed-sequencer.ts', import.meta.url)
      const child = fork(program, [node.urls.audit, seedText, node.guardFile], {
        execArgv: ['--conditions=@crosswatch/source'],
      })
      const [, signal] = await once(child, 'exit')
      t.equal(signal, 'SIGKILL')
      t.match(readFileSync(node.guardFile, 'utf8'), /"next":/, 'it had planned')
      t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, records: 3 })
    }
    t.match(
      await createSequencer({ connection: node.audit, key: node.key, guard: node.guard }).sequenceOnce(),
      {
        placed: 7,
      },
    )
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, records: 10, held: 1 })
  },
)

t.test('two sequencers and many writers make one log', async (t) => {
  const node = await createNode(t, postgres)
  const stop = new AbortController()
  const failures: unknown[] = []
  const runs = [1, 2].map(() =>
    runSequencer(createSequencer({ connection: node.audit, key: node.key, guard: node.guard, batch: 50 }), {
      signal: stop.signal,
      pauseMs: 1,
      pollMs: 5,
      onFailure: (error) => failures.push(error),
    }),
  )
  const grouped = node.accessLog.grouped(node.watchlist.db)
  const ids = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const written: string[] = []
      for (let i = 0; i < 50; i++) written.push(await grouped.append(query()))
      return written
    }),
  )
  const waiting = () => node.audit.pool.query('select from audit.pending')
  while ((await waiting()).rowCount !== 0) await delay(10)
  stop.abort()
  await Promise.all(runs.map(({ ended }) => ended))
  t.strictSame(failures, [])
  const { rows } = await node.audit.pool.query('select record_id from audit.leaf')
  t.equal(rows.length, 1000)
  t.strictSame(new Set(rows.map(({ record_id: id }) => id)), new Set(ids.flat()))
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 1000 })
})

t.test(
  'after kill -9 of PostgreSQL under load, every acknowledged record is in one consistent log',
  async (t) => {
    const node = await createNode(t, postgres)
    const acknowledged: string[] = []
    const held: string[] = []
    for (let round = 0; round < 5; round++) {
      const stop = new AbortController()
      const sequencer = runSequencer(node.sequencer, {
        signal: stop.signal,
        pauseMs: 5,
        pollMs: 10,
        onFailure: () => {},
      })
      const grouped = node.accessLog.grouped(node.watchlist.db)
      const writers = Promise.allSettled(
        Array.from({ length: 16 }, async () => {
          while (!stop.signal.aborted) acknowledged.push(await grouped.append(query()))
        }),
      )
      await delay(100 + 50 * round)
      await postgres.server.kill()
      stop.abort()
      await Promise.all([writers, sequencer.ended])
      await postgres.server.start()

      const verdict = await verifyLog(node.audit.db, node.key, held)
      t.match(verdict, { ok: true, held: held.length }, 'as it was left')
      await sequenceAll(node)
      t.match(await verifyLog(node.audit.db, node.key, held), { ok: true }, 'and continued')
      held.push(await checkpointOf(node))
    }
    const { rows } = await node.audit.pool.query<{ record_id: string }>('select record_id from audit.leaf')
    const placed = new Set(rows.map(({ record_id: id }) => id))
    t.equal(placed.size, rows.length, 'none twice')
    t.ok(acknowledged.length > 100, `${acknowledged.length} were acknowledged`)
    t.strictSame(
      acknowledged.filter((id) => !placed.has(id)),
      [],
      'none lost',
    )
  },
)

t.test('whatever a superuser does to the log, the last confirmed checkpoint gives it away', async (t) => {
  const node = await createNode(t, postgres)
  // A thousand of them: npm run bench -- audit
  t.strictSame(await tamper(node, 100), [])
})
