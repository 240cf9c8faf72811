import { ErasureBoard, type DemandState } from '@crosswatch/protocol'
import { answer, type Caller, type Service } from './call.ts'

const board = answer(ErasureBoard)

export type ConsentCalls = ReturnType<typeof consentCalls>

/** The consent service: receipts of erasure. */
export function consentCalls(consent: Service) {
  return {
    erasures: (caller: Caller, filter: { readonly state?: DemandState; readonly after?: string }) =>
      consent.json(caller, board, { path: `/v1/erasures?${new URLSearchParams({ ...filter }).toString()}` }),
  }
}
