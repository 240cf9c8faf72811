import type {
  AlertDetail,
  AlertDraft,
  AlertReference,
  AlertState,
  AlertSummary,
  Category,
  ExtendRequest,
  FlagRequest,
  RecipientsPreview,
  ReviewsDue,
  WithdrawalReason,
} from '@crosswatch/protocol'
import type { Static } from 'typebox'
import { type Api, dataOf } from '../api.ts'

export type AlertRef = Static<typeof AlertReference>

export interface AlertFilter {
  readonly state?: AlertState
  readonly origin?: 'own' | 'received'
  readonly category?: Category
  readonly issuer?: string
}

interface AlertPage {
  readonly alerts: readonly AlertSummary[]
  readonly next: string | null
}

/** Alerts of this node and those it received. Roles: analyst, supervisor. */
export interface AlertCalls {
  /** One page; `next` goes in as `after` for the one that follows. */
  page(filter?: AlertFilter, after?: string): Promise<AlertPage>
  /** All of them, fetched page by page. */
  list(filter?: AlertFilter): AsyncIterable<AlertSummary>
  show(id: string): Promise<AlertDetail>
  draft(draft: AlertDraft): Promise<AlertRef>
  /** Changes a draft, or begins the next version of an alert that is in force. */
  edit(id: string, draft: AlertDraft): Promise<AlertRef>
  discard(id: string): Promise<void>
  submit(id: string): Promise<AlertRef>
  /** Sends a submitted alert back to its drafter. */
  return(id: string, note: string): Promise<AlertRef>
  /** Who would get the change that waits, and what each would see of it. */
  recipients(id: string): Promise<RecipientsPreview>
  /**
   * Issues it to the recipients of a preview, given by its digest. @throws {ApiError} `recipients-changed` if they are others by
   * now, `four-eyes` to whoever drafted or submitted it
   */
  approve(id: string, digest: string): Promise<AlertRef>
  withdraw(id: string, reason: WithdrawalReason): Promise<AlertRef>
  /** What ends by itself soon unless somebody reviews it. */
  due(): Promise<ReviewsDue>
  /** Proposes that an alert stands longer. @throws {ApiError} `rule-not-met` where the assessment is that of before */
  extend(id: string, extension: ExtendRequest): Promise<AlertRef>
  /** Does not act upon an alert of another jurisdiction here, and tells it why. Role: supervisor. */
  flag(id: string, flag: FlagRequest): Promise<AlertRef>
  /** Acts upon it again. Role: supervisor. */
  unflag(id: string): Promise<AlertRef>
}

export function alertCalls({ alerts }: Api): AlertCalls {
  const at = (id: string) => ({ params: { path: { id } } })
  const page = (filter: AlertFilter = {}, after?: string) =>
    dataOf(alerts.GET('/v1/alerts', { params: { query: { ...filter, ...(after && { after }) } } }))

  return {
    page,
    async *list(filter) {
      let after: string | undefined
      do {
        const { alerts: some, next } = await page(filter, after)
        yield* some
        after = next ?? undefined
      } while (after !== undefined)
    },
    show: (id) => dataOf(alerts.GET('/v1/alerts/{id}', at(id))),
    draft: (body) => dataOf(alerts.POST('/v1/alerts', { body })),
    edit: (id, body) => dataOf(alerts.PUT('/v1/alerts/{id}/draft', { ...at(id), body })),
    discard: async (id) => {
      await alerts.DELETE('/v1/alerts/{id}/draft', at(id))
    },
    submit: (id) => dataOf(alerts.POST('/v1/alerts/{id}/submit', at(id))),
    return: (id, note) => dataOf(alerts.POST('/v1/alerts/{id}/return', { ...at(id), body: { note } })),
    recipients: (id) => dataOf(alerts.GET('/v1/alerts/{id}/recipients', at(id))),
    approve: (id, digest) =>
      dataOf(alerts.POST('/v1/alerts/{id}/approve', { ...at(id), body: { recipients: digest } })),
    due: () => dataOf(alerts.GET('/v1/reviews-due')),
    extend: (id, body) => dataOf(alerts.POST('/v1/alerts/{id}/extend', { ...at(id), body })),
    flag: (id, body) => dataOf(alerts.POST('/v1/alerts/{id}/flag', { ...at(id), body })),
    unflag: (id) => dataOf(alerts.POST('/v1/alerts/{id}/unflag', at(id))),
    withdraw: (id, reason) =>
      dataOf(alerts.POST('/v1/alerts/{id}/withdraw', { ...at(id), body: { reason } })),
  }
}
