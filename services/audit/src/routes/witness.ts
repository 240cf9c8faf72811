import { closed, Timestamp } from '@crosswatch/protocol'
import { addCheckpointRoute, type App } from '@crosswatch/service-kit'
import { formatPolicy } from '@crosswatch/transparency'
import { Type } from 'typebox'
import type { Witnessing } from '../witnessing/witnessing.ts'

/** The node as a witness: C2SP tlog-witness, and what it has found. */
export function witnessRoutes(witnessing: Witnessing) {
  return async (app: App) => {
    addCheckpointRoute(app, witnessing.addCheckpoint)

    app.get(
      '/policy',
      {
        config: { public: true },
        schema: {
          summary:
            'By whom this log is to be confirmed (C2SP tlog-policy). Compare the keys with what the roots certified',
          response: { 200: Type.String() },
        },
      },
      async (_request, reply) => {
        const policy = await witnessing.policy()
        return reply
          .type('text/plain; charset=utf-8')
          .header('cache-control', 'no-cache')
          .send(policy === undefined ? '' : formatPolicy(policy))
      },
    )

    app.get(
      '/v1/log/evidence',
      {
        config: { roles: ['auditor', 'administrator'] },
        schema: {
          summary: 'Logs that have signed two histories, each with evidence that anybody can verify',
          response: {
            200: closed({
              logs: Type.Array(
                closed({ origin: Type.String(), evidence: Type.String(), foundAt: Timestamp }),
              ),
            }),
          },
        },
      },
      async () => {
        const found = await witnessing.evidence.all()
        return { logs: found.map((one) => ({ ...one, foundAt: one.foundAt.toISOString() })) }
      },
    )
  }
}
