import { categoryRules, type Category } from '@crosswatch/protocol'
import type { Visit } from '../../../access/visit.ts'
import type { ConsoleContext } from '../../../console-context.ts'
import { errorSummary } from '../../../forms/error-summary.ts'
import type { FormView } from '../../../forms/fields.ts'
import { button, postForm } from '../../../forms/form-tag.ts'
import { html } from '../../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../../layout/page.ts'
import { categoryTitles } from '../../../words/alert-words.ts'
import { carriedFields } from './carried-fields.ts'
import { identityFields, postingFields } from './draft-fields.ts'
import { groundsSection } from './grounds-section.ts'
import { identitySection } from './identity-section.ts'
import { postingSection } from './posting-section.ts'
import { useSection } from './use-section.ts'

export interface DraftView {
  readonly category: Category
  readonly form: FormView
  /** Where the form is sent to. */
  readonly action: string
  /** The alert that is edited; absent for a new one. */
  readonly id?: string
}

/** The form of one category: the same sections in the same order, without what the category has no use for. */
export function draftPage(context: ConsoleContext, visit: Visit, view: DraftView): PageOptions {
  const { category, form, action, id } = view
  const title = id === undefined ? 'Draft an alert' : 'Edit the alert'
  const hasIdentity = category !== 'pattern'
  const hasPosting = category === 'fake-posting'
  const today = context.clock()
  const content = html`<input type="hidden" name="category" value="${category}" />
    ${!hasIdentity && carriedFields(form.values, identityFields)}
    ${!hasPosting && carriedFields(form.values, postingFields)}
    ${
      // Enter in a line saves, whatever button comes first on the page.
      html`<button
        type="submit"
        name="step"
        value="save"
        class="cw-default-button"
        tabindex="-1"
        aria-hidden="true"
      >
        Save
      </button>`
    }
    <p class="cw-category-row">
      <span
        ><strong>${categoryTitles[category]}.</strong> On a hit: ${categoryRules[category].instruction}</span
      >
      ${button({ text: 'Change the category', kind: 'secondary', name: 'step', value: 'category' })}
    </p>
    ${hasPosting && postingSection(form, context)}${hasIdentity && identitySection(form, category)}
    ${groundsSection(form, category)}${useSection(form, category, today)}
    <div class="govuk-button-group cw-form-end">
      ${button({ text: 'Save and submit for approval', name: 'step', value: 'submit' })}
      ${button({ text: 'Save as draft', kind: 'secondary', name: 'step', value: 'save' })}
      <a class="govuk-link" href="${id === undefined ? '/alerts' : `/alerts/${id}`}">Cancel</a>
    </div>
    ${context.countryList}`
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'alerts',
    before: backLink(
      id === undefined ? '/alerts' : `/alerts/${id}`,
      id === undefined ? 'All alerts' : 'The alert',
    ),
    main: html`${errorSummary(form.problems)}${heading(title)}${postForm(
      { action, csrf: visit.csrf, classes: 'cw-draft' },
      content,
    )}`,
  }
}
