import { setTimeout as delay } from 'node:timers/promises'
import type { BusMessage } from '@crosswatch/bus'
import { listen } from '@crosswatch/database'
import { sequential, startLoop, type Loop } from '@crosswatch/service-kit'
import { answerPeers } from './catch-up/answer.ts'
import { createCatchUp } from './catch-up/catch-up.ts'
import { recoverOwnFeed } from './catch-up/recover-own-feed.ts'
import { loadChannelBook } from './channels/channel-book.ts'
import { establishChannels } from './channels/establish.ts'
import type { ExchangeContext } from './context.ts'
import { sendHeartbeat } from './feed/heartbeat.ts'
import { watchKeyEnds } from './feed/key-ends.ts'
import { createOwnFeed } from './feed/own-feed.ts'
import { publishKeyStatements } from './feed/publish-key-statements.ts'
import { createPublisher } from './feed/publish.ts'
import { sealOutbox } from './feed/seal-outbox.ts'
import { loadFeedStates, type FeedStates } from './feed/states.ts'
import { receive } from './ingest/receive.ts'
import { createTakeEntries } from './ingest/take-entries.ts'
import { holdLeadership } from './store/leadership.ts'

export interface ExchangeOptions {
  readonly databaseUrl: string
  readonly newFeed: boolean
}

/** The running exchange of a node. */
export interface Exchange extends AsyncDisposable {
  readonly states: FeedStates
  /** Entries known to exist and not held, by issuer. */
  missing(): ReadonlyMap<string, number>
  /** Whether this node sends and receives at the moment. */
  isWorking(): boolean
}

const stream = 'ALERTS'

/** How often each loop looks without being told to. */
const pollMs = 1_000

/**
 * Starts everything the exchange does by itself, in the order in which one part needs another:
 *
 * become the only exchange of this node -> read the feeds -> answer peers -> recover the own feed -> publish the keys ->
 * take in, set up channels, seal, publish, catch up, send heartbeats, until it is closed.
 */
export async function startExchange(
  context: ExchangeContext,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<Exchange> {
  await using stack = new AsyncDisposableStack()
  const leadership = stack.use(await holdLeadership(options.databaseUrl, signal))
  const states = await loadFeedStates(context)
  const channels = await loadChannelBook(context)
  const inTurn = sequential()
  const take = createTakeEntries(context, states, inTurn)
  const ownFeed = createOwnFeed(context, states, inTurn)
  const catchUp = createCatchUp(context, states, take)
  stack.use(answerPeers(context))
  await recoverOwnFeed(context, states, catchUp, options.newFeed, signal)
  await publishKeyStatements(context, states, ownFeed)

  const onError = (part: string) => (error: unknown) => {
    context.log.warn(
      { part, error: error instanceof Error ? error.name : 'unknown' },
      'a turn failed and is repeated',
    )
  }
  const loop = (part: string, turn: () => Promise<boolean>, everyMs = pollMs): Loop =>
    stack.use(startLoop(turn, { everyMs, onError: onError(part) }))

  const publishing = loop('publish', createPublisher(context, states, ownFeed))
  const sealing = loop('seal', async () => {
    const more = await sealOutbox(context, ownFeed, channels)
    publishing.wake()
    return more
  })
  const channelling = loop(
    'channels',
    async () => {
      await establishChannels(context, states, ownFeed, channels)
      sealing.wake()
      return false
    },
    60_000,
  )
  const catching = loop('catch-up', async () => {
    const progress = await catchUp.fetchMissing()
    for (const [issuer, count] of catchUp.missing()) context.metrics.behind(issuer, count)
    if (progress) channelling.wake()
    return false
  })
  loop(
    'heartbeat',
    async () => {
      await sendHeartbeat(context, states)
      await catchUp.askHeads()
      catching.wake()
      return false
    },
    context.federation.document.parameters.heartbeatSeconds * 1000,
  )

  const keyEnds = watchKeyEnds(context)
  loop('key-ends', keyEnds.turn, keyEnds.everyMs)

  const stopConsuming = new AbortController()
  const onMessages = async (messages: BusMessage[]) => {
    const result = await receive(context, states, take, catchUp, messages)
    if (result.behind.size > 0) catching.wake()
    if (result.keysChanged) channelling.wake()
  }
  const consumer = { stream, durable: context.jurisdiction.toLowerCase(), signal: stopConsuming.signal }
  const consuming = consumeForever(context, consumer, onMessages)
  stack.defer(async () => {
    stopConsuming.abort()
    await consuming
  })
  stack.use(
    listen(options.databaseUrl, ['exchange_outbox'], () => sealing.wake(), {
      applicationName: 'exchange listen',
    }),
  )

  const owned = stack.move()
  return {
    states,
    missing: () => catchUp.missing(),
    isWorking: () => context.bus.isConnected() && leadership.isHeld(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** A batch that could not be stored is not acknowledged: it comes again. */
async function consumeForever(
  context: ExchangeContext,
  consumer: { stream: string; durable: string; signal: AbortSignal },
  onMessages: (messages: BusMessage[]) => Promise<void>,
): Promise<void> {
  while (!consumer.signal.aborted) {
    try {
      await context.bus.consume(consumer, async (messages) => {
        try {
          await onMessages(messages)
        } catch (error) {
          context.log.warn(
            { error: error instanceof Error ? error.name : 'unknown' },
            'a batch could not be stored and comes again',
          )
          for (const message of messages) message.retry(500)
          await delay(200)
        }
      })
    } catch (error) {
      context.log.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'consuming was interrupted',
      )
      await delay(500)
    }
  }
}
