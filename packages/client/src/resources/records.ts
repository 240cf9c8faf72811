import type { RecordDetail, RecordList, RecordSearch } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

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

export function recordCalls({ audit, streaming, linesOf }: Api): RecordCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    search: (body) => dataOf(audit.POST('/v1/records/search', { body })),
    show: (id) => dataOf(audit.GET('/v1/records/{id}', at(id))),
    proof: (id) => dataOf(audit.GET('/v1/records/{id}/proof', { ...at(id), parseAs: 'text' })),
    async *export() {
      const { data } = await audit.GET('/v1/log/export', streaming)
      yield* linesOf(data ?? null)
    },
    checkpoint: () => dataOf(audit.GET('/checkpoint', { parseAs: 'text' })),
  }
}
