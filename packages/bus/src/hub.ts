import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  nanos,
  NatsError,
  StorageType,
  type JetStreamManager,
} from 'nats'
import { openLink, type LinkOptions } from './link.ts'

export interface HubOptions extends LinkOptions {
  readonly domain: string
}

export interface StreamOptions {
  readonly name: string
  readonly subjects: readonly string[]
  /** Default 30 days; what is older comes from its issuer. */
  readonly maxAgeMs?: number
  /** Within it, a message with the same id is not stored twice; default 2 minutes. */
  readonly duplicateWindowMs?: number
  /** Copies on a cluster; default 1. */
  readonly replicas?: number
}

/** What the operator of the hub does, with rights that no member has. */
export interface HubOperator extends AsyncDisposable {
  /** Makes the stream, or brings it to these settings. Safe to repeat. */
  ensureStream(options: StreamOptions): Promise<void>
  /** Makes a member's durable pull consumer if it is missing. */
  ensureConsumer(stream: string, durable: string): Promise<void>
  isConnected(): boolean
}

const dayMs = 24 * 60 * 60 * 1000

/** Connects as the hub's operator. Waits in the background for a hub that is away, as `connectBus` does. */
export function connectHub(options: HubOptions): HubOperator {
  const link = openLink(options)
  const manager = async () => {
    const connection = await link.ready()
    return connection.jetstreamManager({ domain: options.domain, checkAPI: false, timeout: 10_000 })
  }
  return {
    ensureStream: async (stream) => ensureStream(await manager(), stream),
    ensureConsumer: async (stream, durable) => ensureConsumer(await manager(), stream, durable),
    isConnected: () => link.isConnected(),
    [Symbol.asyncDispose]: () => link[Symbol.asyncDispose](),
  }
}

async function ensureStream(manager: JetStreamManager, options: StreamOptions) {
  const { name, subjects, maxAgeMs = 30 * dayMs, duplicateWindowMs = 120_000, replicas = 1 } = options
  const config = {
    subjects: [...subjects],
    storage: StorageType.File,
    // Full means refused and published again later; the other choice silently drops the oldest.
    discard: DiscardPolicy.New,
    max_age: nanos(maxAgeMs),
    duplicate_window: nanos(duplicateWindowMs),
    num_replicas: replicas,
  }
  if (await exists(() => manager.streams.info(name))) await manager.streams.update(name, config)
  else await manager.streams.add({ name, ...config })
}

async function ensureConsumer(manager: JetStreamManager, stream: string, durable: string) {
  if (await exists(() => manager.consumers.info(stream, durable))) return
  await manager.consumers.add(stream, {
    durable_name: durable,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    // A limit, reached while a node was away, would destroy alerts.
    max_deliver: -1,
    // A process that was killed leaves messages unacknowledged; consumers say every 3 s that they are still at work.
    ack_wait: nanos(10_000),
    max_ack_pending: 4_096,
  })
}

async function exists(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.code === 404) return false
    throw error
  }
}
