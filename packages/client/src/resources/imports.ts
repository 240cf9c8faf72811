import type {
  ImportRequest,
  ImportRows,
  ImportRowsResult,
  ImportStatus,
  RecipientsPreview,
} from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Lists that are drafted row by row and approved as one. Roles: analyst, supervisor. */
export interface ImportCalls {
  create(request: ImportRequest): Promise<ImportStatus>
  list(): Promise<readonly ImportStatus[]>
  show(id: string): Promise<ImportStatus>
  /** Up to 500 rows. A row that is there already counts as unchanged, so this is repeated while the node is away. */
  addRows(id: string, rows: ImportRows['rows']): Promise<ImportRowsResult>
  /** No more rows; a supervisor may approve it now. */
  submit(id: string): Promise<ImportStatus>
  discard(id: string): Promise<ImportStatus>
  /** Who would get its rows, and what each could open of them at most. */
  recipients(id: string): Promise<RecipientsPreview>
  /**
   * Issues everything in it, within a preview given by its digest. @throws {ApiError} `recipients-changed`, or `four-eyes` to whoever
   * drafted it
   */
  approve(id: string, digest: string): Promise<ImportStatus>
}

export function importCalls({ alerts, repeatable }: Api): ImportCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    create: (body) => dataOf(alerts.POST('/v1/imports', { body })),
    list: async () => (await dataOf(alerts.GET('/v1/imports'))).imports,
    show: (id) => dataOf(alerts.GET('/v1/imports/{id}', at(id))),
    addRows: (id, rows) =>
      dataOf(alerts.POST('/v1/imports/{id}/rows', { ...at(id), body: { rows }, ...repeatable })),
    submit: (id) => dataOf(alerts.POST('/v1/imports/{id}/submit', at(id))),
    discard: (id) => dataOf(alerts.POST('/v1/imports/{id}/discard', at(id))),
    recipients: (id) => dataOf(alerts.GET('/v1/imports/{id}/recipients', at(id))),
    approve: (id, digest) =>
      dataOf(alerts.POST('/v1/imports/{id}/approve', { ...at(id), body: { recipients: digest } })),
  }
}
