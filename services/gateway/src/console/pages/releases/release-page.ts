import { survivorCategories, type Released } from '@crosswatch/protocol'
import { officerClassOf, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, selectField, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { survivorTitles } from '../../words/consent-words.ts'

export const releaseFields = [
  'origin',
  'consent',
  'purpose',
  'legalBasis',
  'reference',
  'categories',
] as const

export function releasePage(
  { members, policies }: ConsoleContext,
  visit: Visit,
  form: FormView,
  released?: Released,
): PageOptions {
  const content = html`${selectField(form, {
    name: 'origin',
    label: 'Jurisdiction that keeps the consent',
    empty: 'Choose',
    options: members.map(({ jurisdiction, name }) => ({ value: jurisdiction, text: name })),
  })}
  ${textField(form, { name: 'consent', label: 'Reference of the consent', code: true, hint: 'From its protection officer' })}
  ${selectField(form, {
    name: 'purpose',
    label: 'Purpose',
    empty: 'Choose',
    options: policies
      .purposesFor('ask', officerClassOf(visit))
      .map((value) => ({ value, text: purposeTitles[value] })),
  })}
  ${textField(form, { name: 'legalBasis', label: 'Legal basis' })}
  ${textField(form, { name: 'reference', label: 'Case reference', width: 20 })}
  ${checkboxes(form, {
    name: 'categories',
    legend: 'What you need to know',
    options: survivorCategories.map((value) => ({ value, text: survivorTitles[value] })),
  })}
  ${button({ text: 'Ask for it' })}`
  return {
    title: form.problems.size > 0 ? 'Error: Survivor information' : 'Survivor information',
    place: 'releases',
    main: html`${errorSummary(form.problems)}${heading('Survivor information')}
      ${released === undefined ? '' : opened(released)}
      <p class="govuk-body cw-narrow">
        The jurisdiction that keeps it opens it once, for you, if the survivor's consent covers it now. The
        survivor learns that you asked.
      </p>
      ${postForm({ action: '/survivor-information', csrf: visit.csrf, classes: 'cw-narrow' }, content)}`,
  }
}

function opened({ information, record }: Released): Html {
  return html`<div class="govuk-inset-text">
    <h2 class="govuk-heading-m">Opened once</h2>
    <dl class="govuk-summary-list">
      ${survivorCategories.map((category) => {
        const told = information[category]
        return (
          told !== undefined &&
          html`<div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">${survivorTitles[category]}</dt>
            <dd class="govuk-summary-list__value"><bdi dir="auto">${told}</bdi></dd>
          </div>`
        )
      })}
    </dl>
    <p class="govuk-body">
      It is gone when you leave this page, and was kept nowhere. Record <span class="cw-code">${record}</span>
    </p>
  </div>`
}
