import { Readable } from 'node:stream'
import {
  closed,
  ScreeningList,
  ScreeningRequest,
  ScreeningRows,
  ScreeningStatus,
  ServiceError,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, problemResponse, type App, type Officer } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { WatchlistContext } from '../context.ts'
import { createScreening } from '../screening/create.ts'
import { resultHeading, resultLine } from '../screening/result-csv.ts'
import { eraseRecord, viewRecord } from '../screening/records.ts'
import {
  eraseScreenings,
  listScreenings,
  readRowsFound,
  readScreening,
  statusOf,
  type Screening,
} from '../store/screenings.ts'

const params = closed({ id: Uuid })
const problems = { '4xx': problemResponse, '5xx': problemResponse }
const rowsInPage = 100
const rowsAtOnce = 500

/** Lists of persons: `/v1/screenings`. Each is seen by the officer who made it, and by nobody else. */
export function screeningRoutes(app: App, context: WatchlistContext, onNew: () => void): void {
  const { storageKey, connection, actLog } = context
  const { db } = connection

  app.post(
    '/v1/screenings',
    {
      config: { roles: allRoles },
      bodyLimit: 12 * 1024 * 1024,
      schema: {
        summary: 'Looks up every person of a list',
        description: 'Persons are looked up one after the other, each with an access record of its own.',
        body: ScreeningRequest,
        response: { 201: ScreeningStatus, ...problems },
      },
    },
    async (request, reply) => {
      const created = await createScreening(context, request.officer, request.body)
      onNew()
      return reply.code(201).send(statusOf(storageKey, created))
    },
  )

  app.get(
    '/v1/screenings',
    {
      config: { roles: allRoles },
      schema: { summary: "The officer's own lists, the latest first", response: { 200: ScreeningList } },
    },
    async ({ officer }) => {
      const screenings = await listScreenings(db, officer.id)
      return { screenings: screenings.map((one) => statusOf(storageKey, one)) }
    },
  )

  app.get(
    '/v1/screenings/:id',
    {
      config: { roles: allRoles },
      schema: { summary: 'How far a list is', params, response: { 200: ScreeningStatus, ...problems } },
    },
    async ({ officer, params: { id } }) => statusOf(storageKey, await readScreening(db, id, officer.id)),
  )

  app.get(
    '/v1/screenings/:id/rows',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Persons of a list with what was found',
        params,
        querystring: closed({
          after: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$', description: 'Row' })),
          matching: Type.Optional(
            Type.Enum(['true'], { description: 'Only those that match or could not be looked up' }),
          ),
        }),
        response: { 200: ScreeningRows, ...problems },
      },
    },
    async ({ officer, params: { id }, query }) => {
      const screening = await readScreening(db, id, officer.id)
      const rows = await readRowsFound(db, storageKey, id, {
        after: Number(query.after ?? 0),
        atMost: rowsInPage,
        matching: query.matching === 'true',
      })
      await recordView(officer, screening, rows.length)
      return { rows, next: rows.length < rowsInPage ? null : (rows.at(-1)?.row ?? null) }
    },
  )

  app.get(
    '/v1/screenings/:id/results.csv',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Everybody of a list with what was found, for a spreadsheet',
        params,
      },
    },
    async ({ officer, params: { id } }, reply) => {
      const screening = await readScreening(db, id, officer.id)
      await recordView(officer, screening, screening.done)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="screening-${id}.csv"`)
        .send(Readable.from(resultLines(id)))
    },
  )

  app.delete(
    '/v1/screenings/:id',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Erases a list and its results now',
        params,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async ({ officer, params: { id } }, reply) => {
      await connection.transaction(async (tx) => {
        const screening = await readScreening(tx, id, officer.id)
        const erased = await eraseScreenings(tx, { id })
        if (erased.length === 0)
          throw new ServiceError('wrong-state', { detail: 'a legal hold keeps the list' })
        await actLog.append(tx, [eraseRecord(officer, screening)])
      })
      return reply.code(204).send(null)
    },
  )

  async function recordView(officer: Officer, screening: Screening, count: number) {
    await actLog.append(db, [viewRecord(officer, screening, count)])
  }

  async function* resultLines(id: string) {
    yield resultHeading
    let after = 0
    for (;;) {
      const rows = await readRowsFound(db, storageKey, id, { after, atMost: rowsAtOnce })
      if (rows.length > 0) yield rows.map(resultLine).join('')
      after = rows.at(-1)?.row ?? after
      if (rows.length < rowsAtOnce) return
    }
  }
}
