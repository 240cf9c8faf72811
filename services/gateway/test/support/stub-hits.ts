import {
  closed,
  HitConfirmation,
  HitCountList,
  HitDetail,
  HitList,
  MessageDraft,
  newUuid,
  ServiceError,
  sha256Hex,
  utf8,
  Uuid,
  type HitSummary,
  type ThreadEntry,
} from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'

const at = '2026-03-01T12:00:00.000Z'
const params = closed({ id: Uuid })

/** The hits of an alerts service: two of XB on alerts of XA, one of them overdue, and whatever is reported. */
export function stubHits(app: App): void {
  const kept = new Map<string, { hit: HitSummary; messages: ThreadEntry[] }>()
  const add = (change: Partial<HitSummary>) => {
    const hit: HitSummary = {
      id: newUuid(),
      alert: '01980f00-0000-7000-8000-000000000001',
      version: 1,
      issuer: 'XA',
      reporter: 'XB',
      category: 'inquiry-check',
      danger: false,
      state: 'open',
      outcome: null,
      dueBy: '2026-03-02T00:00:00.000Z',
      overdue: false,
      createdAt: at,
      ...change,
    }
    kept.set(hit.id, { hit, messages: [] })
    return hit
  }
  const write = (id: string, content: ThreadEntry['content'], more: Partial<ThreadEntry> = {}) => {
    const one = find(id)
    const message = { id: newUuid(), from: 'XB', at, overdue: false, evidence: null, ...more }
    one.messages.push({ ...message, digest: sha256Hex(utf8(message.id)), content })
    return message.id
  }
  const find = (id: string) => {
    const one = kept.get(id)
    if (one === undefined) throw new ServiceError('not-found')
    return one
  }
  const overdue = add({ overdue: true, danger: true })
  write(
    overdue.id,
    {
      kind: 'request',
      legalBasis: 'Act, section 3',
      question: '<b>Which</b> exhibits?',
      urgency: 'urgent',
      dueBy: '2026-03-02T00:00:00.000Z',
    },
    { overdue: true },
  )
  write(overdue.id, {
    kind: 'handover',
    exhibits: ['0f'.repeat(32)],
    from: 'Desk XB',
    to: 'Desk XA',
    handedAt: at,
  })
  add({ state: 'closed', outcome: 'not-this-person' })

  const config = { roles: allRoles }
  app.get('/v1/hits', { config, schema: { response: { 200: HitList } } }, async () => ({
    hits: [...kept.values()].map(({ hit }) => hit),
  }))
  app.post(
    '/v1/hits',
    { config, schema: { body: HitConfirmation } },
    async ({ body: { alert, danger, place } }, reply) => {
      if (place === 'nowhere') throw new ServiceError('no-agreement', { detail: 'XB' })
      return reply.code(201).send({ id: add({ alert, danger }).id, dueBy: at })
    },
  )
  app.get(
    '/v1/hits/:id',
    { config, schema: { params, response: { 200: HitDetail } } },
    async ({ params: { id } }) => {
      const { hit, messages } = find(id)
      const { alert, version, reporter, danger } = hit
      const report = {
        v: 1 as const,
        id,
        issuer: reporter,
        alert,
        version,
        at,
        place: 'Gate 4',
        taken: 'interviewed' as const,
        danger,
        contact: { desk: 'Duty desk of Belmora', phone: '+999 02 555 0100' },
      }
      return { hit, report, messages }
    },
  )
  app.post(
    '/v1/hits/:id/messages',
    { config, schema: { params, body: MessageDraft } },
    async ({ params: { id }, body }, reply) => {
      const { hit } = find(id)
      const send = (content: ThreadEntry['content'], more: Partial<ThreadEntry> = {}) =>
        reply.code(201).send({ id: write(id, content, { from: 'XA', ...more }) })
      switch (body.kind) {
        case 'request':
          return send({ ...body, dueBy: at })
        case 'answer': {
          const { kind, request, text } = body
          const exhibits = [{ sha256: '0f'.repeat(32), kind: 'image' as const }]
          return send(
            { kind, request, text },
            body.evidence ? { evidence: { caseReference: 'Case 77', exhibits } } : {},
          )
        }
        case 'handover-confirmed': {
          const digest = find(id).messages.find((one) => one.id === body.handover)?.digest ?? ''
          return send({ ...body, digest })
        }
        case 'closing':
          Object.assign(hit, { state: 'closed', outcome: body.outcome })
          return send(body)
        case 'handover':
          return send(body)
      }
    },
  )
  app.get('/v1/hit-counts', { config, schema: { response: { 200: HitCountList } } }, async () => {
    const outcomes = { hits: 4, open: 1, confirmed: 2, notThisPerson: 1, undetermined: 0 }
    return {
      counts: [
        {
          alert: '01980f00-0000-7000-8000-000000000001',
          issuer: 'XB',
          category: 'inquiry-check' as const,
          ...outcomes,
        },
      ],
      issuers: [{ issuer: 'XB', alerts: 1, ...outcomes }],
    }
  })
}
