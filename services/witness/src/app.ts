import { addCheckpointRoute, createApp, type App, type AppOptions } from '@crosswatch/service-kit'
import { createWitness, type WitnessStore } from '@crosswatch/transparency'
import { Counter } from 'prom-client'
import { Type } from 'typebox'
import type { WatchedLogs } from './watched-logs.ts'
import type { WitnessIdentity } from './witness-signers.ts'

export interface WitnessAppOptions {
  readonly app: Pick<AppOptions, 'logger'>
  readonly identity: WitnessIdentity
  readonly store: WitnessStore
  readonly logs: () => Promise<WatchedLogs>
}

/** A witness as a Fastify app. Nobody signs in: what it is asked is judged by the signatures in it. */
export async function createWitnessApp({
  app: options,
  identity,
  store,
  logs,
}: WitnessAppOptions): Promise<App> {
  const app = await createApp({
    ...options,
    name: 'witness',
    version: '0.1.0',
    description: 'A witness that belongs to no jurisdiction: confirms that access logs only grow',
  })
  const answers = new Counter({
    name: 'crosswatch_witness_answers_total',
    help: 'Answers to requests for cosignatures by HTTP status',
    labelNames: ['status'],
    registers: [app.metrics],
  })
  const suspicions = new Counter({
    name: 'crosswatch_witness_suspicions_total',
    help: "Checkpoints that bear a log's signature and do not continue what was cosigned; a log that lags behind is counted too",
    labelNames: ['log'],
    registers: [app.metrics],
  })
  const answer = createWitness({
    store,
    signers: identity.signers,
    logOf: async (origin) => (await logs()).get(origin),
    onSuspicion: (log) => {
      suspicions.inc({ log })
      app.log.warn({ log }, 'a checkpoint does not continue what was cosigned')
    },
  })

  app.addReadinessCheck('logs', async () => {
    const watched = await logs()
    await Promise.all([...watched.keys()].map((origin) => store.read(origin)))
    return watched.size > 0
  })
  await app.register(async (scope: App) =>
    addCheckpointRoute(scope, async (body) => {
      const said = await answer(body)
      answers.inc({ status: said.status })
      return said
    }),
  )
  app.get(
    '/keys',
    {
      config: { public: true },
      schema: {
        summary:
          'The keys of this witness, a vkey on each line; compare them with what its keeper handed over',
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(identity.vkeys.map((vkey) => `${vkey}\n`).join('')),
  )
  return app
}
