import type { AgreementRow } from '@crosswatch/protocol'
import type { Api } from '../api.ts'

/** With whom this node shares, what, and for what. */
export interface AgreementCalls {
  /** Roles: analyst, supervisor, administrator, auditor. */
  list(): Promise<readonly AgreementRow[]>
  /** Puts the agreement with `agreement.partner` in place of the one before. Role: administrator. */
  set(agreement: AgreementRow): Promise<AgreementRow>
}

export function agreementCalls(api: Api): AgreementCalls {
  const service = 'alerts'
  return {
    list: async () => {
      const { agreements } = await api.json<{ agreements: readonly AgreementRow[] }>({
        service,
        method: 'GET',
        path: '/v1/agreements',
      })
      return agreements
    },
    set: (body) =>
      api.json({ service, method: 'PUT', path: `/v1/agreements/${body.partner}`, body, repeatable: true }),
  }
}
