import type { ImportRequest, ImportRows, ImportRowsResult, ImportStatus } from '@crosswatch/protocol'
import type { Api } from '../api.ts'

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
  /** Issues everything in it. @throws {ApiError} `four-eyes` to whoever drafted it */
  approve(id: string): Promise<ImportStatus>
}

export function importCalls(api: Api): ImportCalls {
  const service = 'alerts'
  const step = (id: string, name: string) =>
    api.json<ImportStatus>({ service, method: 'POST', path: `/v1/imports/${id}/${name}` })

  return {
    create: (body) => api.json({ service, method: 'POST', path: '/v1/imports', body }),
    list: async () => {
      const { imports } = await api.json<{ imports: readonly ImportStatus[] }>({
        service,
        method: 'GET',
        path: '/v1/imports',
      })
      return imports
    },
    show: (id) => api.json({ service, method: 'GET', path: `/v1/imports/${id}` }),
    addRows: (id, rows) =>
      api.json({
        service,
        method: 'POST',
        path: `/v1/imports/${id}/rows`,
        body: { rows },
        repeatable: true,
      }),
    submit: (id) => step(id, 'submit'),
    discard: (id) => step(id, 'discard'),
    approve: (id) => step(id, 'approve'),
  }
}
