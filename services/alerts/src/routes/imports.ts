import {
  ApproveRequest,
  closed,
  RecipientsPreview,
  ImportRequest,
  ImportRows,
  ImportRowsResult,
  ImportStatus,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, officerDecisions } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import type { AlertsContext } from '../context.ts'
import { listImports, readImport, statusOf } from '../store/imports.ts'
import { previewImport } from '../work/preview-recipients.ts'
import { addRows, approveImport, createImport, discardImport, submitImport } from '../work/import.ts'

const ById = closed({ id: Uuid })

/** 500 rows of the largest alerts. */
const rowsBodyLimit = 16 * 1024 * 1024

/** Lists that are drafted row by row and approved as one. `issuing` calls for work as soon as an import is approved. */
export function importRoutes(app: App, context: AlertsContext, issuing: () => void): void {
  const { may } = officerDecisions(context)
  app.post(
    '/v1/imports',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'import.create'),
      schema: { summary: 'Begin an import', body: ImportRequest, response: { 201: ImportStatus } },
    },
    async (request, reply) =>
      reply.code(201).send(await createImport(context, request.officer, request.body)),
  )
  app.get(
    '/v1/imports',
    {
      config: { roles: allRoles },
      preValidation: may('browse', 'alert.list'),
      schema: {
        summary: 'Imports, latest first',
        response: { 200: closed({ imports: Type.Array(ImportStatus) }) },
      },
    },
    async () => ({ imports: (await listImports(context.connection.db)).map(statusOf) }),
  )
  app.get(
    '/v1/imports/:id',
    {
      config: { roles: allRoles },
      preValidation: may('browse', 'alert.list'),
      schema: { summary: 'How far an import is', params: ById, response: { 200: ImportStatus } },
    },
    async (request) => statusOf(await readImport(context.connection.db, request.params.id)),
  )
  app.get(
    '/v1/imports/:id/recipients',
    {
      config: { roles: allRoles },
      preValidation: may('browse', 'alert.preview'),
      schema: {
        summary: 'Who would get its rows if it were approved now, and what each could open at most',
        params: ById,
        response: { 200: RecipientsPreview },
      },
    },
    (request) => previewImport(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/imports/:id/rows',
    {
      config: { roles: allRoles },
      bodyLimit: rowsBodyLimit,
      preValidation: may('write', 'import.rows'),
      schema: {
        summary: 'Draft rows of the list',
        params: ById,
        body: ImportRows,
        response: { 200: ImportRowsResult },
      },
    },
    (request) => addRows(context, request.officer, request.params.id, request.body),
  )
  app.post(
    '/v1/imports/:id/submit',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'import.submit'),
      schema: {
        summary: 'Close the list and submit it for approval',
        params: ById,
        response: { 200: ImportStatus },
      },
    },
    (request) => submitImport(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/imports/:id/discard',
    {
      config: { roles: allRoles },
      preValidation: may('write', 'import.submit'),
      schema: {
        summary: 'Drop an import that was not approved',
        params: ById,
        response: { 200: ImportStatus },
      },
    },
    (request) => discardImport(context, request.officer, request.params.id),
  )
  app.post(
    '/v1/imports/:id/approve',
    {
      config: { roles: allRoles },
      preValidation: may('decide', 'import.approve'),
      schema: {
        summary: 'Approve the whole list as second officer, and issue it',
        params: ById,
        body: ApproveRequest,
        response: { 200: ImportStatus },
      },
    },
    async (request) => {
      const { recipients } = request.body
      const status = await approveImport(context, request.officer, request.params.id, recipients)
      issuing()
      return status
    },
  )
}
