import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { InUseError, takeLock } from './supervisor/lock.ts'

const HOST = '127.0.0.1'

/**
 * Below the range from which systems take ports for outgoing connections: a service that is started again must find its
 * port free, not taken by somebody's connection in the meantime.
 */
const RANGE = { first: 20_000, last: 32_000 }

export type PortReservation = Disposable & { readonly ports: Readonly<Record<string, number>> }

export interface PortOwner {
  /** The data folder that remembers its ports: while it exists, no other one of this account is given them. */
  readonly directory: string
  readonly ports: Readonly<Record<string, number>>
}

/**
 * Gives every name a free TCP port on loopback, the remembered one where it is still free. Until disposed, no other
 * reservation of this account gets them, whether they are in use at the moment or not.
 */
export async function reservePorts(
  names: readonly string[],
  owner?: PortOwner,
  range = RANGE,
): Promise<PortReservation> {
  using undo = new DisposableStack()
  const folder = join(tmpdir(), `crosswatch-ports-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const claim = async (port: number) => {
    const lock = tryLock(join(folder, String(port)))
    if (lock === undefined) return false
    if (await isFree(port)) {
      undo.use(lock)
      return true
    }
    lock[Symbol.dispose]()
    return false
  }

  const keep = (port: number) => join(folder, `${port}.kept`)
  const claimAny = async (port: number) => !isKept(keep(port), owner?.directory) && claim(port)

  const ports: Record<string, number> = {}
  for (const name of names) {
    const known = owner?.ports[name]
    const port = known !== undefined && (await claim(known)) ? known : await findPort(range, claimAny)
    if (owner !== undefined) writeFileSync(keep(port), owner.directory, { mode: 0o600 })
    ports[name] = port
  }
  const held = undo.move()
  return { ports, [Symbol.dispose]: () => held.dispose() }
}

async function findPort(
  { first, last }: typeof RANGE,
  claim: (port: number) => Promise<boolean>,
): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = first + Math.floor(Math.random() * (last - first + 1))
    if (await claim(port)) return port
  }
  throw new Error(`no port is free between ${first} and ${last} on ${HOST}`)
}

/** Whether a data folder other than this one remembers the port. What a folder that is gone has left is removed. */
function isKept(file: string, own: string | undefined): boolean {
  if (!existsSync(file)) return false
  const directory = readFileSync(file, 'utf8')
  if (directory === own) return false
  if (existsSync(directory)) return true
  rmSync(file, { force: true })
  return false
}

function tryLock(file: string): Disposable | undefined {
  try {
    return takeLock(file)
  } catch (error) {
    if (error instanceof InUseError) return undefined
    throw error
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
