import type { ThreadEntry } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { table } from '../../layout/table.ts'

interface Passage {
  readonly exhibit: string
  readonly from: string
  readonly to: string
  readonly handedAt: string
  /** When the taker signed the same statement. */
  readonly takenAt: string | undefined
}

/** Who handed which exhibit to whom and when, and whether both have signed it. */
export function custodyChain({ times }: ConsoleContext, messages: readonly ThreadEntry[]): HtmlValue {
  const passages = messages.flatMap(({ id, digest, content }): Passage[] => {
    if (content.kind !== 'handover') return []
    const { exhibits, from, to, handedAt } = content
    const taken = messages.find(
      ({ content: said }) =>
        said.kind === 'handover-confirmed' && said.handover === id && said.digest === digest,
    )
    return exhibits.map((exhibit) => ({ exhibit, from, to, handedAt, takenAt: taken?.at }))
  })
  if (passages.length === 0) return false
  return html`<h2 class="govuk-heading-m">Custody of exhibits</h2>
    ${table(
      'Custody of exhibits',
      [
        {
          title: 'Exhibit (SHA-256)',
          value: ({ exhibit }) => html`<span class="cw-code cw-hash">${exhibit}</span>`,
        },
        { title: 'From', value: ({ from }) => html`<bdi dir="auto">${from}</bdi>` },
        { title: 'To', value: ({ to }) => html`<bdi dir="auto">${to}</bdi>` },
        { title: 'Handed over', value: ({ handedAt }) => times.moment(handedAt) },
        {
          title: 'Signed by both',
          value: ({ takenAt }) =>
            takenAt === undefined
              ? html`<strong class="govuk-tag govuk-tag--yellow cw-tag">Not yet</strong>`
              : times.moment(takenAt),
        },
      ],
      passages.toSorted((a, b) => (a.exhibit + a.handedAt < b.exhibit + b.handedAt ? -1 : 1)),
    )}`
}
