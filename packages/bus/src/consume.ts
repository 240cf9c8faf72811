import { setTimeout as delay } from 'node:timers/promises'
import type { NatsConnection } from 'nats'
import type { Link } from './link.ts'
import type { BusMessage, HeldMessage } from './message.ts'
import { openPull } from './pull.ts'

export interface ConsumeOptions {
  readonly stream: string
  /** Name of the durable pull consumer, which the hub's operator has made. */
  readonly durable: string
  /** Messages at most in one call of the handler; default 256. */
  readonly batch?: number
  /** Ends the consuming. */
  readonly signal: AbortSignal
  readonly onState?: (state: ConsumerState) => void
  /** Told what a handler threw; its messages come again. */
  readonly onError?: (error: unknown) => void
}

/** `missing`: the hub is there, but the stream or the consumer is not. `refused`: it belongs to another member. */
export type ConsumerState = 'consuming' | 'disconnected' | 'missing' | 'refused'

/** Settles each message. Those it leaves alone, and all of them if it throws, come again after a second. */
export type ConsumeHandler = (messages: BusMessage[]) => Promise<void>

/** How often the server is told that messages are still being worked on. */
const keepEveryMs = 3_000

/**
 * Hands the messages of a durable pull consumer to `handler`, in order, one batch at a time, until `signal` aborts.
 *
 * Survives whatever happens to leaf and hub: it asks again until it is answered. Nothing is lost by that, because a
 * message that was not acknowledged is delivered again; a message may therefore come twice.
 */
export async function consume(
  link: Link,
  domain: string,
  options: ConsumeOptions,
  handler: ConsumeHandler,
): Promise<void> {
  const { signal } = options
  let state: ConsumerState | undefined
  const report = (next: ConsumerState) => {
    if (state !== next) options.onState?.((state = next))
  }
  while (!signal.aborted) {
    const connection = await link.ready(signal).catch(() => undefined)
    if (connection === undefined) return
    await consumeFrom(connection, domain, options, handler, report)
    if (!signal.aborted) report('disconnected')
  }
}

/** Consumes until the connection is closed for good or the signal aborts. */
async function consumeFrom(
  connection: NatsConnection,
  domain: string,
  { stream, durable, batch = 256, signal, onError }: ConsumeOptions,
  handler: ConsumeHandler,
  report: (state: ConsumerState) => void,
) {
  const held = new Set<HeldMessage>()
  const onMessage = (message: HeldMessage) => held.add(message)
  using cleanup = new DisposableStack()
  const pull = cleanup.use(openPull(connection, { domain, stream, durable, batch, onMessage }))
  const wake = () => pull.wake()
  signal.addEventListener('abort', wake)
  cleanup.defer(() => signal.removeEventListener('abort', wake))
  void connection.closed().then(wake)
  const keeping = setInterval(() => held.forEach((message) => message.keep()), keepEveryMs)
  cleanup.defer(() => clearInterval(keeping))

  while (!signal.aborted && !connection.isClosed()) {
    pull.ask()
    const outcome = await pull.next()
    if (outcome.kind === 'messages') {
      report('consuming')
      // The next ones travel while these are handled.
      pull.ask()
      await handle(outcome.messages)
    } else if (outcome.kind === 'idle') report('consuming')
    else if (outcome.kind === 'failed') {
      report(await pull.diagnose())
      await delay(500, undefined, { signal }).catch(() => {})
    }
  }
  // They were delivered to a process that will not take them: another one may have them at once.
  if (!connection.isClosed()) held.forEach((message) => message.retry())

  async function handle(messages: HeldMessage[]) {
    try {
      await handler(messages)
    } catch (error) {
      onError?.(error)
    }
    for (const message of messages) {
      if (!connection.isClosed()) message.retry(1_000)
      held.delete(message)
    }
  }
}
