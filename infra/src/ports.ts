import { createServer, type Server } from 'node:net'

const HOST = '127.0.0.1'

/**
 * Gives every name a free TCP port on loopback, the remembered one where it is still free.
 *
 * Ports are held until all are chosen, so no two names share one; between the return and the use another program could take
 * one, which its user then reports.
 */
export async function choosePorts(
  names: readonly string[],
  remembered: Readonly<Record<string, number>> = {},
): Promise<Record<string, number>> {
  const held = new Map<string, Server>()
  try {
    for (const name of names) {
      const server = (await listen(remembered[name] ?? 0)) ?? (await listen(0))
      if (server === undefined) throw new Error('the system has no free port on 127.0.0.1')
      held.set(name, server)
    }
    return Object.fromEntries([...held].map(([name, server]) => [name, portOf(server)]))
  } finally {
    await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

function listen(port: number): Promise<Server | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: HOST, exclusive: true }, () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
