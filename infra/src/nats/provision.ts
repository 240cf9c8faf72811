import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  StorageType,
  connect,
  nanos,
  nkeyAuthenticator,
  type JetStreamManager,
} from 'nats'
import { ALERTS_STREAM, HUB_DOMAIN, durableName } from './permissions.ts'

export type Provisioning = {
  /** `nats://127.0.0.1:4222` */
  readonly hubUrl: string
  readonly operatorSeed: string
  /** Jurisdiction codes. */
  readonly members: readonly string[]
  /** How often the stream and the consumers are looked at, milliseconds. */
  readonly everyMs?: number
  readonly onError?: (error: unknown) => void
}

/**
 * Keeps the stream and one durable consumer per member on the hub, so that a deleted stream comes back empty and the members
 * fill it again. Returns when they exist for the first time; carries on until disposed.
 */
export async function provisionHub(settings: Provisioning): Promise<AsyncDisposable> {
  const connection = await connect({
    servers: settings.hubUrl,
    name: 'hub-operator',
    authenticator: nkeyAuthenticator(new TextEncoder().encode(settings.operatorSeed)),
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
  })
  const manager = await connection.jetstreamManager({ domain: HUB_DOMAIN, checkAPI: false })
  await untilDone(() => ensure(manager, settings.members))
  const stop = repeat(settings.everyMs ?? 3_000, () =>
    connection.isClosed()
      ? Promise.resolve()
      : ensure(manager, settings.members).catch(settings.onError ?? (() => {})),
  )
  return {
    async [Symbol.asyncDispose]() {
      stop()
      await connection.close()
    },
  }
}

const DAY_MS = 24 * 60 * 60 * 1000

async function ensure(manager: JetStreamManager, members: readonly string[]): Promise<void> {
  await manager.streams.add({
    name: ALERTS_STREAM,
    subjects: ['xw.feed.*'],
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_age: nanos(30 * DAY_MS),
    duplicate_window: nanos(120_000),
  })
  for (const member of members) {
    await manager.consumers.add(ALERTS_STREAM, {
      durable_name: durableName(member),
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      max_deliver: -1,
    })
  }
}

/** The hub may need a moment after its port opens. */
async function untilDone(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

/** Runs the work again and again, never twice at once. */
function repeat(everyMs: number, work: () => Promise<void>): () => void {
  let running = false
  const timer = setInterval(() => {
    if (running) return
    running = true
    void work().finally(() => (running = false))
  }, everyMs)
  return () => clearInterval(timer)
}
