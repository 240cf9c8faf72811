import { isConnectionFailure, withRetry } from '@crosswatch/database'
import { closed, hasErrorCode, ServiceError } from '@crosswatch/protocol'
import plugin from 'fastify-plugin'
import { setTimeout as delay } from 'node:timers/promises'
import { Type } from 'typebox'
import type { App, ReadinessCheck } from './app-type.ts'

const Health = closed({ status: Type.Literal('ok') })
const Readiness = closed({
  ready: Type.Boolean(),
  checks: Type.Record(Type.String(), Type.Boolean()),
  notices: Type.Optional(Type.Record(Type.String(), Type.String())),
})

/** A check that takes longer counts as failed. */
const longestCheckMs = 2_000

/**
 * `/livez` (the process answers), `/readyz` (it can do its job), and the work that must be done before the first
 * request can be. A service starts whether or not its servers are up, and becomes ready when they are.
 */
export const readiness = plugin(registerReadiness, { name: 'crosswatch-readiness', fastify: '5.x' })

async function registerReadiness(app: App) {
  const checks = new Map<string, ReadinessCheck>()
  const notices = new Map<string, () => string | undefined>()
  const pending = new Set<string>()
  const work: { name: string; run: (signal: AbortSignal) => Promise<void> }[] = []
  const closing = new AbortController()
  const outcome = Promise.withResolvers<void>()
  outcome.promise.catch(() => {})

  app.decorate('addReadinessCheck', (name: string, check: ReadinessCheck) => {
    checks.set(name, check)
  })
  app.decorate('addReadinessNotice', (name: string, notice: () => string | undefined) => {
    notices.set(name, notice)
  })
  app.decorate('prepare', (name: string, run: (signal: AbortSignal) => Promise<void>) => {
    pending.add(name)
    checks.set(name, () => !pending.has(name))
    work.push({ name, run })
  })
  app.decorate('prepared', () => outcome.promise)

  app.addHook('onReady', async () => {
    // In the order they were added: migrations first, then what reads the tables.
    void prepareAll().then(outcome.resolve, outcome.reject)
  })
  app.addHook('onClose', async () => closing.abort())
  app.addHook('onRequest', async (request) => {
    if (pending.size > 0 && request.routeOptions.config.public !== true && !request.is404) {
      throw new ServiceError('unavailable', { detail: `starting: ${[...pending].join(', ')}` })
    }
  })

  async function prepareAll() {
    for (const { name, run } of work) {
      await withRetry(() => run(closing.signal), {
        signal: closing.signal,
        longestDelayMs: 2_000,
        retryable: mayPass,
        onRetry: (error, attempt) => {
          app.log.warn({ step: name, attempt, err: error }, 'not ready yet, trying again')
        },
      })
      pending.delete(name)
      app.log.info({ step: name }, 'prepared')
    }
  }

  app.get('/livez', { config: { public: true }, schema: { response: { 200: Health } } }, async () => ({
    status: 'ok' as const,
  }))

  const schema = { response: { 200: Readiness, 503: Readiness } }
  app.get('/readyz', { config: { public: true }, schema }, async (_request, reply) => {
    const results = await Promise.all(
      [...checks].map(async ([name, check]) => [name, await holds(check)] as const),
    )
    const ready = results.every(([, result]) => result)
    const given = [...notices].flatMap(([name, notice]) => {
      const text = notice()
      return text === undefined ? [] : [[name, text] as const]
    })
    return reply.code(ready ? 200 : 503).send({
      ready,
      checks: Object.fromEntries(results),
      ...(given.length > 0 && { notices: Object.fromEntries(given) }),
    })
  })
}

/** What another process can still put right. */
function mayPass(error: unknown): boolean {
  const codes = [
    'database-unavailable',
    'bus-unavailable',
    'not-provisioned',
    'unavailable',
    'timed-out',
  ] as const
  return isConnectionFailure(error) || codes.some((code) => hasErrorCode(error, code))
}

async function holds(check: ReadinessCheck): Promise<boolean> {
  const late = new AbortController()
  try {
    const limit = delay(longestCheckMs, false, { signal: late.signal }).catch(() => false)
    return await Promise.race([Promise.resolve().then(check), limit])
  } catch {
    return false
  } finally {
    late.abort()
  }
}
