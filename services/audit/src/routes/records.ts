import {
  type AccessTerms,
  closed,
  Purpose,
  RecordDetail,
  RecordList,
  RecordSearch,
  ServiceError,
  toBase64,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { openTerms, summarise } from '../domain/record-view.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { receiptOf } from '../receipt.ts'
import { searchRecords } from '../search/search-records.ts'
import { findRecord, placeOfRecord, wasErased } from '../store/record-store.ts'

// Everybody who is signed in gets as far as `admit`, so that an attempt by somebody else is recorded, not only refused.
const config = { roles: allRoles }

const Named = closed({ id: Uuid })
const Stated = closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) })

/** What auditors read: searches, single records, and proofs that a record is in the log. */
export function recordRoutes(app: App, context: AuditContext): void {
  const { db } = context.connection

  app.post(
    '/v1/records/search',
    {
      config,
      schema: {
        summary: 'Searches the access log, youngest record first',
        body: RecordSearch,
        response: { 200: RecordList, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, after, limit = 50, recordedPurpose, ...rest } = body
      const filter = { ...rest, ...(recordedPurpose === undefined ? {} : { purpose: recordedPurpose }) }
      const terms: AccessTerms = { ...(reference === undefined ? {} : { reference }), query: filter }
      const reading: Reading = { officer, operation: 'record.search', purpose, terms }
      await admit(context, reading)
      // One more than is shown tells whether there is a next page.
      const found = await searchRecords(db, filter, limit + 1, after)
      const records = found.slice(0, limit).map(summarise)
      await recordReading(context, reading, { outcome: 'done', count: records.length, alerts: [] })
      return { records, next: found.length > limit ? (records.at(-1)?.record.id ?? null) : null }
    },
  )

  app.get(
    '/v1/records/:id',
    {
      config,
      schema: {
        summary: 'One record with its terms in the clear',
        params: Named,
        querystring: Stated,
        response: { 200: RecordDetail, default: problemResponse },
      },
    },
    async ({ params, query, officer }) => {
      const reading: Reading = {
        officer,
        operation: 'record.view',
        purpose: query.purpose ?? 'oversight',
        terms: { query: { record: params.id } },
      }
      await admit(context, reading)
      const stored = await findRecord(db, params.id)
      await recordReading(context, reading, {
        outcome: stored ? 'done' : 'none',
        count: stored ? 1 : 0,
        alerts: [],
      })
      if (stored === undefined) {
        const erased = await wasErased(db, params.id)
        throw new ServiceError('not-found', {
          ...(erased && {
            detail: 'the record was kept as long as it may be, and erased; its proof remains',
          }),
        })
      }
      return {
        ...summarise(stored),
        openedTerms: openTerms(stored, context.storageKey),
        canonical: Buffer.from(stored.record).toString('utf8'),
        salt: toBase64(stored.salt),
      }
    },
  )

  app.get(
    '/v1/records/:id/proof',
    {
      config,
      schema: {
        summary:
          'Receipt that the record is in the signed log (C2SP tlog-proof); says nothing about its content',
        params: Named,
        response: { 200: Type.String(), default: problemResponse },
      },
    },
    async ({ params, officer }, reply) => {
      await admit(context, { officer, operation: 'record.view', purpose: 'oversight' })
      const index = await placeOfRecord(db, params.id)
      if (index === undefined) {
        if ((await findRecord(db, params.id)) === undefined) throw new ServiceError('not-found')
        throw new ServiceError('unavailable', { detail: 'the record has no place in the log yet' })
      }
      return reply.type('text/plain; charset=utf-8').send(await receiptOf(db, index))
    },
  )
}
