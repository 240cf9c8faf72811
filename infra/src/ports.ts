import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { InUseError, takeLock } from './supervisor/lock.ts'

const HOST = '127.0.0.1'

/**
 * Below the range from which systems take ports for outgoing connections: a service that is started again must find its
 * port free, not taken by somebody's connection in the meantime.
 */
const FIRST = 20_000
const LAST = 32_000

export type PortReservation = Disposable & { readonly ports: Readonly<Record<string, number>> }

/**
 * Gives every name a free TCP port on loopback, the remembered one where it is still free. Until disposed, no other
 * reservation of this account gets them, whether they are in use at the moment or not.
 */
export async function reservePorts(
  names: readonly string[],
  remembered: Readonly<Record<string, number>> = {},
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

  const ports: Record<string, number> = {}
  for (const name of names) {
    const known = remembered[name]
    ports[name] = known !== undefined && (await claim(known)) ? known : await findPort(claim)
  }
  const held = undo.move()
  return { ports, [Symbol.dispose]: () => held.dispose() }
}

async function findPort(claim: (port: number) => Promise<boolean>): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (await claim(port)) return port
  }
  throw new Error(`no port is free between ${FIRST} and ${LAST} on ${HOST}`)
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
