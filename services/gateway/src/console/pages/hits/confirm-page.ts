import { actionsTaken } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, selectField, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { takenTitles } from '../../words/hit-words.ts'

/** The report of a hit: what, where, when to the hour, what was done, whom to call. */
export function confirmPage(visit: Visit, form: FormView): PageOptions {
  const { values, problems } = form
  return {
    title: problems.size > 0 ? 'Error: Confirm a hit' : 'Confirm a hit',
    place: 'query',
    before: backLink('/query', 'Border query'),
    main: html`${errorSummary(problems)}${heading('Confirm a hit')}
      <p class="govuk-body cw-narrow">
        The report goes sealed to the jurisdiction that issued the alert, and to nobody else. It does not say
        whom you met: the alert does.
      </p>
      <dl class="cw-facts">
        <div>
          <dt>Alert</dt>
          <dd><span class="cw-code">${values.one('alert')}</span></dd>
        </div>
      </dl>
      ${postForm(
        { action: '/hits', csrf: visit.csrf, classes: 'cw-narrow' },
        html`<input type="hidden" name="alert" value="${values.one('alert')}" />
          ${textField(form, { name: 'at', label: 'When (UTC)', hint: 'It is reported to the hour.', type: 'datetime-local' })}
          ${textField(form, { name: 'place', label: 'Where', hint: 'Crossing, gate or office' })}
          ${selectField(form, {
            name: 'taken',
            label: 'What you did',
            empty: 'Choose',
            options: actionsTaken.map((value) => ({ value, text: takenTitles[value] })),
          })}
          ${checkboxes(form, {
            name: 'danger',
            legend: 'Urgency',
            options: [
              {
                value: 'yes',
                text: 'A person may be in danger',
                hint: 'The issuer then has one hour to say something, otherwise twelve.',
              },
            ],
          })}
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Whom the issuer calls</legend>
            ${textField(form, { name: 'desk', label: 'Desk' })}
            ${textField(form, { name: 'phone', label: 'Phone', type: 'tel', width: 20 })}
            ${textField(form, { name: 'email', label: 'E-mail', hint: 'optional', type: 'email' })}
            ${textField(form, { name: 'hours', label: 'Hours', hint: 'optional', width: 20 })}
          </fieldset>
          ${textArea(form, { name: 'note', label: 'Note', hint: 'optional', maxlength: 500 })}
          ${button({ text: 'Report the hit' })}`,
      )}`,
  }
}

/** What the officer is told afterwards. The thread belongs to liaison officers. */
export function reportedPage(id: string, mayFollow: boolean): PageOptions {
  return {
    title: 'The hit is reported',
    place: 'query',
    main: html`${heading('The hit is reported')}
      <p class="govuk-body cw-narrow">
        The report is recorded and on its way, under number <span class="cw-code">${id}</span>. The issuer has
        twelve hours to say something, or one hour where a person may be in danger.
      </p>
      <p class="govuk-body">
        ${mayFollow && html`<a class="govuk-link" href="/hits/${id}">Open the thread</a> `}
        <a class="govuk-link" href="/query">Next query</a>
      </p>`,
  }
}
