import { newUuid, screeningRowLimit, type ScreeningStatus } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { fileField, selectField, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { allowedPurposes } from '../query/query-form.ts'

/** The officer's lists, and the form for the next one. */
export function screeningsPage(
  context: ConsoleContext,
  visit: Visit,
  screenings: readonly ScreeningStatus[],
  form: FormView,
): PageOptions {
  return {
    title: form.problems.size > 0 ? 'Error: Screening' : 'Screening',
    place: 'screenings',
    main: html`${errorSummary(form.problems)}${heading('Screening')}
      <p class="govuk-body cw-narrow">
        Looks up everybody on a list, one by one, for instance workers before they leave. Every look is
        recorded with your name and the purpose. You alone see a list; it is erased by itself after some days,
        and earlier if you say so.
      </p>
      ${uploadForm(context, visit, form)}
      <h2 class="govuk-heading-m">Your lists</h2>
      ${
        screenings.length === 0 ? html`<p class="govuk-body">There are none.</p>` : table(context, screenings)
      }`,
  }
}

function uploadForm(context: ConsoleContext, visit: Visit, form: FormView): Html {
  const purposes = allowedPurposes(context, visit)
  const usual = purposes.find((purpose) => purpose === 'pre-departure-screening') ?? ''
  const content = html`<input type="hidden" name="id" value="${newUuid()}" />
    ${fileField(form, {
      name: 'file',
      label: 'File',
      hint: `CSV with up to ${screeningRowLimit.toLocaleString('en')} persons`,
      accept: '.csv,.tsv,.txt,text/csv',
    })}
    <p class="cw-or"><span>or paste</span></p>
    ${textArea(form, {
      name: 'rows',
      label: 'Rows from a spreadsheet',
      hint: html`The first row names the columns: name (or surname and given names), birth date, nationality,
      document, sex, licence, phone, email, other names. Other columns are left out.`,
      rows: 6,
      code: true,
    })}
    <div class="cw-pair">
      ${selectField(form, {
        name: 'purpose',
        label: 'Purpose',
        options: purposes.map((value) => ({ value, text: purposeTitles[value] })),
        ...(usual === '' ? { empty: 'Choose' } : {}),
        value: form.values.one('purpose') || usual,
      })}
      ${textField(form, { name: 'reference', label: 'Reference', hint: 'optional' })}
    </div>
    ${button({ text: 'Look up everybody' })}`
  return postForm({ action: '/screenings', csrf: visit.csrf, classes: 'cw-narrow', withFile: true }, content)
}

function table({ times }: ConsoleContext, screenings: readonly ScreeningStatus[]): Html {
  const number = (value: number) => html`<td class="cw-number">${value.toLocaleString('en')}</td>`
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Your lists">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        Your lists
      </caption>
      <thead>
        <tr>
          <th scope="col">Begun</th>
          <th scope="col">Reference</th>
          <th scope="col">Purpose</th>
          <th scope="col" class="cw-number">Rows</th>
          <th scope="col" class="cw-number">Looked up</th>
          <th scope="col" class="cw-number">Hits</th>
          <th scope="col" class="cw-number">Possible</th>
          <th scope="col">Erased by</th>
        </tr>
      </thead>
      <tbody>
        ${screenings.map(
          (one) =>
            html`<tr>
              <th scope="row">
                <a class="govuk-link" href="/screenings/${one.id}">${times.moment(one.createdAt)}</a>
              </th>
              <td>${one.reference === undefined ? '–' : html`<bdi dir="auto">${one.reference}</bdi>`}</td>
              <td>${purposeTitles[one.purpose]}</td>
              ${number(one.rows)}${number(one.done)}${number(one.hit)}${number(one.possible)}
              <td class="cw-nowrap">${times.moment(one.erasedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
