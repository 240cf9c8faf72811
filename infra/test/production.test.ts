import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createUserKey } from '@crosswatch/bus'
import { startTestDatabase } from '@crosswatch/database/testing'
import { provisionDatabase } from '@crosswatch/database/embedded'
import { Client } from 'pg'
import t from 'tap'
import { findNatsServer } from '../src/nats/find-server.ts'
import { memberPermissions } from '../src/nats/permissions.ts'
import { SERVICES } from '../src/services.ts'

// The examples for production are read by people who trust them: they must be what the code does.

const infra = fileURLToPath(new URL('..', import.meta.url))
const example = (path: string) => readFileSync(join(infra, path), 'utf8')

for (const file of ['hub.conf', 'leaf.conf']) {
  t.test(`nats/${file} has the allow list of the code, and nats-server takes it`, async (t) => {
    const text = example(`nats/${file}`)
    const permissions = memberPermissions('XA')
    const [, publish, subscribe] =
      /publish: \{ allow: \[([^\]]*)\][^]*?subscribe: \{ allow: \[([^\]]*)\]/.exec(text) ?? []
    t.same(quoted(publish), permissions.publish)
    t.same(quoted(subscribe), permissions.subscribe)
    t.match(text, /sync_interval: always/)
    t.notMatch(text, /no_auth_user/)

    const directory = mkdtempSync(join(tmpdir(), 'crosswatch-nats-'))
    t.teardown(() => rmSync(directory, { recursive: true }))
    // Certificates are the one thing that the example names and this machine does not have.
    writeFileSync(join(directory, file), text.replaceAll(/tls: \{[^}]*\}/g, ''))
    writeFileSync(join(directory, 'hub-seed.conf'), `nkey: ${createUserKey().seed}`)
    const program = await findNatsServer({
      cacheDirectory: join(infra, '../.cache'),
      environment: process.env,
    })
    const { status, stderr } = spawnSync(program, ['-t', '-c', join(directory, file)], { encoding: 'utf8' })
    t.equal(status, 0, stderr)
  })
}

t.test('postgres/*.sql make the same roles and rights as the launcher does', async (t) => {
  await using launcher = await startTestDatabase()
  const made = await launcher.createNode('xa')
  await using production = await startTestDatabase()
  const superuser = production.server.url()
  // The database of a test server has the group roles already; by hand they come from cluster.sql, which may be repeated.
  await execute(
    superuser,
    example('postgres/cluster.sql'),
    example('postgres/cluster.sql'),
    'create database xa',
  )
  await execute(production.server.url('xa'), example('postgres/node.sql'), example('postgres/node.sql'))
  t.same(await rights(production.server.url('xa')), await rights(made.superuserUrl))
  const urls = await provisionDatabase({ superuserUrl: superuser, database: 'xb', password: () => 'test' })
  const intruder = new Client({ connectionString: urls.alerts.replace(/\/xb$/, '/xa') })
  await t.rejects(intruder.connect(), /permission denied for database/)
})

t.test('systemd starts every service of a node', async (t) => {
  const target = example('systemd/crosswatch.target')
  for (const service of SERVICES) t.match(target, `crosswatch@${service}.service`)
  const compose = example('compose.yaml')
  for (const service of SERVICES) {
    t.match(compose, `command: services/${service}/src/main.ts`)
    const [block = ''] = new RegExp(`^  ${service}:\n(?:    .*\n)+`, 'm').exec(compose) ?? []
    t.match(block, /secrets: \[passphrase, storage_key\b/, `${service} has the keys that it opens`)
    t.notMatch(block, /volumes: \[(?!\*federation)/, `${service} has what node.env names`)
  }
})

t.test('systemd takes the units', { skip: missingProgram('systemd-analyze') }, async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'crosswatch-systemd-'))
  t.teardown(() => rmSync(directory, { recursive: true }))
  for (const [unit, instance] of [
    ['crosswatch-witness.service', 'crosswatch-witness.service'],
    ['crosswatch@.service', 'crosswatch@alerts.service'],
    ['crosswatch-hub.service', 'crosswatch-hub.service'],
    ['crosswatch.target', 'crosswatch.target'],
  ] as const) {
    cpSync(join(infra, 'systemd', unit), join(directory, instance))
    // The checkout stands elsewhere here.
    const text = readFileSync(join(directory, instance), 'utf8').replaceAll(
      /ExecStart=\S+/g,
      'ExecStart=/usr/bin/env',
    )
    writeFileSync(join(directory, instance), text)
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', join(directory, instance)], {
      encoding: 'utf8',
    })
    t.equal(status, 0, stderr)
  }
})

function quoted(list: string | undefined): string[] {
  return [...(list ?? '').matchAll(/"([^"]*)"/g)].map(([, text]) => text ?? '')
}

async function execute(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Every role, its memberships, the owners of the schemas, and who may connect. */
async function rights(url: string): Promise<object> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const rows = async (text: string) => (await client.query(text)).rows
    return {
      roles: await rows(
        `select rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb from pg_roles
         where rolname ~ '^(xa|crosswatch)_' order by rolname`,
      ),
      members: await rows(
        `select roleid::regrole::text as role, member::regrole::text as member from pg_auth_members
         where member::regrole::text ~ '^xa_' order by 2, 1`,
      ),
      schemas: await rows(
        `select nspname, nspowner::regrole::text as owner, nspacl::text from pg_namespace
         where nspname !~ '^(pg_|information)' order by 1`,
      ),
      database: await rows(`select datacl::text from pg_database where datname = 'xa'`),
    }
  } finally {
    await client.end()
  }
}

function missingProgram(name: string): string | false {
  return spawnSync(name, ['--version']).error === undefined ? false : `${name} is not on this machine`
}
