import {
  closed,
  DisputeBlock,
  DisputeDecision,
  DisputeDetail,
  DisputeDraft,
  DisputeList,
  newUuid,
  ServiceError,
  Uuid,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

const at = '2026-03-01T12:00:00.000Z'
const params = closed({ id: Uuid })
const config = { roles: ['protection-officer'] } as const

/** The disputes of an alerts service: one that XB forwarded and that is overdue, and whatever is recorded. */
export function stubDisputes(app: App): void {
  const kept = new Map<string, DisputeDetail>()
  const add = (given: DisputeDraft, issuer: string, madeAt: string, overdue: boolean) => {
    const { alert, request, block, statement } = given
    const dispute = {
      id: newUuid(),
      alert,
      version: 1,
      issuer,
      madeAt,
      request,
      block,
      outcome: null,
      dueBy: '2026-03-31T12:00:00.000Z',
      overdue,
      recordedAt: at,
      decidedAt: null,
    }
    kept.set(dispute.id, { dispute, statement, explanation: null })
    return dispute
  }
  const find = (id: string) => {
    const one = kept.get(id)
    if (one === undefined) throw new ServiceError('not-found')
    return one
  }
  const alert = '01980f00-0000-7000-8000-000000000001'
  add({ alert, request: 'erasure', statement: '<i>It is</i> not me.', block: false }, 'XA', 'XB', true)

  app.get('/v1/disputes', { config, schema: { response: { 200: DisputeList } } }, async () => ({
    disputes: [...kept.values()].map(({ dispute }) => dispute),
  }))
  app.post('/v1/disputes', { config, schema: { body: DisputeDraft } }, async ({ body }, reply) => {
    if (body.alert.endsWith('dead')) throw new ServiceError('not-found', { detail: 'alert' })
    if (body.statement === 'nothing') throw new ServiceError('no-agreement', { detail: 'XB' })
    const { id, dueBy } = add(body, 'XB', 'XA', false)
    return reply.code(201).send({ id, dueBy })
  })
  app.get(
    '/v1/disputes/:id',
    { config, schema: { params, response: { 200: DisputeDetail } } },
    async ({ params: { id } }) => find(id),
  )
  app.post(
    '/v1/disputes/:id/block',
    { config, schema: { params, body: DisputeBlock } },
    async ({ params: { id }, body }, reply) => {
      find(id).dispute.block = body.block
      return reply.code(204).send()
    },
  )
  app.post(
    '/v1/disputes/:id/decide',
    { config, schema: { params, body: DisputeDecision } },
    async ({ params: { id }, body: { outcome, explanation } }, reply) => {
      const one = find(id)
      Object.assign(one.dispute, { outcome, decidedAt: at, overdue: false })
      one.explanation = explanation
      return reply.code(204).send()
    },
  )
}
