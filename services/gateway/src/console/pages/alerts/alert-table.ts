import type { AlertSummary } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { categoryTitles, stateColours, stateTitles } from '../../words/alert-words.ts'
import { contestTitles } from '../../words/dispute-words.ts'
import { changeOf, whoMustAct } from './standing.ts'

/** Alerts, one a line: what, from whom, where it stands and who is next. */
export function alertTable(
  { times }: Pick<ConsoleContext, 'times'>,
  alerts: readonly AlertSummary[],
  caption: string,
): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">Category</th>
          <th scope="col">From</th>
          <th scope="col">State</th>
          <th scope="col">Next</th>
          <th scope="col">Valid until</th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        ${alerts.map(
          (alert) =>
            html`<tr>
              <th scope="row">
                <a class="govuk-link" href="/alerts/${alert.id}"
                  ><bdi dir="auto">${alert.label || 'No name'}</bdi></a
                >
                ${alert.mode === 'exercise' && html` ${drillTag}`}
              </th>
              <td>${categoryTitles[alert.category]}</td>
              <td><span class="cw-code">${alert.issuer}</span></td>
              <td>${stateTags(alert)}</td>
              <td>${whoMustAct(alert)}</td>
              <td class="cw-nowrap">${times.day(alert.validUntil)}</td>
              <td class="cw-nowrap">${times.moment(alert.updatedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export const drillTag = html`<strong class="govuk-tag govuk-tag--purple cw-tag">Exercise</strong>`

/** The state of an alert, and of the change that waits on it. */
export function stateTags(alert: AlertSummary): HtmlValue {
  const change = changeOf(alert)
  const own = alert.state === 'draft' || alert.state === 'submitted'
  return html`${tag(alert.state)}${standingTags(alert)}${change !== null && !own && html` ${tag(change, 'Change: ')}`}`
}

/** That this jurisdiction does not act upon it, and that somebody disputes it. */
function standingTags({ flagged, contest }: AlertSummary): HtmlValue {
  const said = (colour: string, text: string) =>
    html` <strong class="govuk-tag govuk-tag--${colour} cw-tag">${text}</strong>`
  return html`${flagged && said('orange', 'Flagged')}${contest !== null && said('yellow', contestTitles[contest])}`
}

function tag(state: AlertSummary['state'], prefix = ''): Html {
  return html`<strong class="govuk-tag govuk-tag--${stateColours[state]} cw-tag"
    >${prefix}${stateTitles[state]}</strong
  >`
}
