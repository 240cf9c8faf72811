import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { preparePostgres, removePostgresData, startPostgres } from '@crosswatch/database/embedded'
import { serverAccount } from '../src/embedded/account.ts'
import { postgresBinaries } from '../src/embedded/binaries.ts'

const notRoot = process.getuid?.() === 0 ? false : 'only root runs the server as another account'
const password = 'p@ss/word:1'

t.test('data stays where it was put, between runs', async (t) => {
  const parent = temporary()
  t.teardown(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'data')
  const first = await preparePostgres({ folder, password, durable: false })
  t.equal(first.created, true)
  t.equal(first.data, folder)
  const { port } = await startPostgres({ folder, password, durable: false }).then(async (server) => {
    await server.stop()
    return server
  })
  const second = await startPostgres({ folder, password, durable: false, port })
  t.equal(second.port, port)
  t.equal((await preparePostgres({ folder, password: 'another' })).created, false)
  await second.kill()
  await second.start()
  await second.stop()
  await second.stop()
  t.notOk(existsSync(join(folder, 'postmaster.pid')), 'stopped cleanly')
  removePostgresData(folder)
  t.notOk(existsSync(folder))
})

t.test('a data folder that the account cannot reach', { skip: notRoot }, async (t) => {
  const parent = temporary()
  chmodSync(parent, 0o700)
  t.teardown(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'data')
  const server = await startPostgres({ folder, password, durable: false })
  t.ok(lstatSync(folder).isSymbolicLink())
  const { data } = await preparePostgres({ folder, password })
  t.not(data, folder)
  t.equal(statSync(data).mode & 0o777, 0o700, 'nobody else reads it')
  await server.stop()

  rmSync(folder)
  t.equal(
    (await preparePostgres({ folder, password, durable: false })).created,
    true,
    'a link removed by hand: anew',
  )
  rmSync(data, { recursive: true })
  t.equal(
    (await preparePostgres({ folder, password, durable: false })).created,
    true,
    'a link to nothing: anew',
  )
  removePostgresData(folder)
  t.notOk(existsSync(data))
})

t.test('binaries that the account cannot reach are copied once', { skip: notRoot }, async (t) => {
  const parent = temporary()
  const shared = temporary()
  chmodSync(parent, 0o700)
  chmodSync(shared, 0o755)
  t.teardown(() => [parent, shared].forEach((folder) => rmSync(folder, { recursive: true })))
  const native = join(parent, 'native')
  cpSync(dirname(postgresBinaries(serverAccount())), native, { recursive: true, verbatimSymlinks: true })
  const binaries = postgresBinaries(serverAccount(), { native, version: '18' }, shared)
  t.equal(binaries, join(shared, 'postgres-18', 'bin'))
  const before = statSync(join(binaries, 'postgres')).mtimeMs
  t.equal(postgresBinaries(serverAccount(), { native, version: '18' }, shared), binaries)
  t.equal(statSync(join(binaries, 'postgres')).mtimeMs, before)
})

t.test('the server ends when its owner is killed', async (t) => {
  const parent = temporary()
  t.teardown(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'data')
  const program = join(parent, 'owner.ts')
  const embedded = fileURLToPath(new URL('../src/embedded/index.ts', import.meta.url))
  writeFileSync(
    program,
    `const { startPostgres } = await import(${JSON.stringify(embedded)})
     await startPostgres({ folder: ${JSON.stringify(folder)}, password: 'x', durable: false, throwAway: true })
     console.log('ready')
     setInterval(() => {}, 1000)`,
  )
  const owner = spawn(
    process.execPath,
    [...process.execArgv.filter((flag) => flag.startsWith('--conditions')), program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise((done) => owner.stdout.once('data', done))
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  t.ok(isAlive(pid))
  owner.kill('SIGKILL')
  const end = performance.now() + 10_000
  while (isAlive(pid) && performance.now() < end) await delay(20)
  t.notOk(isAlive(pid))
  while (readdirSync(folder).length > 0 && performance.now() < end) await delay(20)
  t.same(readdirSync(folder), [], 'and what was meant to be thrown away is')
})

t.test('binaries that do not run are refused', (t) => {
  const folder = temporary()
  t.teardown(() => rmSync(folder, { recursive: true }))
  t.throws(() => postgresBinaries({}, { native: folder, version: '0' }, folder), /does not run here/)
  t.end()
})

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-embedded-'))
  chmodSync(folder, 0o755)
  return folder
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
