import { ServiceError } from '@crosswatch/protocol'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, Events, nkeyAuthenticator, type NatsConnection } from 'nats'

export interface LinkOptions {
  /** `nats://127.0.0.1:4222`, or several separated by commas. */
  readonly url: string
  /** The NKEY seed (`SU...`) that proves who this is. Without it the server must let anybody in. */
  readonly seed?: string | undefined
  /** What the server shows for this connection. */
  readonly name: string
  readonly onStatus?: (status: BusStatus) => void
}

export type BusStatus =
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' }
  /** The server refused a subject; `detail` names it. */
  | { readonly kind: 'refused'; readonly detail: string }

/** A connection that is made in the background, and made again for as long as it takes. */
export interface Link extends AsyncDisposable {
  isConnected(): boolean
  /** The connection, if the server is there. Throws `bus-unavailable` otherwise, at once. */
  now(): NatsConnection
  /** Waits for the connection. Rejects when `signal` aborts or the link is closed. */
  ready(signal?: AbortSignal): Promise<NatsConnection>
  /** Called with every connection that is made, now and later. */
  onConnection(listener: (connection: NatsConnection) => void): Disposable
}

const pauseMs = 500

export function openLink(options: LinkOptions): Link {
  const closing = new AbortController()
  const listeners = new Set<(connection: NatsConnection) => void>()
  let connection: NatsConnection | undefined
  let connected = false
  const say = (status: BusStatus) => {
    connected = status.kind === 'refused' ? connected : status.kind === 'connected'
    options.onStatus?.(status)
  }

  const running = (async () => {
    while (!closing.signal.aborted) {
      const made = await attempt(options)
      if (made === undefined) {
        await delay(pauseMs, undefined, { signal: closing.signal }).catch(() => {})
        continue
      }
      if (closing.signal.aborted) {
        await made.close()
        break
      }
      connection = made
      say({ kind: 'connected' })
      for (const listener of listeners) listener(made)
      void watch(made, say)
      // The client reconnects by itself, without limit; it closes for good only when it is told to.
      await made.closed()
      connection = undefined
      say({ kind: 'disconnected' })
    }
  })()

  function onConnection(listener: (connection: NatsConnection) => void): Disposable {
    listeners.add(listener)
    if (connection !== undefined) listener(connection)
    return { [Symbol.dispose]: () => void listeners.delete(listener) }
  }

  return {
    isConnected: () => connected,
    now() {
      if (connection === undefined || !connected) throw new ServiceError('bus-unavailable')
      return connection
    },
    ready(signal) {
      const either = AbortSignal.any(signal === undefined ? [closing.signal] : [closing.signal, signal])
      return new Promise((resolve, reject) => {
        const give = (made: NatsConnection) => {
          either.removeEventListener('abort', giveUp)
          queueMicrotask(() => waiting[Symbol.dispose]())
          resolve(made)
        }
        const giveUp = () => {
          waiting[Symbol.dispose]()
          reject(new ServiceError('bus-unavailable', { detail: 'closed' }))
        }
        const waiting = onConnection(give)
        if (either.aborted) giveUp()
        else either.addEventListener('abort', giveUp, { once: true })
      })
    },
    onConnection,
    async [Symbol.asyncDispose]() {
      closing.abort()
      await connection?.close()
      await running
    },
  }
}

async function attempt({ url, seed, name }: LinkOptions): Promise<NatsConnection | undefined> {
  try {
    return await connect({
      servers: url.split(','),
      name,
      timeout: 5_000,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      maxReconnectAttempts: -1,
      // A member whose key the hub does not know yet, or no longer, may be admitted later.
      ignoreAuthErrorAbort: true,
      pingInterval: 10_000,
      maxPingOut: 2,
      ...(seed === undefined ? {} : { authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)) }),
    })
  } catch {
    return undefined
  }
}

async function watch(connection: NatsConnection, say: (status: BusStatus) => void) {
  for await (const { type, permissionContext } of connection.status()) {
    if (type === Events.Disconnect) say({ kind: 'disconnected' })
    else if (type === Events.Reconnect) say({ kind: 'connected' })
    else if (type === Events.Error && permissionContext !== undefined) {
      say({ kind: 'refused', detail: `${permissionContext.operation} ${permissionContext.subject}` })
    }
  }
}
