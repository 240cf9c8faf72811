import type { Clearance, ClearanceDecline, ClearanceProposal, ClearanceStop } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/**
 * Persons who are not the subject of an alert, anywhere. Roles: liaison officer and supervisor; the supervisor of the issuer decides.
 * Nothing that comes back says who the person is.
 */
export interface ClearanceCalls {
  /** What is to be decided here first, then the latest. */
  list(): Promise<readonly Clearance[]>
  /** Asks the issuer of an alert to clear a person everywhere whom an override clears here. */
  propose(proposal: ClearanceProposal): Promise<Clearance>
  /** Clears the person as the issuer. */
  accept(id: string): Promise<Clearance>
  /** Declines as the issuer. */
  decline(id: string, reason: ClearanceDecline['reason']): Promise<Clearance>
  /** Ends it everywhere. */
  end(id: string, reason: ClearanceStop['reason']): Promise<Clearance>
}

export function clearanceCalls({ alerts }: Api): ClearanceCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    list: async () => (await dataOf(alerts.GET('/v1/clearances'))).clearances,
    propose: (body) => dataOf(alerts.POST('/v1/clearances', { body })),
    accept: (id) => dataOf(alerts.POST('/v1/clearances/{id}/accept', at(id))),
    decline: (id, reason) =>
      dataOf(alerts.POST('/v1/clearances/{id}/decline', { ...at(id), body: { reason } })),
    end: (id, reason) => dataOf(alerts.POST('/v1/clearances/{id}/end', { ...at(id), body: { reason } })),
  }
}
