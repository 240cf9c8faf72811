import { html, type Html, type HtmlValue } from '../../../html/html.ts'

/** A part of the form with its heading and one sentence on what belongs there. */
export function formSection(title: string, about: HtmlValue, content: HtmlValue): Html {
  return html`<fieldset class="govuk-fieldset cw-form-section">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${title}</legend>
    ${about && html`<p class="govuk-hint">${about}</p>`}${content}
  </fieldset>`
}
