import { hasErrorCode } from '@crosswatch/protocol'
import { createInbox, type Msg, type NatsConnection } from 'nats'
import { toBusError } from './failures.ts'
import { toBusMessage, type HeldMessage } from './message.ts'

export interface PullOptions {
  readonly domain: string
  readonly stream: string
  readonly durable: string
  readonly batch: number
  /** Told of every message as it arrives. */
  readonly onMessage: (message: HeldMessage) => void
}

/**
 * The asking side of a pull consumer (NATS ADR-13 and ADR-37), in the two subjects that a member may use: it needs neither
 * the right to look at streams nor the right to make consumers.
 */
export interface Pull extends Disposable {
  /** Asks for a batch, unless one is under way or enough is waiting here. */
  ask(): void
  /** Waits for something to happen. */
  next(): Promise<Outcome>
  /** Ends the waiting. */
  wake(): void
  /** Why a request comes to nothing. */
  diagnose(): Promise<'missing' | 'refused' | 'disconnected'>
}

export type Outcome =
  | { readonly kind: 'messages'; readonly messages: HeldMessage[] }
  /** The server answers and has nothing new. */
  | { readonly kind: 'idle' }
  /** Nothing happened; somebody ended the waiting. */
  | { readonly kind: 'woken' }
  /** The request came to nothing: the hub is away, or has no such consumer. */
  | { readonly kind: 'failed' }

const expiresMs = 30_000
/** While it has nothing to send, the server says so this often; it is gone when it misses two. */
const heartbeatMs = 1_000
const silenceMs = 2_500

export function openPull(connection: NatsConnection, options: PullOptions): Pull {
  const { domain, stream, durable, batch, onMessage } = options
  const api = `$JS.${domain}.API.CONSUMER`
  const inbox = createInbox()
  const waiting: HeldMessage[] = []
  let asked = 0
  let missing = 0
  let outcome: 'idle' | 'failed' | undefined
  let wake = () => {}

  // Each request has its own reply subject, so that the end of an old one is not taken for the end of the present one.
  const subscription = connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error) outcome = 'failed'
      else if (message.headers !== undefined && message.headers.code > 0) takeStatus(message)
      else takeMessage(message)
      wake()
    },
  })

  function takeMessage(message: Msg) {
    const taken = toBusMessage(message)
    waiting.push(taken)
    onMessage(taken)
    if (isPresent(message)) missing--
  }

  function takeStatus(message: Msg) {
    if (!isPresent(message)) return
    const code = message.headers?.code
    if (code === 100) outcome = 'idle'
    // 404 and 408: the request is over and was answered as far as there was something.
    else {
      outcome = code === 404 || code === 408 ? 'idle' : 'failed'
      missing = 0
    }
  }

  /** Messages come under their stream subject; only their place in the subscription tells the request. */
  function isPresent(message: Msg): boolean {
    return !message.subject.startsWith(inbox) || message.subject === `${inbox}.${asked}`
  }

  return {
    ask() {
      if (missing > 0 || waiting.length >= batch) return
      missing = batch
      asked++
      const request = { batch, expires: expiresMs * 1e6, idle_heartbeat: heartbeatMs * 1e6 }
      connection.publish(`${api}.MSG.NEXT.${stream}.${durable}`, JSON.stringify(request), {
        reply: `${inbox}.${asked}`,
      })
    },
    async next() {
      const silence = Promise.withResolvers<'silence'>()
      const timer = setTimeout(() => silence.resolve('silence'), silenceMs)
      const happened = new Promise<'heard'>((resolve) => (wake = () => resolve('heard')))
      if (waiting.length === 0 && outcome === undefined) {
        if ((await Promise.race([happened, silence.promise])) === 'silence') {
          missing = 0
          outcome = 'failed'
        }
      }
      clearTimeout(timer)
      if (waiting.length > 0) {
        outcome = outcome === 'failed' ? outcome : undefined
        return { kind: 'messages', messages: waiting.splice(0, batch) }
      }
      const kind = outcome ?? 'woken'
      outcome = undefined
      return { kind }
    },
    wake: () => wake(),
    async diagnose() {
      try {
        await connection.request(`${api}.INFO.${stream}.${durable}`, undefined, { timeout: 2_000 })
        return 'missing'
      } catch (error) {
        return hasErrorCode(toBusError(error, durable), 'bus-refused') ? 'refused' : 'disconnected'
      }
    },
    [Symbol.dispose]: () => subscription.unsubscribe(),
  }
}
