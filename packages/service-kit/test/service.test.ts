import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Type } from 'typebox'
import t, { type Test } from 'tap'
import { connectDatabase } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { commonConfig, describeConfig, loadConfig } from '@crosswatch/service-kit'

t.test('a configuration is read once, and a mistake is told in one sentence', (t) => {
  const { jurisdiction, databaseUrl, port, logLevel } = commonConfig
  const schema = Type.Object({
    jurisdiction,
    databaseUrl,
    port,
    logLevel,
    newFeed: Type.Boolean({ default: false, description: 'Begin a feed' }),
    usersFile: Type.Optional(Type.String({ description: 'Demo users' })),
  })
  const env = {
    CROSSWATCH_JURISDICTION: 'XA',
    CROSSWATCH_DATABASE_URL: 'postgres://x:secret@h/d',
    PATH: '/bin',
  }
  t.same(loadConfig(schema, env), {
    jurisdiction: 'XA',
    databaseUrl: 'postgres://x:secret@h/d',
    port: 0,
    logLevel: 'info',
    newFeed: false,
  })
  t.same(
    loadConfig(schema, {
      ...env,
      CROSSWATCH_PORT: '8080',
      CROSSWATCH_NEW_FEED: 'true',
      CROSSWATCH_USERS_FILE: '/u',
      CROSSWATCH_LOG_LEVEL: '',
    }),
    {
      jurisdiction: 'XA',
      databaseUrl: env.CROSSWATCH_DATABASE_URL,
      port: 8080,
      logLevel: 'info',
      newFeed: true,
      usersFile: '/u',
    },
  )

  const mistakes: [Record<string, string | undefined>, RegExp][] = [
    [
      { CROSSWATCH_DATABASE_URL: undefined },
      /CROSSWATCH_DATABASE_URL is missing: URL of the node's database/,
    ],
    [{ CROSSWATCH_PORT: '80x' }, /CROSSWATCH_PORT is not a whole number: Port to listen on/],
    [{ CROSSWATCH_PORT: '70000' }, /CROSSWATCH_PORT is not valid: it must be <= 65535/],
    [{ CROSSWATCH_NEW_FEED: 'yes' }, /CROSSWATCH_NEW_FEED is neither true nor false: Begin a feed/],
    [{ CROSSWATCH_JURISDICTION: 'secret' }, /CROSSWATCH_JURISDICTION is not valid: it must match pattern/],
    [{ CROSSWATCH_LOG_LEVEL: 'loud' }, /CROSSWATCH_LOG_LEVEL is not valid/],
  ]
  for (const [change, expected] of mistakes) {
    try {
      loadConfig(schema, { ...env, ...change })
      t.fail(`must be refused: ${Object.keys(change).join()}`)
    } catch (error) {
      t.match(error, { code: 'invalid-configuration', message: expected })
      t.notMatch(error, { message: /secret|80x|loud/ }, 'the value is not repeated')
    }
  }
  const table = describeConfig(schema)
  t.match(table, /^ {2}CROSSWATCH_PORT +Port to listen on; 0 = any free one \(integer, default 0\)$/m)
  t.match(table, /^ {2}CROSSWATCH_JURISDICTION +.*\(string, required\)$/m)
  t.match(table, /^ {2}CROSSWATCH_USERS_FILE +Demo users \(string, optional\)$/m)
  t.match(table, /CROSSWATCH_LOG_LEVEL .*\(fatal \| error \| warn \|.*, default info\)/)
  t.end()
})

t.test('a service as a process', async (t) => {
  await using postgres = await startTestDatabase()
  const { urls } = await postgres.createNode()
  const env = { CROSSWATCH_DATABASE_URL: urls.alerts }

  await t.test('explains itself', async (t) => {
    const { code, stdout } = await start(t, {}, ['--help']).ended
    t.equal(code, 0)
    t.match(
      stdout,
      /^crosswatch example: shows what a service does\n\nConfiguration, from the environment:\n/,
    )
    t.match(stdout, 'CROSSWATCH_DATABASE_URL')
  })

  await t.test('says what is missing', async (t) => {
    const { code, stderr } = await start(t, {}).ended
    t.equal(code, 2)
    t.match(stderr, /^crosswatch example: .*CROSSWATCH_DATABASE_URL is missing/)
    t.equal(stderr.trim().split('\n').length, 1)
  })

  await t.test('starts while PostgreSQL is down, works when it is up, and survives its end', async (t) => {
    await postgres.server.kill()
    const service = start(t, env)
    const address = await service.address
    t.equal((await fetch(`${address}/livez`)).status, 200)
    t.equal((await fetch(`${address}/readyz`)).status, 503)
    await delay(500)
    await postgres.server.start()
    await until(async () => (await fetch(`${address}/readyz`)).ok)
    t.same(await (await fetch(`${address}/count`)).json(), { n: 0 })

    await postgres.server.kill()
    const away = await fetch(`${address}/count`)
    t.equal(away.status, 503)
    t.match(await away.json(), { code: 'database-unavailable' })
    t.same(await (await fetch(`${address}/readyz`)).json(), {
      ready: false,
      checks: { migrations: true, database: false },
    })
    await postgres.server.start()
    await until(async () => (await fetch(`${address}/readyz`)).ok)

    const slow = fetch(`${address}/slow`)
    await delay(200)
    service.child.kill('SIGTERM')
    t.same(await (await slow).json(), { done: true }, 'what is under way is answered')
    const { code, stderr } = await service.ended
    t.equal(code, 0)
    t.match(stderr, '"msg":"closing"')
    t.notMatch(stderr, 'postgres://', 'no address with a password in the log')
  })

  await t.test('ends when it can never work', async (t) => {
    const other = await postgres.createNode()
    await using before = connectDatabase({ url: other.urls.alerts, applicationName: 'test' })
    await before.pool.query(
      'create table alerts.migrations (created_at bigint primary key, hash text not null)',
    )
    await before.pool.query("insert into alerts.migrations values (1000, 'edited')")
    const { code, stderr } = await start(t, { CROSSWATCH_DATABASE_URL: other.urls.alerts }).ended
    t.equal(code, 1)
    t.match(stderr, 'A migration that was applied has been edited since')
  })
})

function start(t: Test, env: Record<string, string>, args: string[] = []) {
  const program = fileURLToPath(new URL('example-service.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@crosswatch/source', program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const address = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const found = /^\{"service":"example","address":"(http:\/\/127\.0\.0\.1:\d+)","pid":\d+\}\n/.exec(
        stdout,
      )
      if (found?.[1] !== undefined) resolve(found[1])
    })
  })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, address, ended }
}

async function until(condition: () => Promise<boolean>) {
  const end = performance.now() + 20_000
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('did not happen in time')
    await delay(50)
  }
}
