import { connect } from 'node:net'
import { Client } from 'pg'

/** Whether `GET /readyz` answers 200. */
export async function httpReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) })
  await response.arrayBuffer()
  return response.status === 200
}

/** Whether a nats-server greets on this port: it sends `INFO {...}` first. */
export function natsReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 3_000 })
    const answer = (ready: boolean) => {
      socket.destroy()
      resolve(ready)
    }
    socket.once('data', (bytes) => answer(bytes.toString('latin1').startsWith('INFO ')))
    socket.once('error', () => answer(false))
    socket.once('timeout', () => answer(false))
    socket.once('close', () => resolve(false))
  })
}

/** Whether PostgreSQL takes a connection. */
export async function postgresReady(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => {})
  await client.connect()
  await client.end()
  return true
}
