import type { AgreementRow } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** With whom this node shares, what, and for what. */
export interface AgreementCalls {
  /** Roles: analyst, supervisor, administrator, auditor. */
  list(): Promise<readonly AgreementRow[]>
  /** Puts the agreement with `agreement.partner` in place of the one before. Role: administrator. */
  set(agreement: AgreementRow): Promise<AgreementRow>
}

export function agreementCalls({ alerts }: Api): AgreementCalls {
  return {
    list: async () => (await dataOf(alerts.GET('/v1/agreements'))).agreements,
    set: (body) =>
      dataOf(alerts.PUT('/v1/agreements/{partner}', { params: { path: { partner: body.partner } }, body })),
  }
}
