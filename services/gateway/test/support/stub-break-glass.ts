import {
  breakGlassMinutes,
  BreakGlassRequest,
  BreakGlassUses,
  newUuid,
  ServiceError,
  type BreakGlass,
} from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

/** Break-glass as the audit service keeps it: asked for, granted by somebody else, ended. */
export function stubBreakGlass(app: App): void {
  const grants: BreakGlass[] = []
  const config = {
    roles: ['border-officer', 'liaison-officer', 'analyst', 'supervisor', 'auditor'],
  } as const
  const change = (id: string, to: Partial<BreakGlass>) => {
    const place = grants.findIndex((grant) => grant.id === id)
    const one = grants[place]
    if (one === undefined) throw new ServiceError('not-found')
    grants[place] = { ...one, ...to }
    return grants[place]
  }

  app.get('/v1/break-glass', { config }, async () => ({ grants }))
  app.post('/v1/break-glass', { config, schema: { body: BreakGlassRequest } }, async ({ body, officer }) => {
    const asked: BreakGlass = {
      id: newUuid(),
      officer: officer.id,
      authority: officer.authority,
      reason: body.reason,
      reference: body.reference ?? null,
      state: 'asked',
      askedAt: new Date().toISOString(),
      decidedBy: null,
      decidedAt: null,
      endsAt: null,
      uses: 0,
    }
    grants.push(asked)
    return asked
  })
  app.post<{ Params: { id: string } }>(
    '/v1/break-glass/:id/approve',
    { config },
    async ({ params, officer }) => {
      const now = Date.now()
      return change(params.id, {
        state: 'in-force',
        decidedBy: officer.id,
        decidedAt: new Date(now).toISOString(),
        endsAt: new Date(now + breakGlassMinutes * 60_000).toISOString(),
      })
    },
  )
  app.post<{ Params: { id: string } }>('/v1/break-glass/:id/end', { config }, async ({ params }) =>
    change(params.id, { state: 'ended', endsAt: new Date().toISOString() }),
  )
  app.get<{ Params: { id: string } }>(
    '/v1/break-glass/:id/uses',
    { config, schema: { response: { 200: BreakGlassUses } } },
    async ({ params }) => ({ grant: change(params.id, {}), records: [] }),
  )
}
