import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { nkeys } from 'nats'

/** A hub and its leaves as DESIGN section 9 has them: one NKEY user with an allow list for each member. */
export interface TestHub extends AsyncDisposable {
  readonly operator: { url: string; seed: string }
  readonly members: Record<string, { leafUrl: string; hubUrl: string; seed: string }>
  startHub(): Promise<void>
  startLeaf(code: string): Promise<void>
  /** kill -9, and waits until it is gone. */
  killHub(): Promise<void>
  killLeaf(code: string): Promise<void>
}

/** The program, or undefined when there is none. `npm test` fetches it before the tests run. */
export function natsServer(): string | undefined {
  const cached = fileURLToPath(new URL('../../../.cache/nats-server/nats-server', import.meta.url))
  const candidates = [
    process.env['NATS_SERVER_BIN'] ?? '',
    ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'nats-server')),
    cached,
  ]
  return candidates.find(
    (file) => file !== '' && existsSync(file) && spawnSync(file, ['--version']).status === 0,
  )
}

export async function startTestHub(program: string, codes: readonly string[]): Promise<TestHub> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-nats-'))
  const running = new Map<string, ChildProcess>()
  const operator = newUser()
  const hubPort = await freePort()
  const leafPort = await freePort()
  const users = new Map(codes.map((code) => [code, newUser()]))
  const ports = new Map<string, number>()
  for (const code of codes) ports.set(code, await freePort())

  writeFileSync(join(folder, 'hub.conf'), hubConfig())
  for (const code of codes) writeFileSync(join(folder, `${code}.conf`), leafConfig(code))

  const start = async (name: string, port: number) => {
    const child = spawn(program, ['-c', join(folder, `${name}.conf`)], { stdio: 'ignore' })
    running.set(name, child)
    while (!(await accepts(port))) {
      if (child.exitCode !== null)
        throw new Error('nats-server ended: run it on its configuration to see why')
      await delay(20)
    }
  }
  const kill = async (name: string) => {
    const child = running.get(name)
    running.delete(name)
    if (child === undefined) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
  process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

  function hubConfig() {
    const members = codes.map((code) => user(code)).join(', ')
    return `server_name: hub
listen: 127.0.0.1:${hubPort}
jetstream { store_dir: "${folder}/hub", domain: hub, sync_interval: always }
accounts { EXCHANGE { jetstream: enabled, users: [ { nkey: ${operator.publicKey} }, ${members} ] } }
leafnodes { listen: "127.0.0.1:${leafPort}" }
`
  }

  function leafConfig(code: string) {
    return `server_name: leaf-${code}
listen: 127.0.0.1:${ports.get(code)}
jetstream { store_dir: "${folder}/${code}", domain: ${code.toLowerCase()} }
accounts { NODE { jetstream: enabled, users: [ ${user(code)} ] } }
leafnodes { reconnect: 1, remotes: [ { url: "nats-leaf://127.0.0.1:${leafPort}", account: NODE, nkey: "${users.get(code)?.seed}" } ] }
`
  }

  function user(code: string) {
    const consumer = `ALERTS.${code.toLowerCase()}`
    const publish = [
      `xw.feed.${code}`,
      `xw.req.*.${code}.>`,
      `$JS.hub.API.CONSUMER.MSG.NEXT.${consumer}`,
      `$JS.hub.API.CONSUMER.INFO.${consumer}`,
      `$JS.ACK.${consumer}.>`,
      `$JS.ACK.hub.*.${consumer}.>`,
      '_INBOX.>',
    ]
    return `{ nkey: ${users.get(code)?.publicKey}, permissions: {
      publish: { allow: ${JSON.stringify(publish)} }
      subscribe: { allow: ["_INBOX.>", "xw.req.${code}.>"] } } }`
  }

  await start('hub', hubPort)
  for (const code of codes) await start(code, ports.get(code) ?? 0)
  return {
    operator: { url: `nats://127.0.0.1:${hubPort}`, seed: operator.seed },
    members: Object.fromEntries(
      codes.map((code) => [
        code,
        {
          leafUrl: `nats://127.0.0.1:${ports.get(code)}`,
          hubUrl: `nats://127.0.0.1:${hubPort}`,
          seed: users.get(code)?.seed ?? '',
        },
      ]),
    ),
    startHub: () => start('hub', hubPort),
    startLeaf: (code) => start(code, ports.get(code) ?? 0),
    killHub: () => kill('hub'),
    killLeaf: kill,
    async [Symbol.asyncDispose]() {
      for (const name of running.keys()) await kill(name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function newUser() {
  const pair = nkeys.createUser()
  return { publicKey: pair.getPublicKey(), seed: new TextDecoder().decode(pair.getSeed()) }
}

async function accepts(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}
