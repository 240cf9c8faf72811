import {
  closed,
  newUuid,
  oneOf,
  OverrideRequest,
  ScreeningRequest,
  ServiceError,
  Uuid,
  type Override,
  type ScreeningStatus,
} from '@crosswatch/protocol'
import { allRoles, type App } from '@crosswatch/service-kit'

const officers = { roles: allRoles }
const params = closed({ id: Uuid })
const OverrideStep = oneOf(['approve', 'refuse', 'end'])

/** A watchlist that screens lists at once, with one hit in the first row, and keeps overrides; nobody on them is real. */
export function stubScreening(app: App): void {
  const screenings = new Map<string, ScreeningStatus>()
  const overrides = new Map<string, Override>()

  app.get('/v1/screenings', { config: officers }, async () => ({ screenings: [...screenings.values()] }))
  app.post(
    '/v1/screenings',
    { config: officers, bodyLimit: 12 * 1024 * 1024, schema: { body: ScreeningRequest } },
    async ({ body: { id, purpose, reference, rows: text }, officer }, reply) => {
      const rows = text.trim().split('\n').length - 1
      if (rows < 1) throw new ServiceError('rule-not-met', { detail: 'no line has any content' })
      const status: ScreeningStatus = {
        id,
        purpose,
        ...(reference !== undefined && { reference }),
        officer: officer.id,
        state: text.includes('slow') ? 'running' : 'done',
        rows,
        done: text.includes('slow') ? 1 : rows,
        hit: 1,
        possible: 0,
        refused: 0,
        createdAt: '2026-03-01T12:00:00.000Z',
        finishedAt: null,
        erasedAt: '2026-03-04T12:00:00.000Z',
      }
      screenings.set(id, status)
      return reply.code(201).send(status)
    },
  )
  app.get('/v1/screenings/:id', { config: officers, schema: { params } }, async ({ params: { id } }) => {
    const found = screenings.get(id)
    if (found === undefined) throw new ServiceError('not-found', { detail: `screening ${id}` })
    return found
  })
  app.get('/v1/screenings/:id/rows', { config: officers }, async () => ({
    rows: [
      {
        row: 2,
        given: { name: '<b>Vantu</b> Dragomir' },
        outcome: 'hit',
        remarks: ['The birth date cannot be read; searched without it.'],
        results: [],
        record: null,
      },
    ],
    next: null,
  }))
  app.get('/v1/screenings/:id/results.csv', { config: officers }, async (_request, reply) =>
    reply.type('text/csv; charset=utf-8').send('"row","answer"\r\n"2","HIT"\r\n'),
  )
  app.delete(
    '/v1/screenings/:id',
    { config: officers, schema: { params } },
    async ({ params: { id } }, reply) => {
      screenings.delete(id)
      return reply.code(204).send()
    },
  )

  app.get('/v1/overrides', { config: officers }, async () => ({ overrides: [...overrides.values()] }))
  app.post(
    '/v1/overrides',
    { config: officers, schema: { body: OverrideRequest } },
    async ({ body: { alert, document, reason }, officer }, reply) => {
      const id = newUuid()
      // What became of others by itself stands in the list as well.
      const states = ['requested', 'fallen', 'expired'] as const
      for (const state of states) {
        const one: Override = {
          id: state === 'requested' ? id : newUuid(),
          alert,
          issuer: 'XB',
          label: 'Dragomir <i>Vântu</i>',
          document,
          reason,
          state,
          requester: officer.id,
          decider: state === 'requested' ? null : 'xa-supervisor',
          createdAt: '2026-03-01T12:00:00.000Z',
          validUntil: '2026-05-30T12:00:00.000Z',
        }
        overrides.set(one.id, one)
      }
      return reply.code(201).send(overrides.get(id))
    },
  )
  app.post(
    '/v1/overrides/:id/:step',
    { config: officers, schema: { params: closed({ id: Uuid, step: OverrideStep }) } },
    async ({ params: { id, step }, officer }) => {
      const found = overrides.get(id)
      if (found === undefined) throw new ServiceError('not-found', { detail: `override ${id}` })
      if (found.requester === officer.id && step !== 'end') throw new ServiceError('four-eyes')
      const state = ({ approve: 'approved', refuse: 'refused', end: 'ended' } as const)[step]
      const decided: Override = { ...found, state, decider: officer.id }
      overrides.set(id, decided)
      return decided
    },
  )
}
