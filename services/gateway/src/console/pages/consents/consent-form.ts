import { purposes, survivorCategories } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, radios, textArea, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { methodTitles, survivorTitles } from '../../words/consent-words.ts'

/** Nothing is ticked beforehand: what nobody said yes to is a no. */
export function consentForm({ members }: ConsoleContext, visit: Visit, form: FormView): PageOptions {
  const options = <V extends string>(values: readonly V[], titles: Readonly<Record<V, string>>) =>
    values.map((value) => ({ value, text: titles[value] }))
  const content = html`${textField(form, { name: 'subject', label: 'Pseudonym of the person', hint: 'As in your file. No name.', width: 20 })}
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">What the person was told</legend>
      ${textField(form, { name: 'noticeTitle', label: 'Notice', width: 30 })}
      <div class="cw-pair cw-narrow">
        ${textField(form, { name: 'noticeVersion', label: 'Version', width: 10 })}
        ${textField(form, { name: 'noticeLanguage', label: 'Language', hint: 'Two letters, like ne', width: 2 })}
      </div>
    </fieldset>
    ${radios(form, {
      name: 'status',
      legend: 'What the person said',
      options: [
        { value: 'given', text: 'Yes, to what follows' },
        { value: 'requested', text: 'Nothing yet' },
        { value: 'refused', text: 'No' },
      ],
    })}
    ${radios(form, { name: 'method', legend: 'How', options: options(['signed', 'spoken-before-witness', 'recorded'], methodTitles) })}
    <div class="cw-three">
      ${checkboxes(form, {
        name: 'recipients',
        legend: 'Who may see it',
        options: members.map(({ jurisdiction, name }) => ({ value: jurisdiction, text: name })),
      })}
      ${checkboxes(form, { name: 'purposes', legend: 'What for', options: options(purposes, purposeTitles) })}
      ${checkboxes(form, { name: 'categories', legend: 'What about', options: options(survivorCategories, survivorTitles) })}
    </div>
    ${textField(form, {
      name: 'never',
      label: 'Never to these countries',
      hint: 'Two-letter codes with spaces between, whatever else is said',
      width: 20,
    })}
    <div class="cw-pair cw-narrow">
      ${textField(form, { name: 'validUntil', label: 'Consents until', type: 'date' })}
      ${textField(form, { name: 'reviewBy', label: 'Ask again by', type: 'date' })}
    </div>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">If the person is a minor</legend>
      ${textField(form, { name: 'guardian', label: 'Guardian who consents' })}
      ${textField(form, { name: 'bestInterest', label: 'Why it is in the best interest of the child' })}
      ${textField(form, { name: 'decidedBy', label: 'Who decided that' })}
    </fieldset>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">The information</legend>
      ${survivorCategories.map((category) => textArea(form, { name: category, label: survivorTitles[category], maxlength: 2000 }))}
    </fieldset>
    ${button({ text: 'Record the consent' })}`
  return {
    title: form.problems.size > 0 ? 'Error: Record a consent' : 'Record a consent',
    place: 'consents',
    before: backLink('/consents', 'Consents'),
    main: html`${errorSummary(form.problems)}${heading('Record a consent')}${postForm(
      { action: '/consents/new', csrf: visit.csrf, classes: 'cw-narrow' },
      content,
    )}`,
  }
}
