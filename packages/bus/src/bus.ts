import { ServiceError } from '@crosswatch/protocol'
import { headers } from 'nats'
import { consume, type ConsumeHandler, type ConsumeOptions } from './consume.ts'
import { toBusError } from './failures.ts'
import { openLink, type Link, type LinkOptions } from './link.ts'
import { respond, type Responder } from './respond.ts'

export type { BusStatus } from './link.ts'

export interface BusOptions extends LinkOptions {
  /** The JetStream domain whose streams are meant: `hub`. */
  readonly domain: string
  /** How long a publish waits for its acknowledgement, in milliseconds; default 5 s. */
  readonly publishTimeoutMs?: number
}

export interface Published {
  /** The stream had a message with this id already, within its window. */
  readonly duplicate: boolean
  /** Its place in the stream. */
  readonly sequence: number
}

/**
 * One jurisdiction's connection to the others: the leaf of its node, and behind it the hub.
 *
 * NATS is the courier, not the record: what was published and not acknowledged must be published again, and what was
 * received counts once it is committed in the database.
 */
export interface Bus extends AsyncDisposable {
  /**
   * Publishes to a stream of the domain and waits until it is stored there.
   *
   * `id` makes a repetition within the stream's window harmless. Throws `bus-unavailable`, `bus-refused` (not this node's
   * subject), `timed-out` (it may have been stored: publish it again) or `payload-too-large`.
   */
  publish(subject: string, data: Uint8Array, options: { readonly id: string }): Promise<Published>
  /** See `ConsumeOptions`. Resolves when its signal aborts or the bus is closed. */
  consume(options: ConsumeOptions, handler: ConsumeHandler): Promise<void>
  /**
   * Asks and waits for one answer, which is as trustworthy as whoever gave it.
   *
   * Throws `bus-unavailable` when nobody listens, `timed-out`, `peer-refused` when the other side failed.
   */
  request(subject: string, data: Uint8Array, options: { readonly timeoutMs: number }): Promise<Uint8Array>
  /** Answers requests on a subject; wildcards are allowed. Survives reconnects. */
  respond(subject: string, responder: Responder): Disposable
  /** Whether the leaf is there. Says nothing about the hub behind it. */
  isConnected(): boolean
}

/**
 * Opens the bus. Never fails because a server is away: it connects in the background and stays at it; until then, calls
 * throw `bus-unavailable`, and consumers and responders wait.
 *
 * @example
 * await using bus = await connectBus({ url, seed, name: 'XA exchange', domain: 'hub' })
 * await bus.publish('xw.feed.XA', bytes, { id: hash })
 */
export async function connectBus(options: BusOptions): Promise<Bus> {
  const link = openLink(options)
  return {
    publish: (subject, data, { id }) => publish(link, options, subject, data, id),
    consume: (consumer, handler) => consume(link, options.domain, consumer, handler),
    request: (subject, data, { timeoutMs }) => request(link, subject, data, timeoutMs),
    respond: (subject, responder) => respond(link, subject, responder),
    isConnected: () => link.isConnected(),
    [Symbol.asyncDispose]: () => link[Symbol.asyncDispose](),
  }
}

async function publish(
  link: Link,
  { domain, publishTimeoutMs = 5_000 }: BusOptions,
  subject: string,
  data: Uint8Array,
  id: string,
): Promise<Published> {
  try {
    const stream = link.now().jetstream({ domain, timeout: publishTimeoutMs })
    const stored = await stream.publish(subject, data, { msgID: id })
    // An acknowledgement from anywhere else, such as a stream of the leaf itself, is not the hub's.
    if (stored.domain !== domain)
      throw new ServiceError('bus-unavailable', { detail: `${subject}: not stored at ${domain}` })
    return { duplicate: stored.duplicate, sequence: stored.seq }
  } catch (error) {
    throw toBusError(error, subject)
  }
}

async function request(link: Link, subject: string, data: Uint8Array, timeout: number): Promise<Uint8Array> {
  try {
    const answer = await link.now().request(subject, data, { timeout, headers: headers() })
    if (answer.headers?.has('Crosswatch-Failed')) throw new ServiceError('peer-refused', { detail: subject })
    return answer.data
  } catch (error) {
    throw toBusError(error, subject)
  }
}
