import type { HitSummary } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { table } from '../../layout/table.ts'
import { categoryTitles } from '../../words/alert-words.ts'
import { hitOutcomeTitles, hitStateTitles } from '../../words/hit-words.ts'

/** Everything that was met, here or elsewhere: what somebody waits for first. */
export function hitsPage(context: ConsoleContext, hits: readonly HitSummary[]): PageOptions {
  const open = hits.filter(({ state }) => state === 'open').toSorted(overdueFirst)
  const closed = hits.filter(({ state }) => state === 'closed')
  return {
    title: 'Hits',
    place: 'hits',
    main: html`${heading('Hits')}
      <p class="govuk-body cw-narrow">
        A confirmed hit is reported to the issuer of the alert, who has twelve hours to say something, or one
        hour where a person may be in danger.
        <a class="govuk-link" href="/precision">How often alerts were right</a>
      </p>
      <h2 class="govuk-heading-m">Open</h2>
      ${open.length === 0 ? html`<p class="govuk-body">Nothing is open.</p>` : hitTable(context, open, 'Open hits')}
      ${
        closed.length > 0 &&
        html`<h2 class="govuk-heading-m">Closed</h2>
          ${hitTable(context, closed, 'Closed hits')}`
      }`,
  }
}

function overdueFirst(a: HitSummary, b: HitSummary): number {
  return Number(b.overdue) - Number(a.overdue) || (a.dueBy < b.dueBy ? -1 : 1)
}

function hitTable(context: ConsoleContext, hits: readonly HitSummary[], caption: string): Html {
  const { countries, times, jurisdiction } = context
  const name = (code: string) => (code === jurisdiction ? 'this jurisdiction' : countries.nameOf(code))
  return table(
    caption,
    [
      {
        title: 'Reported',
        value: ({ id, createdAt }) =>
          html`<a class="govuk-link" href="/hits/${id}">${times.moment(createdAt)}</a>`,
      },
      { title: 'By', value: ({ reporter }) => name(reporter) },
      { title: 'On an alert of', value: ({ issuer }) => name(issuer) },
      { title: 'Category', value: ({ category }) => categoryTitles[category] },
      { title: 'Issuer to answer by', value: ({ dueBy }) => times.moment(dueBy) },
      { title: 'State', value: hitTags },
    ],
    hits,
  )
}

/** How a hit stands: danger and what is overdue stand out. */
export function hitTags({ state, outcome, overdue, danger }: HitSummary): HtmlValue {
  const tag = (colour: string, text: string) =>
    html`<strong class="govuk-tag govuk-tag--${colour} cw-tag">${text}</strong>`
  return html`${tag(state === 'open' ? 'blue' : 'grey', hitStateTitles[state])}
  ${danger && state === 'open' && tag('orange', 'Danger')} ${overdue && tag('red', 'Overdue')}
  ${outcome !== null && html`<span>${hitOutcomeTitles[outcome]}</span>`}`
}
