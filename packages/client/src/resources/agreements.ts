import type { AgreementAct, AgreementDraft, AgreementView } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** With whom this node shares, what, and for what. An agreement is named by the digest of its terms. */
export interface AgreementCalls {
  /** Roles: analyst, supervisor, administrator, auditor. */
  list(): Promise<readonly AgreementView[]>
  /** Roles: as for the list. */
  show(digest: string): Promise<AgreementView>
  /** Role: administrator. */
  draft(draft: AgreementDraft): Promise<AgreementView>
  /** Says as first officer that what another party drafted can be signed. Role: administrator. */
  endorse(digest: string): Promise<AgreementView>
  /** Signs as second officer. Role: supervisor. */
  sign(digest: string): Promise<AgreementView>
  /** Suspends or terminates (roles: supervisor, administrator), or resumes (role: supervisor). */
  change(digest: string, act: Exclude<AgreementAct, 'sign'>, reason: string): Promise<AgreementView>
}

export function agreementCalls({ alerts }: Api): AgreementCalls {
  const at = (digest: string) => ({ params: { path: { digest } } })
  return {
    list: async () => (await dataOf(alerts.GET('/v1/agreements'))).agreements,
    show: (digest) => dataOf(alerts.GET('/v1/agreements/{digest}', at(digest))),
    draft: (body) => dataOf(alerts.POST('/v1/agreements', { body })),
    endorse: (digest) => dataOf(alerts.POST('/v1/agreements/{digest}/endorse', at(digest))),
    sign: (digest) => dataOf(alerts.POST('/v1/agreements/{digest}/sign', at(digest))),
    change: (digest, act, reason) =>
      dataOf(alerts.POST(`/v1/agreements/{digest}/${act}`, { ...at(digest), body: { reason } })),
  }
}
