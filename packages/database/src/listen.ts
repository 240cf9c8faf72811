import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

export interface Notification {
  readonly channel: string
  /** What NOTIFY carried; undefined when this call stands for whatever was missed while there was no connection. */
  readonly payload: string | undefined
}

export interface ListenOptions {
  readonly applicationName?: string
  /** Told when the connection breaks or cannot be made; it is tried again by itself. */
  readonly onConnectionLost?: (error: unknown) => void
}

export interface Listener extends AsyncDisposable {
  /** Whether notifications arrive at the moment. */
  isConnected(): boolean
}

/** How often an idle connection is tried: a half-open one would swallow every notification. */
const probeEveryMs = 15_000

/**
 * Calls `onNotify` for every NOTIFY on these channels, and once for each channel after every connection made, the first
 * one included, because what happened before it was not heard.
 *
 * A notification is a hint to look into the database, never the news itself: keep a slow poll beside it. Returns at
 * once; connects, and connects again, in the background until it is disposed of.
 */
export function listen(
  url: string,
  channels: readonly string[],
  onNotify: (notification: Notification) => void,
  options: ListenOptions = {},
): Listener {
  const stop = new AbortController()
  let connected = false

  const running = (async () => {
    for (let pause = 100; !stop.signal.aborted; pause = Math.min(2_000, pause * 2)) {
      try {
        await hear(() => {
          connected = true
          pause = 100
        })
      } catch (error) {
        if (!stop.signal.aborted) options.onConnectionLost?.(error)
      }
      connected = false
      await delay(pause, undefined, { signal: stop.signal }).catch(() => {})
    }
  })()

  /** One connection, from its making to its end. Throws the reason of the end. */
  async function hear(onConnected: () => void) {
    const client = new Client({
      connectionString: url,
      application_name: options.applicationName ?? 'listen',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    })
    const over = new AbortController()
    const ended = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('end', () => reject(new Error('Connection terminated')))
      stop.signal.addEventListener('abort', () => reject(new Error('stopped')), { signal: over.signal })
    })
    ended.catch(() => {})
    client.on('notification', ({ channel, payload }) => onNotify({ channel, payload: payload ?? '' }))
    try {
      await Promise.race([ended, client.connect()])
      for (const channel of channels) {
        await Promise.race([ended, client.query(`listen ${client.escapeIdentifier(channel)}`)])
      }
      onConnected()
      for (const channel of channels) onNotify({ channel, payload: undefined })
      for (;;) {
        await Promise.race([ended, delay(probeEveryMs, undefined, { signal: over.signal })])
        await Promise.race([ended, client.query('select 1')])
      }
    } finally {
      over.abort()
      // A peer that is gone without a word never answers the goodbye.
      await Promise.race([client.end().catch(() => {}), delay(500)])
    }
  }

  return {
    isConnected: () => connected,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
    },
  }
}
