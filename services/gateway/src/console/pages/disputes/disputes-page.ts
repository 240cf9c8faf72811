import type { DisputeSummary } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { disputeOutcomeTitles, disputeRequestTitles } from '../../words/dispute-words.ts'

/** What people asked who are named in alerts: what waits first. */
export function disputesPage(context: ConsoleContext, disputes: readonly DisputeSummary[]): PageOptions {
  const { countries, times } = context
  return {
    title: 'Disputes',
    place: 'disputes',
    main: html`${heading('Disputes')}
      <p class="govuk-body cw-narrow">
        What people ask who are named in an alert: access, correction or erasure. It goes to the issuer, who
        decides within a month; until then the alert shows that it is contested.
      </p>
      <p class="govuk-body">
        <a class="govuk-button" role="button" href="/disputes/new">Record a request</a>
      </p>
      ${
        disputes.length === 0
          ? html`<p class="govuk-body">Nothing was asked yet.</p>`
          : table(
              'Disputes',
              [
                {
                  title: 'Recorded',
                  value: ({ id, recordedAt }) =>
                    html`<a class="govuk-link" href="/disputes/${id}">${times.moment(recordedAt)}</a>`,
                },
                { title: 'Asked for', value: ({ request }) => disputeRequestTitles[request] },
                { title: 'Made in', value: ({ madeAt }) => countries.nameOf(madeAt) },
                { title: 'Issuer', value: ({ issuer }) => countries.nameOf(issuer) },
                { title: 'To be decided by', value: ({ dueBy }) => times.day(dueBy) },
                { title: 'State', value: disputeTags },
              ],
              disputes,
            )
      }`,
  }
}

export function disputeTags({ outcome, overdue, block }: DisputeSummary): HtmlValue {
  const tag = (colour: string, text: string) =>
    html`<strong class="govuk-tag govuk-tag--${colour} cw-tag">${text}</strong>`
  if (outcome !== null) return tag('grey', disputeOutcomeTitles[outcome])
  return html`${tag('blue', 'Open')} ${overdue && tag('red', 'Overdue')}
  ${block && tag('orange', 'Not shown here')}`
}
