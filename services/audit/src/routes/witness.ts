import { closed, Timestamp } from '@crosswatch/protocol'
import { addCheckpointRoute, allRoles, type App } from '@crosswatch/service-kit'
import { formatPolicy } from '@crosswatch/transparency'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { admit, recordReading, type Reading } from '../reading.ts'
import type { Witnessing } from '../witnessing/witnessing.ts'

/** The node as a witness: C2SP tlog-witness, and what it has found. */
export function witnessRoutes(context: AuditContext, witnessing: Witnessing) {
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
        config: { roles: allRoles },
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
      async ({ officer }) => {
        const reading: Reading = {
          officer,
          operation: 'log.evidence',
          purpose: 'administration',
          act: 'inspect',
        }
        await admit(context, reading)
        const found = await witnessing.evidence.all()
        await recordReading(context, reading, { outcome: 'done', count: found.length, alerts: [] })
        return { logs: found.map((one) => ({ ...one, foundAt: one.foundAt.toISOString() })) }
      },
    )
  }
}
