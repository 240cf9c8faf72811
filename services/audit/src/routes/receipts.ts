import {
  type AccessTerms,
  closed,
  ForeignLookList,
  LookSearch,
  PseudonymAnswer,
  PseudonymQuestion,
  Purpose,
  ReceiptAccounts,
  ServiceError,
} from '@crosswatch/protocol'
import { allRoles, type App, problemResponse } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { admit, type Reading, recordReading } from '../reading.ts'
import { officerBehind } from '../receipts/pseudonyms.ts'
import { readAccounts } from '../receipts/read-accounts.ts'
import { searchLooks } from '../receipts/search-looks.ts'
import type { ReceiptsOf } from '../receipts/keep-receipts.ts'

const config = { roles: allRoles }

/** Looks across the border: what others told of theirs, what this node told of its own, and what does not fit. */
export function receiptRoutes(app: App, context: AuditContext, of: ReceiptsOf): void {
  const { connection, clock, index, storageKey } = context

  app.get(
    '/v1/receipts',
    {
      config,
      schema: {
        summary: 'What this node and each other have told each other of their looks, and what does not fit',
        querystring: closed({ purpose: Type.Optional({ ...Purpose, default: 'oversight' }) }),
        response: { 200: ReceiptAccounts, default: problemResponse },
      },
    },
    async ({ query, officer }) => {
      const reading: Reading = { officer, operation: 'receipt.list', purpose: query.purpose ?? 'oversight' }
      await admit(context, reading)
      await index.catchUp()
      const accounts = await readAccounts(connection.db, of, clock())
      const count = accounts.jurisdictions.length
      await recordReading(context, reading, { outcome: 'done', count, alerts: [] })
      return accounts
    },
  )

  app.post(
    '/v1/receipts/search',
    {
      config,
      schema: {
        summary: 'Looks of other jurisdictions at alerts of this one, as their receipts say',
        body: LookSearch,
        response: { 200: ForeignLookList, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, limit = 50, ...filter } = body
      const terms: AccessTerms = { ...(reference === undefined ? {} : { reference }), query: filter }
      const reading: Reading = { officer, operation: 'receipt.list', purpose, terms }
      await admit(context, reading)
      const list = await searchLooks(connection.db, filter, limit)
      await recordReading(context, reading, { outcome: 'done', count: list.looks.length, alerts: [] })
      return list
    },
  )

  app.post(
    '/v1/receipts/resolve',
    {
      config,
      schema: {
        summary: 'Who stands behind a pseudonym that this node gave to another jurisdiction',
        body: PseudonymQuestion,
        response: { 200: PseudonymAnswer, default: problemResponse },
      },
    },
    async ({ body, officer }) => {
      const { purpose, reference, ...asked } = body
      const terms: AccessTerms = { ...(reference === undefined ? {} : { reference }), query: asked }
      const reading: Reading = { officer, operation: 'receipt.resolve', purpose, terms }
      await admit(context, reading)
      await index.catchUp()
      const found = await officerBehind(connection.db, storageKey, asked)
      await recordReading(context, reading, {
        outcome: found === undefined ? 'none' : 'done',
        count: found === undefined ? 0 : 1,
        alerts: [],
      })
      if (found === undefined) throw new ServiceError('not-found')
      return { officer: found }
    },
  )
}
