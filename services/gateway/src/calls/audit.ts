import { RecordDetail, RecordList, type RecordSearch } from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const list = answer(RecordList)
const detail = answer(RecordDetail)

export type AuditCalls = ReturnType<typeof auditCalls>

/** The audit service: the access log as auditors read it. Reading is itself recorded. */
export function auditCalls(audit: Service) {
  return {
    search: (caller: Caller, body: RecordSearch) =>
      audit.json(caller, list, { method: 'POST', path: '/v1/records/search', body }),
    record: (caller: Caller, id: string) => audit.json(caller, detail, { path: `/v1/records/${id}` }),
    /** Every record with its salt, one JSON object per line, and the signed checkpoint at the end. */
    export: (caller: Caller) => audit.stream(caller, { path: '/v1/log/export' }),
    /** C2SP tlog-proof: index, hashes and the signed checkpoint. */
    proof: (caller: Caller, id: string) => audit.text(caller, { path: `/v1/records/${id}/proof` }),
  }
}
