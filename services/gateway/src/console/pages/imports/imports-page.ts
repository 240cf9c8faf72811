import type { ImportStatus } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import type { FormProblems } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { importStateColours, importStateTitles } from '../../words/alert-words.ts'

export function importsPage(
  context: ConsoleContext,
  visit: Visit,
  imports: readonly ImportStatus[],
  problems: FormProblems,
): PageOptions {
  return {
    title: problems.size > 0 ? 'Error: Imports' : 'Imports',
    place: 'imports',
    main: html`${errorSummary(problems)}${heading('Imports')}
      <p class="govuk-body cw-narrow">
        A list is imported with the command line (<span class="cw-code">crosswatch import</span>), checked
        here, and approved as one by a second officer.
      </p>
      ${
        imports.length === 0
          ? html`<p class="govuk-body">Nothing was imported yet.</p>`
          : table(context, visit, imports)
      }`,
  }
}

function table({ times }: ConsoleContext, visit: Visit, imports: readonly ImportStatus[]): Html {
  const number = (value: number) => html`<td class="cw-number">${value.toLocaleString('en')}</td>`
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Imports">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Imports
      </caption>
      <thead>
        <tr>
          <th scope="col">List</th>
          <th scope="col">State</th>
          <th scope="col" class="cw-number">New or changed</th>
          <th scope="col" class="cw-number">Unchanged</th>
          <th scope="col" class="cw-number">Refused</th>
          <th scope="col" class="cw-number">To withdraw</th>
          <th scope="col" class="cw-number">Issued</th>
          <th scope="col">Drafter</th>
          <th scope="col">Approver</th>
          <th scope="col">Begun</th>
          <th scope="col">Steps</th>
        </tr>
      </thead>
      <tbody>
        ${imports.map(
          (one) =>
            html`<tr>
              <th scope="row">
                <span class="cw-code">${one.source}</span
                >${one.complete && html`<br /><span class="cw-muted">whole list</span>`}
              </th>
              <td>
                <strong class="govuk-tag govuk-tag--${importStateColours[one.state]} cw-tag"
                  >${importStateTitles[one.state]}</strong
                >
              </td>
              ${number(one.drafted)}${number(one.unchanged)}${number(one.refused)}${number(one.missing)}${number(one.issued)}
              <td><bdi>${one.drafter}</bdi></td>
              <td>${one.approver === null ? '–' : html`<bdi>${one.approver}</bdi>`}</td>
              <td class="cw-nowrap">${times.moment(one.createdAt)}</td>
              <td>${steps(visit, one)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function steps(visit: Visit, { id, source, state, drafter }: ImportStatus): HtmlValue {
  const step = (name: string, text: string, kind: 'primary' | 'secondary' | 'warning') =>
    postForm(
      { action: `/imports/${id}/${name}`, csrf: visit.csrf, classes: 'cw-inline-step' },
      button({ text: html`${text}<span class="govuk-visually-hidden"> ${source}</span>`, kind }),
    )
  const isDrafter = drafter === visit.account.name
  const offered = [
    state === 'open' && step('submit', 'Submit', 'primary'),
    state === 'submitted' &&
      hasRole(visit, 'supervisor') &&
      !isDrafter &&
      html`<a class="govuk-button cw-button-s" href="/imports/${id}">
        Approve<span class="govuk-visually-hidden"> ${source}</span>
      </a>`,
    state === 'submitted' && isDrafter && html`<span class="cw-muted">A second officer approves</span>`,
    (state === 'open' || state === 'submitted') && step('discard', 'Discard', 'secondary'),
  ]
  return offered.some((part) => part !== false) ? offered : '–'
}
