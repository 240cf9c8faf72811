import {
  Clearance,
  ClearanceList,
  type ClearanceProposal,
  type ClearanceRefusal,
  type ClearanceStop,
} from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const list = answer(ClearanceList)
const clearance = answer(Clearance)

export type ClearanceCalls = ReturnType<typeof clearanceCalls>

/** The alerts service again: persons who are not the subject of an alert, anywhere. */
export function clearanceCalls(alerts: Service) {
  const step = (caller: Caller, id: string, name: string, body?: unknown) =>
    alerts.json(caller, clearance, {
      method: 'POST',
      path: `/v1/clearances/${id}/${name}`,
      ...(body !== undefined && { body }),
    })
  return {
    list: async (caller: Caller) => (await alerts.json(caller, list, { path: '/v1/clearances' })).clearances,
    propose: (caller: Caller, body: ClearanceProposal) =>
      alerts.json(caller, clearance, { method: 'POST', path: '/v1/clearances', body }),
    accept: (caller: Caller, id: string) => step(caller, id, 'accept'),
    decline: (caller: Caller, id: string, reason: ClearanceRefusal) =>
      step(caller, id, 'decline', { reason }),
    end: (caller: Caller, id: string, reason: ClearanceStop['reason']) => step(caller, id, 'end', { reason }),
  }
}
