import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { integer, pgSchema, text } from 'drizzle-orm/pg-core'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import {
  bytea,
  connectDatabase,
  insertRows,
  databaseErrorCode,
  isConnectionFailure,
  isUniqueViolation,
  listen,
  migrate,
  violatedConstraint,
  withRetry,
  type Executor,
  type TransactionOptions,
} from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const things = pgSchema('alerts').table('things', {
  id: integer().primaryKey(),
  name: text().unique('things_name'),
  body: bytea(),
})
const first =
  'create table alerts.things (id int primary key, name text constraint things_name unique, body bytea)'

t.test('migrations', async (t) => {
  await t.test('are applied once, however many processes start at once', async (t) => {
    const { urls } = await postgres.createNode()
    const folder = migrationFolder(t, {
      '0000_first': [1000, first],
      '0001_row': [2000, 'insert into alerts.things values (1)'],
    })
    const start = () => migrate({ url: urls.alerts, folder, schema: 'alerts' })
    await Promise.all(Array.from({ length: 8 }, start))
    await start()
    t.same(await rows(urls.alerts, 'select count(*)::int as n from alerts.things'), [{ n: 1 }])
  })

  await t.test('fail as a whole, and work when they are put right', async (t) => {
    const { urls } = await postgres.createNode()
    const broken = migrationFolder(t, { '0000_first': [1000, first], '0001_bad': [2000, 'create tabel x'] })
    await t.rejects(migrate({ url: urls.alerts, folder: broken, schema: 'alerts' }), { code: '42601' })
    t.same(await rows(urls.alerts, "select to_regclass('alerts.things') as found"), [{ found: null }])
    const mended = migrationFolder(t, { '0000_first': [1000, first] })
    await migrate({ url: urls.alerts, folder: mended, schema: 'alerts' })
    t.same(await rows(urls.alerts, 'select count(*)::int as n from alerts.things'), [{ n: 0 }])
  })

  await t.test('that were merged late are applied, and one that was edited is refused', async (t) => {
    const { urls } = await postgres.createNode()
    const migrateWith = (files: Files) =>
      migrate({ url: urls.alerts, folder: migrationFolder(t, files), schema: 'alerts' })
    await migrateWith({ '0000_first': [1000, first], '0002_c': [3000, 'create table alerts.c ()'] })
    await migrateWith({
      '0000_first': [1000, first],
      '0001_b': [2000, 'create table alerts.b ()'],
      '0002_c': [3000, 'create table alerts.c ()'],
    })
    t.same(await rows(urls.alerts, "select to_regclass('alerts.b') is not null as found"), [{ found: true }])
    await t.rejects(migrateWith({ '0000_first': [1000, `${first};`] }), { code: 'migration-changed' })
  })

  await t.test('wait for a server that is not up', async (t) => {
    const { urls } = await postgres.createNode()
    const folder = migrationFolder(t, { '0000_first': [1000, first] })
    await postgres.server.kill()
    const waiting = migrate({ url: urls.alerts, folder, schema: 'alerts' })
    await delay(300)
    await postgres.server.start()
    await waiting
    const stop = AbortSignal.timeout(300)
    const nowhere = urls.alerts.replace(/:\d+\//, ':1/')
    await t.rejects(migrate({ url: nowhere, folder, schema: 'alerts', retry: { signal: stop } }), {
      code: 'ECONNREFUSED',
    })
  })
})

t.test('each service is alone in its schema, and each node in its database', async (t) => {
  const xa = await postgres.createNode('xa')
  const xb = await postgres.createNode('xb')
  const refused = (url: string, query: string) => t.rejects(rows(url, query), { code: '42501' }, query)
  await rows(xa.urls.alerts, 'create table alerts.secret ()')
  await refused(xa.urls.watchlist, 'select * from alerts.secret')
  await refused(xa.urls.watchlist, 'create table alerts.x ()')
  await refused(xa.urls.alerts, 'create table public.x ()')
  await refused(xa.urls.alerts, 'create schema another')
  await refused(xa.urls.alerts.replace(/xa$/, 'xb'), 'select 1')
  await refused(xb.urls.alerts.replace(/xb$/, 'postgres'), 'create table x ()')
  await rows(xa.urls.alerts, 'grant usage on schema alerts to crosswatch_watchlist')
  await rows(xa.urls.alerts, 'grant select on alerts.secret to crosswatch_watchlist')
  t.same(
    await rows(xa.urls.watchlist, 'select * from alerts.secret'),
    [],
    'what is granted to the group is reached',
  )
  t.equal((await postgres.createNode('xa')).urls.audit, xa.urls.audit, 'provisioning can be repeated')
})

t.test('queries and transactions', async (t) => {
  const { urls } = await postgres.createNode()
  const folder = migrationFolder(t, { '0000_first': [1000, first] })
  await migrate({ url: urls.alerts, folder, schema: 'alerts' })
  await using connection = connectDatabase({ url: urls.alerts, applicationName: 'test', max: 4 })
  const { db } = connection
  const insert = (executor: Executor, id: number, name: string) =>
    executor.insert(things).values({ id, name })

  await t.test('bytes come back as they went in', async (t) => {
    const whole = Uint8Array.from({ length: 256 }, (_, n) => n)
    await db.insert(things).values({ id: 1, body: whole.subarray(5, 200) })
    const [found] = await db.select().from(things).where(eq(things.id, 1))
    t.same(Buffer.from(found?.body ?? []), Buffer.from(whole.subarray(5, 200)))
  })

  await t.test('a transaction is all or nothing, and names what it violated', async (t) => {
    await connection.transaction((tx) => insert(tx, 2, 'two'))
    const twice = connection.transaction(async (tx) => {
      await insert(tx, 3, 'three')
      await insert(tx, 4, 'two')
    })
    const error: unknown = await twice.catch((reason: unknown) => reason)
    t.ok(isUniqueViolation(error))
    t.ok(isUniqueViolation(error, 'things_name'))
    t.notOk(isUniqueViolation(error, 'things_pkey'))
    t.equal(violatedConstraint(error), 'things_name')
    t.equal(databaseErrorCode(error), '23505')
    t.notOk(isConnectionFailure(error))
    t.same(await db.select({ id: things.id }).from(things).where(eq(things.id, 3)), [])
  })

  await t.test('transactions that block each other both end well', async (t) => {
    await insert(db, 10, 'ten')
    await insert(db, 11, 'eleven')
    const touch = (order: number[]) =>
      connection.transaction(async (tx) => {
        for (const id of order) {
          await tx
            .update(things)
            .set({ body: new Uint8Array([id]) })
            .where(eq(things.id, id))
          await delay(100)
        }
      })
    await Promise.all([touch([10, 11]), touch([11, 10])])
    t.pass()
    const add = () =>
      connection.transaction(
        async (tx) => {
          const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(things)
          await delay(50)
          await insert(tx, 100 + (row?.n ?? 0), `serial ${row?.n}`)
        },
        { isolationLevel: 'serializable' },
      )
    await Promise.all([add(), add(), add()])
    t.pass()
  })

  await t.test('a killed server costs the queries under way and nothing else', async (t) => {
    const lost: Error[] = []
    await using fragile = connectDatabase({
      url: urls.alerts,
      applicationName: 'fragile',
      max: 4,
      onConnectionLost: (error) => lost.push(error),
    })
    t.equal(await fragile.isReachable(), true)
    const started = Promise.withResolvers<void>()
    const inTransaction = fragile.transaction(async (tx) => {
      await insert(tx, 50, 'fifty')
      started.resolve()
      // Checked out and waiting for nothing: the connection's error has no query to go to.
      await delay(800)
      await insert(tx, 51, 'fifty-one')
    })
    const sleeping = fragile.db.execute(sql`select pg_sleep(10)`)
    const outcomes = Promise.allSettled([inTransaction, sleeping])
    await started.promise
    await delay(100)
    await postgres.server.kill()
    for (const outcome of await outcomes) {
      t.equal(outcome.status, 'rejected')
      t.ok(outcome.status === 'rejected' && isConnectionFailure(outcome.reason))
    }
    t.equal(await fragile.isReachable(), false)
    const refused: unknown = await fragile.db.execute(sql`select 1`).catch((error: unknown) => error)
    t.ok(isConnectionFailure(refused))

    const attempts: number[] = []
    const again = withRetry(() => fragile.db.execute(sql`select 1 as one`), {
      firstDelayMs: 20,
      onRetry: (_error, attempt) => attempts.push(attempt),
    })
    await delay(100)
    await postgres.server.start()
    t.same((await again).rows, [{ one: 1 }])
    t.ok(attempts.length > 0)
    t.same(await fragile.db.select().from(things).where(eq(things.id, 50)), [], 'nothing of it was kept')
    t.equal(
      (await fragile.db.select().from(things).where(eq(things.id, 2))).length,
      1,
      'what was committed was',
    )
  })

  await t.test('a transaction that cannot begin gives its connection back', async (t) => {
    await using small = connectDatabase({ url: urls.alerts, applicationName: 'small', max: 1 })
    const wrong: TransactionOptions = JSON.parse('{"isolationLevel":"of no kind"}')
    await t.rejects(small.transaction(async () => t.fail('began'), wrong))
    t.equal(await small.isReachable(), true)
  })

  await t.test('what is not a failure of the connection is not tried again', async (t) => {
    let calls = 0
    const once = withRetry(async () => {
      calls++
      await db.execute(sql`select * from nowhere`)
    })
    await t.rejects(once)
    t.equal(calls, 1)
  })
})

type Row = typeof things.$inferSelect

t.test('many rows at once', async (t) => {
  const { urls } = await postgres.createNode()
  const folder = migrationFolder(t, { '0000_first': [1000, first] })
  await migrate({ url: urls.alerts, folder, schema: 'alerts' })
  await using connection = connectDatabase({ url: urls.alerts, applicationName: 'test', max: 4 })
  const { db } = connection
  const whole = Uint8Array.from({ length: 256 }, (_, n) => n)
  const given: Row[] = [
    { id: 1, name: 'one, "quoted" \\ {braces}', body: whole.subarray(3, 90) },
    { id: 2, name: null, body: null },
    { id: 3, name: 'three', body: new Uint8Array() },
    { id: 4, name: 'four', body: whole },
  ]
  const stored = async () => {
    const found = await db.select().from(things).orderBy(things.id)
    return found.map((row) => ({ ...row, body: row.body && [...row.body] }))
  }
  const plain = (all: readonly Row[]) => all.map((row) => ({ ...row, body: row.body && [...row.body] }))

  await insertRows(db, things, given)
  t.same(await stored(), plain(given), 'each value is in its place, nothing and no bytes are two things')
  await insertRows(db, things, [])

  await t.test('a conflict fails, is left out, or replaces, as asked', async (t) => {
    const again: Row[] = [
      { id: 4, name: 'new four', body: whole.subarray(0, 1) },
      { id: 5, name: 'five', body: null },
    ]
    await t.rejects(insertRows(db, things, again))
    t.equal((await stored()).length, 4, 'all or nothing')
    await insertRows(db, things, again, { skipConflicts: true })
    t.same(
      (await stored()).map(({ name }) => name),
      [given[0]?.name, null, 'three', 'four', 'five'],
    )
    await insertRows(db, things, again, { replaceOn: ['id'] })
    t.same((await stored()).slice(3), plain(again))
  })
})

t.test('notifications', async (t) => {
  const { urls } = await postgres.createNode()
  const heard: string[] = []
  const listener = listen(urls.alerts, ['alerts_change', 'audit_record'], ({ channel, payload }) =>
    heard.push(`${channel} ${payload}`),
  )
  await until(() => listener.isConnected() && heard.length === 2)
  t.same(heard.splice(0), ['alerts_change undefined', 'audit_record undefined'], 'once at the start')

  await using connection = connectDatabase({ url: urls.alerts, applicationName: 'test' })
  const notify = (payload: string) =>
    connection.db.execute(sql`select pg_notify('alerts_change', ${payload})`)
  await notify('7')
  await until(() => heard.length === 1)
  await connection.transaction(async (tx) => {
    await tx.execute(sql`notify alerts_change, '8'`)
    await delay(50)
    t.same(heard, ['alerts_change 7'], 'not before the commit')
  })
  await until(() => heard.length === 2)
  t.same(heard.splice(0), ['alerts_change 7', 'alerts_change 8'])

  await postgres.server.kill()
  await until(() => !listener.isConnected())
  await postgres.server.start()
  await until(() => listener.isConnected())
  t.same(heard.splice(0), ['alerts_change undefined', 'audit_record undefined'], 'once after the reconnect')
  await withRetry(() => notify('9'))
  await until(() => heard.length === 1)

  await rows(
    postgres.server.url(),
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listen'",
  )
  await until(() => heard.length === 3)
  t.same(heard.splice(0), ['alerts_change 9', 'alerts_change undefined', 'audit_record undefined'])
  await listener[Symbol.asyncDispose]()
  t.equal(listener.isConnected(), false)
})

type Files = Record<string, [when: number, sql: string]>

/** A folder as drizzle-kit makes it. */
function migrationFolder(t: Test, files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-migrations-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'meta'))
  const entries = Object.entries(files).map(([tag, [when, statements]], idx) => {
    writeFileSync(join(folder, `${tag}.sql`), statements)
    return { idx, version: '7', when, tag, breakpoints: true }
  })
  writeFileSync(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  return folder
}

async function rows(url: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(query)).rows.map((row: object) => ({ ...row }))
  } finally {
    await client.end()
  }
}

async function until(condition: () => boolean) {
  const end = performance.now() + 20_000
  while (!condition()) {
    if (performance.now() > end) throw new Error('did not happen in time')
    await delay(10)
  }
}
