import { categories, compartments, purposes } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { categoryTitles, compartmentTitles } from '../../words/alert-words.ts'

export function agreementForm(
  context: ConsoleContext,
  visit: Visit,
  partner: string,
  form: FormView,
): PageOptions {
  const title = `Agreement with ${context.countries.nameOf(partner)}`
  const options = <V extends string>(values: readonly V[], titles: Readonly<Record<V, string>>) =>
    values.map((value) => ({ value, text: titles[value] }))
  const content = html`${textField(form, {
      name: 'reference',
      label: 'Reference',
      hint: 'Treaty, memorandum or decision on which the sharing rests',
    })}
    <div class="cw-three">
      ${checkboxes(form, { name: 'categories', legend: 'Categories', options: options(categories, categoryTitles) })}
      ${checkboxes(form, {
        name: 'compartments',
        legend: 'Compartments',
        hint: 'What the partner may open',
        options: options(compartments, compartmentTitles),
      })}
      ${checkboxes(form, { name: 'purposes', legend: 'Purposes', options: options(purposes, purposeTitles) })}
    </div>
    <div class="cw-pair cw-narrow">
      ${textField(form, { name: 'validFrom', label: 'First day', type: 'date' })}
      ${textField(form, { name: 'validUntil', label: 'Last day', type: 'date' })}
    </div>
    <p class="govuk-hint">
      Alerts that are issued from now on follow it. What is chosen nowhere is shared with nobody.
    </p>
    ${button({ text: 'Save the agreement' })}`
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'agreements',
    before: backLink('/agreements', 'Agreements'),
    main: html`${errorSummary(form.problems)}${heading(title)}${postForm(
      { action: `/agreements/${partner}`, csrf: visit.csrf },
      content,
    )}`,
  }
}
