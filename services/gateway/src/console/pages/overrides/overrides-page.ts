import type { Override, OverrideState } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import type { FormProblems } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

const states: Readonly<Record<OverrideState, { readonly title: string; readonly colour: string }>> = {
  requested: { title: 'Waits', colour: 'yellow' },
  approved: { title: 'Holds', colour: 'green' },
  refused: { title: 'Refused', colour: 'grey' },
  ended: { title: 'Ended', colour: 'grey' },
  expired: { title: 'Time over', colour: 'grey' },
  fallen: { title: 'Alert changed', colour: 'orange' },
}

/** Travellers who are not whom an alert means, and what is to be decided about them. */
export function overridesPage(
  context: ConsoleContext,
  visit: Visit,
  overrides: readonly Override[],
  problems: FormProblems,
): PageOptions {
  return {
    title: problems.size > 0 ? 'Error: Overrides' : 'Overrides',
    place: 'overrides',
    main: html`${errorSummary(problems)}${heading('Overrides')}
      <p class="govuk-body cw-narrow">
        Travellers who were taken for somebody on an alert and are somebody else. An officer asks from the
        answer to a query, a second one approves. A listed document is shown in any case.
      </p>
      ${
        overrides.length === 0
          ? html`<p class="govuk-body">There are none.</p>`
          : table(context, visit, overrides)
      }`,
  }
}

function table({ times, countries }: ConsoleContext, visit: Visit, overrides: readonly Override[]): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Overrides">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Overrides
      </caption>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Not the person of</th>
          <th scope="col">Reason</th>
          <th scope="col">State</th>
          <th scope="col">Until</th>
          <th scope="col">Asked for by</th>
          <th scope="col">Decided by</th>
          <th scope="col">Steps</th>
        </tr>
      </thead>
      <tbody>
        ${overrides.map((one) => {
          const { title, colour } = states[one.state]
          const { number, country } = one.document
          return html`<tr>
            <th scope="row">
              <span class="cw-code">${number}</span
              >${country && html`<br /><span class="cw-muted">${countries.nameOf(country)}</span>`}
            </th>
            <td>
              ${one.label !== '' && html`<bdi dir="auto">${one.label}</bdi><br />`}
              <span class="cw-muted">${countries.nameOf(one.issuer)}</span>
            </td>
            <td><bdi dir="auto">${one.reason}</bdi></td>
            <td><strong class="govuk-tag govuk-tag--${colour} cw-tag">${title}</strong></td>
            <td class="cw-nowrap">${times.day(one.validUntil)}</td>
            <td><bdi>${one.requester}</bdi></td>
            <td>${one.decider === null ? '–' : html`<bdi>${one.decider}</bdi>`}</td>
            <td>${steps(visit, one)}</td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

function steps(visit: Visit, { id, state, requester, document }: Override): HtmlValue {
  const step = (name: string, text: string, kind: 'primary' | 'secondary' | 'warning') =>
    postForm(
      { action: `/overrides/${id}/${name}`, csrf: visit.csrf, classes: 'cw-inline-step' },
      button({ text: html`${text}<span class="govuk-visually-hidden"> ${document.number}</span>`, kind }),
    )
  const own = requester === visit.account.name
  const decides = hasRole(visit, 'supervisor')
  const offered = [
    state === 'requested' && decides && !own && step('approve', 'Approve', 'primary'),
    state === 'requested' && decides && !own && step('refuse', 'Refuse', 'secondary'),
    state === 'requested' && own && html`<span class="cw-muted">A supervisor decides</span>`,
    state === 'approved' &&
      (decides || (own && hasRole(visit, 'liaison-officer'))) &&
      postForm(
        { action: '/clearances/new', csrf: visit.csrf, classes: 'cw-inline-step' },
        html`<input type="hidden" name="override" value="${id}" />${button({
            text: html`Clear everywhere<span class="govuk-visually-hidden"> ${document.number}</span>`,
            kind: 'secondary',
          })}`,
      ),
    (state === 'approved' || (state === 'requested' && own)) &&
      (decides || own) &&
      step('end', 'End', 'warning'),
  ]
  return offered.some((part) => part !== false) ? offered : '–'
}
