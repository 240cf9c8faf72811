import {
  closed,
  HitCountList,
  HitDetail,
  HitList,
  HitReference,
  Uuid,
  type HitConfirmation,
  type MessageDraft,
} from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const list = answer(HitList)
const detail = answer(HitDetail)
const reference = answer(HitReference)
const counts = answer(HitCountList)
const written = answer(closed({ id: Uuid }))

export type HitCalls = ReturnType<typeof hitCalls>

/** The alerts service again: what happened after an alert was met. */
export function hitCalls(alerts: Service) {
  return {
    list: async (caller: Caller) => (await alerts.json(caller, list, { path: '/v1/hits' })).hits,
    view: (caller: Caller, id: string) => alerts.json(caller, detail, { path: `/v1/hits/${id}` }),
    confirm: (caller: Caller, body: HitConfirmation) =>
      alerts.json(caller, reference, { method: 'POST', path: '/v1/hits', body }),
    write: (caller: Caller, id: string, body: MessageDraft) =>
      alerts.json(caller, written, { method: 'POST', path: `/v1/hits/${id}/messages`, body }),
    counts: (caller: Caller) => alerts.json(caller, counts, { path: '/v1/hit-counts' }),
  }
}
