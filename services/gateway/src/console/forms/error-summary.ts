import { html, type HtmlValue } from '../html/html.ts'
import type { FormProblems } from './form.ts'

/**
 * Everything that is wrong, at the top of the page, each with a link to its field. It takes the focus, so that who does
 * not see the page hears it first.
 */
export function errorSummary(problems: FormProblems, fieldIds?: ReadonlySet<string>): HtmlValue {
  if (problems.size === 0) return false
  const hasField = (field: string) => field !== '' && !field.startsWith('/') && (fieldIds?.has(field) ?? true)
  return html`<div class="govuk-error-summary" id="problems" tabindex="-1" autofocus>
    <div role="alert">
      <h2 class="govuk-error-summary__title">There is a problem</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${[...problems].map(
            ([field, problem]) =>
              html`<li>${hasField(field) ? html`<a href="#${field}">${problem}</a>` : problem}</li>`,
          )}
        </ul>
      </div>
    </div>
  </div>`
}
