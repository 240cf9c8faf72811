import type { DueAlert, DueList, ReviewsDue } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { categoryTitles } from '../../words/alert-words.ts'
import { changeOf } from './standing.ts'

/** What ends by itself unless somebody reviews it: the first to end first. */
export function reviewsDuePage(context: ConsoleContext, { alerts, more, lists }: ReviewsDue): PageOptions {
  const nothing = alerts.length === 0 && lists.length === 0
  return {
    title: 'Ends soon',
    place: 'reviews-due',
    main: html`${heading('Ends soon')}
      <p class="govuk-body cw-narrow">
        An alert that nobody reviews ends by itself. To extend it, open it and say anew why it is still
        adequate, relevant and important enough; a second officer approves that.
      </p>
      ${
        nothing
          ? html`<p class="govuk-body">No alert of this node ends soon.</p>`
          : html`${alerts.length > 0 && alertsDue(context, alerts)}
            ${more && html`<p class="govuk-body">There are more than are shown here.</p>`}
            ${lists.length > 0 && listsDue(context, lists)}`
      }`,
  }
}

function alertsDue({ times, clock }: ConsoleContext, alerts: readonly DueAlert[]): HtmlValue {
  return table(
    'Alerts that end soon',
    [
      {
        title: 'Subject',
        value: ({ alert }) =>
          html`<a class="govuk-link" href="/alerts/${alert.id}"
            ><bdi dir="auto">${alert.label || 'No name'}</bdi></a
          >`,
      },
      { title: 'Category', value: ({ alert }) => categoryTitles[alert.category] },
      { title: 'Ends', value: ({ alert }) => times.day(alert.reviewBy) },
      {
        title: 'Days left',
        value: ({ alert }) => daysUntil(alert.reviewBy, clock()),
        number: true,
      },
      { title: 'Next', value: ({ alert }) => nextSteps[changeOf(alert) ?? 'none'] },
      { title: 'On this board since', value: ({ noticedAt }) => times.day(noticedAt) },
    ],
    alerts,
  )
}

function listsDue({ times }: ConsoleContext, lists: readonly DueList[]): HtmlValue {
  return html`<h2 class="govuk-heading-m">Imported lists</h2>
    <p class="govuk-body cw-narrow">A list is reviewed as one: import it again.</p>
    ${table<DueList>(
      'Imported lists with alerts that end soon',
      [
        { title: 'List', value: ({ source }) => source },
        { title: 'Alerts', value: ({ alerts }) => alerts.toLocaleString('en'), number: true },
        { title: 'First ends', value: ({ firstEndsAt }) => times.day(firstEndsAt) },
      ],
      lists,
    )}`
}

const nextSteps = {
  none: 'Drafter: extend, withdraw or let it end',
  draft: 'Drafter: submit the change',
  submitted: 'Supervisor: approve',
} as const

function daysUntil(iso: string, now: Date): number {
  return Math.max(0, Math.floor((Date.parse(iso) - now.getTime()) / 86_400_000))
}
