import { closed } from '@crosswatch/protocol'
import { addCheckpointRoute, createApp, type App, type AppOptions } from '@crosswatch/service-kit'
import { createWitness } from '@crosswatch/transparency'
import { Counter, Gauge } from 'prom-client'
import { Type } from 'typebox'
import type { CheckpointStore } from './checkpoint-store.ts'
import type { EvidenceFiles } from './evidence.ts'
import type { WatchedLogs } from './watched-logs.ts'
import type { WitnessIdentity } from './witness-signers.ts'

export interface WitnessAppOptions {
  readonly app: Pick<AppOptions, 'logger'>
  readonly identity: WitnessIdentity
  readonly store: CheckpointStore
  readonly evidence: EvidenceFiles
  readonly logs: () => Promise<WatchedLogs>
}

/** A witness as a Fastify app. Nobody signs in: what it is asked is judged by the signatures in it. */
export async function createWitnessApp({
  app: options,
  identity,
  store,
  evidence,
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
  const caught: Gauge = new Gauge({
    name: 'crosswatch_witness_equivocations',
    help: 'Logs that have signed two histories; anything but 0 is an alarm',
    registers: [app.metrics],
    collect: async () => caught.set((await caughtLogs()).length),
  })

  async function caughtLogs() {
    const origins = [...(await logs()).keys()]
    const found = await Promise.all(
      origins.map(async (origin) => ({ origin, evidence: await evidence.against(origin) })),
    )
    return found.flatMap(({ origin, evidence: text }) =>
      text === undefined ? [] : [{ origin, evidence: text }],
    )
  }

  async function keepEvidence(origin: string, checkpoint: string) {
    const held = await store.note(origin)
    const keys = (await logs()).get(origin)?.logKeys ?? []
    if (held === undefined || !(await evidence.keep(origin, held, checkpoint, keys))) return
    app.log.error({ log: origin }, 'a log has signed two histories; the evidence is at /evidence')
  }

  const answer = createWitness({
    store,
    signers: identity.signers,
    logOf: async (origin) => {
      const log = (await logs()).get(origin)
      return log && (await evidence.against(origin)) !== undefined ? { logKeys: [] } : log
    },
    onSuspicion: (log, checkpoint) => {
      suspicions.inc({ log })
      app.log.warn({ log }, 'a checkpoint does not continue what was cosigned')
      keepEvidence(log, checkpoint).catch((error: unknown) =>
        app.log.error({ log, err: error }, 'evidence could not be kept'),
      )
    },
  })

  app.addReadinessCheck('logs', async () => {
    const watched = await logs()
    await Promise.all([...watched.keys()].map((origin) => store.read(origin)))
    return watched.size > 0
  })
  app.get(
    '/evidence',
    {
      config: { public: true },
      schema: {
        summary: 'Logs that have signed two histories, each with evidence that anybody can verify',
        response: {
          200: closed({ logs: Type.Array(closed({ origin: Type.String(), evidence: Type.String() })) }),
        },
      },
    },
    async () => ({ logs: await caughtLogs() }),
  )
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
