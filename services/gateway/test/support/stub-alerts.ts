import {
  ApproveRequest,
  AgreementList,
  AgreementDraft,
  AgreementReason,
  AgreementView,
  AlertDetail,
  AlertDraft,
  AlertList,
  AlertReference,
  alertStates,
  categories,
  categoryRules,
  closed,
  FlagRequest,
  Sha256Hex,
  ImportStatus,
  JurisdictionCode,
  newUuid,
  oneOf,
  RecipientsPreview,
  ReturnRequest,
  ServiceError,
  Uuid,
  WithdrawRequest,
  type AlertState,
  type AlertSummary,
  type ContestState,
  type Flag,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { Type } from 'typebox'

interface Kept {
  id: string
  version: number
  state: AlertState
  origin: 'own' | 'received'
  issuer: string
  content: AlertDraft
  draft: AlertDraft | null
  drafter: string
  approver: string | null
  flags: Flag[]
  contest: ContestState | null
  updatedAt: string
}

const authors = { roles: ['analyst', 'supervisor'] } as const
const readers = { roles: ['analyst', 'supervisor', 'administrator', 'auditor'] } as const
const deciders = { roles: ['supervisor'] } as const
const params = closed({ id: Uuid })

/** An alerts service that remembers, and decides as simply as can be. */
export function stubAlerts(app: App, seeds: readonly AlertDraft[], imports: ImportStatus[]): void {
  const kept = new Map<string, Kept>()
  const agreements = new Map<string, AgreementView>()
  const add = (content: AlertDraft, more: Partial<Kept> = {}) => {
    const one: Kept = {
      id: newUuid(),
      version: 0,
      state: 'draft',
      origin: 'own',
      issuer: 'XA',
      content,
      draft: null,
      drafter: 'xa-analyst',
      approver: null,
      flags: [],
      contest: null,
      updatedAt: '2026-03-01T12:00:00.000Z',
      ...more,
    }
    kept.set(one.id, one)
    return one
  }
  seeds.forEach((content, index) =>
    add(
      content,
      [
        { state: 'submitted' as const },
        { state: 'active' as const, version: 1, approver: 'xa-supervisor' },
        { state: 'active' as const, version: 2, origin: 'received' as const, issuer: 'XB' },
        {},
      ][index % 4],
    ),
  )
  const find = (id: string) => {
    const one = kept.get(id)
    if (one === undefined) throw new ServiceError('not-found')
    return one
  }
  const reference = ({ id, version, state }: Kept) => ({ id, version, state })

  app.get(
    '/v1/alerts',
    {
      config: authors,
      schema: {
        querystring: closed({
          state: Type.Optional(oneOf(alertStates)),
          origin: Type.Optional(oneOf(['own', 'received'])),
          category: Type.Optional(oneOf(categories)),
          issuer: Type.Optional(JurisdictionCode),
          after: Type.Optional(Type.String()),
        }),
        response: { 200: AlertList },
      },
    },
    async ({ query }) => ({
      alerts: [...kept.values()]
        .map(summaryOf)
        .filter((alert) => !query.state || alert.state === query.state || alert.pending === query.state)
        .filter((alert) => !query.origin || alert.origin === query.origin)
        .filter((alert) => !query.category || alert.category === query.category)
        .filter((alert) => !query.issuer || alert.issuer === query.issuer),
      next: null,
    }),
  )
  app.post(
    '/v1/alerts',
    { config: authors, schema: { body: AlertDraft, response: { 201: AlertReference } } },
    async ({ body, officer }, reply) => reply.code(201).send(reference(add(body, { drafter: officer.id }))),
  )
  app.get(
    '/v1/alerts/:id',
    { config: authors, schema: { params, response: { 200: AlertDetail } } },
    async ({ params: { id } }) => {
      const one = find(id)
      return {
        summary: summaryOf(one),
        content: one.content,
        draft: one.draft,
        issuedAt: one.version === 0 ? null : one.updatedAt,
        drafter: one.drafter,
        approver: one.approver,
        flags: one.flags,
        recipients:
          one.version === 0 || one.origin === 'received'
            ? []
            : [{ jurisdiction: 'XB', compartments: ['identity', 'grounds'] }],
      }
    },
  )
  app.put(
    '/v1/alerts/:id/draft',
    { config: authors, schema: { params, body: AlertDraft } },
    async ({ params: { id }, body, officer }) => {
      const one = find(id)
      one.drafter = officer.id
      if (one.version === 0) one.content = body
      else one.draft = body
      return reference(one)
    },
  )
  app.delete(
    '/v1/alerts/:id/draft',
    { config: authors, schema: { params } },
    async ({ params: { id } }, reply) => {
      const one = find(id)
      if (one.version === 0) kept.delete(id)
      one.draft = null
      return reply.code(204).send()
    },
  )
  app.post('/v1/alerts/:id/submit', { config: authors, schema: { params } }, async ({ params: { id } }) => {
    const one = find(id)
    const { identity, category } = one.content
    if (category !== 'pattern' && !identity?.birthDates && !identity?.nationalities && !identity?.urls) {
      throw new ServiceError('rule-not-met', {
        fields: [
          {
            part: 'body',
            path: '/identity',
            problem: 'must hold a name with a birth year, nationality or place',
          },
        ],
      })
    }
    one.state = 'submitted'
    return reference(one)
  })
  app.post(
    '/v1/alerts/:id/return',
    { config: deciders, schema: { params, body: ReturnRequest } },
    async ({ params: { id } }) => {
      const one = find(id)
      one.state = 'draft'
      return reference(one)
    },
  )
  const preview: RecipientsPreview = {
    digest: 'd'.repeat(64),
    recipients: [
      {
        jurisdiction: 'XB',
        compartments: [{ name: 'identity', fields: ['names', 'registrations'] }],
        policies: [],
      },
    ],
    others: ['XC'],
  }
  for (const kind of ['alerts', 'imports']) {
    app.get(
      `/v1/${kind}/:id/recipients`,
      { config: authors, schema: { params, response: { 200: RecipientsPreview } } },
      async () => preview,
    )
  }
  app.post(
    '/v1/alerts/:id/approve',
    { config: deciders, schema: { params, body: ApproveRequest } },
    async ({ params: { id }, body, officer }) => {
      const one = find(id)
      if (one.drafter === officer.id) throw new ServiceError('four-eyes')
      if (body.recipients !== preview.digest) throw new ServiceError('recipients-changed')
      if (one.state !== 'submitted')
        throw new ServiceError('wrong-state', { detail: `the alert is ${one.state}` })
      Object.assign(one, { state: 'active', version: one.version + 1, approver: officer.id })
      return reference(one)
    },
  )
  app.post(
    '/v1/alerts/:id/flag',
    { config: deciders, schema: { params, body: FlagRequest } },
    async ({ params: { id }, body }) => {
      const one = find(id)
      one.flags.push({ by: 'XA', since: '2026-03-02T12:00:00.000Z', ...body })
      return reference(one)
    },
  )
  app.post('/v1/alerts/:id/unflag', { config: deciders, schema: { params } }, async ({ params: { id } }) => {
    const one = find(id)
    one.flags = []
    return reference(one)
  })
  app.post(
    '/v1/alerts/:id/withdraw',
    { config: authors, schema: { params, body: WithdrawRequest } },
    async ({ params: { id } }) => {
      const one = find(id)
      one.state = 'withdrawn'
      return reference(one)
    },
  )

  app.get('/v1/imports', { config: authors }, async () => ({ imports }))
  app.get(
    '/v1/imports/:id',
    { config: authors, schema: { params, response: { 200: ImportStatus } } },
    async ({ params: { id } }) => {
      const one = imports.find((candidate) => candidate.id === id)
      if (one === undefined) throw new ServiceError('not-found')
      return one
    },
  )
  for (const [step, state] of [
    ['submit', 'submitted'],
    ['discard', 'discarded'],
    ['approve', 'done'],
  ] as const) {
    app.post(
      `/v1/imports/:id/${step}`,
      { config: authors, schema: { params, response: { 200: ImportStatus } } },
      async ({ params: { id }, officer }) => {
        const one = imports.find((candidate) => candidate.id === id)
        if (one === undefined) throw new ServiceError('not-found')
        if (step === 'approve' && one.drafter === officer.id) throw new ServiceError('four-eyes')
        return Object.assign(one, {
          state,
          ...(step === 'approve' && { approver: officer.id, issued: one.drafted }),
        })
      },
    )
  }

  app.get('/v1/agreements', { config: readers, schema: { response: { 200: AgreementList } } }, async () => ({
    agreements: [...agreements.values()],
  }))
  const agreementOf = (digest: string) => {
    const one = agreements.get(digest)
    if (one === undefined) throw new ServiceError('not-found')
    return one
  }
  const byDigest = closed({ digest: Sha256Hex })
  const answer = { 200: AgreementView }
  app.post(
    '/v1/agreements',
    { config: readers, schema: { body: AgreementDraft, response: { 201: AgreementView } } },
    async ({ body, officer }, reply) => {
      const digest = String(agreements.size + 1).padStart(64, '0')
      const terms = { v: 1 as const, id: newUuid(), version: 1, ...body }
      const one: AgreementView = {
        digest,
        state: 'prepared',
        terms,
        statements: [],
        preparedBy: officer.id,
      }
      agreements.set(digest, one)
      return reply.code(201).send(one)
    },
  )
  app.get(
    '/v1/agreements/:digest',
    { config: readers, schema: { params: byDigest, response: answer } },
    async ({ params: { digest } }) => agreementOf(digest),
  )
  app.post(
    '/v1/agreements/:digest/sign',
    { config: deciders, schema: { params: byDigest, response: answer } },
    async ({ params: { digest } }) => {
      const one = agreementOf(digest)
      one.state = 'in-force'
      one.statements.push({ party: 'XA', act: 'sign', at: '2026-03-01T12:00:00.000Z' })
      return one
    },
  )
  app.post(
    '/v1/agreements/:digest/terminate',
    { config: readers, schema: { params: byDigest, body: AgreementReason, response: answer } },
    async ({ params: { digest }, body: { reason } }) => {
      const one = agreementOf(digest)
      one.state = 'terminated'
      one.statements.push({ party: 'XA', act: 'terminate', at: '2026-03-02T12:00:00.000Z', reason })
      return one
    },
  )
}

function summaryOf({
  id,
  version,
  state,
  origin,
  issuer,
  content,
  draft,
  updatedAt,
  flags,
  contest,
}: Kept): AlertSummary {
  return {
    id,
    version,
    issuer,
    origin,
    state,
    pending: draft === null ? null : 'draft',
    category: content.category,
    action: categoryRules[content.category].action,
    mode: content.mode ?? 'actual',
    flagged: flags.some(({ by }) => by === 'XA'),
    contest,
    label: content.identity?.names[0]?.full ?? content.posting?.title ?? '',
    validUntil: content.validUntil,
    reviewBy: content.validUntil,
    updatedAt,
  }
}
