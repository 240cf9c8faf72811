import type { Purpose } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'

export const overrideFields = ['alert', 'number', 'country', 'purpose', 'reason', 'days'] as const
const carried = ['alert', 'number', 'country', 'purpose'] as const

/** Asks for the reason and the time of an override. */
export function newOverridePage(
  { countries }: Pick<ConsoleContext, 'countries'>,
  visit: Visit,
  form: FormView,
  purpose: Purpose,
): PageOptions {
  const { values, problems } = form
  const country = values.one('country')
  return {
    title: problems.size > 0 ? 'Error: Not this person' : 'Not this person',
    place: 'overrides',
    main: html`${errorSummary(problems)}${heading('Not this person')}
      <p class="govuk-body cw-narrow">
        When a supervisor agrees, this alert is no longer shown for the name of whoever carries this document.
        It is shown again when the time is over, when the alert changes, and whenever the document itself is
        listed.
      </p>
      <dl class="cw-facts">
        <div>
          <dt>Document</dt>
          <dd>
            <span class="cw-code">${values.one('number')}</span
            >${country !== '' && html`, ${countries.nameOf(country)}`}
          </dd>
        </div>
        <div>
          <dt>Alert</dt>
          <dd><span class="cw-code">${values.one('alert')}</span></dd>
        </div>
        <div>
          <dt>Purpose</dt>
          <dd>${purposeTitles[purpose]}</dd>
        </div>
      </dl>
      ${postForm(
        { action: '/overrides', csrf: visit.csrf, classes: 'cw-narrow' },
        html`${carried.map(
          (name) => html`<input type="hidden" name="${name}" value="${values.one(name)}" />`,
        )}
        ${textArea(form, {
          name: 'reason',
          label: 'What shows that it is another person',
          hint: 'For instance: other fingerprints, the issuer confirmed it on the phone',
          maxlength: 500,
        })}
        ${textField(form, {
          name: 'days',
          label: 'Days that it holds',
          hint: '365 at most',
          width: 3,
          inputmode: 'numeric',
          value: values.one('days') || '90',
        })}
        ${button({ text: 'Ask a supervisor' })}`,
      )}`,
  }
}
