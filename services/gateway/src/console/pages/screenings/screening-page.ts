import type { ScreeningOutcome, ScreeningRow, ScreeningRows, ScreeningStatus } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { matchSentences, purposeTitles } from '../../words/access-words.ts'
import { categoryTitles } from '../../words/alert-words.ts'

/** One list: how far it is, and when it is done, whom to look at. */
export function screeningPage(
  context: ConsoleContext,
  visit: Visit,
  status: ScreeningStatus,
  matching: ScreeningRows | undefined,
): PageOptions {
  const { times } = context
  const { reference, purpose, createdAt, erasedAt, state } = status
  const title = state === 'running' ? 'Screening under way' : 'Screening done'
  return {
    title,
    place: 'screenings',
    before: backLink('/screenings', 'All lists'),
    main: html`${heading(title, reference && html`<bdi dir="auto">${reference}</bdi>`)}
      <p class="govuk-body">
        ${purposeTitles[purpose]}, begun ${times.moment(createdAt)}, erased by ${times.moment(erasedAt)}.
      </p>
      ${progress(status)}${counts(status)} ${matching !== undefined && results(status, matching)}
      ${postForm(
        { action: `/screenings/${status.id}/erase`, csrf: visit.csrf },
        button({ text: 'Erase list and results now', kind: 'warning' }),
      )}`,
  }
}

function progress({ rows, done, refused, state }: ScreeningStatus): HtmlValue {
  if (state === 'done') return false
  const dealtWith = done + refused
  return html`<p class="govuk-body" role="status">
    <label for="progress">${dealtWith.toLocaleString('en')} of ${rows.toLocaleString('en')} rows</label>
    <progress class="cw-progress" id="progress" max="${rows}" value="${dealtWith}"></progress>
    This page looks again by itself every two seconds. It goes on when you leave.
  </p>`
}

function counts({ done, hit, possible, refused }: ScreeningStatus): Html {
  const count = (title: string, value: number) =>
    html`<div>
      <dt>${title}</dt>
      <dd>${value.toLocaleString('en')}</dd>
    </div>`
  return html`<dl class="cw-counts">
    ${count('Hits', hit)}${count('Possible', possible)}${count('No hit', done - hit - possible)}${count('Not looked up', refused)}
  </dl>`
}

function results({ id }: ScreeningStatus, { rows, next }: ScreeningRows): Html {
  return html`<p class="govuk-body">
      <a class="govuk-link" href="/screenings/${id}/results.csv" download
        >Everybody with what was found (CSV)</a
      >
    </p>
    ${
      rows.length === 0
        ? html`<p class="govuk-body">Nobody matches an alert for this purpose.</p>`
        : html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Who matches">
            <table class="govuk-table cw-table">
              <caption class="govuk-table__caption govuk-table__caption--m">
                Who matches, and who could not be looked up
              </caption>
              <thead>
                <tr>
                  <th scope="col" class="cw-number">Row</th>
                  <th scope="col">Person</th>
                  <th scope="col">Answer</th>
                  <th scope="col">Listed as</th>
                  <th scope="col">Why it matches</th>
                  <th scope="col">What to do</th>
                  <th scope="col">Whom to call</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(line)}
              </tbody>
            </table>
          </div>`
    }
    ${
      next !== null &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="/screenings/${id}?after=${next}">Next rows</a>
      </p>`
    }`
}

const answers: Readonly<Record<ScreeningOutcome, { readonly word: string; readonly colour: string }>> = {
  hit: { word: 'HIT', colour: 'red' },
  possible: { word: 'POSSIBLE', colour: 'yellow' },
  none: { word: 'NO HIT', colour: 'grey' },
  refused: { word: 'NOT LOOKED UP', colour: 'orange' },
}

function line({ row, given, outcome, results: found, remarks }: ScreeningRow): Html {
  const { word, colour } = answers[outcome]
  const [best] = found
  const cells = Object.entries(given).map(([, cell]) => cell)
  return html`<tr>
    <td class="cw-number">${row}</td>
    <th scope="row">${cells.map((cell) => html`<bdi dir="auto">${cell}</bdi><br />`)}</th>
    <td><strong class="govuk-tag govuk-tag--${colour} cw-tag">${word}</strong></td>
    <td>
      ${
        best === undefined
          ? '–'
          : html`${best.label !== undefined && html`<bdi dir="auto">${best.label}</bdi><br />`}
              <span class="cw-muted">${categoryTitles[best.category]}, ${best.issuerName}</span>${
                found.length > 1 && html`<br /><span class="cw-muted">and ${found.length - 1} more</span>`
              }`
      }
    </td>
    <td>
      ${
        best !== undefined &&
        html`${matchSentences[best.verdict]}
          <ul class="govuk-list govuk-list--bullet cw-list-s">
            ${(best.evidence ?? []).map(({ note }) => html`<li><bdi dir="auto">${note}</bdi></li>`)}
          </ul>`
      }${remarks.map((remark) => html`<p class="cw-muted">${remark}</p>`)}
    </td>
    <td>${best?.instruction ?? '–'}</td>
    <td>${best === undefined ? '–' : html`${best.contact.desk}<br />${best.contact.phone}`}</td>
  </tr>`
}
