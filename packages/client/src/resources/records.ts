import type { RecordDetail, RecordList, RecordSearch } from '@crosswatch/protocol'
import type { Api } from '../api.ts'

/** The access log of the node. Reading it is itself recorded. Role: auditor. */
export interface RecordCalls {
  /** One page, youngest first; `next` goes in as `after` for the one that follows. */
  search(search: RecordSearch): Promise<RecordList>
  show(id: string): Promise<RecordDetail>
  /** Receipt that the record is in the signed log (C2SP tlog-proof). Verify it: the node may lie. */
  proof(id: string): Promise<string>
  /** The whole log, one JSON object per line, the signed checkpoint last. Verify it: the node may lie. */
  export(): AsyncIterable<string>
  /** The signed checkpoint (C2SP tlog-checkpoint). */
  checkpoint(): Promise<string>
}

export function recordCalls(api: Api): RecordCalls {
  const service = 'audit'
  return {
    search: (body) => api.json({ service, method: 'POST', path: '/v1/records/search', body }),
    show: (id) => api.json({ service, method: 'GET', path: `/v1/records/${id}` }),
    proof: (id) => api.text({ service, method: 'GET', path: `/v1/records/${id}/proof` }),
    export: () => api.lines({ service, method: 'GET', path: '/v1/log/export' }),
    checkpoint: () => api.text({ service, method: 'GET', path: '/checkpoint' }),
  }
}
