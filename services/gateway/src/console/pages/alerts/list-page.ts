import { alertStates, categories } from '@crosswatch/protocol'
import type { AlertFilter, AlertList } from '../../../calls/alerts.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { selectField } from '../../forms/fields.ts'
import { formValues, noProblems } from '../../forms/form.ts'
import { html, type HtmlValue } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'
import { categoryTitles, stateTitles } from '../../words/alert-words.ts'
import { alertTable } from './alert-table.ts'

export function listPage(context: ConsoleContext, filter: AlertFilter, list: AlertList): PageOptions {
  return {
    title: 'Alerts',
    place: 'alerts',
    main: html`<div class="cw-title-row">
        ${heading('Alerts')}
        <a class="govuk-button" href="/alerts/new">Draft an alert</a>
      </div>
      ${filterForm(context, filter)}
      ${
        list.alerts.length === 0
          ? html`<p class="govuk-body">No alert fits.</p>`
          : alertTable(context, list.alerts, 'Alerts')
      }
      ${nextPage(filter, list.next)}`,
  }
}

/** A GET form: it narrows by codes only, so the address names nobody. */
function filterForm({ members }: ConsoleContext, filter: AlertFilter): HtmlValue {
  const form = { values: formValues({ ...filter }), problems: noProblems }
  return html`<form method="get" action="/alerts" class="cw-filter" aria-label="Filter">
    ${selectField(form, {
      name: 'state',
      label: 'State',
      empty: 'Any',
      options: alertStates.map((value) => ({ value, text: stateTitles[value] })),
    })}
    ${selectField(form, {
      name: 'origin',
      label: 'Origin',
      empty: 'Any',
      options: [
        { value: 'own', text: 'Own' },
        { value: 'received', text: 'Received' },
      ],
    })}
    ${selectField(form, {
      name: 'category',
      label: 'Category',
      empty: 'Any',
      options: categories.map((value) => ({ value, text: categoryTitles[value] })),
    })}
    ${selectField(form, {
      name: 'issuer',
      label: 'Issuer',
      empty: 'Any',
      options: members.map(({ jurisdiction, name }) => ({
        value: jurisdiction,
        text: `${name} (${jurisdiction})`,
      })),
    })}
    <button type="submit" class="govuk-button govuk-button--secondary">Show</button>
  </form>`
}

function nextPage(filter: AlertFilter, next: string | null): HtmlValue {
  if (next === null) return false
  const given = Object.entries({ ...filter, after: next }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(given).toString()
  return html`<p class="govuk-body"><a class="govuk-link" href="/alerts?${query}">Next page</a></p>`
}
