import { connectHub, type HubOperator } from '@crosswatch/bus'
import { ALERTS_STREAM, HUB_DOMAIN, durableName } from './permissions.ts'

export type Provisioning = {
  /** `nats://127.0.0.1:4222` */
  readonly hubUrl: string
  readonly operatorSeed: string
  /** Jurisdiction codes. */
  readonly members: readonly string[]
  /** Copies of the stream; default 1, on a cluster 3. */
  readonly replicas?: number
  /** How often the stream and the consumers are looked at, milliseconds. */
  readonly everyMs?: number
  readonly onError?: (error: unknown) => void
}

/**
 * Keeps the stream and one durable consumer per member on the hub, so that a deleted stream comes back empty and the members
 * fill it again. Returns when they exist for the first time; carries on until disposed.
 */
export async function provisionHub(settings: Provisioning): Promise<AsyncDisposable> {
  const {
    hubUrl: url,
    operatorSeed: seed,
    members,
    replicas = 1,
    everyMs = 3_000,
    onError = () => {},
  } = settings
  const hub = connectHub({ url, seed, name: 'hub operator', domain: HUB_DOMAIN })
  try {
    await untilDone(() => ensure(hub, members, replicas))
  } catch (error) {
    await hub[Symbol.asyncDispose]()
    throw error
  }
  const stop = repeat(everyMs, async () => {
    if (hub.isConnected()) await ensure(hub, members, replicas).catch(onError)
  })
  return {
    async [Symbol.asyncDispose]() {
      stop()
      await hub[Symbol.asyncDispose]()
    },
  }
}

async function ensure(hub: HubOperator, members: readonly string[], replicas: number): Promise<void> {
  await hub.ensureStream({ name: ALERTS_STREAM, subjects: ['xw.feed.*'], replicas })
  for (const member of members) await hub.ensureConsumer(ALERTS_STREAM, durableName(member))
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
