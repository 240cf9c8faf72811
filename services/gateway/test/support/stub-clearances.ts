import {
  ClearanceDecline,
  ClearanceList,
  ClearanceProposal,
  ClearanceStop,
  closed,
  newUuid,
  ServiceError,
  Uuid,
  type Clearance,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

const at = '2026-03-01T12:00:00.000Z'
const params = closed({ id: Uuid })
const config = { roles: ['liaison-officer', 'supervisor'] } as const

/** The clearances of an alerts service: one that XB proposes to this node, and whatever is proposed from here. */
export function stubClearances(app: App): void {
  const kept = new Map<string, Clearance>()
  const add = (
    issuer: string,
    proposer: string,
    { ground, consent }: Omit<ClearanceProposal, 'override'>,
  ) => {
    const one: Clearance = {
      id: newUuid(),
      alert: '01980f00-0000-7000-8000-000000000001',
      version: 1,
      issuer,
      proposer,
      state: 'proposed',
      reason: null,
      ground,
      consent,
      since: at,
      until: '2026-05-30T12:00:00.000Z',
      decidedAt: null,
      endedAt: null,
      recipients: [],
    }
    kept.set(one.id, one)
    return one
  }
  const consent = {
    givenBy: 'guardian',
    on: '2026-03-01',
    notice: { version: '2026-1', language: 'ne' },
  } as const
  add('XA', 'XB', { birthDate: '1991-02-03', ground: 'identity-misused', consent })
  const change = (id: string, set: Partial<Clearance>) => {
    const one = kept.get(id)
    if (one === undefined) throw new ServiceError('not-found')
    return Object.assign(one, set)
  }

  app.get('/v1/clearances', { config, schema: { response: { 200: ClearanceList } } }, async () => ({
    clearances: [...kept.values()],
  }))
  app.post('/v1/clearances', { config, schema: { body: ClearanceProposal } }, async ({ body }, reply) => {
    if (body.ground === 'identity-misused') throw new ServiceError('no-agreement', { detail: 'XB' })
    return reply.code(201).send(add('XB', 'XA', body))
  })
  app.post('/v1/clearances/:id/accept', { config, schema: { params } }, async ({ params: { id } }) =>
    change(id, {
      state: 'standing',
      decidedAt: at,
      recipients: [
        { jurisdiction: 'XB', erasedAt: at },
        { jurisdiction: 'XC', erasedAt: null },
      ],
    }),
  )
  app.post(
    '/v1/clearances/:id/decline',
    { config, schema: { params, body: ClearanceDecline } },
    async ({ params: { id }, body: { reason } }) => change(id, { state: 'declined', reason }),
  )
  app.post(
    '/v1/clearances/:id/end',
    { config, schema: { params, body: ClearanceStop } },
    async ({ params: { id }, body: { reason } }) => change(id, { state: 'ended', reason, endedAt: at }),
  )
}
