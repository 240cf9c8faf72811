import { categories, compartments, onwardUses, purposes } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { checkboxes, radios, selectField, textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { categoryTitles, compartmentTitles, onwardUseTitles } from '../../words/alert-words.ts'
import { idOf } from './agreement-form-values.ts'

/** Drafts an agreement or an amendment. */
export function agreementForm(context: ConsoleContext, visit: Visit, form: FormView): PageOptions {
  const amends = form.values.one('amends')
  const title = amends === '' ? 'New agreement' : 'Amend an agreement'
  const options = <V extends string>(values: readonly V[], titles: Readonly<Record<V, string>>) =>
    values.map((value) => ({ value, text: titles[value] }))
  const parties = context.members.map(({ jurisdiction, name }) => ({
    value: jurisdiction,
    text: `${name} (${jurisdiction})`,
  }))
  const content = html`<input type="hidden" name="amends" value="${amends}" />
    ${textField(form, { name: 'title', label: 'Title' })}
    ${checkboxes(form, {
      name: 'parties',
      legend: 'Parties',
      hint: 'This jurisdiction among them. With more than two it is a joint task force.',
      options: parties,
    })}
    ${legalFields(form)}
    <div class="cw-three">
      ${checkboxes(form, { name: 'categories', legend: 'Categories', options: options(categories, categoryTitles) })}
      ${checkboxes(form, {
        name: 'compartments',
        legend: 'Compartments',
        hint: 'What each party can open',
        options: options(compartments, compartmentTitles),
      })}
      ${checkboxes(form, { name: 'purposes', legend: 'Purposes', options: options(purposes, purposeTitles) })}
    </div>
    ${selectField(form, {
      name: 'onwardUse',
      label: 'Onward use',
      options: options(onwardUses, onwardUseTitles),
    })}
    ${textField(form, {
      name: 'retentionDays',
      label: 'Days kept after an alert has ended',
      width: 4,
      inputmode: 'numeric',
    })}
    ${radios(form, {
      name: 'onTermination',
      legend: 'When it is terminated',
      options: [
        { value: 'erase', text: 'Each party erases what it received' },
        { value: 'keep', text: 'Each party keeps what it received until it ends' },
      ],
    })}
    <div class="cw-pair cw-narrow">
      ${textField(form, { name: 'validFrom', label: 'First day', type: 'date' })}
      ${textField(form, { name: 'validUntil', label: 'Last day', type: 'date' })}
    </div>
    ${contactFields(context, form)}
    <p class="govuk-hint">
      It binds nobody until two officers of every party have prepared and signed it. What is chosen nowhere is
      shared with nobody.
    </p>
    ${button({ text: 'Draft the agreement' })}`
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'agreements',
    before: backLink('/agreements', 'Agreements'),
    main: html`${errorSummary(form.problems)}${heading(title)}${postForm(
      { action: '/agreements', csrf: visit.csrf },
      content,
    )}`,
  }
}

/** References that the form takes at most: as many as an agreement holds. */
const mostReferences = 10

/** Rows for what is there, and one more. */
function legalFields(form: FormView): Html {
  const treaties = form.values.all('treaty')
  const articles = form.values.all('article')
  const count = Math.min(mostReferences, Math.max(3, treaties.filter((treaty) => treaty !== '').length + 1))
  return html`<fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Legal basis</legend>
    <p class="govuk-hint">Treaties, memoranda or decisions. An empty row counts for nothing.</p>
    ${Array.from(
      { length: count },
      (_, row) =>
        html`<div class="cw-pair">
          ${textField(form, {
            name: 'treaty',
            id: idOf('treaty', row),
            label: `Reference ${row + 1}`,
            value: treaties[row] ?? '',
          })}
          ${textField(form, {
            name: 'article',
            id: idOf('article', row),
            label: `Article ${row + 1}`,
            value: articles[row] ?? '',
            width: 20,
          })}
        </div>`,
    )}
  </fieldset>`
}

/** Whom the parties call: a row for each member. */
function contactFields({ members }: ConsoleContext, form: FormView): Html {
  const column = (name: string, row: number) => form.values.all(name)[row] ?? ''
  return html`<fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Contact points</legend>
    <p class="govuk-hint">Desks of the parties, no persons. Optional.</p>
    ${members.map(
      ({ jurisdiction, name }, row) =>
        html`<input type="hidden" name="contactOf" value="${jurisdiction}" />
          <div class="cw-pair">
            ${(
              [
                ['desk', 'desk'],
                ['phone', 'phone'],
                ['email', 'e-mail'],
                ['hours', 'hours'],
              ] as const
            ).map(([field, label]) =>
              textField(form, {
                name: field,
                id: idOf(field, row),
                label: `${name}: ${label}`,
                value: column(field, row),
              }),
            )}
          </div>`,
    )}
  </fieldset>`
}
