import {
  closed,
  DisputeDetail,
  DisputeList,
  Timestamp,
  Uuid,
  type DisputeDecision,
  type DisputeDraft,
} from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const list = answer(DisputeList)
const detail = answer(DisputeDetail)
const recorded = answer(closed({ id: Uuid, dueBy: Timestamp }))

export type DisputeCalls = ReturnType<typeof disputeCalls>

/** The alerts service again: what people ask who are named in alerts. */
export function disputeCalls(alerts: Service) {
  const step = (caller: Caller, id: string, name: string, body: unknown) =>
    alerts.nothing(caller, { method: 'POST', path: `/v1/disputes/${id}/${name}`, body })
  return {
    list: async (caller: Caller) => (await alerts.json(caller, list, { path: '/v1/disputes' })).disputes,
    view: (caller: Caller, id: string) => alerts.json(caller, detail, { path: `/v1/disputes/${id}` }),
    record: (caller: Caller, body: DisputeDraft) =>
      alerts.json(caller, recorded, { method: 'POST', path: '/v1/disputes', body }),
    block: (caller: Caller, id: string, block: boolean) => step(caller, id, 'block', { block }),
    decide: (caller: Caller, id: string, body: DisputeDecision) => step(caller, id, 'decide', body),
  }
}
