import { categories, categoryRules } from '@crosswatch/protocol'
import type { Visit } from '../../../access/visit.ts'
import { errorSummary } from '../../../forms/error-summary.ts'
import { radios, type FormView } from '../../../forms/fields.ts'
import { button, postForm } from '../../../forms/form-tag.ts'
import { html } from '../../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../../layout/page.ts'
import { categoryPurposes, categoryTitles } from '../../../words/alert-words.ts'
import { carriedFields } from './carried-fields.ts'
import { draftFields } from './draft-fields.ts'

/** The first question: what kind of alert. Comes back with everything that was typed when the category is changed. */
export function categoryPage(visit: Visit, form: FormView, action: string): PageOptions {
  const content = html`${carriedFields(
      form.values,
      draftFields.filter((field) => field !== 'category' && field !== 'step'),
    )}
    <input type="hidden" name="step" value="form" />
    ${radios(form, {
      name: 'category',
      legend: 'What is the alert about?',
      options: categories.map((value) => ({
        value,
        text: categoryTitles[value],
        hint: html`${categoryPurposes[value]} On a hit: ${categoryRules[value].instruction} Valid for at most
        ${categoryRules[value].reviewMonths} months.`,
      })),
    })}
    ${button({ text: 'Continue' })}`
  return {
    title: form.problems.size > 0 ? 'Error: Draft an alert' : 'Draft an alert',
    place: 'alerts',
    before: backLink('/alerts', 'All alerts'),
    main: html`${errorSummary(form.problems)}${heading('Draft an alert')}
      <div class="cw-narrow">${postForm({ action, csrf: visit.csrf }, content)}</div>`,
  }
}
