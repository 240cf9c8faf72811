import { disputeOutcomes, type DisputeDetail } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { radios, textArea, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { disputeOutcomeTitles, disputeRequestTitles } from '../../words/dispute-words.ts'
import { disputeTags } from './disputes-page.ts'

/** One request: what was asked, what was decided, and the steps that remain. */
export function disputePage(
  context: ConsoleContext,
  visit: Visit,
  { dispute, statement, explanation }: DisputeDetail,
  form: FormView,
): PageOptions {
  const { countries, times, jurisdiction: own } = context
  const title = `Request for ${dispute.request}`
  const open = dispute.outcome === null
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['Asked for', disputeRequestTitles[dispute.request]],
    ['What the person says', wordsOf(statement)],
    ['Made in', countries.nameOf(dispute.madeAt)],
    ['Recorded', times.moment(dispute.recordedAt)],
    [
      'Alert',
      html`<span class="cw-code">${dispute.alert}</span>, version ${dispute.version}, issued by
        ${countries.nameOf(dispute.issuer)}`,
    ],
    ['To be decided by', open && times.day(dispute.dueBy)],
    ['Decided', dispute.decidedAt !== null && times.moment(dispute.decidedAt)],
    ['What the person is told', !open && wordsOf(explanation)],
    ['Number', html`<span class="cw-code">${dispute.id}</span>`],
  ]
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'disputes',
    before: backLink('/disputes', 'Disputes'),
    main: html`${errorSummary(form.problems)}${heading(title)}
      <p class="cw-standing">${disputeTags(dispute)}</p>
      <dl class="govuk-summary-list">
        ${rows.map(
          ([name, value]) =>
            value !== false &&
            html`<div class="govuk-summary-list__row">
              <dt class="govuk-summary-list__key">${name}</dt>
              <dd class="govuk-summary-list__value">${value}</dd>
            </div>`,
        )}
      </dl>
      ${open && dispute.request !== 'access' && blockStep(visit, dispute)}
      ${open && dispute.issuer === own && decideStep(visit, dispute, form)}`,
  }
}

function blockStep(visit: Visit, { id, block }: DisputeDetail['dispute']): HtmlValue {
  return postForm(
    { action: `/disputes/${id}/block`, csrf: visit.csrf },
    html`<input type="hidden" name="block" value="${block ? 'no' : 'yes'}" />${button({
        text: block ? 'Show the alert again' : 'Do not show the alert meanwhile',
        kind: 'secondary',
      })}`,
  )
}

function decideStep(visit: Visit, { id, request }: DisputeDetail['dispute'], form: FormView): HtmlValue {
  return html`<h2 class="govuk-heading-m">Decision</h2>
    ${
      request === 'erasure' &&
      html`<p class="govuk-body cw-narrow">Granted erasure takes the alert back everywhere, at once.</p>`
    }
    ${postForm(
      { action: `/disputes/${id}/decide`, csrf: visit.csrf, classes: 'cw-narrow' },
      html`${radios(form, {
        name: 'outcome',
        legend: 'The request is',
        options: disputeOutcomes.map((value) => ({ value, text: disputeOutcomeTitles[value] })),
      })}
      ${textArea(form, {
        name: 'explanation',
        label: 'What the person is told',
        rows: 5,
        maxlength: 1000,
      })}
      ${button({ text: 'Decide' })}`,
    )}`
}

/** What somebody wrote, or why it is not here. */
function wordsOf(text: string | null): HtmlValue {
  if (text === null) return 'Stays where it was written: no agreement between the two covers this alert.'
  return html`<bdi dir="auto">${text}</bdi>`
}
