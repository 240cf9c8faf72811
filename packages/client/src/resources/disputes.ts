import type { DisputeDecision, DisputeDetail, DisputeDraft, DisputeSummary } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** What people ask who are named in alerts. Role: protection officer. */
export interface DisputeCalls {
  /** Records a request and forwards it to the issuer. @returns its id, and until when it is decided */
  record(draft: DisputeDraft): Promise<{ readonly id: string; readonly dueBy: string }>
  /** What waits first. */
  list(): Promise<readonly DisputeSummary[]>
  show(id: string): Promise<DisputeDetail>
  /** Shows the alert in no answer while the dispute is decided, or shows it again. */
  block(id: string, block: boolean): Promise<void>
  /** Decides as the issuer. */
  decide(id: string, decision: DisputeDecision): Promise<void>
}

export function disputeCalls({ alerts }: Api): DisputeCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    record: (body) => dataOf(alerts.POST('/v1/disputes', { body })),
    list: async () => (await dataOf(alerts.GET('/v1/disputes'))).disputes,
    show: (id) => dataOf(alerts.GET('/v1/disputes/{id}', at(id))),
    block: async (id, block) => {
      await alerts.POST('/v1/disputes/{id}/block', { ...at(id), body: { block } })
    },
    decide: async (id, body) => {
      await alerts.POST('/v1/disputes/{id}/decide', { ...at(id), body })
    },
  }
}
