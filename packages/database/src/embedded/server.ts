import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { postgresCommand, type RunOptions } from './command.ts'
import { preparePostgres, type PreparedPostgres, type PrepareOptions } from './prepare.ts'

export interface StartOptions extends PrepareOptions, Omit<RunOptions, 'port'> {
  /** Default: a free one. */
  readonly port?: number
  /** Empty the data folder if the owner is killed; default false. */
  readonly throwAway?: boolean
}

/** A server that ends with this process, however this process ends. */
export interface PostgresServer extends AsyncDisposable {
  readonly port: number
  /** The superuser's URL. */
  url(database?: string): string
  /** kill -9 of the server's main process; the others notice and end. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Runs its arguments as a program until standard input names a signal to send it, or closes: that happens even when the
 * owner is killed, and the server must not outlive it, because nobody would know that it is there.
 */
const untilOwnerEnds = `
"$@" & server=$!
read -r signal || owner=gone
kill -\${signal:-QUIT} $server 2>/dev/null
wait $server
[ "$owner" = gone ] && [ -n "$THROW_AWAY" ] && rm -rf "$THROW_AWAY"/*
`

/** Prepares the folder and starts a server on it; resolves when it answers. */
export async function startPostgres(options: StartOptions): Promise<PostgresServer> {
  const prepared = await preparePostgres(options)
  const port = options.port ?? (await freePort())
  const url = (database = 'postgres') =>
    `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`
  let owner: ChildProcess | undefined

  async function start() {
    // The processes of a killed server take a moment to notice; until then their shared memory bars the way.
    for (let attempt = 1; ; attempt++) {
      owner = spawnOwned(prepared, { ...options, port })
      const failure = await ready(url(), owner)
      if (failure === undefined) return
      await end('KILL')
      if (attempt === 10) throw new Error(`PostgreSQL did not start: ${failure}`)
      await delay(300)
    }
  }

  async function end(signal: 'INT' | 'KILL') {
    if (owner === undefined) return
    const exit = new Promise((done) => owner?.once('exit', done))
    owner.ref()
    owner.stdin?.end(`${signal}\n`)
    if (owner.exitCode === null && owner.signalCode === null) await exit
    owner = undefined
  }

  await start()
  return {
    port,
    url,
    start,
    stop: () => end('INT'),
    kill: () => end('KILL'),
    [Symbol.asyncDispose]: () => end('INT'),
  }
}

function spawnOwned(
  prepared: PreparedPostgres,
  options: RunOptions & Pick<StartOptions, 'throwAway'>,
): ChildProcess {
  const { file, args, options: how } = postgresCommand(prepared, options)
  const child = spawn('/bin/sh', ['-c', untilOwnerEnds, 'sh', file, ...args], {
    ...how,
    env: { ...process.env, THROW_AWAY: options.throwAway ? prepared.data : '' },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  child.unref()
  return child
}

/** Waits until the server answers; what it said if it ended instead. */
async function ready(url: string, owner: ChildProcess): Promise<string | undefined> {
  let said = ''
  owner.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (await answers(url)) return undefined
    // `FATAL: the database system is starting up` only answers this function's own attempts.
    if (/FATAL: {2}(?!the database system)/.test(said)) return said.trim()
    await delay(50)
  }
  return `no answer within 30 s ${said.trim()}`
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
