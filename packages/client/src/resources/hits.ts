import type {
  HitConfirmation,
  HitCountList,
  HitDetail,
  HitReference,
  HitSummary,
  MessageDraft,
} from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** What happened after an alert was met. */
export interface HitCalls {
  /** Reports a hit to the issuer of the alert. Roles: border officer, liaison officer. */
  confirm(confirmation: HitConfirmation): Promise<HitReference>
  /** The latest hits. Roles: liaison officer, supervisor. */
  list(): Promise<readonly HitSummary[]>
  /** One hit with its thread. Roles: as for the list. */
  show(id: string): Promise<HitDetail>
  /** Writes into the thread. Role: liaison officer. @returns the id of the message */
  write(id: string, message: MessageDraft): Promise<string>
  /** How often alerts were right. Roles: liaison officer, supervisor, analyst, auditor. */
  counts(): Promise<HitCountList>
}

export function hitCalls({ alerts }: Api): HitCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    confirm: (body) => dataOf(alerts.POST('/v1/hits', { body })),
    list: async () => (await dataOf(alerts.GET('/v1/hits'))).hits,
    show: (id) => dataOf(alerts.GET('/v1/hits/{id}', at(id))),
    write: async (id, body) => (await dataOf(alerts.POST('/v1/hits/{id}/messages', { ...at(id), body }))).id,
    counts: () => dataOf(alerts.GET('/v1/hit-counts')),
  }
}
