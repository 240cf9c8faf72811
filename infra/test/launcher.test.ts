import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadKeyFile, readNodeKeys, verifyFederation } from '@crosswatch/crypto'
import { removePostgresData } from '@crosswatch/database/embedded'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { stop } from '../src/commands/stop.ts'
import { dataFolder } from '../src/commands/data-folder.ts'
import { startFederation } from '../src/index.ts'
import { layoutOf } from '../src/layout.ts'
import { reservePorts } from '../src/ports.ts'
import { InUseError, lockHolder, takeLock } from '../src/supervisor/lock.ts'
import { identify, isRunning } from '../src/supervisor/process-identity.ts'
import { endProcesses, openProcessTable, readEntries } from '../src/supervisor/process-table.ts'
import { NotReadyError, createSupervisor } from '../src/supervisor/supervisor.ts'

// Everything but the services, which stand for themselves in test/federation: real PostgreSQL, real nats-server, real keys.
const bare = { services: [] } as const

t.test('a federation', async (t) => {
  const directory = temporaryDirectory(t)
  let first = await startFederation({ ...bare, directory })
  const { description } = first

  await t.test('has a database with its own roles for every jurisdiction', async (t) => {
    for (const { database } of description.nodes) {
      const roles = await query(database.url, 'select rolname from pg_roles where rolname ~ $1', [
        '^x[abc]_alerts$',
      ])
      t.equal(roles.length, 3)
      const schemas = await query(database.url, `select 1 from pg_namespace where nspname = 'alerts'`)
      t.equal(schemas.length, 1)
    }
  })

  await t.test('has a federation document that verifies, and key files that open', async (t) => {
    const federation = verifyFederation(
      readFileSync(description.document.file, 'utf8'),
      description.document.pin,
    )
    t.same([...federation.members.keys()], ['XA', 'XB', 'XC'])
    for (const { files, jurisdiction } of description.nodes) {
      const keys = readNodeKeys(await loadKeyFile('node', files.keys, files.passphrase))
      t.equal(keys.jurisdiction, jurisdiction)
    }
  })

  await t.test('keeps its secrets from other accounts of the machine', async (t) => {
    const layout = layoutOf(directory)
    for (const file of [layout.state, layout.description, layout.processes])
      t.equal(statSync(file).mode & 0o077, 0)
    for (const folder of ['nodes', 'nats', 'logs', 'roots'])
      t.equal(statSync(join(directory, folder)).mode & 0o077, 0)
  })

  await t.test('refuses a second start on its data folder, and says so', async (t) => {
    await t.rejects(startFederation({ ...bare, directory }), InUseError)
    const command = await run('main.ts', ['start', '--data', directory])
    t.equal(command.code, 1)
    t.match(command.said, /already runs in/)
  })

  await t.test('starts again whatever is killed', async (t) => {
    const names = first.processes.names()
    t.same(names.toSorted(), ['hub', 'postgres', 'xa-leaf', 'xb-leaf', 'xc-leaf'])
    for (const name of names) {
      const before = first.processes.pid(name)
      t.ok(first.processes.kill(name, 'SIGKILL'))
      await first.processes.waitReady({ timeoutMs: 30_000 })
      t.not(first.processes.pid(name), before, name)
    }
  })

  await t.test(
    'ends every process in order, and begins again on the same ports with the same data',
    async (t) => {
      await query(description.nodes[0]?.database.url ?? '', 'create table kept (id int)')
      const entries = readEntries(layoutOf(directory).processes)
      await first[Symbol.asyncDispose]()
      t.ok(entries.length >= 5)
      t.notOk(entries.some(isRunning))
      t.equal(lockHolder(layoutOf(directory).lock), undefined)
      first = await startFederation({ ...bare, directory })
      t.same(first.description.ports, description.ports)
      t.same(first.description.users, description.users)
      t.same(await query(first.description.nodes[0]?.database.url ?? '', 'select * from kept'), [])
      await first[Symbol.asyncDispose]()
    },
  )

  await t.test('keeps its number of nodes, unless it starts over', async (t) => {
    await t.rejects(startFederation({ ...bare, directory, nodes: 2 }), /has 3 nodes; --fresh/)
    writeFileSync(join(directory, 'notes.txt'), 'not ours')
    await using second = await startFederation({ ...bare, directory, nodes: 2, fresh: true })
    t.equal(second.description.nodes.length, 2)
    t.not(second.description.document.pin, description.document.pin)
    t.ok(existsSync(join(directory, 'notes.txt')), 'what others put there stays')
  })
})

t.test('what outlives a killed supervisor is ended by stop, and nothing else is', async (t) => {
  const directory = temporaryDirectory(t)
  const supervisor = startElsewhere(t, directory)
  await once(supervisor, 'message')
  const entries = readEntries(layoutOf(directory).processes)
  t.equal(entries.filter(isRunning).length, 3)
  supervisor.kill('SIGKILL')
  await once(supervisor, 'exit')
  await delay(200)
  t.equal(entries.filter(isRunning).length, 3, 'the processes carry on')
  const bystander = spawn('sleep', ['60'])
  t.teardown(() => bystander.kill())
  const table = openProcessTable(layoutOf(directory).processes)
  table.record({
    name: 'xa-gateway',
    pid: bystander.pid ?? 0,
    started: 'another time',
    stopSignal: 'SIGTERM',
  })
  t.equal(await stop(directory), 0)
  t.notOk(entries.some(isRunning))
  t.ok(identify(bystander.pid ?? 0), 'a process that only has the number of one of ours is left alone')
})

t.test('a start takes over from a killed supervisor', async (t) => {
  const directory = temporaryDirectory(t)
  const supervisor = startElsewhere(t, directory)
  await once(supervisor, 'message')
  const entries = readEntries(layoutOf(directory).processes)
  supervisor.kill('SIGKILL')
  await once(supervisor, 'exit')
  await using federation = await startFederation({ ...bare, directory })
  t.notOk(entries.some(isRunning), 'the old processes are ended first')
  t.equal(federation.description.nodes.length, 1)
})

t.test('a federation in a temporary folder does not outlive its process, even a killed one', async (t) => {
  const supervisor = startElsewhere(t)
  const [directory] = await once(supervisor, 'message')
  const entries = readEntries(layoutOf(directory).processes)
  t.equal(entries.filter(isRunning).length, 3)
  supervisor.kill('SIGKILL')
  await until(() => !entries.some(isRunning))
  removePostgresData(layoutOf(directory).postgres)
  rmSync(directory, { recursive: true, force: true })
})

t.test('a supervisor that is asked to stop while it starts leaves nothing behind', async (t) => {
  const directory = temporaryDirectory(t)
  const controller = new AbortController()
  const starting = startFederation({ ...bare, directory, signal: controller.signal })
  await until(() => readEntries(layoutOf(directory).processes).length > 0)
  const entries = readEntries(layoutOf(directory).processes)
  controller.abort()
  await t.rejects(starting)
  t.notOk(entries.some(isRunning))
})

t.test('a program that keeps ending is given up with the name of its log', async (t) => {
  const directory = temporaryDirectory(t)
  mkdirSync(directory, { recursive: true })
  const supervisor = createSupervisor(openProcessTable(join(directory, 'processes.json')))
  const logFile = join(directory, 'log')
  supervisor.run({
    name: 'hopeless',
    file: process.execPath,
    args: ['-e', 'console.log("what went wrong"); process.exit(1)'],
    environment: {},
    logFile,
    stopSignal: 'SIGTERM',
    ready: async () => false,
  })
  await t.rejects(
    supervisor.waitReady(),
    new NotReadyError('hopeless', logFile, 'ended 6 times before it was ready'),
  )
  t.match(readFileSync(logFile, 'utf8'), /what went wrong/)
  t.equal(statSync(logFile).mode & 0o077, 0)
  await supervisor.stop([])
})

t.test('a process that does not heed the request to end is ended by force', async (t) => {
  const stubborn = spawn(process.execPath, [
    '-e',
    'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1e6)',
  ])
  await once(stubborn.stdout, 'data')
  const identity = identify(stubborn.pid ?? 0)
  t.ok(identity)
  if (identity === undefined) return
  const ended = await endProcesses([[{ ...identity, name: 'stubborn', stopSignal: 'SIGTERM' }]], 300)
  t.same(ended, ['stubborn'])
  t.notOk(isRunning(identity))
})

t.test('a lock of a process that is gone is taken over, one of a running process is not', async (t) => {
  const directory = temporaryDirectory(t)
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'lock')
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'before this process began' }))
  {
    using lock = takeLock(file)
    t.ok(lock)
    t.throws(() => takeLock(file), InUseError)
    t.equal(lockHolder(file)?.pid, process.pid)
  }
  t.same(readdirSync(directory), [])
})

t.test('two federations never get the same port, and one that starts again gets its own', async (t) => {
  const names = ['a', 'b', 'c']
  const directory = temporaryDirectory(t)
  const elsewhere = temporaryDirectory(t)
  using first = await reservePorts(names, { directory, ports: {} })
  const { ports } = first
  {
    using second = await reservePorts(names, { directory: elsewhere, ports })
    t.equal(new Set([...Object.values(ports), ...Object.values(second.ports)]).size, 6)
  }
  first[Symbol.dispose]()
  using again = await reservePorts(names, { directory, ports })
  t.same(again.ports, ports)
})

t.test(
  'the ports of a federation that stands still are nobody else’s until its folder is gone',
  async (t) => {
    const directory = temporaryDirectory(t)
    using standing = await reservePorts(['a'], { directory, ports: {} })
    const port = standing.ports['a'] ?? 0
    standing[Symbol.dispose]()
    const range = { first: port, last: port }
    await t.rejects(reservePorts(['a'], undefined, range), { message: /no port is free/ })
    rmSync(directory, { recursive: true })
    using taken = await reservePorts(['a'], undefined, range)
    t.same(taken.ports, { a: port })
  },
)

t.test('a data folder is relative to where the person stands', async (t) => {
  t.equal(dataFolder('/somewhere'), '/somewhere')
  const standing = process.env.CROSSWATCH_CALLER_DIRECTORY
  process.env.CROSSWATCH_CALLER_DIRECTORY = '/home/someone'
  t.teardown(() => {
    if (standing === undefined) delete process.env.CROSSWATCH_CALLER_DIRECTORY
    else process.env.CROSSWATCH_CALLER_DIRECTORY = standing
  })
  t.equal(dataFolder('mine'), '/home/someone/mine')
})

t.test('a wrong command line is answered with a sentence, not a stack', async (t) => {
  for (const args of [
    ['start', '--nodes', 'many'],
    ['start', '--nodes', '0'],
    ['begin'],
    ['start', '--colour'],
  ]) {
    const { code, said } = await run('main.ts', args)
    t.equal(code, 2)
    t.match(said, /--help/)
    t.notMatch(said, / at /)
  }
})

function temporaryDirectory(t: Test): string {
  const parent = mkdtempSync(join(tmpdir(), 'crosswatch-launcher-'))
  const directory = join(parent, 'data')
  t.teardown(async () => {
    await stop(directory)
    removePostgresData(layoutOf(directory).postgres)
    rmSync(parent, { recursive: true, force: true })
  })
  // As a person's own folder would be: others may pass through.
  mkdirSync(directory, { mode: 0o711 })
  return directory
}

/** A supervisor in a process of its own, so that it can be killed; it sends a message when it is ready. */
function startElsewhere(t: Test, ...directory: string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@crosswatch/source',
      fileURLToPath(new URL('support/bare-federation.ts', import.meta.url)),
      ...directory,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  )
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

async function run(program: string, args: readonly string[]) {
  const file = fileURLToPath(new URL(`../src/${program}`, import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@crosswatch/source', file, ...args])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const [code] = await once(child, 'close')
  return { code: Number(code), said }
}

async function query(url: string, text: string, values: readonly unknown[] = []): Promise<readonly object[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(text, [...values])
    return rows
  } finally {
    await client.end()
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10)
}
